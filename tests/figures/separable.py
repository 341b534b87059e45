"""The weight of four separable cases, step by step, without and with a penalty."""

import numpy as np
from claims import Slider, fixed, general, label, line
from four_cases import weights
from scipy.optimize import brentq
from scipy.special import expit

says = [{"across": "1, 1,000, 100,000, steps", "up": "0, 6, 12", "muted": "weight w"}]
ticks = {"1,000": 1000, "100,000": 100_000}
always = ("100,000", "10.82")  # of the line that stays
controls = {
    "penalty": Slider("penalty λ", 1e-5, 1, 0.05, 0.01, "0.01", log=True, turns=(0.05, 0.06))
}
AT = np.unique(np.round(10 ** np.linspace(0, 5, 101)).astype(int))


def at_rest(penalty):
    """Where the slope of the penalised loss is 0."""
    return brentq(lambda w: penalty * w - expit(-w) / 2 - expit(-2 * w), 0, 20)


def drawn():
    for part, penalty in (("free", 0), ("kept", 0.01)):
        path = np.array(weights(penalty))
        yield part, line(AT, path[AT], "weight")
        yield f"{part}-end", line([100_000], [path[-1]], "weight")
    free = np.log(100_000 / 2)
    yield "free-value", label(f"no penalty: {free:.2f}", "weight", (100_000, free), 30)
    kept = at_rest(0.01)
    yield "kept-value", label(f"penalty 0.01: {kept:.2f}", "weight", (100_000, kept), 30)


def moved(penalty):
    path = np.array(weights(penalty))
    end, first = path[-1], at_rest(0.01)
    under = end + 0.4 if end < 2 else min(end - 1.2, 4)
    yield "said", {"numbers": [general(penalty), fixed(end), (100_000, 0)]}
    yield (
        "kept-value",
        {"numbers": [general(penalty), fixed(end)], "moved": (0, under - first + 1.2)},
    )
    yield "kept-end", {"moved": (0, end - first)}
    if penalty != 0.01:  # As drawn, it has ends of its own.
        yield "kept", {"through": (AT, path[AT])}


def test_it_ends_where_the_slope_is_zero_and_else_climbs_with_the_logarithm(figure):
    ends = {part: figure.parts[part].get_ydata()[-1] for part in ("free", "kept")}
    assert abs(ends["kept"] - at_rest(0.01)) < 1e-9
    assert abs(ends["free"] - np.log(100_000 / 2)) < 1e-3


def test_the_lines_are_told_apart_by_their_dots(figure):
    assert [figure.parts[part].get_linestyle() for part in ("free", "kept")] == [":", "-"]
