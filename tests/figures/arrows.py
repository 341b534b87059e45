"""Five shares, and the push of one step on each logit: what is missing to the label."""

import numpy as np
from claims import Choice, Slider, bar, fixed, label, line, upright
from five_classes import five_classes
from scipy.special import log_softmax, softmax

LOGITS = five_classes().logits
NAMES = ("cat", "dog", "fox", "hare", "owl")

says = [{"ink": "cat, dog, fox, hare, owl", "up": "0, ½, 1"}]
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


def tip(k, end, by):
    back = end - np.clip(by, -0.06, 0.06)
    return [k - 0.09, k, k + 0.09], [back, end, back]


def drawn():
    for k, by in enumerate(trained("hare", 0)[1]):
        end = float(k == 3)
        yield f"share-{k}", bar(k, end - by, "probability")
        yield f"label-{k}", line([k], [end], "ink")
        yield f"push-{k}", line([k, k], [end - by, end], "derivative")
        yield f"tip-{k}", line(*tip(k, end, by), "derivative")
        text = ("−0.17", "−0.09", "−0.19", "+0.53", "−0.08")[k]
        yield f"value-{k}", label(text, "derivative", (k, 1.1), 20)
    yield "balance", label("up ≈ 0.53, down ≈ 0.53", "derivative")
    yield "loss", label("loss 0.7596")


def moved(shown, steps):
    z, push = trained(shown, steps)
    up = 1 - softmax(z)[NAMES.index(shown)]
    loss = fixed(-log_softmax(z)[NAMES.index(shown)], 4)
    yield "said", {"numbers": [loss, fixed(up), fixed(up)]}
    yield "loss", {"numbers": [loss]}
    yield "balance", {"numbers": [fixed(up), fixed(up)]}
    for k, by in enumerate(push):
        end = float(NAMES[k] == shown)
        yield f"share-{k}", upright(end - by)
        yield f"label-{k}", {"moved": (0, end - (k == 3))}
        yield f"push-{k}", {"y1": end - by, "y2": end}
        yield f"tip-{k}", {"through": tip(k, end, by)}
        yield f"value-{k}", {"numbers": [fixed(by)]}


def test_the_arrows_add_up_to_nothing(figure):
    ends = [figure.parts[f"push-{k}"].get_ydata() for k in range(5)]
    assert abs(sum(end - start for start, end in ends)) < 1e-12
