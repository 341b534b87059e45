"""A text as words and numbers, so that what an example prints is found in what a page says."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import name

from explainer.proof.numerals import SUPERSCRIPT, Number, every_number
from explainer.reader.pages import MATHS

ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: n for n, word in enumerate(re.findall(r"\w+", ENGLISH))}
COUNTS |= {"hundred": 100, "thousand": 1000, "million": 10**6}
"""The words that count, with what they count to."""
VULGAR = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125",
}  # fmt: skip
FRACTION = re.compile(rf"[{''.join(VULGAR)}]|\\[td]?frac\s*\{{?(\d)\}}?\s*\{{?(\d)\}}?")
POWER = re.compile(r"(?<![\d.,])([-−])?10(?:\^\{?\s*([-−]?\d+)\s*\}?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))")
MANY = rf"(?:{'|'.join(COUNTS)})\s(?:hundred|thousand|million)\b"
WORD = re.compile(rf"(?i:{MANY})|\\?[^\W\d_]+|(?<= )[-−+=<>≤≥](?= )")
GREEK = re.compile(r"[\u0391-\u03c9]")
OPERATOR = re.compile(r"[-−+/^_=<>|!]")
SILENT = {
    *(r"\left", r"\right", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", r"\big", r"\quad", r"\qquad"),
    *(r"\text", r"\mathbf", r"\begin", r"\end", r"\dfrac", r"\frac", r"\tfrac"),
    *(r"\cdot", r"\times"),
}


@dataclass(frozen=True)
class Token:
    """A word in small letters, in TeX as it is typed too, or a number; and where it stands."""

    word: str
    number: Number | None
    at: int
    end: int
    typed: str = ""

    def says(self, printed):
        """Whether a reader takes it for what was printed: the same word, or its rounding."""
        if self.number and printed.number:
            return shows(self.number, printed.number.value)
        # In TeX, K is no k.
        another = self.typed and printed.typed and self.typed != printed.typed
        return self.word == printed.word and not another


def shows(number, exact):
    """Whether a number in a sentence stands for an exact one: whole and short ones do not round."""
    if number.quantum == 1 or number.digits == 1:
        return number.value == exact
    return number.rounds(exact)


def _fraction(m):
    top, _, bottom = (VULGAR.get(m[0]) or f"{m[1]}/{m[2]}").partition("/")
    value = Decimal(top) / Decimal(bottom or 1)
    return Number(m[0], value, Decimal("1e-6"), m.start(), m.end())


def _power(m):
    power = Decimal(10) ** int((m[2] or m[3]).translate(SUPERSCRIPT))
    return Number(m[0], -power if m[1] else power, power, m.start(), m.end())


def fractions(text):
    """Every ½, \\tfrac14 and 10⁻⁹ of a text, as numbers."""
    found = [_fraction(m) for m in FRACTION.finditer(text) if m[2] != "0"]
    return found + [_power(m) for m in POWER.finditer(text)]


def _word(m, tex=False):
    """A word, or the number that words such as `five` and `two hundred` count to."""
    counts = [COUNTS.get(word) for word in m[0].lower().split()]
    if None in counts:
        word = GREEK.sub(lambda m: name(m[0]).split()[-1], m[0].lstrip("\\")).lower()
        typed = m[0] if tex else ""
        return Token(word.replace("−", "-"), None, m.start(), m.end(), typed)
    value = Decimal(math.prod(counts))
    number = Number(m[0], value, Decimal(1), m.start(), m.end())
    return Token("", number, m.start(), m.end())


def tokens(text, maths=()):
    """A text's words and numbers in order; in TeX, operators too; words that count are numbers."""
    numbers = [*(number for _, number, _ in every_number(text, maths)), *fractions(text)]
    found = [Token("", number, number.at, number.end) for number in numbers]
    inside = {at for start, end in maths for at in range(start, end)}
    found += [_word(m, m.start() in inside) for m in WORD.finditer(text) if m[0] not in SILENT]
    for start, end in maths:
        found += [_word(m) for m in OPERATOR.finditer(text, start, end)]
    kept, end = [], 0
    for token in sorted(found, key=lambda token: (token.at, -token.end)):
        if token.at >= end:
            kept.append(token)
            end = token.end
    return kept


def read(text):
    """The tokens of a text in which formulas are marked, as on a page."""
    return tokens(text, [m.span() for m in MATHS.finditer(text)])


def found(phrase, text):
    """Where one list of tokens stands in another, as slices: word for word, numbers rounded."""
    first, *rest = phrase
    begun = [n for n in range(len(text) - len(rest)) if text[n].says(first)]
    return [
        slice(n, n + len(phrase))
        for n in begun
        if all(text[n + k].says(token) for k, token in enumerate(rest, 1))
    ]
