"""What every figure has in common: few ticks, labels that can be read, style from one sheet."""

import re
from itertools import combinations

from matplotlib.text import Text

from explainer.faults import Fault, Place
from explainer.project import relative
from explainer.sources import text_of

SMALLEST = 16
"""The least size of a label in units of the canvas, which a phone shows at two thirds."""
TICKS = 3
NAMES = 10
"""Numbers on an axis, and numbers that only name what stands there, without a mark."""
STYLED = re.compile(r"savefig|rcParams|legend|suptitle|pyplot|#[0-9a-f]{6}")


def faults(fig, path, line_of):
    """The Faults of a drawn figure; `line_of(path, says)` finds a word's place in its script."""
    labels = _labels(fig)
    yield from _style(path)
    for complaint in (_labelled(labels), _ticks(fig), _lines(fig)):
        for says, what, remedy in complaint:
            yield Fault(line_of(path, says), what, remedy)


def _style(path):
    text = text_of(path)
    for found in STYLED.finditer(text):
        place = Place(relative(path), text.count("\n", 0, found.start()) + 1)
        remedy = "leave style to figures.mplstyle, colours to the palette, saving to the site"
        yield Fault(place, f"this script says {found[0]}", remedy)


def _labels(fig):
    """What a reader reads besides ticks, with its box in pixels of the canvas."""
    axes = [axis for ax in fig.axes if not ax.axison for axis in (ax.xaxis, ax.yaxis)]
    unseen = {id(artist) for axis in axes for artist in axis.findobj()}
    shown = (text for text in fig.findobj(Text) if text.get_visible() and id(text) not in unseen)
    return [(text, text.get_window_extent()) for text in shown if text.get_text().strip()]


def _labelled(labels):
    if not labels:
        yield "draw".__eq__, "this figure says nothing", "label what it shows"
    for text, box in labels:
        words = text.get_text()
        canvas = text.get_figure().bbox
        if text.get_size() < SMALLEST:
            what = f"the label {words!r} is {text.get_size():g} units high"
            yield words.__eq__, what, f"leave its size to the style, or give {SMALLEST} at least"
        inside = box.x0 > -1 and box.y0 > -1
        if not inside or box.x1 >= canvas.width + 1 or box.y1 >= canvas.height + 1:
            what = f"the label {words!r} leaves the canvas"
            yield words.__eq__, what, "shorten it, or move it"
    for (one, a), (other, b) in combinations(labels, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        if across >= 1 and along >= 3:
            what = f"the labels {one.get_text()!r} and {other.get_text()!r} overlap"
            yield one.get_text().__eq__, what, "move one of them"


def _marks(axis):
    return axis.get_tick_params().get("length", 4)


def _ticks(fig):
    for axis in (axis for ax in fig.axes if ax.axison for axis in (ax.xaxis, ax.yaxis)):
        numbers = [t for t in axis.get_ticklabels() if re.search(r"\d|½|¼", t.get_text())]
        most = TICKS if _marks(axis) or not numbers else NAMES
        if (count := len(axis.get_ticklocs())) > most:
            name = f"{axis.axis_name}ticks"
            what = f"an axis has {count} ticks"
            yield (lambda text, name=name: name in text), what, f"give {name}, {most} at most"


def _lines(fig):
    for ax in (ax for ax in fig.axes if ax.axison):
        scale = len(ax.get_yticks()) and _marks(ax.yaxis)
        shown = {side for side, spine in ax.spines.items() if spine.get_visible()}
        for side in sorted(shown - ({"left", "bottom"} if scale else {"bottom"})):
            what = f"a line stands at the {side}, where no scale is read"
            yield side.__eq__, what, f'hide it: ax.spines["{side}"].set_visible(False)'
