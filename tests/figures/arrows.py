"""Five scores, and the push of one step on each: what is missing to the label."""

import numpy as np
from claims import Choice, Slider, fixed, label, line
from five_classes import five_classes
from scipy.special import log_softmax, softmax

LOGITS = five_classes().logits
NAMES = ("cat", "dog", "fox", "hare", "owl")

says = [{"ink": "cat, dog, fox, hare, owl", "up": "0"}]
controls = {
    "shown": Choice("The picture shows", NAMES, "hare"),
    "steps": Slider("steps", 0, 20, 1, 0, "0", "derivative", whole=True),
}


def trained(shown, steps):
    """The scores after so many steps, and their pushes."""
    z, label = LOGITS, np.eye(5)[NAMES.index(shown)]
    for _ in range(steps):
        z = z + label - softmax(z)
    return z, label - softmax(z)


def tip(k, z, by):
    back = z + by - np.copysign(0.16, by)
    return [k - 0.08, k, k + 0.08], [back, z + by, back]


def drawn():
    yield "zero", line([0, 1], [0, 0], "muted")
    for k, (z, by) in enumerate(zip(*trained("hare", 0), strict=True)):
        yield f"score-{k}", line([k - 0.3, k + 0.3], [z, z], "logit")
        yield f"push-{k}", line([k, k], [z, z + by], "derivative")
        yield f"tip-{k}", line(*tip(k, z, by), "derivative")
        text = ("−0.17", "−0.09", "−0.19", "+0.53", "−0.08")[k]
        yield f"value-{k}", label(text, "derivative", (k, 3.2), 20)
    yield "balance", label("up 0.53, down 0.53", "derivative")
    yield "loss", label("loss 0.7596")


def moved(shown, steps):
    z, push = trained(shown, steps)
    up = 1 - softmax(z)[NAMES.index(shown)]
    loss = fixed(-log_softmax(z)[NAMES.index(shown)], 4)
    yield "said", {"numbers": [loss, fixed(up), fixed(up)]}
    yield "loss", {"numbers": [loss]}
    yield "balance", {"numbers": [fixed(up), fixed(up)]}
    for k in range(5):
        yield f"score-{k}", {"y": z[k]}
        yield f"push-{k}", {"y1": z[k], "y2": z[k] + push[k]}
        yield f"tip-{k}", {"through": tip(k, z[k], push[k])}
        yield f"value-{k}", {"numbers": [fixed(push[k])]}


def test_the_arrows_add_up_to_nothing(figure):
    ends = [figure.parts[f"push-{k}"].get_ydata() for k in range(5)]
    assert abs(sum(end - start for start, end in ends)) < 1e-12
