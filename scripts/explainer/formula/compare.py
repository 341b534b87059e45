"""Compares the sides of a relation at random points, each sign in its own way."""

import numpy as np

from explainer.formula.arrays import EDGES, POINTS, ShapeError
from explainer.formula.evaluate import ORDER, World
from explainer.formula.symbols import VECTORS, keys
from explainer.formula.tex import UnsupportedNotation
from explainer.formula.tree import Node

CLOSE = 1e-10
"""Two sides agree when they differ by less than this part of the larger; with derivatives,"""
ROUGH = 1e-7
NEEDED = 8
"""Points that must meet the conditions of a claim."""
EQUAL = {"=", ":=", "≈"}
NOTHING = Node("num", ("0",))


class Differs(Exception):
    """The sides of a relation disagree; says how and where."""


class Partial(Exception):
    """The relation holds at some points only."""


class Edge(Partial):
    """The relation holds wherever the points are random, and fails where they are exceptional."""


def decimals(node):
    """How many decimals a number shows, or None if it is no decimal number."""
    if node.kind == "sum" and len(node.args) == 1:
        return decimals(node.args[0][1])
    if node.kind in {"product", "dot"} and len(node.args) == 2 and node.args[1].kind == "power":
        base, exponent = node.args[1].args
        shown = decimals(node.args[0])
        if base == Node("num", ("10",)) and shown is not None:
            return shown - int(World({}).see(exponent))
    if node.kind == "num":
        return len(node.args[0].partition(".")[2])
    return None


def is_rough(node):
    """Whether it is worked out by differences or sums, a derivative for one."""
    return any(
        part.kind in {"diff", "gradient", "integral", "limit"}
        or (part.kind == "call" and part.args[1])
        for part in node.walk()
    )


class Comparison:
    """The sides of one chain at the same random points."""

    def __init__(self, world, pairs, mask):
        self.world, self.mask, self.defined = world, mask, np.full(POINTS, True)
        self.vector, self.seen = False, {}
        nodes = [node for pair in pairs for node in pair if node]
        try:
            self.vector = any(np.ndim(self.see(node)) == 3 for node in nodes)
        except ShapeError:
            self.vector = True
        except UnsupportedNotation:
            pass  # Each relation says so for itself.

    def compare(self, left, right, sign):
        """Raise Differs, Partial or UnsupportedNotation unless the relation holds at all points."""
        if sign == "∝":
            return self.proportional(left, right)
        if sign not in ORDER.keys() | EQUAL | {"⪰"}:
            raise UnsupportedNotation(f"{sign}, which compares nothing")
        a, b = self.value(left), self.value(right)
        if sign == "⪰":
            return self.definite(a, right)
        return self.judge(self.holds(a, b, sign, left, right), a, b, (left, right))

    def member(self, left, values):
        """Raise Differs or Partial unless it lies in a set (a list) or interval everywhere."""
        worth = self.value(left)
        if isinstance(values, list):
            held = np.isin(worth, values)
        else:
            opening, low, high, closing = values
            above = worth >= low if opening == "[" else worth > low
            held = above & (worth <= high if closing == "]" else worth < high)
        held = held.all(axis=(1, 2)) if np.ndim(held) == 3 else held
        self.judge(held, worth, None, (left,))

    def see(self, node):
        """A side's worth, worked out once: it may stand in two relations of the chain."""
        key = node, self.vector and self.depends(node)
        if key not in self.seen:
            self.seen[key] = self.world.see(*key)
        return self.seen[key]

    def depends(self, node):
        """Whether it holds a plain letter that is a vector beside vectors."""
        return any(part.kind == "sym" and part.args[0] in VECTORS for part in node.walk())

    def value(self, node):
        self.check_derivatives(node)
        return self.see(node)

    def check_derivatives(self, node):
        """What does not depend on a derivative's variable has the slope 0, and proves nothing."""
        for part in node.walk():
            if part.kind == "diff":
                body, variable, _ = part.args
                base = variable.args[0] if variable.kind == "index" else variable
                (by,) = [k for k in keys(variable) if k[1] == base.args[0]]
                if not any(by in self.world.reaches(key) for key in keys(body, self.vector)):
                    what = f"a derivative by {by[1]} of what is not said to depend on it"
                    raise UnsupportedNotation(what)

    def holds(self, a, b, sign, left, right):
        """Where the relation of a and b, (points, …), holds: one truth a point, (points,).

        A vector's or a matrix's relation must hold throughout.
        """
        flat = {np.ndim(x) == 3 for x in (a, b)}
        if len(flat) == 2 and NOTHING not in (left, right):
            raise Differs("one side is a vector or matrix, the other a number")
        if flat == {True} and a.shape[1:] != b.shape[1:]:
            raise Differs("the sides have different shapes")
        a, b = np.broadcast_arrays(np.asarray(a, float), np.asarray(b, float))
        neither = np.isnan(a) & np.isnan(b)
        held = self.held(a, b, sign, left, right) | neither
        axes = tuple(range(1, held.ndim))
        self.defined = (~neither).any(axis=axes) if axes else ~neither
        self.defined = self.defined & self.meant(left, right)
        return held.all(axis=axes) if axes else held

    def meant(self, *nodes):
        """Where every number that the sides mention has a worth, by its own definition."""
        names = {key for node in nodes for key in keys(node) if key[0] == "sym"}
        worths = [self.world.see(Node(*key[:1], key[1:])) for key in names]
        return np.all([~np.isnan(w) for w in worths if np.shape(w) == (POINTS,)] or True, axis=0)

    def held(self, a, b, sign, left, right):
        """Where it holds, entry by entry."""
        if sign in ORDER.keys() - EQUAL - {"≤", "≥"}:
            return ORDER[sign](a, b)
        scale = np.maximum(np.maximum(np.abs(a), np.abs(b)), 0.1)
        finite, distance = np.isfinite(scale), np.abs(a - b)
        if sign in EQUAL:
            shown = [d for d in map(decimals, (left, right)) if d is not None]
            if sign == "≈" and not shown:
                raise UnsupportedNotation("≈ without digits to compare to")
            if shown and (sign == "≈" or min(shown) > 0):
                return finite & (distance <= 0.5 * 10.0 ** -min(shown) + 1e-14 * scale)
        part = ROUGH if is_rough(left) or is_rough(right) else CLOSE
        near = (finite & (distance <= part * scale)) | (a == b)
        return near if sign in EQUAL else ORDER[sign](a, b) | near

    def judge(self, held, a, b, nodes):
        """Raise with the first point where it does not hold."""
        held, defined = np.broadcast_to(held, POINTS), np.broadcast_to(self.defined, POINTS)
        counted = self.mask & defined
        if counted.sum() < NEEDED:
            raise UnsupportedNotation("conditions that hardly any random point meets")
        wrong = np.flatnonzero(counted & ~held)
        if not len(wrong):
            return
        at = next(iter(wrong[wrong >= EDGES]), wrong[0])
        message = f"left is {_shown(a, at)}"
        if b is not None:
            message += f", right is {_shown(b, at)}"
        message += self.world.shown(at, nodes)
        random = wrong[wrong >= EDGES]
        if not len(random):
            raise Edge(message)
        raise (Partial if len(random) < counted[EDGES:].sum() else Differs)(message)

    def proportional(self, left, right):
        free = sorted(left.indices() or right.indices())
        if not free:
            raise UnsupportedNotation("∝ without an index")
        ratios = [
            world.see(left, self.vector) / world.see(right, self.vector)
            for world in (
                self.world.with_value(("sym", free[0]), k) for k in range(1, self.world.classes + 1)
            )
        ]
        for ratio in ratios:
            self.defined = np.isfinite(ratio)
            self.judge(np.isclose(ratio, ratios[0], rtol=ROUGH), ratio, ratios[0], (left, right))

    def definite(self, matrix, right):
        if right != NOTHING or np.ndim(matrix) < 3:
            raise UnsupportedNotation("⪰ between these")
        lowest = np.linalg.eigvalsh((matrix + np.swapaxes(matrix, 1, 2)) / 2).min(axis=1)
        even = np.isclose(matrix, np.swapaxes(matrix, 1, 2)).all(axis=(1, 2))
        self.judge((lowest > -CLOSE) & even, lowest, None, ())


def _shown(value, at):
    if np.ndim(value) == 3:
        return "a matrix" if value.shape[2] > 1 else "a vector"
    return f"{np.broadcast_to(value, POINTS)[at]:.6g}"
