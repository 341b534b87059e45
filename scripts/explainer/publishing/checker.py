"""The process that asks all proofs of the site while another builds it."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import CancelledError, ThreadPoolExecutor

from explainer.project import ROOT
from explainer.publishing.mistakes import Mistake

ENDED = (
    "scripts/explainer/proof/follow.py:1: the checks did not come to an end; "
    "this is a fault of the program, not of the page"
)


class Checker:
    """One process, started at the first question and kept; `ask` again drops what was asked."""

    def __init__(self):
        self._process = self._waiting = None

    def ask(self):
        """Let the checks begin; their answer is fetched with `answer`."""
        if self._waiting or (self._process and self._process.poll() is not None):
            self.close()
        if not self._process:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "explainer.proof.follow"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                # A Ctrl+C in the terminal is for the program that asks.
                start_new_session=True,
            )
            self._reader = ThreadPoolExecutor(1)
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._waiting = self._reader.submit(self._process.stdout.readline)

    def answer(self, seconds=None):
        """What is wrong, as mistakes; raises TimeoutError if that is not known after the seconds.

        The last has a trace where the checks did not come to an end, as when a build fails.
        """
        asked = self._waiting
        said = asked.result(seconds)
        if asked is not self._waiting:
            raise CancelledError  # asked again meanwhile, by another thread
        self._waiting = None
        lines, trace = json.loads(said) if said else ([], "The process of the checks ended.\n")
        return [*map(Mistake, lines), *([Mistake(ENDED, trace)] if trace else [])]

    def close(self):
        """End the process, and the workers that it has started."""
        process, self._process, self._waiting = self._process, None, None
        if not process:
            return
        if hasattr(os, "killpg"):
            # Alone it may have ended already; its workers end with their pipes.
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        self._reader.shutdown()
        process.stdin.close()
        process.stdout.close()
