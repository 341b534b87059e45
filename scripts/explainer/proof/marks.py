"""What a drawing is made of, as its reader sees it: each mark with its shape, line and place."""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field, replace
from itertools import combinations

from explainer.drawing.svg import NUMBER

THICK, THIN = 3, 1
"""In units of the canvas; a line of a figure has 2."""


@dataclass(frozen=True, eq=False)
class Mark:
    """A shape or a text of a drawing: the name of its part, its axes, its geometry, its style."""

    name: str
    axes: int
    tag: str
    box: tuple
    """Left, top, right, bottom."""
    paths: tuple = ()
    """Each path as its points."""
    closed: bool = False
    style: dict = field(default_factory=dict)
    text: str = ""
    even: bool = False
    """Whether it is a rectangle as wide as high, and so is every other of its family."""

    @property
    def family(self):
        """Its name without the numbers in it."""
        return "-".join(part for part in self.name.split("-") if not part.isdigit())

    @property
    def is_scale(self):
        """Whether it is a number or a name on an axis."""
        return self.tag == "text" and not self.name and self.colour == "muted"

    @property
    def size(self):
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    @property
    def width(self):
        return float(self.style.get("stroke-width", 1)) if "stroke" in self.style else 0

    @property
    def colour(self):
        """The concept whose colour it has."""
        found = [self.style.get(key, "none") for key in ("fill", "stroke")]
        return next((value[6:-1] for value in found if value.startswith("var(--")), "")


def _paths(d):
    """The points of each path, and whether the last one is closed."""
    found = []
    for letter, rest in re.findall(r"([MLCQZz])([^MLCQZz]*)", d):
        numbers = [float(n) for n in re.findall(NUMBER, rest)]
        if letter == "M":
            found.append([])
        if numbers:
            found[-1].append(tuple(numbers[-2:]))
    return tuple(map(tuple, found)), d.rstrip()[-1:] in ("z", "Z")


def _geometry(element, get):
    """A shape's box, its paths and whether they are closed."""
    tag = element.tag
    if tag == "circle":
        x, y, r = get("cx"), get("cy"), get("r")
        return (x - r, y - r, x + r, y + r), (), True
    if tag == "rect":
        x, y = get("x"), get("y")
        return (x, y, x + get("width"), y + get("height")), (), True
    if tag == "line":
        ends = ((get("x1"), get("y1")), (get("x2"), get("y2")))
        paths, closed = (ends,), False
    else:
        paths, closed = _paths(element.get("d", ""))
    dx, dy = map(float, re.findall(NUMBER, element.get("transform", "")) or (0, 0))
    if not any(paths):
        return (dx, dy, dx, dy), (), False
    xs, ys = zip(*((x + dx, y + dy) for path in paths for x, y in path), strict=True)
    return (min(xs), min(ys), max(xs), max(ys)), paths, closed


def _text(element, get):
    """About where the words of a text stand."""
    words = "".join(element.itertext())
    wide = 0.5 * get("font-size", 16) * len(words)
    shift = {"middle": 0.5, "end": 1}.get(element.get("text-anchor"), 0)
    left, y = get("x") - shift * wide, get("y")
    return (left, y - 12, left + wide, y), words


def _is_scale(mark):
    """Whether it is the line of an axis, or one of its ticks."""
    short = max(mark.size) <= 4.5
    spine = mark.style.get("stroke-linejoin") == "miter"
    return not mark.name and mark.tag == "line" and (short or spine)


@dataclass
class Drawing:
    """The marks of one drawing, its axes' boxes, in data and units, and its size."""

    name: str
    marks: list
    axes: list
    size: tuple

    @property
    def shapes(self):
        return [mark for mark in self.marks if mark.tag != "text"]


def drawing(name, svg):
    """The marks of a drawing by its <svg> element."""
    root = etree.fromstring(svg)
    size = tuple(float(n) for n in root.get("viewBox").split()[2:])
    made = Drawing(name, [], [], size)

    def walk(element, axes, part):
        part = element.get("data-part") or part
        if "data-x0" in element.attrib:
            made.axes.append({k[5:]: float(v) for k, v in element.items() if k in SCALE})
            axes = len(made.axes) - 1
        if element.tag in ("g", "svg"):
            for child in element:
                walk(child, axes, part)
        elif element.tag != "defs":
            mark = _mark(element, axes, part)
            if not _is_scale(mark):
                made.marks.append(mark)

    walk(root, 0, "")
    odd = {mark.family for mark in made.marks if mark.tag == "rect" and not _even(mark.box)}
    made.marks = [
        replace(mark, even=mark.tag == "rect" and mark.family not in odd) for mark in made.marks
    ]
    return made


SCALE = {f"data-{key}" for key in ("x0", "x1", "y0", "y1", "left", "right", "top", "bottom")}


def _mark(element, axes, part):
    def get(key, otherwise=0):
        return float(element.get(key, otherwise))

    if element.tag == "text":
        box, words = _text(element, get)
        return Mark(part, axes, "text", box, style=dict(element.attrib), text=words)
    box, paths, closed = _geometry(element, get)
    return Mark(part, axes, element.tag, box, paths, closed, dict(element.attrib))


# What a word says of a mark.


def _even(box):
    wide, tall = box[2] - box[0], box[3] - box[1]
    return abs(wide - tall) < 0.06 * max(wide, tall)


def _corners(mark):
    """How many corners a closed path has."""
    return len(set(mark.paths[0])) if mark.closed and len(mark.paths) == 1 else 0


def _strokes(mark):
    """Whether it is many lines in one, each of two points, and how long the longest is."""
    many = len(mark.paths) > 5 and not mark.closed and all(len(path) < 4 for path in mark.paths)
    return many and max(abs(a - b) for p, q, *_ in mark.paths for a, b in zip(p, q, strict=True))


def _dots(mark, cap):
    """Whether it is many lines of nearly no length, with such ends: dots or squares."""
    long = _strokes(mark)
    return long is not False and long < 3 and mark.style.get("stroke-linecap") == cap


def is_square(mark):
    if mark.tag == "rect":
        return mark.even
    if mark.closed and mark.paths:
        boxes = [
            (*map(min, zip(*p, strict=True)), *map(max, zip(*p, strict=True))) for p in mark.paths
        ]
        return all(
            len(set(p)) == 4 and _even(b) and _upright(p)
            for p, b in zip(mark.paths, boxes, strict=True)
        )
    return _dots(mark, "square")


def _upright(path):
    return len({round(x, 1) for x, _ in path}) == 2


def is_bar(mark):
    blunt = "stroke-linecap" not in mark.style and not _dashes(mark)
    return (mark.tag == "rect" and not mark.even) or (
        is_drawn(mark) and mark.width >= THICK and blunt
    )


def is_circle(mark):
    return mark.tag == "circle" or _dots(mark, "round")


def is_diamond(mark):
    return _corners(mark) == 4 and not _upright(mark.paths[0])


def is_triangle(mark):
    return _corners(mark) == 3


def is_cross(mark):
    return len(mark.paths) == 2 and all(len(path) == 2 for path in mark.paths)


def is_line(mark):
    return bool(mark.paths) and not mark.closed and "stroke" in mark.style


def is_curve(mark):
    return is_line(mark) and len(mark.paths) == 1 and len(mark.paths[0]) > 3


def is_stroke(mark):
    long = _strokes(mark)
    return mark.tag == "line" or (long is not False and long >= 3)


SHAPES = {
    "bar": is_bar,
    "square": is_square,
    "cell": lambda mark: mark.tag == "rect",
    "circle": is_circle,
    "dot": is_circle,
    "bead": is_circle,
    "diamond": is_diamond,
    "triangle": is_triangle,
    "cross": is_cross,
    "line": is_line,
    "curve": is_curve,
    "stroke": is_stroke,
    "stem": lambda mark: mark.tag == "line",
}
"""What a mark of that name looks like."""


def _dashes(mark):
    return [float(n) for n in mark.style.get("stroke-dasharray", "").split()]


def _dashed(mark):
    return len(_dashes(mark)) == 2 and _dashes(mark)[0] > _dashes(mark)[1]


def _dotted(mark):
    return len(_dashes(mark)) == 2 and not _dashed(mark)


def _hollow(mark):
    return mark.style.get("fill") in (None, "none", "var(--paper)") and "stroke" in mark.style


def is_drawn(mark):
    """Whether it is a line that is seen."""
    return is_line(mark) and mark.style["stroke"] != "var(--paper)"


def is_area(mark):
    return mark.closed


LOOKS = {
    "dotted": (is_drawn, _dotted),
    "dashed": (is_drawn, _dashed),
    "solid": (is_drawn, lambda mark: not _dashes(mark)),
    "thick": (is_drawn, lambda mark: mark.width >= THICK),
    "thin": (is_drawn, lambda mark: mark.width <= THIN),
    "framed": (is_area, _hollow),
    "outlined": (is_area, _hollow),
    "hollow": (is_area, _hollow),
    "filled": (is_area, lambda mark: not _hollow(mark)),
}
"""What a mark can look like: which marks at all, and which of them do."""


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
