"""Every decimal in the text of a page is the rounding of a number that its code prints."""

import ast
import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from explainer.blocks import blocks
from explainer.faults import Fault, Place
from explainer.lines import body_of, lines_of
from explainer.pages import AUTOLINK, DEFINITION, IMAGE, LINK, MATHS

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--")
GAP = r"(?:\\[,;:!]|[\s~]|\{\}|&nbsp;)*"
NUMBER = re.compile(
    rf"""
    (?<!\d)(?<!\d[.,])
    (?P<sign>(?:[-−+]|&minus;)[ ]?)?
    (?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+)
    (?:\.(?P<fraction>\d+))?
    (?!\d|\.\d)
    (?:[eE](?P<e>[-+−]?\d+)
      | {GAP}(?:×|·|\\times|\\cdot){GAP}10
        (?:\^\{{?\s*(?P<power>[-−]?\d+)\s*\}}?|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?
    (?P<percent>{GAP}(?:\\?%|per\s?cent\b))?
    (?P<cut>\s*(?:…|\\l?dots|\.\.\.))?
    """,
    re.VERBOSE,
)
LENGTH = re.compile(r"(?:em|ex|mu|pt|px|rem|cm|mm)\b")
CITED = re.compile(r"\$?[ \u00a0]?[A-Za-zµ/]*[.,;:]?\[\^(?P<id>[^\]\s]+)\]")
NAMED = re.compile(
    r"(?:\b(?:python|numpy|scipy|matplotlib|mathjax|mkdocs|material|zensical|node|pytest|wcag|"
    r"cc by|versions?|release|v|sections?|chapters?|figures?|tables?|equations?|fig\.|eq\.|"
    r"exercises?|arxiv:)|§)\s*(?:[≥>]=?\s*)?$",
    re.IGNORECASE,
)
OPERATORS = re.compile(
    r"\\(?:approx|leq?|geq?|neq?|to|times|cdot|pm|mp|q?quad|in|sim|simeq|equiv|propto|left|[bB]igl?|"
    r"ln|log|exp|min|max|iff|implies|gt|lt|mid|colon|(?:Left|Right|Leftright|long)*[rR]ightarrow|"
    r"mapsto|,|;|:|!)\s*$"
)
HIDDEN_TEX = re.compile(
    r"\\(?:tag|label|eqref|ref|hspace|vspace|kern|rule|class|cssId)\*?\{[^{}]*\}"
)
ATTRIBUTES = re.compile(r"\{:?\s*(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}|\{:[^{}\n]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
PRINTED = re.compile(r"(?<![\w.])[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?P<percent>\s?%)?")


@dataclass(frozen=True)
class Number:
    """A decimal as its author wrote it: its value, the weight of its last digit, where it is.

    `cut` says that an ellipsis follows: the digits are the first ones, not rounded.
    """

    text: str
    value: Decimal
    quantum: Decimal
    at: int
    end: int
    cut: bool = False

    @property
    def digits(self):
        """How many significant digits it has."""
        return len(str(int(abs(self.value / self.quantum))))

    def rounds(self, exact):
        """Whether this is the exact value correctly rounded; a tie may go either way."""
        if self.cut:
            away = (abs(exact) - abs(self.value)) * (1 if exact * self.value >= 0 else -1)
            return 0 <= away < self.quantum
        return abs(exact - self.value) <= self.quantum / 2


def _negative(text, m, maths):
    """Whether the sign before a number is its own, and not a subtraction."""
    if not m["sign"] or m["sign"].strip() == "+":
        return False
    before = text[: m.start()]
    operand = re.search(r"[\w)\]}'′]\s*$", before) and not OPERATORS.search(before)
    if not maths:
        # In a sentence a minus sign stands after a space and right before its number.
        operand = re.search(r"[\w)\]}′]$", before) or (m["sign"].endswith(" ") and operand)
    return not operand


def _number(text, m, maths):
    fraction = m["fraction"] or ""
    exponent = m["e"] or m["power"] or m["raised"] or "0"
    exponent = int(exponent.translate(SUPERSCRIPT)) - (2 if m["percent"] else 0)
    value = Decimal(f"{m['whole'].replace(',', '')}.{fraction}0").scaleb(exponent)
    negative = _negative(text, m, maths)
    shown = m[0] if negative else m[0][len(m["sign"] or "") :]
    at = m.start() if negative else m.start() + len(m["sign"] or "")
    quantum = Decimal(1).scaleb(exponent - len(fraction))
    return Number(
        shown.strip(), -value if negative else value, quantum, at, m.end(), bool(m["cut"])
    )


def numbers_in(text, maths=()):
    """The decimals, percentages and powers of ten in a text; `maths` are spans that are TeX.

    Integers are no claims, nor are versions, lengths, numbers of sections and figures.
    """
    found = []
    for m in NUMBER.finditer(text):
        inside = any(start <= m.start() < end for start, end in maths)
        if not (m["fraction"] or m["e"] or m["power"] or m["raised"] or m["percent"]):
            continue
        before, after = text[max(0, m.start() - 40) : m.start()], text[m.end() : m.end() + 8]
        if not inside and (NAMED.search(before) or re.search(r"[A-Za-z_]$", before)):
            continue
        if LENGTH.match(after) or (m["whole"] == "10" and re.match(r"/\w", after)):
            continue
        if m["percent"] and not m["fraction"] and m["whole"] in ("0", "100"):
            continue
        found.append(_number(text, m, inside))
    return found


@dataclass(frozen=True)
class Known:
    """A number that a page's code prints, its place, and the section of the page it is in."""

    value: Decimal
    place: Place
    section: int


class Proofs:
    """What the code of a page proves: the numbers it prints, and the constants written in it.

    A number is looked for in its own section, from one second-level heading to the next:
    on a long page, almost any two digits are the rounding of something. One that is proved
    in its section may be repeated in others, and one of four digits or more is looked for on
    the whole page. A single digit, as in 0.5, is taken to be exact.
    """

    def __init__(self, page):
        self.page = page

    def section(self, at):
        """The number of the section in which a line of the page stands."""
        return bisect_right(self._starts, at)

    @cached_property
    def _starts(self):
        return [heading.at for heading in self.page.headings if heading.level <= 2]

    @cached_property
    def printed(self):
        """Every number in an output of the page, visible or hidden; its outputs are tested."""
        found = []
        for block in blocks(self.page.fences):
            for line in block.expected.lines if block.expected else ():
                for m in PRINTED.finditer(line):
                    value = Decimal(m[0].rstrip("% ").replace("_", ""))
                    value = value / 100 if m["percent"] else value
                    found.append(Known(value, line.place, self.section(block.expected.at)))
        return found

    @cached_property
    def literals(self):
        """Every decimal constant in the code of the page: pairs of its value and its section."""
        found = set()
        for block in blocks(self.page.fences):
            for node in ast.walk(ast.parse(block.code)):
                sign = 1
                if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
                    node, sign = node.operand, -1
                if isinstance(node, ast.Constant) and type(node.value) is float:
                    section = self.section(block.fences[-1].at)
                    found.add((sign * Decimal(repr(node.value)), section))
        return found

    @cached_property
    def repeatable(self):
        """The numbers that are proved in the section they stand in."""
        found = claims(self.page)
        return {
            (number.value, number.quantum)
            for number, _, section in found
            if number.digits > 1 and self.proves_here(number, section)
        }

    def proves_here(self, number, section):
        """Whether a number is proved by the code of its own section."""
        if (number.value, section) in self.literals and not number.cut:
            return True
        values = [known.value for known in self.printed if known.section == section]
        if number.digits == 1:
            return number.value in values
        return any(number.rounds(value) for value in values)

    def proves(self, number, section):
        """Whether a number that stands in a section is proved by the code of the page."""
        if self.proves_here(number, section) or (number.value, number.quantum) in self.repeatable:
            return True
        return number.digits >= 4 and any(number.rounds(known.value) for known in self.printed)

    def fault(self, number, section, place):
        """The Fault of a number that nothing proves; names the nearest one that is printed."""
        what = f"no block of this section prints {number.text}"
        if self.printed:
            nearest = min(self.printed, key=lambda known: abs(known.value - number.value))
            what += f" (the nearest on the page is {nearest.value}, {nearest.place})"
        remedy = "correct it, print it, or put the footnote of its source right after it"
        return Fault(place, what, remedy)


def _hide(text, spans):
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
    for start, end in maths:
        spans += [
            (start + a, start + b)
            for a, b in (m.span() for m in HIDDEN_TEX.finditer(page.text[start:end]))
        ]
    for m in re.finditer(r"^#+[ \t]*(?P<number>\d+(?:\.\d+)*)(?=[. ])", page.text, re.M):
        spans.append(m.span("number"))
    return _hide(page.text, spans), maths


def claims(page):
    """Every number of a page that needs a proof: the number, its place, its section."""
    text, maths = readable(page)
    notes = set(re.findall(r"^\[\^([^\]\s]+)\]:", text, re.MULTILINE))
    proofs, found = Proofs(page), []
    for number in numbers_in(text, maths):
        cited = CITED.match(text, number.end)
        if not (cited and cited["id"] in notes):
            section = proofs.section(text.count("\n", 0, number.at))
            found.append((number, page.place(number.at), section))
    lines = lines_of(page.path)
    for line in lines[: len(lines) - len(body_of(lines))]:
        found += [(number, line.place, 0) for number in numbers_in(line)]
    return found


def faults(page):
    """The Faults of all numbers on a page that its code does not prove."""
    proofs = Proofs(page)
    found = [claim for claim in claims(page) if not proofs.proves(claim[0], claim[2])]
    return [proofs.fault(number, section, place) for number, place, section in found]
