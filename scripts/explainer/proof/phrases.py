"""A text as words and numbers, so that what an example prints is found in what a page says."""

import re
from dataclasses import dataclass
from decimal import Decimal

from explainer.proof.numerals import SUPERSCRIPT, Number, every_number

ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: n for n, word in enumerate(re.findall(r"\w+", ENGLISH))}
COUNTS |= {"hundred": 100, "thousand": 1000, "million": 10**6}
"""The words that count, with what they count to."""
VULGAR = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125",
}  # fmt: skip
FRACTION = re.compile(rf"[{''.join(VULGAR)}]|\\[td]?frac\s*\{{?(\d)\}}?\s*\{{?(\d)\}}?")
POWER = re.compile(r"(?<![\d.,])10(?:\^\{?\s*([-−]?\d+)\s*\}?|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))")
WORD = re.compile(r"\\?[^\W\d_]+|(?<= )[-−+=<>≤≥](?= )")
SILENT = {
    *(r"\left", r"\right", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", r"\big", r"\quad", r"\qquad"),
    *(r"\text", r"\mathbf", r"\begin", r"\end", r"\dfrac", r"\frac", r"\tfrac"),
}


@dataclass(frozen=True)
class Token:
    """A word in small letters, or a number; and where it stands."""

    word: str
    number: Number | None
    at: int
    end: int

    def says(self, printed):
        """Whether a reader takes it for what was printed: the same word, or its rounding."""
        if self.number and printed.number:
            return shows(self.number, printed.number.value)
        return self.word == printed.word


def shows(number, exact):
    """Whether a number in a sentence stands for an exact one: whole and short ones do not round."""
    whole = number.quantum >= 1 and not re.search(r"10|[eE%]|cent", number.text)
    if whole or number.digits == 1:
        return number.value == exact
    return number.rounds(exact)


def _fraction(m):
    top, _, bottom = (VULGAR.get(m[0]) or f"{m[1]}/{m[2]}").partition("/")
    value = Decimal(top) / Decimal(bottom or 1)
    return Number(m[0], value, Decimal("1e-6"), m.start(), m.end())


def _power(m):
    value = Decimal(10) ** int((m[1] or m[2]).translate(SUPERSCRIPT))
    return Number(m[0], value, value, m.start(), m.end())


def fractions(text):
    """Every ½, \\tfrac14 and 10⁻⁹ of a text, as numbers."""
    found = [_fraction(m) for m in FRACTION.finditer(text) if m[2] != "0"]
    return found + [_power(m) for m in POWER.finditer(text)]


def _counted(m):
    value = COUNTS.get(m[0].lower())
    return None if value is None else Number(m[0], Decimal(value), Decimal(1), m.start(), m.end())


def tokens(text, maths=()):
    """A text's words and numbers in order; words that count are numbers."""
    found = [Token("", number, number.at, number.end) for _, number in every_number(text, maths)]
    found += [Token("", number, number.at, number.end) for number in fractions(text)]
    taken = {at for token in found for at in range(token.at, token.end)}
    for m in WORD.finditer(text):
        if m.start() not in taken and m[0] not in SILENT:
            word = m[0].lstrip("\\").lower().replace("−", "-")
            found.append(Token(word, _counted(m), m.start(), m.end()))
    return sorted(_outermost(found), key=lambda token: token.at)


def _outermost(found):
    """The tokens that no longer one covers: \\frac12 is one number and not two."""
    spans = [(t.at, t.end) for t in found if t.number]
    return [
        t for t in found
        if not any(at <= t.at and t.end <= end and (at, end) != (t.at, t.end) for at, end in spans)
    ]  # fmt: skip


def found(phrase, text):
    """Where one list of tokens stands in another, as slices: word for word, numbers rounded."""
    return [
        slice(n, n + len(phrase))
        for n in range(len(text) - len(phrase) + 1)
        if all(a.says(b) for a, b in zip(text[n:], phrase, strict=False))
    ]
