"""What the file of a figure can claim: where its parts are drawn, what they show, what is held."""

import math
import re
from dataclasses import dataclass

import numpy as np
import pytest
from explainer.palette import COLOUR
from matplotlib.colors import to_hex

CONCEPT = {colour: concept for concept, colour in COLOUR.items()}


def concept(artist):
    """What an artist's colour means; an outlined one's is its edge's."""
    if hasattr(artist, "get_fill") and not artist.get_fill():
        return edged(artist)
    colour = artist.get_facecolor() if hasattr(artist, "get_facecolor") else artist.get_color()
    return CONCEPT[to_hex(colour)]


def edged(artist):
    """What the colour of its edge means."""
    return CONCEPT[to_hex(artist.get_edgecolor())]


# Where a part is drawn: each returns what has to hold for the artist that its script named.


def line(xs, ys, kind):
    """Through these points, to be seen in the colour of a concept; a marker is a line of one."""

    def holds(artist):
        assert list(artist.get_xdata()) == pytest.approx(list(xs), abs=1e-6)
        assert list(artist.get_ydata()) == pytest.approx(list(ys), abs=1e-6)
        assert concept(artist) == kind

    return holds


def curve(function, kind):
    """Follows its function over all of its axes, smoothly."""

    def holds(artist):
        x, y = artist.get_xdata(), artist.get_ydata()
        np.testing.assert_allclose(y, function(x), rtol=1e-12)
        low, high = artist.axes.get_xlim()
        assert (x[0], x[-1]) == (low, high)
        assert np.diff(x).max() < (high - low) / 50
        assert concept(artist) == kind

    return holds


def bar(x, height, kind):
    """Stands on its axis (on a logarithmic one, on 1), over its place, and ends at its value."""

    def holds(artist):
        assert artist.get_x() + artist.get_width() / 2 == pytest.approx(x)
        assert artist.get_y() + artist.get_height() == pytest.approx(height, rel=1e-6)
        assert artist.get_y() == (1 if artist.axes.get_yscale() == "log" else 0)
        assert concept(artist) == kind

    return holds


def beam(start, end, kind, y=None):
    """A bar that lies, from its start to its end, in the middle of its row."""

    def holds(artist):
        reach = artist.get_x(), artist.get_x() + artist.get_width()
        assert reach == pytest.approx((start, end), abs=1e-6)
        assert y is None or artist.get_y() + artist.get_height() / 2 == pytest.approx(y)
        assert concept(artist) == kind

    return holds


def tint(alpha, kind, at=None):
    """As strong as its value, in the middle of its cell."""

    def holds(artist):
        assert artist.get_alpha() == pytest.approx(alpha)
        assert concept(artist) == kind
        middle = [a + b / 2 for a, b in zip(artist.get_xy(), _size(artist), strict=True)]
        assert at is None or middle == pytest.approx(at)

    return holds


def _size(artist):
    return artist.get_width(), artist.get_height()


def label(text, kind="ink", near=None, within=80, begins=False):
    """Its words (or how they begin), its concept, and at most `within` px between it and a mark."""

    def holds(artist):
        words = artist.get_text().replace("\N{MINUS SIGN}", "-")
        wanted = text.replace("\N{MINUS SIGN}", "-")
        assert (words[: len(wanted)] if begins else words) == wanted
        assert concept(artist) == kind
        if near is not None:
            box = artist.get_window_extent()
            x, y = artist.axes.transData.transform(near)
            assert max(box.x0 - x, x - box.x1, 0) <= within
            assert max(box.y0 - y, y - box.y1, 0) <= within

    return holds


def _box(artist, part):
    """Where another part of the same drawing stands, in pixels."""
    (other,) = artist.get_figure().findobj(lambda a: a.get_gid() == part)
    return other.get_window_extent()


def frame(first, last):
    """Closely around a row of parts, in ink."""

    def holds(artist):
        assert edged(artist) == "ink"
        around, one, other = artist.get_window_extent(), _box(artist, first), _box(artist, last)
        assert around.x0 <= one.x0 and around.y1 >= one.y1
        assert around.x1 >= other.x1 and around.y0 <= other.y0
        assert around.width * around.height < 1.1 * 52 * 46 * 5

    return holds


def arrow(answer, within=15):
    """Beside its answer; what it leads to is for a test of the figure's own."""

    def holds(artist):
        one, other = artist.get_window_extent(), _box(artist, answer)
        assert max(other.x0 - one.x1, one.x0 - other.x1, 0) < within
        assert max(other.y0 - one.y1, one.y0 - other.y1, 0) < within

    return holds


# What a part shows when it is moved.


def fixed(value, digits=2):
    """A number shown with so many decimals, and how far the shown one may be off."""
    return float(value), 0.5 * 10.0**-digits


def rounded(value, digits=2):
    """The words of a number that comes close to 0 and 1, and is not said to reach them."""
    words = f"{value:.{digits}f}"
    return f"≈ {words[0]}" if float(words) in (0, 1) else words


def inside(value, digits=2):
    """A number shown with as many decimals, from two, as keep it off 0 and 1, likewise."""
    return inside(value, digits + 1) if round(value, digits) in (0, 1) else fixed(value, digits)


def general(value):
    """A number shown with three significant digits, likewise."""
    size = np.floor(np.log10(abs(value))) if value else 0
    return float(value), 0.5 * 10.0 ** (size - 2)


def upright(value):
    """A bar between zero and a value."""
    return {"top": max(value, 0), "bottom": min(value, 0)}


def level(value):
    """A bar that lies, likewise."""
    return {"left": min(value, 0), "right": max(value, 0)}


# What a reader can hold.


@dataclass(frozen=True)
class Slider:
    """Its label, its reach and step, what it holds and says at first, and whose colour it has."""

    label: str
    low: float
    high: float
    step: float
    """With `log`, of the logarithm to base 10."""
    start: float
    says: str
    concept: str = "ink"
    log: bool = False
    whole: bool = False
    """What it means is the nearest whole number."""
    turns: tuple = ()
    """Places between which something in the figure turns, as a label that makes way."""

    def scaled(self, value):
        return math.log10(value) if self.log else value

    def means(self, value):
        value = 10**value if self.log else value
        return round(value) if self.whole else value

    def told(self, value):
        """How it says a value: on a logarithmic scale with three digits, else as its first."""
        digits = len(re.sub(r"[^\d.]", "", self.says).partition(".")[2])
        return general(value) if self.log and not self.whole else fixed(value, digits)

    def seen(self):
        reach = [round(float(self.scaled(end)), 9) for end in (self.low, self.high)]
        return ["range", self.label, *reach, self.step, self.says, self.concept]


@dataclass(frozen=True)
class Choice:
    """Its label, its words, and the one chosen at first."""

    label: str
    options: tuple
    start: str

    def means(self, value):
        return value

    def seen(self):
        return ["select-one", self.label, list(self.options), self.start]


@dataclass(frozen=True)
class Check:
    """Its label; it is not ticked at first."""

    label: str
    start: bool = False

    def means(self, value):
        return value

    def seen(self):
        return ["checkbox", self.label, self.start]


def sliders(symbol, starts, low=-3, high=3, step=0.05, digits=2, concept="ink", turns=None):
    """One slider for each number, side by side; `turns` by number."""
    return {
        f"{symbol}{k}": Slider(
            f"{symbol}{'₀₁₂₃₄₅₆₇₈₉'[k]}",
            *(low, high, step, float(start)),
            f"{start:z.{digits}f}".replace("-", "−"),
            concept,
            turns=(turns or {}).get(k, ()),
        )
        for k, start in enumerate(starts)
    }
