"""Five logits on stems; what is added to all of them leaves their softmax alone."""

from claims import Slider, fixed, label, line
from five_classes import five_classes
from scipy.special import softmax

LOGITS = five_classes().logits

says = [{"across": "class 0, class 1, class 2, class 3, class 4", "up": "0"}]
beyond = (100,)  # far off the picture, which is what the question asks
always = ("0.875",)  # a difference
controls = {
    "c": Slider(
        *("add c to all", -1, 1, 0.01, 0, "0.00", "logit"),
        turns=(-0.6, 0.23, 0.6),
    )
}


def drawn():
    yield "zero", line([0, 1], [0, 0], "muted")
    texts = ("0.50", "-0.14", "0.65", "1.52", "-0.23")
    for k, (z, text) in enumerate(zip(LOGITS, texts, strict=True)):
        yield f"stem-{k}", line([k, k], [0, z], "logit")
        yield f"dot-{k}", line([k], [z], "logit")
        yield f"value-{k}", label(text, "logit", (k, z), 15)


def moved(c):
    shares = {"numbers": [fixed(p) for p in softmax(LOGITS)]}
    yield "said", shares
    yield ".live-note", shares
    for k, z in enumerate(LOGITS + c):
        # Over its dot, or under it, by 11 units and what lies between baseline and edge.
        yield f"value-{k}", {"numbers": [fixed(z)], "off": (f"dot-{k}", -14.85 if z > 0 else 23.15)}
        yield f"stem-{k}", {"x": k, "y1": 0, "y2": z}
        yield f"dot-{k}", {"x": k, "y": z}


def test_values_stand_over_dots_above_zero_and_under_those_below(figure):
    for k, z in enumerate(LOGITS):
        value, dot = figure.box(f"value-{k}"), figure.box(f"dot-{k}")
        assert value.y0 > dot.y1 if z > 0 else value.y1 < dot.y0
