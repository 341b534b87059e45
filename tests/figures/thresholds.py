"""One decision, two rulers: both thresholds, the point where they meet, and the curve in halves."""

import numpy as np
from claims import Slider, fixed, general, label, line
from scipy.special import expit

says = [{"across": "−6, 0, 6, logit z", "up": "0, ½, 1"}]
controls = {
    "cost": Slider(
        *("a miss costs", 0.03, 30, 0.02, 9, "9 ×"),
        log=True,
        turns=(0.63, 1.58, 10.4),
    )
}
dragged = "across"

T, Z = 0.1, np.log(1 / 9)


def drawn():
    grid = np.linspace(-6, 6, 241)
    for part, half in (("below", grid[grid < Z]), ("above", grid[grid >= Z])):
        yield part, line(half, expit(half), "probability")
    yield "threshold-p", line([-6, Z], [T, T], "probability")
    yield "threshold-z", line([Z, Z], [0, 1], "logit")
    yield "point", line([Z], [T], "ink")
    yield "value-p", label("p = 0.1", "probability", (-6, T), 15)
    yield "value-z", label("z = -2.20", "logit", (Z, 0), 15)
    yield "act", label("act →", near=(Z, 0.9), within=15)
    yield "do-not", label("← do not", near=(Z, 0.9), within=15)


def moved(cost):
    t = 1 / (1 + cost)
    z = -np.log(cost)
    yield "said", {"numbers": [general(t), fixed(z)]}
    yield "value-p", {"numbers": [general(t)], "moved": (0, t - T)}
    # Labels make way for the curve.
    yield "value-z", {"numbers": [fixed(z)], "moved": (z - Z, 0.57 if z < -2.3 else 0)}
    for part in ("act", "do-not"):
        yield part, {"moved": (z - Z, 0.16 - 0.88 if z > 0 else 0)}
    yield "point", {"x": z, "y": t}
    yield "grip 0 0", {"x": z, "y": t}
    yield "threshold-p", {"x1": -6, "x2": z, "y": t}
    yield "threshold-z", {"x": z, "y1": 0, "y2": 1}
    if cost != 9:  # As drawn, each half has ends of its own.
        yield "below", {"curve": (expit, -6, z)}
        yield "above", {"curve": (expit, z, 6)}


def test_what_to_do_stands_on_its_side(figure):
    assert figure.box("do-not").x1 < figure.box("act").x0
