"""An hour on the line of log-odds and on the curve of probability, with its step on each."""

import numpy as np
from claims import Slider, curve, fixed, general, label, line
from logistic_regression import exam, newton
from scipy.special import expit

says = [
    {"up": "−4, 0, 4", "logit": "log-odds"},
    {"across": "0, 5, 10, hours of study", "up": "0, ½, 1", "probability": "probability"},
]
always = ("0.743", "2.10")  # of every hour
controls = {"x": Slider("from hour", 0, 9, 0.1, 5, "5.0")}
dragged = "across"

HOURS, PASSED = exam()
B, W = newton(np.column_stack([np.ones_like(HOURS), HOURS]), PASSED)[-1]


def z(x):
    return B + W * np.asarray(x)


def p(x):
    return expit(z(x))


PANELS = {"logit": z, "probability": p}


def drawn():
    for name, height in PANELS.items():
        yield f"{name}-curve", curve(height, name)
        yield f"{name}-hours", line(range(11), height(np.arange(11)), name)
        yield f"{name}-run", line([5, 6], [height(5)] * 2, "ink")
        yield f"{name}-rise", line([6, 6], height([5, 6]), "ink")
    yield "odds", label("odds 1.13 → 2.39", near=(0, 4), within=30)
    yield "ratio", label("≈ × 2.10", near=(0, 3), within=30)
    yield "chances", label("p 0.532 → 0.705", near=(0, 0.9), within=30)
    yield "gain", label("≈ + 0.173", near=(0, 0.7), within=30)


def moved(x):
    odds, (before, after) = np.exp(z([x, x + 1])), p([x, x + 1])
    gain = fixed(after - before, 3)
    yield "odds", {"numbers": [general(value) for value in odds]}
    yield "chances", {"numbers": [fixed(before, 3), fixed(after, 3)]}
    yield "gain", {"numbers": [gain]}
    yield "said", {"numbers": [*(general(value) for value in odds), fixed(before, 3), gain]}
    for n, (name, height) in enumerate(PANELS.items()):
        start, end = height([x, x + 1])
        yield f"{name}-run", {"x1": x, "x2": x + 1, "y": start}
        yield f"{name}-rise", {"x": x + 1, "y1": start, "y2": end}
        yield f"grip {n} {n}", {"x": x, "y": start}


def test_every_hour_multiplies_the_odds_by_what_is_said(figure):
    said = float(figure.parts["ratio"].get_text().removeprefix("≈ × "))
    odds = np.exp(z(np.arange(11)))
    np.testing.assert_allclose(odds[1:] / odds[:-1], said, atol=0.005)
