"""A relation as it is read, the claim that becomes of it, and small questions about both."""

from dataclasses import dataclass

import numpy as np

from explainer.faults import Fault, Place
from explainer.formula.conventions import closed, definition_of
from explainer.formula.evaluate import World
from explainer.formula.expression import parse
from explainer.formula.tex import UnsupportedNotation


@dataclass(frozen=True)
class Claim:
    """One relation of a page: where, its two sides and sign, and what became of it.

    status: "proved", "definition", "condition" (said of some z only, as in `z > 0`), "unchecked"
    (see reason) or "wrong" (see fault). display: whether it stands in a display.
    """

    place: Place
    left: str
    relation: str
    right: str
    status: str
    reason: str = ""
    fault: Fault | None = None
    display: bool = True


@dataclass
class Relation:
    """Two neighbours in a chain: the sign between them, their TeX, their trees if readable."""

    sign: str
    at: int
    sides: list
    nodes: list
    first: bool
    alone: bool
    linked: bool

    @property
    def definition(self):
        """What it would define, if a symbol stands alone at the head of its chain."""
        head = self.first and self.sign in {"=", ":="} and None not in self.nodes
        return definition_of(*self.nodes) if head else None


def domain(found):
    """The values of an interval (low, high) or of a set (a list) on the right of ∈."""
    texts = [token.text for token in found]
    if texts == ["R"]:
        return "(", -np.inf, np.inf, ")"
    if texts[:1] not in (["("], ["["], [r"\{"]):
        raise UnsupportedNotation("this set")
    parts = [[]]
    for token in found[1:-1]:
        if token.text == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    nodes = [parse(part) for part in parts]
    if not all(map(closed, nodes)):
        raise UnsupportedNotation("a set whose members are not numbers")
    values = [float(World({}).see(node)) for node in nodes]
    if texts[0] == r"\{":
        return values
    if len(values) != 2:
        raise UnsupportedNotation("this interval")
    return texts[0], *values, texts[-1]


def names_a_class(node):
    """Whether it speaks of classes by number, as in p₃: of given numbers, not of all."""
    return any(
        part.kind == "index" and {i.kind for i in part.args[1]} == {"num"} for part in node.walk()
    )


def ranges(node):
    """Whether a condition only begins `k = 1, …, K`."""
    sides, signs = node.args
    return signs == ("=",) and sides[0].kind == "sym" and sides[1].kind == "num"


def short(text):
    return text if len(text) <= 60 else text[:59] + "…"
