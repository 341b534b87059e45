"""Which marks of a drawing a word may mean: by their parts' names, their labels, their colours."""

import re
from functools import cached_property

from explainer.proof.shapes import SHAPES

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’']s)?")
ENDS = ("", "s", "es", "ed", "d", "n", "ing", "ion", "’s", "'s")
SAME = {"without": "no", "½": "half"}
SILENT = {"value", "name", "number", "note", "edge", "dot", "end", "frame"}
SILENT |= {"left", "right", "above", "below", "top", "bottom", "upper", "lower", "middle"}
"""In the name of a part, what says nothing of it."""
GREY = {"ink", "muted", "paper"}
"""Colours that mean no concept."""


def stems(word):
    """What a word may have been before it got its ending."""
    word = SAME.get(word.lower(), word.lower())
    return {word} | {word.removesuffix(end) for end in ENDS if len(word) - len(end) > 2}


def among(word, table):
    """A word as a table has it; None if it does not."""
    return next((one for one in sorted(stems(word)) if one in table), None)


def of_text(text):
    """Every word of a text, as it may have been."""
    return {one for word in WORD.findall(text) for one in stems(word)}


def of_name(mark):
    """What the name of a part tells."""
    told = mark.name.split("-")
    return tuple(word for word in told if not word.isdigit() and word not in SILENT)


class Names:
    """The words that name each mark of a drawing."""

    def __init__(self, drawing):
        self.drawing = drawing

    @cached_property
    def labels(self):
        """By the names of parts, the words of the labels that show their values."""
        found = {}
        for mark in self.drawing.marks:
            if "value" in mark.name.split("-"):
                found.setdefault(of_name(mark), set()).update(of_text(mark.text))
        return found

    @cached_property
    def parts(self):
        """By shape, the words for its part."""
        return {
            mark: {one for word in of_name(mark) for one in stems(word)}
            | self.labels.get(of_name(mark), set())
            for mark in self.drawing.shapes
        }

    @cached_property
    def spoken(self):
        """By mark, every word for it: of its part, of its concept, what it says itself."""
        return {
            mark: {one for word in of_name(mark) for one in stems(word)}
            | ({mark.colour} - GREY)
            | of_text(mark.text)
            for mark in self.drawing.marks
        }

    def best(self, words, scope):
        """The shapes that most of some words name; of as many, those of the earliest word."""
        words = list(dict.fromkeys(words))
        score = {}
        for mark in scope:
            known = self.parts.get(mark, set())
            if at := [n for n, word in enumerate(words) if stems(word) & known]:
                score[mark] = (len(at), -at[0])
        most = max(score.values(), default=None)
        return [mark for mark, value in score.items() if value == most]

    def told(self, word):
        """Every mark that a word speaks of: by a name, else by its shape."""
        wanted, shape = stems(word), among(word, SHAPES)
        found = [mark for mark in self.drawing.marks if wanted & self.spoken[mark]]
        if not found and shape:
            found = [mark for mark in self.drawing.shapes if SHAPES[shape](mark)]
        return found
