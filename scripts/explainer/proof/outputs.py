"""The census: every code fence is run, or says why it is not, or is a Fault."""

import ast
import re
from itertools import chain

import pytest_codeblocks

from explainer.faults import Fault
from explainer.project import ROOT
from explainer.reader.blocks import (
    CONT,
    EXPECTED,
    NOT_RUN,
    WARNS,
    blocks,
    blocks_of,
    run,
    worked_examples,
)
from explainer.reader.fences import CODE_SPAN, DIRECTIVE, split
from explainer.reader.lines import body_of, lines_of

OFF_LINE = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d+[.)])[ \t]*)+(?P<ticks>`{3,}|~{3,})(?P<rest>.*)")
TOO_SHORT = re.compile(r"[ \t]*(?:``|~~)[ \t]*\w+[ \t]*")
LOOKS_LIKE_ONE = re.compile(r"<!--.*(?:py-?test|code-?block|expected|not[-_ ]?run)", re.I)
RUN = re.compile(r"`{3,}python")
LISTING = re.compile(r"""[ \t]*-+8<-+[ \t]+["'][\w/]+\.py(?::[\w-]+)?["']""")
MARK = "<!-- not run: reason -->"
WARNS_FORM = 'pytest.mark.filterwarnings("ignore:…")'


def census():
    """The Faults of all fences in snippets/ and README.md."""
    return [*prose(ROOT / "README.md"), *chain.from_iterable(map(examples, worked_examples()))]


def _parts(path):
    """The fences of a file and its directives, by index of line, and Faults of their form."""
    lines = body_of(lines_of(path))
    try:
        fences, _ = split(lines)
    except Fault as fault:
        return lines, [], [], [fault]
    inside = {n for fence in fences for n in range(fence.at, fence.end)}
    directives, faults = [], []
    for n, line in enumerate(lines):
        if n in inside:
            continue
        if (m := OFF_LINE.fullmatch(line)) and not (m["ticks"][0] == "`" and "`" in m["rest"]):
            what = "a fence in a quote or on the line of a list item is never run"
            faults.append(Fault(line.place, what, "open it on a line of its own"))
        if TOO_SHORT.fullmatch(line):
            what = f"{line.strip()} opens no fence"
            faults.append(Fault(line.place, what, "write three backticks above and below"))
        told = DIRECTIVE.fullmatch(line.strip())
        if told:
            directives.append((n, told["word"].strip("- ")))
        elif LOOKS_LIKE_ONE.search(CODE_SPAN.sub("", line)):
            remedy = f"write <!--{CONT}--> or <!--{EXPECTED}--> or {MARK}, alone on its line"
            faults.append(Fault(line.place, "this comment is no directive, and is ignored", remedy))
    return lines, fences, directives, faults


def _reason(word, place):
    """The Faults of a `not run: reason`."""
    if re.fullmatch(rf"{NOT_RUN}:\s*\w.*", word):
        return []
    return [Fault(place, "this does not say why the block is not run", f"write {MARK}")]


def prose(path):
    """The Faults of fences in a page or the README: they hold listings, or say why nothing runs."""
    lines, fences, directives, faults = _parts(path)
    for n, word in directives:
        if word.startswith(NOT_RUN):
            faults += _reason(word, lines[n].place)
        else:
            what = "pytest-codeblocks does not run this file, and this directive does nothing"
            remedy = "move the example to snippets/ and include it"
            faults.append(Fault(lines[n].place, what, remedy))
    for fence in fences:
        text = [line for line in fence.lines if line.strip()]
        if fence.told(NOT_RUN):
            continue
        if text and all(map(LISTING.fullmatch, text)):
            if fence.language != "python" or not lines[fence.at].lstrip().startswith("```python"):
                what = f"the info string {fence.info!r} hides this listing from the checks"
                faults.append(Fault(fence.place, what, "open it with ```python"))
        else:
            remedy = f"move it to snippets/ and include it, or say why above it: {MARK}"
            faults.append(Fault(fence.place, "nothing runs this block", remedy))
    return faults


class Reading:
    """Reads a file of worked examples line by line, as pytest-codeblocks would."""

    def __init__(self, lines):
        self.lines, self.faults, self.pending = lines, [], []
        self.last, self.answered = None, False

    def fault(self, place, what, remedy):
        self.faults.append(Fault(place, what, remedy))

    def directive(self, n, word):
        place = self.lines[n].place
        self.unfollowed(place)
        if word.startswith(NOT_RUN):
            self.faults += _reason(word, place)
        elif word.startswith(("pytest-codeblocks:skip", "pytest.mark.skip", "pytest.mark.xfail")):
            self.fault(place, "this example would be skipped", "mend it, or take it out")
        elif word not in (CONT, EXPECTED) and not WARNS.fullmatch(word):
            remedy = f"only {CONT}, {EXPECTED} and {WARNS_FORM} are used here"
            self.fault(place, f"{word!r} is not a directive of this project", remedy)
        self.pending.append((place, word))

    def unfollowed(self, place):
        """A directive that its fence does not follow."""
        for before, word in self.pending:
            if word in (CONT, EXPECTED):
                what = f"{word} is followed by {place or 'the end of the file'}, not by its fence"
                self.fault(before, what, "put its fence right under it")

    def fence(self, fence):
        told = {word: place for place, word in self.pending}
        self.pending = []
        opening = self.lines[fence.at].strip()
        runs = RUN.fullmatch(opening)
        pythonic = re.match(r"[`~]{3,}[ \t]*\{?[ \t.]*py", opening, re.I)
        if EXPECTED in told:
            self.expected(fence, told[EXPECTED], pythonic)
        elif runs:
            self.code(fence, told)
        elif pythonic:
            what = f"{opening} is never run: pytest-codeblocks reads only ```python"
            self.fault(fence.place, what, "write ```python and nothing more on that line")
            self.last = None
        elif CONT in told:
            self.fault(told[CONT], "only a ```python fence can continue a block", "take it away")
        else:
            self.last = None
            if not fence.told(NOT_RUN):
                remedy = f"write <!--{EXPECTED}--> above it, or {MARK}"
                self.fault(fence.place, "no block prints the text of this fence", remedy)

    def expected(self, fence, place, pythonic):
        if pythonic:
            remedy = "put the output in a ```text fence right under it"
            self.fault(place, "this expected output has no fence", remedy)
            self.last = fence
        elif self.last is None:
            self.fault(
                place, "this expected output follows no ```python block", "move it under one"
            )
        elif self.answered:
            self.fault(place, "this block has two expected outputs", "take one of them away")
        self.answered = True

    def code(self, fence, told):
        if any("8<-" in line for line in fence.lines):
            what = "an include inside an example that is run is run as Python"
            self.fault(fence.place, what, "import the snippet instead")
        if any(NOT_RUN in word for word in told):
            self.fault(fence.place, "this says it is not run, but it is", f"take {MARK} away")
        if CONT not in told:
            self.last, self.answered = fence, False
            return
        if self.last is None:
            what = "this continues no ```python block, so that its code is never run"
            self.fault(told[CONT], what, "put a ```python fence before it, or take it away")
        if any(WARNS.fullmatch(word) for word in told):
            what = "a mark on a continued block goes to the next one"
            self.fault(told[CONT], what, "put the mark above the first fence of the block")
        self.last = fence


def examples(path):
    """The Faults of a file of worked examples that would silently prove nothing."""
    lines, fences, directives, faults = _parts(path)
    reading = Reading(lines)
    events = [(n, reading.directive, (n, word)) for n, word in directives]
    events += [(fence.at, reading.fence, (fence,)) for fence in fences]
    for _, read, arguments in sorted(events, key=lambda event: event[0]):
        read(*arguments)
    reading.unfollowed(None)
    faults += reading.faults
    if faults:
        return faults
    found = blocks(fences)
    for block in found:
        faults += of_code(block)
    return faults or differences(path, found)


def of_code(block):
    """The Faults of code that would end the tests, or that a block never runs."""
    try:
        tree = ast.parse(block.code)
    except SyntaxError:
        return [run(block)[1]]
    faults = []
    for node in ast.walk(tree):
        place = block.lines[node.lineno - 1].place if hasattr(node, "lineno") else None
        if isinstance(node, ast.Name) and node.id == "__name__":
            what = "__name__ is not '__main__' in an example, so that a guard never runs"
            faults.append(Fault(place, what, "take the guard away"))
        elif (isinstance(node, ast.Name) and node.id in ("exit", "quit", "SystemExit")) or (
            isinstance(node, ast.Attribute) and node.attr in ("exit", "_exit", "abort")
        ):
            what = "this would end the interpreter, and with it the tests"
            faults.append(Fault(place, what, "take it out"))
    return faults


def differences(path, found):
    """A Fault where pytest-codeblocks runs other blocks than we read."""
    theirs = pytest_codeblocks.extract_from_file(path)
    theirs = [(b.code, b.expected_output) for b in theirs if b.syntax in ("python", "sh", "bash")]
    ours = [(block.code, block.expected and block.expected.code) for block in found]
    for n, block in enumerate(found):
        if ours[n] not in theirs:
            what = "pytest-codeblocks does not read this block as it stands here"
            return [Fault(block.place, what, "put nothing but plain ```python fences around it")]
    if len(theirs) != len(ours):
        place = lines_of(path)[0].place
        what = f"pytest-codeblocks runs {len(theirs)} blocks here, and there are {len(ours)}"
        return [Fault(place, what, "look for backticks at the start of a line")]
    return []


def count():
    """How many worked examples are run, and how many outputs compared: `(blocks, outputs)`."""
    found = [block for path in worked_examples() for block in blocks_of(path)]
    return len(found), sum(block.expected is not None for block in found)
