"""Runs what authors wrote in processes of their own, which end when their time is over."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from functools import cache
from multiprocessing.connection import wait
from pathlib import Path
from unittest.mock import patch

from explainer import project
from explainer.faults import Fault
from explainer.sources import toml_of, where

GRACE = 2
"""Seconds after the limit until a process that would not hear of it is killed."""

REMEDY = "let it end sooner, or give more seconds in pyproject.toml, [tool.explainer] limit"


class Late(Exception):
    """Raised inside code whose time is over, at the line where it is."""


def _no_exit(status=0):
    raise SystemExit(status)


@cache
def limit():
    """The seconds that one example or figure script may take: pyproject's [tool.explainer]."""
    path = project.ROOT / "pyproject.toml"
    found = toml_of(path)
    for name in ("tool", "explainer", "limit"):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, int | float) or not found > 0:
        raise Fault(where(path, "limit"), "limit is no number of seconds", "write limit = 20")
    return found


def patience():
    """How many times as long things may take while others keep the cores busy, at most thrice."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 1
    return min(max(1, load / (os.cpu_count() or 1)), 3)


@contextlib.contextmanager
def bounded(seconds=None):
    """Author's code within may neither end the process nor outlast its time.

    After the seconds, `limit()` if none are given, it raises Late where it is; on a busy machine
    after as many more as it has to wait.
    """
    seconds = limit() if seconds is None else seconds

    def over(*_):
        raise Late(f"it has not ended after {seconds:g} seconds")

    with patch.object(os, "_exit", _no_exit):
        if not hasattr(signal, "setitimer"):  # Windows: `each` still kills what is late
            yield
            return
        before = signal.signal(signal.SIGALRM, over)
        # Again and again: code may catch the first and go on.
        signal.setitimer(signal.ITIMER_REAL, seconds * patience(), 0.5)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def raised_at(error, *homes):
    """The file and line, in a file or a folder of these, that raised an error; None elsewhere.

    Of several that called each other, the innermost.
    """
    at = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        at.append((error.filename, error.lineno or 1))
    ours = [one for one in at if any(Path(one[0]).is_relative_to(home) for home in homes)]
    return ours[-1] if ours else None


OPENED = set()
"""The project's files that this process has opened to read, once `watch_files` was called."""


@cache
def watch_files():
    """Remember from now on which files of the project are read: what a result is made of."""
    others = tuple(str(project.ROOT / name) for name in (".cache", ".venv", "node_modules"))

    def opened(event, arguments):
        if event == "open" and isinstance(arguments[0], str | bytes | Path):
            path = os.path.abspath(os.fsdecode(arguments[0]))
            inside = path.startswith(f"{project.ROOT}{os.sep}") and not path.startswith(others)
            writing = arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if inside and not writing and not path.endswith(".pyc"):
                OPENED.add(path)

    sys.addaudithook(opened)


def settled(files, began):
    """Whether none of the files has been saved since a time; one that is not there has not."""
    return all(os.path.getmtime(path) < began for path in files if os.path.exists(path))


def _tell(task, end, other):
    # Else nobody would notice that none is listening.
    other.close()
    # Whoever asks for the same again is told what is wrong with it.
    with contextlib.suppress(BaseException):
        end.send(task())


@contextlib.contextmanager
def beside(*tasks):
    """Call functions, each in a process of its own, while what is within goes on.

    Yields a function for each, which waits for its answer. Where a process cannot be forked, or
    ends without an answer, that function calls it here.
    """
    forks = hasattr(os, "fork") and threading.active_count() == 1
    context = multiprocessing.get_context("fork") if forks else None
    begun = []

    def begin(task):
        if not forks:
            return task
        end, other = context.Pipe(duplex=False)
        process = context.Process(target=_tell, args=(task, other, end))
        process.start()
        other.close()
        begun.append((process, end))

        def answer():
            try:
                return end.recv()
            except EOFError:
                return task()

        return answer

    try:
        yield [begin(task) for task in tasks]
    finally:
        for _, end in begun:
            end.close()
        for process, _ in begun:
            process.join()


def _serve(work, end):
    """Answer job after job until the other side hangs up."""
    watch_files()
    with contextlib.suppress(EOFError):
        while True:
            job = end.recv()
            OPENED.clear()
            end.send(work(job))


class _Worker:
    """A process that calls `work`, and until when it may take for the job it has."""

    def __init__(self, work):
        context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
        self.end, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(work, other), daemon=True)
        self.process.start()
        other.close()
        self.job = self.until = None

    def give(self, job, seconds):
        self.job, self.until = job, time.monotonic() + (seconds + GRACE) * patience()
        self.end.send(job)

    def answer(self):
        """What `work` made of its job; None where the process has ended, or is late."""
        try:
            return self.end.recv() if self.end.poll() else None
        except (EOFError, ConnectionError):
            return None

    def stop(self):
        self.process.kill()
        self.process.join()
        self.end.close()


def each(work, jobs, seconds, fresh=False):
    """Call `work(job)` for every job in processes of their own, as many as there are cores.

    Yields each job with what `work` returned, or with None where its process ended without an
    answer, or was killed because `work` had not ended `GRACE` seconds after its time. A process
    goes on with the next job, unless each is to have a fresh one.
    """
    waiting, idle, busy = list(reversed(jobs)), [], {}
    try:
        while waiting or busy:
            while waiting and len(busy) < (os.cpu_count() or 1):
                worker = idle.pop() if idle else _Worker(work)
                busy[worker.end] = worker
                worker.give(waiting.pop(), seconds)
            first = min(worker.until for worker in busy.values())
            ready = wait(list(busy), max(0, first - time.monotonic()))
            late = [end for end, worker in busy.items() if worker.until <= time.monotonic()]
            for worker in map(busy.pop, ready or late):
                job, answer = worker.job, worker.answer()
                if fresh or answer is None:
                    worker.stop()
                else:
                    idle.append(worker)
                yield job, answer
    finally:
        for worker in (*idle, *busy.values()):
            worker.stop()
