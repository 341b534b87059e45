"""The author's server: follows every save, and shows a mistake instead of stopping at it."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserverVFS

from explainer.faults import Mistake
from explainer.process import Process
from explainer.project import DOCS, FIGURES, ROOT, SCRIPTS, SNIPPETS, STYLESHEET, relative
from explainer.publishing.checker import Checker
from explainer.publishing.http import careful
from explainer.publishing.machine import lacking
from explainer.publishing.overlay import EMPTY, laid_over
from explainer.sources import ours

HOST, PORT = "127.0.0.1", 8000
INDEX = "/search/search_index.json"
WATCHED = (DOCS, SNIPPETS, ROOT / "scripts", ROOT / "mkdocs.yml")
PATIENCE = 3
"""Seconds that a page waits for its checks; what they find later is laid over it then."""


def say(text):
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


class Code:
    """The files that programs run or read, and when each was saved.

    A figure's script is none of them: it is run in a process of its own whenever it is drawn.
    """

    def __init__(self):
        self.seen = self.times()

    @staticmethod
    def times():
        files = {*SCRIPTS.rglob("*.*"), *SNIPPETS.glob("*.*")} - {*FIGURES.rglob("*.*")}
        files |= {*STYLESHEET.parent.glob(STYLESHEET.name)}  # docs/ may be gone
        # Worked examples are run anew in any case.
        files = (path for path in filter(ours, files) if path.suffix not in (".pyc", ".md"))
        return {path: path.stat().st_mtime_ns for path in files}

    def changed(self):
        """What was saved, or is gone, since this was asked last."""
        times = self.times()
        changed = {path for path, _ in times.items() ^ self.seen.items()}
        self.seen = times
        return changed


def running():
    """The files that this very process runs: they cannot be replaced under it."""
    return {Path(file) for m in sys.modules.values() if (file := getattr(m, "__file__", None))}


def unbuilt():
    """Why the process that builds has ended: the first file that is no Python, or what it said."""
    for path in sorted((SCRIPTS / "explainer").rglob("*.py")):
        try:
            compile(path.read_bytes(), path, "exec")
        except SyntaxError as error:
            return Mistake(f"{relative(path)}:{error.lineno}: {error.msg}; mend the Python")
    return Mistake("scripts/explainer: the program ended before the site was built; see above why")


def watched(folder):
    """An author's files in a folder; of the project's own folder, those that pages are made of."""
    entries = filter(ours, os.scandir(folder))
    return [e for e in entries if Path(folder) != ROOT or Path(e) in WATCHED]


class AuthorServer(LiveReloadServer):
    """MkDocs' own server, but it keeps the last good site and lays mistakes over it."""

    def __init__(self, port, folder):
        self.folder, self.turn = Path(folder), 0
        self.found, self.failed, self.good, self.bound = [], False, False, False
        self.saved = set()
        self.code, self.checker = Code(), Checker(renews=True)
        command = sys.executable, "-m", "explainer.publishing.rebuild"
        # What it leaves where it is killed goes with the folder. A Ctrl+C is for this process.
        home = {"env": os.environ | {"TMPDIR": folder}, "cwd": ROOT, "start_new_session": True}
        self.program = Process(*command, **home)
        empty = self.folder / "empty"
        empty.mkdir()
        (empty / "404.html").write_text(EMPTY, "utf-8")
        super().__init__(self.rebuild, HOST, port, root=str(empty))
        self.set_app(careful(self.page))
        # A folder that is watched as such is followed no more once it was deleted.
        self.observer = PollingObserverVFS(os.stat, watched, polling_interval=0.2)
        self.build_delay = 0.05

    def server_bind(self):
        """Take the port; asked twice, as the port is tried before the first build."""
        if not self.bound:
            super().server_bind()
            self.bound = True

    def watch(self, path):
        """Follow a folder, and remember which of its files were saved."""
        super().watch(path)
        handler = FileSystemEventHandler()
        handler.on_any_event = lambda event: self.saved.add(event.src_path)
        self.observer.schedule(handler, path, recursive=True)

    def build(self):
        """Build into a folder of its own; what is served changes only when that succeeds."""
        target = self.folder / str(self.turn)
        try:
            found, failed = self.program.ask({"folder": str(target), "address": self.url})
            found = [Mistake(**one) for one in found]
        except subprocess.CalledProcessError:
            found, failed = [unbuilt()], True
        if not failed:
            self.root, self.good = str(target), True
            self.turn = 1 - self.turn
        return found, failed

    def rebuild(self):
        """Build what was saved and have it checked; what the checks themselves wrote is built only.

        The page that is open has been reloaded for what they wrote it from.
        """
        begun, saved, self.saved = time.monotonic(), self.saved, set()
        if saved and saved <= self.checker.written:
            # The next save of these files is the author's.
            self.checker.written -= saved
            if not self.build()[1]:
                self._wanted_epoch = self._visible_epoch
                return
        if changed := self.code.changed():
            self.begin_anew(changed)
        self.checker.ask()
        self.found, self.failed = self.build()
        if not self.failed:
            say(f"Built in {time.monotonic() - begun:.1f} s")
        self.tell(self.found)
        try:
            self.lay_over(self.checker.answer(PATIENCE))
        except TimeoutError:
            threading.Thread(target=self.wait_for_checks, args=(self.turn,), daemon=True).start()

    def begin_anew(self, changed):
        """Start the processes anew that run what has changed: snippets are run by checks alone."""
        if ours := sorted(path.name for path in changed & running()):
            say(f"{', '.join(ours)} changed: stop and start the server for that to count")
        if not all(path.is_relative_to(SNIPPETS) for path in changed):
            with self.program.lock:
                self.program.close()
        self.checker.close()
        self.checker = Checker(renews=True)

    def lay_over(self, found):
        """Add what the checks have found to what the build has."""
        known = {mistake.line for mistake in self.found}
        # What ends the checks, where it fails the build as well, has been said.
        new = [m for m in found if m.line not in known and not (m.trace and self.failed)]
        self.found = self.found + new
        self.tell(new)

    def tell(self, found):
        """Say mistakes in the terminal."""
        for mistake in found:
            say(mistake.line)
            if mistake.trace:
                print(mistake.trace, file=sys.stderr, flush=True)

    def wait_for_checks(self, turn):
        """Lay what slow checks find over the page they were asked about, and reload it."""
        with suppress(CancelledError):
            found = self.checker.answer()
            if found and turn == self.turn:
                self.lay_over(found)
                with self._epoch_cond:
                    self._wanted_epoch = self._visible_epoch = self._visible_epoch + 1
                    self._epoch_cond.notify_all()

    def answer(self, environ, path=None):
        """MkDocs' answer to a request: status, headers, body."""
        started = []
        result = super().serve_request(
            environ | ({"PATH_INFO": path} if path else {}), lambda *start: started.extend(start)
        )
        try:
            body = b"".join(result)
        finally:
            getattr(result, "close", lambda: None)()
        return started[0], dict(started[1]), body

    def page(self, environ):
        """Any address gets a page that reloads itself, with the mistakes over it."""
        status, headers, body = self.answer(environ)
        if status.startswith("200") and environ["PATH_INFO"] == INDEX:
            # Here and not in the build: a save need not wait for it.
            body = self.program.ask({"index": self.root}).encode()
        if status.startswith("404"):
            # Asked for as a file, this page too learns of the next build.
            _, headers, body = self.answer(environ, "/404.html")
        if headers.get("Content-Type", "").startswith("text/html"):
            lines = [mistake.line for mistake in self.found]
            body = laid_over(body, lines, self.failed, self.good)
            headers["Cache-Control"] = "no-store"
        return status, headers, body


def port_number(text):
    """A port from the command line."""
    if text.isdecimal() and 0 < int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"there is no port {text}; choose one from 1024 to 65535: make serve PORT={PORT}"
    )


def interrupted(*_):
    """Told to end, by Ctrl+C or otherwise, tidy up; told again meanwhile, go on with that."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # Python trips over one that has come already, if it is to be ignored from now on.
        signal.signal(number, lambda *_: None)
    raise KeyboardInterrupt


class NoPort(Exception):
    """The port cannot be had."""


def serve(port, folder):
    """Serve until interrupted, with pages in a folder. Raises NoPort where the port is not free."""
    # Bytecode written beside a module would count as a save.
    sys.dont_write_bytecode = True
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    server = AuthorServer(port, folder)
    try:
        try:
            server.server_bind()
        except OSError as error:
            raise NoPort(error.strerror) from error
        say("Building the site; the first time takes a while, as every figure is drawn …")
        server.rebuild()
        server.watch(str(ROOT))
        say(f"Open {server.url} (stop with Ctrl+C)")
        server.serve()
    finally:
        server.shutdown()
        server.checker.close()
        server.program.close(kill=True)


def main(arguments):
    """`--port PORT`: where to listen, 8000 by default."""
    parser = argparse.ArgumentParser(prog="python -m explainer serve")
    parser.add_argument("--port", type=port_number, default=PORT)
    port = parser.parse_args(arguments).port
    os.chdir(ROOT)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupted)
    try:
        with tempfile.TemporaryDirectory(prefix="site-", ignore_cleanup_errors=True) as folder:
            serve(port, folder)
    except KeyboardInterrupt:
        print()
        return 0
    except NoPort as error:
        other = port + 1 if PORT <= port < 2**16 - 1 else PORT
        line = f"Port {port} cannot be had ({error}); choose another: make serve PORT={other}"
    except OSError as error:
        if not (line := lacking(error)):
            raise
    print(line, file=sys.stderr)
    return 1
