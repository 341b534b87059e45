"""The slopes of two losses where the answer is yes."""

from claims import Slider, curve, general, label, line
from scipy.special import expit

says = [
    {
        "across": "−10, −5, 0, logit z, where the answer is yes",
        "up": "−1, −½, 0",
        "derivative": "cross-entropy, squared error",
    }
]
ticks = {"−½": -0.5}
controls = {"z": Slider("logit z", -10, 6, 0.1, -5, "−5.0", "logit")}
dragged = "across"


def steep(z):
    return -expit(-z)


def flat(z):
    return -expit(z) * expit(-z) ** 2


def drawn():
    yield "logit", line([-5, -5], [-1, 0], "logit")
    yield "cross-entropy", curve(steep, "derivative")
    yield "squared-error", curve(flat, "derivative")
    yield "steep", line([-5], [steep(-5)], "derivative")
    yield "flat", line([-5], [flat(-5)], "derivative")
    yield "steep-value", label("cross-entropy: slope −0.993", "derivative", (6, -0.75), 20)
    yield "flat-value", label("squared error: slope −0.0066", "derivative", (6, -0.9), 20)


def moved(z):
    yield "said", {"numbers": [general(steep(z)), general(flat(z))]}
    yield "logit", {"x": z, "y1": -1, "y2": 0}
    for n, (part, slope) in enumerate((("steep", steep(z)), ("flat", flat(z)))):
        yield part, {"x": z, "y": slope}
        yield f"grip {n} 0", {"x": z, "y": slope}
        yield f"{part}-value", {"numbers": [general(slope)]}


def test_the_curves_are_told_apart_by_their_dashes(figure):
    styles = [figure.parts[part].get_linestyle() for part in ("cross-entropy", "squared-error")]
    assert styles == ["--", ":"]


def test_a_name_stands_by_its_curve_and_not_on_it(figure):
    (ax,) = figure.drawing.axes
    names = {text.get_text(): text.get_window_extent() for text in ax.texts}
    for name, curve_of in (("cross-entropy", steep), ("squared error", flat)):
        box = names[name].transformed(ax.transData.inverted())
        over = [curve_of(x) for x in (box.x0, box.x1)]
        assert min(abs(box.y0 - y) for y in over) < 0.35
        assert max(box.y0, min(over)) > min(box.y1, max(over))
