"""A reliability diagram: how often a model is right against how sure it says it is."""

import pytest
from calibration import overconfident, reliability
from claims import label, line
from scipy.special import softmax

says = [
    {
        "across": "0, ½, 1, how sure it says it is",
        "up": "0, ½, 1",
        "muted": "calibrated, how often it is right",
    }
]


def drawn():
    z, y = (half[5000:] for half in overconfident())
    n, sure, right = reliability(softmax(z, axis=-1), y)
    enough = n >= 20
    assert n[8] == 745
    yield "bins", line(sure[enough], right[enough], "probability")
    yield "calibrated", line([0, 1], [0, 1], "muted")
    yield "gap", line([sure[8]] * 2, [right[8], sure[8]], "ink")
    yield "right", label("0.552", "probability", (sure[8], right[8]), 25)
    yield "says", label("0.853", near=(sure[8], sure[8]), within=25)


def test_both_ways_have_one_scale(figure):
    ax = figure.parts["calibrated"].axes
    assert ax.get_xlim() == ax.get_ylim() == (0, 1)
    assert ax.get_window_extent().width == pytest.approx(ax.get_window_extent().height)
