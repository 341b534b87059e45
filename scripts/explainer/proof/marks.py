"""What a drawing is made of, as its reader sees it: each mark with its shape, line and place."""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field, replace

from explainer.drawing.svg import NUMBER

SCALE = {f"data-{key}" for key in ("x0", "x1", "y0", "y1", "left", "right", "top", "bottom")}


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


def is_even(box):
    """Whether a box is as wide as high, nearly."""
    wide, tall = box[2] - box[0], box[3] - box[1]
    return abs(wide - tall) < 0.06 * max(wide, tall)


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
    odd = {mark.family for mark in made.marks if mark.tag == "rect" and not is_even(mark.box)}
    made.marks = [
        replace(mark, even=mark.tag == "rect" and mark.family not in odd) for mark in made.marks
    ]
    return made


def _mark(element, axes, part):
    def get(key, otherwise=0):
        return float(element.get(key, otherwise))

    if element.tag == "text":
        box, words = _text(element, get)
        return Mark(part, axes, "text", box, style=dict(element.attrib), text=words)
    box, paths, closed = _geometry(element, get)
    return Mark(part, axes, element.tag, box, paths, closed, dict(element.attrib))
