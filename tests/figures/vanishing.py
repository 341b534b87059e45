"""What sigmoids in a row leave of a slope: a bar each, and the bound that none goes beyond."""

import numpy as np
import pytest
from claims import Check, Slider, bar, general, label, line
from scipy.special import expit

says = [
    {
        "across": "1, 5, 10, sigmoids in a row, n",
        "up": "10⁻⁶, 10⁻³, 1",
        "muted": "above 1 it explodes",
    }
]
controls = {
    "depth": Slider("depth n", 1, 10, 1, 10, "10", "derivative"),
    "weight": Slider("weight", 0.1, 8, 0.1, 1, "1.0", "weight", turns=(0.7, 0.8, 3, 4, 5)),
    "centred": Check("each sigmoid at its centre"),
}


def slopes(weight=1, centred=False):
    """What is left of the slope after one to ten sigmoids."""
    h, bias, slope = (0.5, -weight / 2, 1.0) if centred else (1.0, 0, 1.0)
    for _ in range(10):
        z = weight * h + bias
        h, slope = expit(z), slope * weight * expit(z) * expit(-z)
        yield slope


def drawn():
    for n, slope in enumerate(slopes(), 1):
        yield f"bar-{n}", bar(n, slope, "derivative")
    yield "whole", line([0.4, 11.4], [1, 1], "ink")
    yield "value", label("slope 2.78 × 10⁻⁷", "derivative")
    for part, kind in (("bound", "ink"), ("bound-edge", "paper")):
        yield part, line(range(1, 11), [0.25**n for n in range(1, 11)], kind)
    yield "bound-name", label("¼ⁿ", near=(10, 0.25**10), within=15)


def moved(depth, weight, centred):
    left = list(slopes(weight, centred))
    last = {"numbers": [general(left[int(depth) - 1])]}
    yield "said", last
    yield "value", last
    # Powers of a quarter of the weight, as far as the scale goes.
    most = 10 if (weight / 4) ** 10 >= 1e-7 else np.log(1e-7) / np.log(weight / 4)
    at = np.minimum(range(1, 11), most)
    if weight != 1:  # As drawn, it has ends of its own.
        for part in ("bound", "bound-edge"):
            yield part, {"through": (at, (weight / 4) ** at)}
    name = "¼ⁿ" if weight == 1 else f"({weight:.3g}/4)ⁿ"
    # In decades, and never on the numbers below the scale.
    up = np.log10(max((weight / 4) ** 10, 3e-7)) - 10 * np.log10(1 / 4)
    yield "bound-name", {"text": name, "moved": (0, up)}
    for n, slope in enumerate(left, 1):
        ends = {"top": max(slope, 1), "bottom": min(max(slope, 1e-7), 1)}
        yield f"bar-{n}", {**ends, "hidden": n > depth}
        if n <= depth and slope < 1e-7:
            where = {"x": n, "y": 1.5e-7, "anchor": "middle", "hidden": False}
            yield f"below-{n}", {**where, "text": "↓", "fill": "var(--paper)"}


def test_the_scale_is_logarithmic_and_the_bound_named_where_it_ends(figure):
    ax = figure.parts["bound"].axes
    assert ax.get_yscale() == "log"
    assert ax.get_ylim()[0] < list(slopes())[-1]
    assert figure.parts["bound-name"].xy == (10, pytest.approx(0.25**10))
