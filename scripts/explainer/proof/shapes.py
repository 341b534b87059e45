"""What the words for marks and lines say of a mark: five bars, a dotted line, filled circles."""

from explainer.proof.marks import is_even

THICK, THIN = 3, 1
"""In units of the canvas; a line of a figure has 2."""


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
            len(set(p)) == 4 and is_even(b) and _upright(p)
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
    return mark.tag == "line" or _strokes(mark) >= 3


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
