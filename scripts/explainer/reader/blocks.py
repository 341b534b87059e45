"""What is run as one: a Python block, those continued from it, and the output under it."""

import ast
import io
import os
import random
import re
import sys
import threading
import warnings
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from unittest.mock import patch

import numpy as np

from explainer.faults import Fault, Place
from explainer.project import SNIPPETS, relative
from explainer.reader.fences import Fence, split
from explainer.reader.lines import lines_of
from explainer.workers import REMEDY, Late, bounded, raised_at

SOURCE = "<example>"
CONT = "pytest-codeblocks:cont"
EXPECTED = "pytest-codeblocks:expected-output"
NOT_RUN = "not run"
WARNS = re.compile(r"pytest\.mark\.filterwarnings\((?P<spec>['\"]ignore:[^'\"]+['\"])\)")
FRESH = {
    "precision": 8, "threshold": 1000, "edgeitems": 3, "linewidth": 75, "suppress": False,
    "nanstr": "nan", "infstr": "inf", "sign": "-", "formatter": None, "floatmode": "maxprec",
}  # fmt: skip
"""NumPy's own ways to print."""


@dataclass(frozen=True)
class Block:
    """Fences run as one, and the fence with the output they are to print."""

    fences: tuple
    expected: Fence | None = None

    @property
    def place(self):
        """Where its last fence, the one a reader sees, opens."""
        return self.fences[-1].place

    @property
    def code(self):
        return "".join(fence.code for fence in self.fences)

    @property
    def lines(self):
        """The lines of `code`, each with its place."""
        return [line for fence in self.fences for line in fence.lines]

    @property
    def output(self):
        """The expected output; empty where none is stated."""
        return self.expected.code if self.expected else ""

    @property
    def warnings(self):
        """The beginnings of the warnings that are this block's lesson."""
        marks = [WARNS.fullmatch(word) for fence in self.fences for word in fence.directives]
        return [ast.literal_eval(m["spec"]).partition(":")[2] for m in marks if m]


def blocks(fences):
    """Join fences into blocks, as pytest-codeblocks does where the census finds no fault."""
    found = []
    for fence in fences:
        if fence.told(EXPECTED):
            if found:
                found[-1] = replace(found[-1], expected=fence)
        elif fence.language == "python" and not fence.told(NOT_RUN):
            if fence.told(CONT) and found:
                found[-1] = replace(found[-1], fences=(*found[-1].fences, fence))
            else:
                found.append(Block((fence,)))
    return found


def parsed(shown):
    """The tree of a fence's or a block's code; a Fault at the line that is no Python."""
    try:
        return ast.parse(shown.code)
    except SyntaxError as error:
        line = shown.lines[min(error.lineno or 1, len(shown.lines)) - 1]
        raise Fault(line.place, f"SyntaxError: {error.msg}", "mend it") from None


def blocks_of(path):
    """The blocks of a file of worked examples."""
    return blocks(split(lines_of(path))[0])


def worked_examples():
    """Every file of worked examples, in a fixed order."""
    return sorted(SNIPPETS.rglob("*.md"))


@contextmanager
def isolated():
    """The state a fresh interpreter has, whatever ran before, put back afterwards; and bounds."""
    states = random.getstate(), np.random.get_state(), os.getcwd()
    random.seed()
    np.random.seed()
    with ExitStack() as stack:
        stack.callback(random.setstate, states[0])
        stack.callback(np.random.set_state, states[1])
        stack.callback(os.chdir, states[2])
        stack.enter_context(np.printoptions(**FRESH))
        stack.enter_context(np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"))
        stack.enter_context(patch.dict(os.environ))
        stack.enter_context(patch.object(sys, "path", list(sys.path)))
        stack.enter_context(bounded())
        yield


def _why(block, error):
    """The Fault of a block that raised, at the line of it or of a snippet that did."""

    def line(number):
        return block.lines[min(number, len(block.lines)) - 1].place

    file, number = raised_at(error, SOURCE, SNIPPETS) or (SOURCE, 1)
    place, remedy = line(number), "mend the example"
    if file != SOURCE:
        place, call = Place(relative(file), number), raised_at(error, SOURCE)
        remedy = f"mend it, or its call in {line(call[1])}" if call else "mend it"
    if isinstance(error, Late):
        return Fault(place, f"this example is not over: {error}", REMEDY)
    what = f"this raises {type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, SystemExit):
        what = "this ends the interpreter, and with it the tests"
    return Fault(place, what, remedy)


@contextmanager
def threads_heard(heard):
    """Append what other threads raise, which Python else only prints."""
    hook, others = threading.excepthook, set(threading.enumerate())
    threading.excepthook = lambda told: heard.append(told.exc_value)
    try:
        yield
        for thread in set(threading.enumerate()) - others:
            thread.join()
    finally:
        threading.excepthook = hook


def run(block):
    """Run a block as pytest-codeblocks does; returns what it printed and a Fault or None."""
    out, heard = io.StringIO(), []
    with isolated(), warnings.catch_warnings(), redirect_stdout(out):
        warnings.simplefilter("error")
        for beginning in block.warnings:
            warnings.filterwarnings("ignore", re.escape(beginning))
        try:
            with threads_heard(heard):
                exec(compile(block.code, SOURCE, "exec"), {"__MODULE__": "__main__"})
        except (Exception, SystemExit) as error:
            heard.insert(0, error)
    return out.getvalue(), _why(block, heard[0]) if heard else None


def one_line(text):
    """A text on one line, shortened, for a message."""
    text = " ⏎ ".join(text.rstrip("\n").split("\n"))
    return repr(text if len(text) <= 60 else text[:60] + "…") if text else "nothing"


def differing(expected, printed):
    """The first lines in which two outputs differ."""
    pairs = list(zip(expected.split("\n"), printed.split("\n"), strict=False))
    for n, (old, new) in enumerate(pairs):
        if old != new:
            return n, old, new
    n = len(pairs)
    return n, "\n".join(expected.split("\n")[n:]), "\n".join(printed.split("\n")[n:])
