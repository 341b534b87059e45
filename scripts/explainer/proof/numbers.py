"""Every decimal in the text of a page is the rounding of a number that its code prints."""

import ast
import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from explainer.faults import Fault, Place
from explainer.proof.answers import once_a_text
from explainer.proof.numerals import numbers_in
from explainer.reader.blocks import blocks, parsed
from explainer.reader.pages import AUTOLINK, DEFINITION, IMAGE, LINK, MATHS, NUMBER

CITED = re.compile(r"\$?[ \u00a0]?[A-Za-zµ/]*[.,;:]?\[\^(?P<id>[^\]\s]+)\]")
HIDDEN_TEX = re.compile(r"\\(?:tag|label|eqref|ref)\*?\{[^{}]*\}")
ATTRIBUTES = re.compile(r"\{:?\s*(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}|\{:[^{}\n]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
PRINTED = re.compile(r"(?<![\w.])[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?P<percent>\s?%)?")


@dataclass(frozen=True)
class Known:
    """A number that a page's code prints: its place, its section, its group of blocks."""

    text: str
    value: Decimal
    place: Place
    section: int
    group: int


def _decimals(node, sign=1):
    """The decimal constants in code, each with its sign."""
    if isinstance(node, ast.Constant) and type(node.value) is float:
        yield sign * Decimal(repr(node.value))
    negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    for child in ast.iter_child_nodes(node):
        yield from _decimals(child, -1 if negated else 1)


def agrees(number, known):
    """Whether a number is the rounding of a printed one; short ones must be alike in kind."""
    if number.value == 0:
        return known.text == number.text
    if number.digits > 1 and len(re.sub(r"\D", "", known.text).lstrip("0")) > 2:
        return number.rounds(known.value)
    alike = ("%" in known.text) == bool(re.search(r"%|cent", number.text))
    same = known.value == number.value if number.digits == 1 else number.rounds(known.value)
    return alike and same


class Proofs:
    """What the code of a page proves: the numbers it prints, and the constants written in it.

    A number is looked for in its own section, from one second-level heading to the next: on
    a long page, almost any two digits are the rounding of something. So one or two digits
    are looked for only in the blocks that stand nearest to them, before and after. A number
    of three digits that is proved in its section may be repeated in others; one of four or
    more is looked for on the whole page. A single digit, as in 0.5, is taken to be exact,
    and so is a constant of the code that the reader sees.
    """

    def __init__(self, page):
        self.page = page

    def group(self, at):
        """The number of the last blocks, with nothing between them, before a line of the page."""
        return bisect_right(self._groups, at)

    @cached_property
    def _groups(self):
        text, starts, end = self.page.text.split("\n"), [], 0
        for fence in self.page.fences:
            if not starts or any(line.strip() for line in text[end : fence.at]):
                starts.append(fence.at)
            end = fence.end
        return starts

    @cached_property
    def printed(self):
        """Every number in an output of the page, visible or hidden; its outputs are tested."""
        found = []
        for block in blocks(self.page.fences):
            for line in block.expected.lines if block.expected else ():
                where = self.page.section(block.expected.at), self.group(block.expected.at)
                for m in PRINTED.finditer(line):
                    value = Decimal(m[0].rstrip("% ").replace("_", ""))
                    value = value / 100 if m["percent"] else value
                    found.append(Known(m[0], value, line.place, *where))
        return found

    @cached_property
    def literals(self):
        """Every decimal constant in visible code: its value, its section, its group of blocks."""
        found = set()
        for fence in self.page.fences:
            if fence.language == "python" and not fence.hidden:
                where = self.page.section(fence.at), self.group(fence.at)
                found |= {(value, *where) for value in _decimals(parsed(fence))}
        return found

    @cached_property
    def repeatable(self):
        """The numbers of three digits and more that are proved in the section they stand in."""
        return {
            (number.value, number.quantum)
            for number, _, at in claims(self.page)
            if number.digits > 2 and self.proves_here(number, at)
        }

    def proves_here(self, number, at):
        """Whether a number that stands at a line is proved by the code of its own section."""
        section, near = self.page.section(at), (self.group(at), self.group(at) + 1)
        if any((number.value, section, group) in self.literals for group in near):
            return not number.cut
        printed = [known for known in self.printed if known.section == section]
        if number.digits <= 2:
            printed = [known for known in printed if known.group in near]
        return any(agrees(number, known) for known in printed)

    def proves(self, number, at):
        """Whether a number that stands at a line of the page is proved by the page's code."""
        if self.proves_here(number, at) or (number.value, number.quantum) in self.repeatable:
            return True
        return number.digits >= 4 and any(number.rounds(known.value) for known in self.printed)

    def fault(self, number, place, at):
        """The Fault of a number that nothing proves; names the nearest one that is printed."""
        section = self.page.section(at)
        far = any(known.section == section and agrees(number, known) for known in self.printed)
        where = "right before or after it" if far else "of this section"
        what = f"no block {where} prints {number.text}"
        if self.printed:
            nearest = min(self.printed, key=lambda known: abs(known.value - number.value))
            what += f" (the nearest on the page is {nearest.value}, {nearest.place})"
        remedy = "correct it, print it, or put the footnote of its source right after it"
        return Fault(place, what, remedy)


def hide(text, spans):
    """A text with spaces in the place of some spans, each line kept."""
    characters = list(text)
    for start, end in spans:
        for n in range(start, end):
            if characters[n] != "\n":
                characters[n] = " "
    return "".join(characters)


def readable(page):
    """The text of a page without what no reader sees: targets of links, attributes, tags.

    Returns the text, in which every character keeps its position, and the spans of formulas.
    """
    maths = [m.span() for m in MATHS.finditer(page.words)]
    spans = [
        m.span("target")
        for p in (LINK, IMAGE, DEFINITION, AUTOLINK)
        for m in p.finditer(page.prose)
    ]
    spans += [m.span() for p in (ATTRIBUTES, TAG) for m in p.finditer(page.prose)]
    # Numbers of equations, which `links` knows.
    spans += [m.span("text") for m in LINK.finditer(page.prose) if NUMBER.fullmatch(m["text"])]
    for start, end in maths:
        spans += [
            (start + a, start + b)
            for a, b in (m.span() for m in HIDDEN_TEX.finditer(page.text[start:end]))
        ]
    for m in re.finditer(r"^#+[ \t]*(?P<number>\d+(?:\.\d+)*)(?=[. ])", page.text, re.M):
        spans.append(m.span("number"))
    return hide(page.text, spans), maths


@once_a_text
def claims(page):
    """Every number of a page that needs a proof: the number, its place, its line in the page.

    In the front matter that line is -1.
    """
    text, maths = readable(page)
    notes = set(re.findall(r"^\[\^([^\]\s]+)\]:", text, re.MULTILINE))
    found = []
    for number in numbers_in(text, maths):
        cited = CITED.match(text, number.end)
        if not (cited and cited["id"] in notes):
            found.append((number, page.place(number.at), text.count("\n", 0, number.at)))
    for line in page.front:
        found += [(number, line.place, -1) for number in numbers_in(line)]
    return found


@once_a_text
def faults(page):
    """The Faults of all numbers on a page that its code does not prove."""
    proofs = Proofs(page)
    found = [claim for claim in claims(page) if not proofs.proves(claim[0], claim[2])]
    return [proofs.fault(number, place, at) for number, place, at in found]
