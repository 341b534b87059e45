"""The sigmoid and its slope: the tangent at a point is as steep as the other curve is high."""

from claims import Slider, curve, fixed, line
from scipy.special import expit


def slope(z):
    return expit(z) * expit(-z)


says = [
    {"across": "−8, 0, 8, logit z", "up": "0, ½, 1", "probability": "σ(z)"},
    {"across": "−8, 0, 8, logit z", "up": "0, ¼", "derivative": "σ′(z)"},
]
controls = {"z": Slider("logit z", -8, 8, 0.1, 0, "0.0", "logit")}
dragged = "across"


def drawn():
    yield "curve", curve(expit, "probability")
    yield "slope", curve(slope, "derivative")
    yield "point", line([0], [0.5], "probability")
    yield "peak", line([0], [0.25], "derivative")
    yield "tangent", line([-2, 2], [0, 1], "derivative")


def moved(z):
    p, steep = expit(z), slope(z)
    yield "said", {"numbers": [fixed(p, 4), fixed(steep, 4)]}
    for n, (part, height) in enumerate((("point", p), ("peak", steep))):
        yield part, {"x": z, "y": height}
        yield f"grip {n} {n}", {"x": z, "y": height}
    # Until it meets an edge of the panel.
    run = min(8 - abs(z), p / steep, (1 - p) / steep)
    yield "tangent", {"x1": z - run, "x2": z + run, "y1": p - run * steep, "y2": p + run * steep}
