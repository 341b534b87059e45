"""Programs that answer a question with a line of JSON: started at the first, kept for the next."""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path


class Process:
    """One such program. It ends when its input does, so that nothing outlives who asks it.

    What a quiet one says besides is heard only where it ends without an answer.
    """

    def __init__(self, *command, quiet=False, **options):
        self.command, self.quiet, self.options, self.starts = command, quiet, options, 0
        self.lock = threading.Lock()
        self.program = self._owner = None
        atexit.register(self.close)

    def _start(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        self._said = tempfile.TemporaryFile() if self.quiet else None  # noqa: SIM115 (closed below)
        self.program = subprocess.Popen(self.command, stderr=self._said, **pipes, **self.options)
        self._owner = os.getpid()
        self.starts += 1

    def answers(self, question, count):
        """Yield the answers to one question, JSON values; another thread that asks waits."""
        with self.lock:
            # A forked worker must not share its parent's pipes.
            if self._owner != os.getpid() or self.program.poll() is not None:
                self._start()
            program = self.program
            with suppress(BrokenPipeError):
                program.stdin.write(json.dumps(question) + "\n")
                program.stdin.flush()
            for _ in range(count):
                if not (line := program.stdout.readline()):
                    raise self._ended(program.wait())
                yield json.loads(line)

    def _ended(self, code):
        """The error of a program that ended without an answer, with what it said."""
        said = ""
        if self._said:
            self._said.seek(0)
            said = self._said.read().decode("utf-8", "replace")
        return subprocess.CalledProcessError(code, Path(self.command[-1]).name, stderr=said)

    def ask(self, question=None):
        """The one answer to a question."""
        (answer,) = self.answers(question, 1)
        return answer

    def close(self, kill=False):
        """End the program, if this one has started it; kill: at once, with all that it started."""
        program, mine = self.program, self._owner == os.getpid()
        self.program = self._owner = None
        if not program or not mine:
            return
        if kill and hasattr(os, "killpg"):
            # Alone it may have ended already; what it started ends with its pipes.
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
        elif kill:
            program.kill()
        with suppress(BrokenPipeError):
            program.stdin.close()
        program.wait()
        program.stdout.close()
        if self._said:
            self._said.close()


def serve(answers):
    """Be such a program: write what `answers(question)` yields, until nobody asks any more.

    What else is printed meanwhile goes to the error output.
    """
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        for answer in answers(json.loads(line)):
            print(json.dumps(answer), file=out, flush=True)
