"""How many of something a text says its drawing has: five bars, three rows, ten by ten."""

import re
from itertools import combinations

from explainer.proof import places
from explainer.proof.named import WORD, among, of_name, stems
from explainer.proof.phrases import COUNTS
from explainer.proof.shapes import LOOKS, SHAPES

GRID = re.compile(r"\b(?P<n>[a-z]+|\d+)[ -]by[ -](?P<m>[a-z]+|\d+)\b", re.I)
WIDE = re.compile(r"\W\w+ (?:wide|high|long|across|apart)\b")
"""Behind a number that measures."""
CELL = re.compile(r"(\w+)-(\d)-(\d)")


def number(word):
    """The whole number that a word is; or None."""
    return int(word) if word.isdigit() else COUNTS.get(word.lower())


def groups(marks):
    """Marks that belong together: parts whose names differ in numbers, in one of them or in all."""
    found = {}
    for mark in marks:
        name = mark.name.split("-")
        at = [n for n, part in enumerate(name) if part.isdigit()]
        for count in range(len(at) + 1):
            for out in combinations(at, count):
                key = tuple("*" if n in out else part for n, part in enumerate(name))
                found.setdefault(key, []).append(mark)
    return found


def _sizes(found):
    """How large the groups are to which marks belong."""
    return {len(group) for group in groups(found).values()}


def _by_axes(told, found):
    """How many of some marks each axes has."""
    return {sum(mark.axes == n for mark in found) for n in range(len(told.drawing.axes))}


def _panels(told):
    return {len({mark.axes for mark in told.shapes})}


def _rows(told):
    return {len(set(places.ranks(told.drawing, 1)))} | {n for n, _ in grids(told)}


def _columns(told):
    return {len(set(places.ranks(told.drawing, 0)))} | {n for _, n in grids(told)}


def _pictures(told):
    return {sum(mark.even and LOOKS["framed"][1](mark) for mark in told.shapes)}


def _clouds(told):
    return {sum(len(mark.paths) > 20 for mark in told.shapes)}


def _scales(told):
    flat = [mark.size[0] for mark in told.shapes if not mark.name and not mark.size[1]]
    return {flat.count(max(flat, default=0))}


def _steps(told):
    lines = [mark.paths[0] for mark in told.shapes if len(mark.paths) == 1]
    return {len(points) - 1 for points in lines if 3 < len(points) < 20}


COUNTED = {
    "panel": _panels, "table": _panels, "set": _panels, "row": _rows, "column": _columns,
    "picture": _pictures, "cloud": _clouds, "scale": _scales, "step": _steps,
}  # fmt: skip
"""What is counted otherwise than by the names of parts."""


def grids(told):
    """The numbers of rows and columns that frames and parts of the figure have."""
    found, cells = set(), {}
    for mark in told.shapes:
        if mark.tag == "rect" and told.drawing.axes and LOOKS["framed"][1](mark):
            axes = told.drawing.axes[mark.axes]
            across = abs((axes["x1"] - axes["x0"]) / (axes["right"] - axes["left"]))
            up = abs((axes["y1"] - axes["y0"]) / (axes["bottom"] - axes["top"]))
            found.add((round(mark.size[1] * up), round(mark.size[0] * across)))
        if m := CELL.fullmatch(mark.name):
            cells.setdefault(m[1], []).append(m.groups()[1:])
    return found | {
        tuple(len(set(at)) for at in zip(*cell, strict=True)) for cell in cells.values()
    }


def many(told, noun):
    """How many the figure has of what a noun means, in every way to count them."""
    shapes = told.shapes
    if way := among(noun, COUNTED):
        return COUNTED[way](told) - {0, 1}
    found, alone = set(), {0, 1}
    if shape := among(noun, SHAPES):
        fit = [mark for mark in shapes if SHAPES[shape](mark)]
        found |= _sizes(fit) | _by_axes(told, fit) | {len(fit)}
        found |= {len(mark.paths) for mark in fit if len(mark.paths) > 5}
        alone = set()
    wanted = stems(noun)
    named = [m for m in told.drawing.marks if any(wanted & stems(word) for word in of_name(m))]
    said = re.compile(rf"(?i:{'|'.join(map(re.escape, sorted(wanted)))}) \d+")
    numbered = [mark for mark in told.drawing.marks if said.fullmatch(mark.text)]
    return (found | _sizes(named) | _by_axes(told, numbered)) - alone


def _counted(told, after, end):
    """The noun behind a number, and how many the figure has of it."""
    for m in after:
        if told.text[end : m.start()].strip(" *-") or m[0].lower() in places.STOP:
            break
        end = m.end()
        if there := many(told, m[0]):
            return m, there
    return None, set()


def _numbers(words):
    """Every whole number from two on: where it begins, its value, the words behind it."""
    for n, m in enumerate(words):
        value, rest = number(m[0]), words[n + 1 : n + 5]
        if m[0].lower() in ("hundred", "thousand"):  # behind what it multiplies
            continue
        if value and rest and rest[0][0].lower() in ("hundred", "thousand"):
            value, rest = value * number(rest[0][0]), rest[1:]
        if value and value > 1 and rest:
            yield m, value, rest[:3]


def _list(there):
    return " or ".join("×".join(map(str, n)) if isinstance(n, tuple) else f"{n}" for n in there)


def faults(told):
    """How many of something a text has that the figure has not, as positions and words."""
    both = list(GRID.finditer(told.text))
    for m in both:
        wanted = number(m["n"]), number(m["m"])
        if all(wanted) and (there := grids(told)) and wanted not in there:
            yield m.start(), f"the figure has no “{m[0]}”, but {_list(sorted(there))}"
    words = [m for m in WORD.finditer(told.text) if not any(_inside(m, grid) for grid in both)]
    for m, value, rest in _numbers(words):
        if WIDE.match(told.text[m.end() :]):
            continue
        noun, there = _counted(told, rest, told.text.index(rest[0][0], m.end()))
        if there and value not in there:
            said = told.text[m.start() : noun.end()]
            yield m.start(), f"the figure has no “{said}”, but {_list(sorted(there - {0}) or [0])}"


def _inside(m, grid):
    return grid.start() <= m.start() < grid.end()
