"""What a hidden example prints in words stands in its section, word for word, numbers rounded.

`5 scores; the winner has 0.46784333` are two such facts: one sentence speaks of five scores, and
one says that the winner has 0.468.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from explainer.faults import Fault, Place
from explainer.proof.phrases import found, read, tokens
from explainer.proof.quiz import LINE
from explainer.reader.blocks import blocks

WORDS = re.compile(r"[^\W\d_]{2,}")
VALUES = {"True", "False", "None", "nan", "inf"}
APART = re.compile(r";\s+")


@dataclass(frozen=True)
class Fact:
    """A phrase that a hidden example prints: its text and tokens, its place, where it stands."""

    text: str
    tokens: list
    place: Place
    at: int


def facts(page):
    """Every fact on a page; what a quiz's example says of its questions is none."""
    made = []
    for block in blocks(page.fences):
        fence = block.expected
        for line in fence.lines if fence and fence.hidden else ():
            for part in APART.split(line.strip()) if not LINE.match(line) else ():
                if set(WORDS.findall(part)) - VALUES:
                    made.append(Fact(part, read(part), line.place, fence.at))
    return made


class Told:
    """The facts of a page beside its text: what they prove, and which of them nobody says."""

    def __init__(self, text, maths, section):
        self.text, self.section = text, section
        self.tokens = tokens(text, maths)

    @cached_property
    def rows(self):
        """The line of the page in which each token stands."""
        lines, at, rows = 0, 0, []
        for token in self.tokens:
            lines += self.text.count("\n", at, token.at)
            rows.append(lines)
            at = token.at
        return rows

    @cached_property
    def sections(self):
        """The section in which each token stands."""
        return [self.section(row) for row in self.rows]

    def of(self, section):
        """The tokens of a section, from which index to which."""
        return slice(bisect_left(self.sections, section), bisect_right(self.sections, section))

    def spans(self, phrase, row):
        """Where a phrase is said in the section of a line, as slices of the tokens."""
        here = self.of(self.section(row))
        return [
            slice(here.start + at.start, here.start + at.stop)
            for at in found(phrase, self.tokens[here])
        ]

    def nearest(self, fact):
        """The token at which the words most like a fact begin to differ; None if none are."""
        here, best = self.of(self.section(fact.at)), (0, None)
        for n in range(here.start, here.stop):
            pairs = list(zip(self.tokens[n : here.stop], fact.tokens, strict=False))
            same = [a.says(b) for a, b in pairs]
            if sum(same) > best[0]:
                differs = same.index(False) if False in same else len(same) - 1
                best = sum(same), self.tokens[n + differs]
        return best[1] if best[0] * 2 >= len(fact.tokens) else None


def faults(page, told):
    """A Fault for each fact that its section does not say, where it says something like it."""
    for fact in facts(page):
        if not told.spans(fact.tokens, fact.at):
            near = told.nearest(fact)
            what = f"nothing in this section says {fact.text!r}"
            if near is None:
                yield Fault(fact.place, what, "say it there, or print no words")
            else:
                what = f"this does not say {fact.text!r}, as the example does ({fact.place})"
                yield Fault(page.place(near.at), what, "mend one of the two")
