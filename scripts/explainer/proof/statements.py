"""A number belongs to its statement: its place among others, its noun, the row that it is of.

A fact that a hidden example prints in words proves the numbers in it. Of the others, decimals
of a paragraph follow the order in which their section prints them, whole numbers are printed,
fractions and powers of ten stand by a block that prints them, and what is counted can be counted.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from explainer.faults import Fault
from explainer.proof import facts, numbers, quiz
from explainer.proof.answers import once_a_text
from explainer.proof.numerals import NAMED
from explainer.proof.phrases import read
from explainer.proof.rows import Rows, rows
from explainer.reader.blocks import blocks

YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
DEFINED = re.compile(r"^\[\^(?P<id>[^\]\s]+)\]:.*(?:\n(?:[ ]{4}.*|\s*$))*", re.M)
ITEM = re.compile(r"\s*(?:\d+\.|[-*+])\s+\S")
BESIDE = re.compile(r"[ *_\[-]*\n?[ *_\[-]*")
PRINT = "print in a hidden example, in words, what the sentence says"


@dataclass(frozen=True)
class Count:
    """A number that no decimal point shows: its token, the word after it, its row, its kind."""

    token: object
    noun: str
    row: int
    kind: str


@lru_cache(maxsize=64)
def stated(page):
    """A page's numbers, read once."""
    return Statements(page)


class Statements:
    """The numbers of a page, each beside what proves that it stands where it belongs."""

    def __init__(self, page):
        self.page, self.proofs = page, numbers.Proofs(page)
        self.text, self.maths = numbers.readable(page)
        self.told = facts.Told(self.text, self.maths, self.page.section)
        self.facts = facts.facts(page)

    @cached_property
    def said(self):
        """Where the tokens stand that a fact or a quiz's example says, as positions."""
        phrases = [(fact.tokens, fact.at) for fact in self.facts]
        for question in quiz.questions(self.page):
            row = self._row(question.place)
            phrases += [(read(line.text), row) for line in question.said]
        spans = [span for phrase in phrases for span in self.told.spans(*phrase)]
        return {token.at for span in spans for token in self.told.tokens[span]}

    def _row(self, place):
        return next(n for n, line in enumerate(self.page.lines) if line.place == place)

    @cached_property
    def paragraphs(self):
        """For each line of the page, the line in which its paragraph begins."""
        starts, begun = [], 0
        for n, line in enumerate(self.text.split("\n")):
            begun = begun if line.strip() else n + 1
            starts.append(begun)
        return starts

    @cached_property
    def counted(self):
        """What facts count: by section, and by None for the whole page, numbers by their nouns."""
        found = {}
        for fact in self.facts:
            for a, b in zip(fact.tokens, fact.tokens[1:], strict=False):
                if a.number and not b.number:
                    for section in (None, self.page.section(fact.at)):
                        nouns = found.setdefault(section, {})
                        nouns.setdefault(b.word, set()).add(a.number.value)
        return found

    def named(self, count):
        """The numbers that facts give of its noun, in its section or else on the page; or None."""
        scopes = (self.counted.get(s, {}) for s in (self.page.section(count.row), None))
        return next((nouns[count.noun] for nouns in scopes if count.noun in nouns), None)

    @cached_property
    def notes(self):
        """Every footnote: its name, its text, from where to where it stands."""
        return [(m["id"], m[0], *m.span()) for m in DEFINED.finditer(self.text)]

    def counts(self):
        """Every whole number, fraction, power of ten and counting word of the sentences."""
        tokens = self.told.tokens
        for n, token in enumerate(tokens):
            kind = token.number and self._kind(token)
            if kind:
                after = tokens[n + 1] if n + 1 < len(tokens) else token
                near = after.word.isalpha() and BESIDE.fullmatch(self.text[token.end : after.at])
                noun = after.word if near else ""
                yield Count(token, noun, self.told.rows[n], kind)

    def _kind(self, token):
        number, before = token.number, self.text[max(0, token.at - 40) : token.at]
        elsewhere = [*self.maths, *((start, end) for *_, start, end in self.notes)]
        if any(start <= token.at < end for start, end in elsewhere):
            return None
        if not re.search(r"\d", number.text):
            if number.quantum < 1:
                return "fraction"
            return "count" if number.value >= 2 else None
        if re.fullmatch(r"[-−]?10(?:\^.*|[⁺⁻⁰¹²³⁴-⁹]+)", number.text):
            return "power"
        glued = re.search(r"[A-Za-z_^/]\Z", before) or NAMED.search(before)
        whole = number.quantum == 1 and abs(number.value) >= 10
        return "whole" if whole and not glued else None

    def cited(self, count):
        """Whether it is a year of which a footnote of its paragraph speaks."""
        if not YEAR.fullmatch(count.token.number.text):
            return False
        begun, lines = self.paragraphs[count.row], self.text.split("\n")
        inside = [lines[n] for n, first in enumerate(self.paragraphs) if first == begun]
        ids = {name for line in inside for name in NOTE.findall(line)}
        return any(count.token.number.text in text for name, text, *_ in self.notes if name in ids)

    @cached_property
    def countable(self):
        """By section, how many there are of something: in rows, outputs, lists and tables."""
        counted = {}
        for block in blocks(self.page.fences):
            if block.expected:
                here = counted.setdefault(self.page.section(block.expected.at), set())
                here |= {len(row) for row in rows(block.output)} | {block.output.count("\n")}
        for known in self.proofs.printed:
            counted.setdefault(known.section, set()).add(known.value)
        text, n = self.text.split("\n"), 0
        while n < len(text):
            items = _items(text, n)
            if items > 1:
                counted.setdefault(self.page.section(n), set()).add(items)
            n += max(items, 1)
        return counted

    def proves(self, count):
        """Whether something on the page proves a number that no decimal point shows."""
        value, section = count.token.number.value, self.page.section(count.row)
        if count.token.at in self.said or self.cited(count):
            return True
        if named := self.named(count):
            return value in named
        if count.kind == "count":
            return value in self.countable.get(section, ())
        known = [known for known in self.proofs.printed if known.section == section]
        if count.kind == "whole":
            wide = self.proofs.printed if abs(value) >= 1000 else known
            return any(known.value == value for known in wide)
        near = (self.proofs.group(count.row), self.proofs.group(count.row) + 1)
        return any(abs(k.value - value) <= abs(value) / 1000 for k in known if k.group in near)

    def positions(self, number, row):
        """Where its section prints a decimal, as indices of what the page prints."""
        section, near = self.page.section(row), self.proofs.group(row)
        return [
            n for n, known in enumerate(self.proofs.printed)
            if known.section == section and numbers.agrees(number, known)
            and (number.digits > 2 or known.group in (near, near + 1))
        ]  # fmt: skip

    def decimals(self):
        """Every decimal of the text that no fact says, with its place and its line of the page."""
        for number, place, row in numbers.claims(self.page):
            if row >= 0 and number.at not in self.said:
                yield number, place, row

    def misplaced(self):
        """Each decimal that is not where its sentence has it: its place and what is wrong."""
        at, paragraph, known = -1, None, Rows(self.page)
        for number, place, row in self.decimals():
            if self.paragraphs[row] != paragraph:
                at, paragraph, before = -1, self.paragraphs[row], None
            said = known.says(number, self.text[: number.at], self.page.section(row))
            if said and not said[1]:
                yield place, f"{number.text} is not {said[0]}", "correct it"
            elif not said and (there := self.positions(number, row)):
                later = [n for n in there if n >= at]
                if not later:
                    what = f"{number.text} stands after {before}, and is printed before it"
                    yield place, what, "exchange the two"
                at, before = min(later or there), number.text


def _items(lines, first):
    """How many items the list has that begins on a line, one under the other; 0 if none does."""
    n, count = first, 0
    while n < len(lines) and (ITEM.match(lines[n]) or lines[n].startswith("|")):
        n, count = n + 1, count + 1
    return count


@once_a_text
def faults(page):
    """The Faults of a page's numbers that do not stand where they belong."""
    own = stated(page)
    found = list(facts.faults(page, own.told))
    found += [Fault(place, what, f"{do}, or {PRINT}") for place, what, do in own.misplaced()]
    for count in own.counts() if own.proofs.printed else ():
        if not own.proves(count):
            what = f"nothing here shows “{count.token.number.text} {count.noun}".rstrip() + "”"
            if told := own.named(count):
                what += f", and an example says {', '.join(f'{float(n):g}' for n in sorted(told))}"
            remedy = f"{PRINT}: `{count.token.number.text} {count.noun}".rstrip() + "`"
            if YEAR.fullmatch(count.token.number.text):
                remedy = f"put a footnote that gives the year into the paragraph, or {remedy}"
            found.append(Fault(page.place(count.token.at), what, remedy))
    return found
