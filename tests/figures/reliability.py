"""How often a model is right against how sure it says it is, at any temperature."""

import numpy as np
import pytest
from calibration import overconfident, reliability
from claims import Slider, beam, fixed, label, level, line
from scipy.special import softmax

Z, Y = (half[5000:] for half in overconfident())

says = [
    {
        "across": "0, ½, 1, how sure it says it is",
        "up": "0, ½, 1",
        "muted": "calibrated, how often it is right",
    },
    {},
]
alone = ("calibration",)
always = ("0.1",)
controls = {
    "T": Slider(
        "temperature T", 0.5, 4, 0.01, 1, "1.00", turns=(0.6, 0.75, 1.4, 2.46, 2.47, 2.6, 3)
    )
}


def groups(T=1):
    """Of each tenth: how many cases, how sure, how often right; and the tenths of 20 and more."""
    n, sure, right = reliability(softmax(Z / T, axis=-1), Y)
    return n, sure, right, np.flatnonzero(n >= 20)


def drawn():
    n, sure, right, kept = groups()
    assert n[8] == 745
    yield "bins", line(sure[kept], right[kept], "probability")
    for k in kept:
        yield f"dot-{k}", line([sure[k]], [right[k]], "probability")
    yield "calibrated", line([0, 1], [0, 1], "muted")
    yield "gap", line([sure[8]] * 2, [right[8], sure[8]], "ink")
    yield "right", label("0.552", "probability", (sure[8], right[8]), 25)
    yield "says", label("0.853", near=(sure[8], sure[8]), within=25)
    yield "confidence", label("confidence 0.794")
    yield "accuracy", label("accuracy 0.575", "probability")
    p = softmax(Z, axis=-1)
    yield "beam", beam(0, p.max(axis=-1).mean(), "ink")
    yield "accuracy-beam", beam(0, (p.argmax(axis=-1) == Y).mean(), "probability")


def moved(T):
    _, sure, right, kept = groups(T)
    worst = max(kept, key=lambda k: abs(sure[k] - right[k]))
    low, high = sorted((sure[worst], right[worst]))
    confidence = softmax(Z / T, axis=-1).max(axis=-1).mean()
    told = [fixed(value, 3) for value in (sure[worst], right[worst], confidence)]
    yield "said", {"numbers": told}
    yield "confidence", {"numbers": told[2:]}
    yield "beam", level(confidence)
    yield "accuracy", {"text": "accuracy 0.575"}
    yield "accuracy-beam", level((Z.argmax(axis=-1) == Y).mean())
    yield "gap", {"x": sure[worst], "y1": right[worst], "y2": sure[worst]}
    for k in range(10):
        if k in kept:
            yield f"dot-{k}", {"x": sure[k], "y": right[k], "hidden": False}
        elif k in groups()[3]:
            yield f"dot-{k}", {"hidden": True}
    if T != 1:  # As drawn, it has ends of its own.
        yield "bins", {"through": (sure[kept], right[kept])}
    above = {"x": sure[worst] - 0.03, "y": high + 0.03, "anchor": "end"}
    below = {"x": sure[worst] + 0.03, "y": low - 0.09, "anchor": "start"}
    over = sure[worst] > right[worst]
    yield "says", {"numbers": [told[0]], **(above if over else below)}
    yield "right", {"numbers": [told[1]], **(below if over else above)}


def test_both_ways_have_one_scale(figure):
    ax = figure.parts["calibrated"].axes
    assert ax.get_xlim() == ax.get_ylim() == (0, 1)
    assert ax.get_window_extent().width == pytest.approx(ax.get_window_extent().height)


def test_at_the_temperature_of_the_cure_every_group_is_near_the_diagonal():
    _, sure, right, kept = groups(2.47)
    assert np.abs(sure - right)[kept].max() < 0.06 < np.abs(groups()[1] - groups()[2])[8]
