"""The process that asks all proofs of the site while another builds it."""

import subprocess
import sys
from concurrent.futures import CancelledError, ThreadPoolExecutor

from explainer.faults import Mistake
from explainer.process import Process
from explainer.project import ROOT

ENDED = (
    "scripts/explainer/publishing/follow.py:1: the checks did not come to an end; "
    "this is a fault of the program, not of the page"
)


class Checker:
    """One process, started at the first question and kept; `ask` again drops what was asked.

    Where it renews, it writes what pages make, once nothing else is wrong: `written` are the files.
    """

    def __init__(self, renews=False):
        command = sys.executable, "-m", "explainer.publishing.follow"
        # A Ctrl+C in the terminal is for the program that asks.
        self._process = Process(*command, cwd=ROOT, start_new_session=True)
        self._reader, self._waiting, self._renews = ThreadPoolExecutor(1), None, renews
        self.written = set()

    def ask(self):
        """Let the checks begin; their answer is fetched with `answer`."""
        if self._waiting and not self._waiting.cancel():
            self._process.close(kill=True)
        self._waiting = self._reader.submit(self._process.ask, self._renews)

    def answer(self, seconds=None):
        """What is wrong, as mistakes; raises TimeoutError if that is not known after the seconds.

        The last has a trace where the checks did not come to an end, as when a build fails.
        """
        asked = self._waiting
        try:
            lines, trace, written = asked.result(seconds)
        except subprocess.CalledProcessError:
            lines, trace, written = [], "The process of the checks ended.\n", []
        if asked is not self._waiting:
            raise CancelledError  # asked again meanwhile, by another thread
        self._waiting, self.written = None, set(written)
        return [*map(Mistake, lines), *([Mistake(ENDED, trace)] if trace else [])]

    def close(self):
        """End the process, and the workers that it has started; nothing is asked any more."""
        self._waiting = None
        self._reader.shutdown(wait=False, cancel_futures=True)
        self._process.close(kill=True)
