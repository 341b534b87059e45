"""The slopes of five shares by five logits, and the shares, with one logit raised."""

import numpy as np
import pytest
from claims import Choice, Slider, beam, fixed, frame, inside, label, tint
from five_classes import five_classes
from scipy.special import softmax

LOGITS = five_classes().logits
NAMES = ("cat", "dog", "fox", "hare", "owl")

says = [
    {
        "probability": "cat, dog, fox, hare, owl, shares",
        "logit": "cat, dog, fox, hare, owl, the logit of … grows",
    }
]
controls = {
    "of": Choice("Raise the logit of", NAMES, "hare"),
    "by": Slider("by", -4, 4, 0.05, 0, "0.00", "logit"),
}


def slopes(z):
    """By small steps, not by the formula."""
    steps = 1e-6 * np.eye(5)
    return (softmax(z + steps, axis=-1) - softmax(z - steps, axis=-1)) / 2e-6


def drawn():
    J, p = slopes(LOGITS), softmax(LOGITS)
    for (i, j), slope in np.ndenumerate(J):
        yield f"J-{i}-{j}", tint(pytest.approx(2 * abs(slope), abs=1e-8), "derivative")
        yield f"J-{i}-{j}-value", label(f"{slope:z.2f}", near=(j + 1.47, i + 0.45), within=0)
    for k, share in enumerate(p):
        yield f"p-{k}", beam(6.5, 6.5 + 2.8 * share, "probability", k + 0.45)
        yield f"p-{k}-value", label(f"{share:.2f}", near=(6.6, k + 0.45), within=5)
    yield "column", frame("J-0-3", "J-4-3")


def moved(of, by):
    raised = NAMES.index(of)
    z = LOGITS + by * np.eye(5)[raised]
    J = slopes(z)
    yield "said", {"numbers": [fixed(slope) for slope in J[:, raised]]}
    yield "column", {"left": raised + 0.99}
    for (i, j), slope in np.ndenumerate(J):
        yield f"J-{i}-{j}", {"opacity": 2 * abs(slope)}
        yield f"J-{i}-{j}-value", {"numbers": [fixed(slope)]}
    for k, share in enumerate(softmax(z)):
        yield f"p-{k}", {"left": 6.5, "right": 6.5 + 2.8 * share}
        yield f"p-{k}-value", {"numbers": [inside(share)]}
