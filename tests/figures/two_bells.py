"""Two bells of spread 1, weighted by the base rate, and what Bayes' rule makes of them."""

import numpy as np
from claims import Slider, curve, fixed, label, line
from scipy.special import expit, logit
from scipy.stats import norm

says = [{}, {"across": "−5, 0, 5, input x", "up": "0, ½, 1", "probability": "P(1 | x)"}]
controls = {
    "no": Slider("no at", -3, 3, 0.05, -1, "−1.00"),
    "yes": Slider("yes at", -3, 3, 0.05, 1, "1.00"),
    "rate": Slider("base rate", 0.05, 0.95, 0.01, 0.5, "0.50", "probability"),
}
dragged = "across"
PEAK = norm.pdf(0)


def bell(mean, share):
    return lambda x: share * norm.pdf(x, mean)


def coefficients(no, yes, rate):
    return yes - no, logit(rate) - (yes**2 - no**2) / 2


def drawn():
    yield "no", curve(bell(-1, 0.5), "ink")
    yield "yes", curve(bell(1, 0.5), "ink")
    yield "posterior", curve(lambda x: expit(2 * x), "probability")
    for name, mean in (("no", -1), ("yes", 1)):
        yield f"{name}-peak", line([mean], [PEAK / 2], "ink")
        yield f"{name}-name", label(name, "ink", (mean, PEAK / 2), 20)
    yield "cross-above", line([0, 0], [0, 0.46], "muted")
    yield "cross-below", line([0, 0], [0, 1], "muted")
    yield "half", line([0], [0.5], "probability")
    yield "logit", label("logit: slope 2.00, intercept 0.00", "logit", (5, 1), 20)


def moved(no, yes, rate):
    slope, intercept = coefficients(no, yes, rate)
    told = {"numbers": [fixed(slope), fixed(intercept)]}
    yield "said", told
    yield "logit", told
    shares = {"no": (no, 1 - rate, -1), "yes": (yes, rate, 1)}
    for n, (name, (mean, share, side)) in enumerate(shares.items()):
        top = share * PEAK
        yield f"{name}-peak", {"x": mean, "y": top}
        yield f"grip {n} 0", {"x": mean, "y": top}
        side = side if no <= yes else -side
        yield (
            f"{name}-name",
            {
                "x": mean + 0.3 * side,
                "anchor": "start" if side > 0 else "end",
                "moved": (0, top - PEAK / 2),
            },
        )
    crosses = slope != 0 and abs(intercept / slope) <= 5
    for part in ("cross-above", "cross-below", "half"):
        yield part, {"hidden": not crosses, **({"x": -intercept / slope} if crosses else {})}
    if (no, yes, rate) != (-1, 1, 0.5):  # As drawn, they have ends of their own.
        yield "no", {"curve": (bell(no, 1 - rate), -5, 5)}
        yield "yes", {"curve": (bell(yes, rate), -5, 5)}
        yield "posterior", {"curve": (lambda x: expit(intercept + slope * x), -5, 5)}


def test_the_bells_are_told_apart_by_their_dashes(figure):
    assert [figure.parts[part].get_linestyle() for part in ("no", "yes")] == ["-.", "-"]


def test_the_posterior_is_one_half_where_the_bells_cross(figure):
    x, no = figure.parts["no"].get_data()
    gap = figure.parts["yes"].get_ydata() - no
    assert np.sign(gap[:120]).max() < 0 < np.sign(gap[121:]).min()
    assert figure.parts["posterior"].get_ydata()[120] == 0.5
    assert x[120] == gap[120] == 0
