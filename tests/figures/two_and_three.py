"""Softmax of two classes on the sigmoid, and of three in a triangle."""

import numpy as np
import pytest
from claims import curve, fixed, inside, label, line, sliders
from five_classes import five_classes
from scipy.special import expit, softmax

LOGITS = five_classes().logits[:3]
GAP = LOGITS[0] - LOGITS[1]
CORNERS = np.array([[0, 0], [1, 0], [0.5, 3**0.5 / 2]])

says = [
    {"across": "−6, 0, 6, z₀ − z₁", "up": "0, ½, 1"},
    {"outline": "0,0 1,0 0.5,0.87 0,0 muted"},
]
controls = sliders("z", LOGITS, concept="logit", turns={0: (-2.4,)})


def feet(p):
    """Where the perpendiculars from a point meet the sides of the triangle."""
    for k in range(3):
        one, other = np.delete(CORNERS, k, axis=0)
        along = (other - one) / np.linalg.norm(other - one)
        yield one + along * np.dot(p @ CORNERS - one, along)


def drawn():
    yield "curve", curve(expit, "probability")
    yield "two", line([GAP], [expit(GAP)], "probability")
    yield "two-value", label("σ = 0.65", "probability", (GAP, expit(GAP)), 30)
    p = softmax(LOGITS)
    x, y = p @ CORNERS
    yield "three", line([x], [y], "probability")
    for k, (foot, text) in enumerate(zip(feet(p), ("0.37", "0.20", "0.43"), strict=True)):
        yield f"distance-{k}", line([x, foot[0]], [y, foot[1]], "muted")
        yield f"p-{k}", label(f"p{'₀₁₂'[k]} = {text}", "probability", CORNERS[k], 15)


def moved(**z):
    z = np.array(list(z.values()))
    gap, p = z[0] - z[1], softmax(z)
    share, (x, y) = expit(gap), p @ CORNERS
    yield "said", {"numbers": [fixed(share), *(fixed(value) for value in p)]}
    yield "two", {"x": gap, "y": share}
    at = (-6.4, 0.34) if gap < -2.2 else (gap, share)
    yield (
        "two-value",
        {"numbers": [inside(share)], "moved": (at[0] - GAP, at[1] - expit(GAP))},
    )
    yield "three", {"x": x, "y": y}
    for k, foot in enumerate(feet(p)):
        yield f"distance-{k}", {"x1": x, "y1": y, "x2": foot[0], "y2": foot[1]}
        yield f"p-{k}", {"numbers": [inside(p[k])]}


def test_a_distance_is_the_class_s_share_of_the_height(figure):
    for k, p in enumerate(softmax(LOGITS)):
        length = np.linalg.norm(np.diff(figure.parts[f"distance-{k}"].get_xydata(), axis=0))
        assert length / np.sqrt(0.75) == pytest.approx(p)
