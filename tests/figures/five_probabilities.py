"""Five independent probabilities: those above the threshold are the answer."""

import numpy as np
from claims import Slider, bar, edged, label, line
from five_classes import five_classes
from scipy.special import expit

P = expit(five_classes().z2)

says = [{"across": "class 0, class 1, class 2, class 3, class 4", "up": "0, ½, 1"}]
controls = {"t": Slider("threshold", 0, 1, 0.01, 0.5, "0.50", "probability")}
dragged = "up"


def drawn():
    yield "half", line([0, 1], [0.5, 0.5], "ink")
    texts = ("0.996", "0.475", "0.170", "0.855", "0.810")
    for k, (p, text) in enumerate(zip(P, texts, strict=True)):
        yield f"bar-{k}", bar(k, p, "probability")
        yield f"value-{k}", label(text, "probability", (k, 0))


def moved(t):
    yield "said", {"numbers": [(k, 0) for k in np.flatnonzero(t < P)]}
    yield "half", {"y": t}
    yield "grip 0 0", {"x": 4.4, "y": t}
    for k, p in enumerate(P):
        yield f"bar-{k}", {"top": p, "fill": "var(--probability)" if p > t else "none"}


def test_what_is_below_the_threshold_is_an_outline(figure):
    for k, p in enumerate(P):
        bar = figure.parts[f"bar-{k}"]
        assert bar.get_fill() == (p > 0.5)
        assert edged(bar) == "probability"
        assert bar.get_linewidth() > 1
