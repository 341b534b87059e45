"""A decimal that a sentence gives to an entry of a row, or calls its sum or largest, is that."""

import re
from decimal import Decimal

from explainer.notation import ENTRIES
from explainer.proof import numbers
from explainer.proof.phrases import shows
from explainer.reader.blocks import blocks

APART = re.compile(r"[.;:!?](?=\s)|\d\.\d|\b(?:and|but|while|where)\b|\n\s*\n")
ENTRY = re.compile(rf"\b(?:{'|'.join(ENTRIES)})\s+(\d+)\b", re.I) if ENTRIES else re.compile("(?!)")
NAMES = {
    "sum": (re.compile(r"\b(?:sum|adds? up to)\b", re.I), sum),
    "largest": (re.compile(r"\b(?:largest|highest|tallest|winner)\b", re.I), max),
    "smallest": (re.compile(r"\b(?:smallest|lowest)\b", re.I), min),
    "mean": (re.compile(r"\b(?:mean|on average)\b", re.I), lambda row: sum(row) / len(row)),
}


ARRAY = re.compile(r"\[([^\[\]]*)\]")


def rows(output):
    """The rows of numbers in an output: of each array, else of each line."""
    parts = ARRAY.findall(output) if "[" in output else output.split("\n")
    found = [numbers.PRINTED.finditer(part) for part in parts]
    return [[Decimal(m[0].rstrip("% ").replace("_", "")) for m in row] for row in found]


class Rows:
    """The arrays that each section of a page prints, asked what a sentence says of them."""

    def __init__(self, page):
        self.by = {}
        for block in blocks(page.fences):
            if block.expected and ARRAY.search(block.output):
                longer = [row for row in rows(block.output) if len(row) > 2]
                self.by.setdefault(page.section(block.expected.at), []).extend(longer)

    def says(self, number, before, section):
        """What the words before a decimal, in its clause, say that it is, and whether it is that.

        None where they name nothing of a row, or where the section prints none.
        """
        clause, there = APART.split(before)[-1], self.by.get(section, ())
        if named := ENTRY.findall(clause):
            entry = int(named[-1])
            known = [row[entry] for row in there if len(row) > entry]
            what = f"entry {entry} of a row of this section, counted from 0"
            one = len(named) == 1 and known
            return (what, any(shows(number, value) for value in known)) if one else None
        for name, (words, value) in NAMES.items():
            if words.search(clause) and there:
                what = f"the {name} of a row of this section"
                return what, any(number.rounds(value(row)) for row in there)
        return None
