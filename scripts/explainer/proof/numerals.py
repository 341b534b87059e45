"""Reads the decimals that an author wrote, in prose or TeX, with the weight of their last digit."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--")
GAP = r"(?:\\[,;:!]|[\s~]|\{\}|&nbsp;)*"
NUMBER = re.compile(
    rf"""
    (?<!\d)(?<!\d[.,])
    (?P<sign>(?:[-−+]|&minus;)[ ]?)?
    (?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+|(?<![\w.)\]}}'′])(?=\.\d))
    (?:\.(?P<fraction>\d+))?
    (?!\d|\.\d)
    (?:[eE](?P<e>[-+−]?\d+)
      | {GAP}(?:×|·|\\times|\\cdot){GAP}10
        (?:\^\{{?\s*(?P<power>[-−]?\d+)\s*\}}?|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?
    (?P<percent>{GAP}(?:\\?%(?!\s*\d)|per\s?cent\b))?
    (?P<cut>…|\\l?dots|\.\.\.)?
    """,
    re.VERBOSE,
)
AT = re.compile(r"\b(?:at|by|from|to|until|till|before|after|since)\s+$", re.I)
CLOCK = re.compile(r"(?:[7-9]|1\d|2[0-3])\.[0-5][05]")
HOURS = re.compile(r"\s?(?:[ap]\.?m\b|h\b|o[’']clock)")
LENGTH = re.compile(r"(?:em|ex|mu|pt|px|rem|cm|mm)\b")
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
    before = text[max(0, m.start() - 40) : m.start()]
    operand = re.search(r"[\w)\]}'′]\s*$", before) and not OPERATORS.search(before)
    if not maths:
        # In a sentence a minus sign stands after a space and right before its number.
        operand = re.search(r"[\w)\]}′]\Z", before) or (m["sign"].endswith(" ") and operand)
    return not operand


def _number(text, m, maths):
    fraction = m["fraction"] or ""
    exponent = m["e"] or m["power"] or m["raised"] or "0"
    exponent = int(exponent.translate(SUPERSCRIPT)) - (2 if m["percent"] else 0)
    value = Decimal(f"0{m['whole'].replace(',', '')}.{fraction}0").scaleb(exponent)
    negative = _negative(text, m, maths)
    shown = m[0] if negative else m[0][len(m["sign"] or "") :]
    at = m.start() if negative else m.start() + len(m["sign"] or "")
    quantum = Decimal(1).scaleb(exponent - len(fraction))
    return Number(
        shown.strip(), -value if negative else value, quantum, at, m.end(), bool(m["cut"])
    )


def number_at_start(text):
    """The number that a text begins with, or None."""
    m = NUMBER.match(text)
    return m and _number(text, m, maths=False)


def every_number(text, maths=()):
    """Every number in a text, whole ones too, as (match, number, whether it stands in TeX).

    `maths` are the spans that are TeX, in order.
    """
    starts = [start for start, _ in maths]
    for m in NUMBER.finditer(text):
        before = bisect_right(starts, m.start()) - 1
        inside = before >= 0 and m.start() < maths[before][1]
        yield m, _number(text, m, inside), inside


def numbers_in(text, maths=()):
    """The decimals, percentages and powers of ten in a text; `maths` are spans that are TeX.

    Integers are no claims, nor are versions, lengths, times of day, numbers of sections.
    """
    found = []
    for m, number, inside in every_number(text, maths):
        if not (m["fraction"] or m["e"] or m["power"] or m["raised"] or m["percent"]):
            continue
        before, after = text[max(0, m.start() - 40) : m.start()], text[m.end() : m.end() + 8]
        glued = not m["sign"] and re.search(r"[A-Za-z_]\Z", before)
        if not inside and (glued or NAMED.search(before)):
            continue
        if LENGTH.match(after) or (m["whole"] == "10" and re.match(r"/\w", after)):
            continue
        if HOURS.match(after) or (CLOCK.fullmatch(m[0]) and AT.search(before)):
            continue
        if m["percent"] and not m["fraction"] and m["whole"] in ("0", "100"):
            continue
        found.append(number)
    return found
