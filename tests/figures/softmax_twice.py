"""The loss against the lead, after one softmax and after two, and the floor of the second."""

import numpy as np
from claims import Slider, curve, fixed, label, line
from scipy.special import softmax

says = [{"across": "−4, 0, 8, lead of the true class over its equal rivals", "up": "0, 3, 6"}]
controls = {
    "lead": Slider("lead", -4, 8, 0.1, 4, "4.0", "logit"),
    "K": Slider("classes K", 2, 10, 1, 5, "5", whole=True),
}
dragged = "across"


def once(K):
    return lambda lead: np.log1p((K - 1) * np.exp(-np.asarray(lead)))


def twice(K):
    """A softmax of the softmax of the lead and K − 1 zeros, written out."""

    def loss(lead):
        z = np.zeros((*np.shape(lead), K))
        z[..., 0] = lead
        return -np.log(softmax(softmax(z, axis=-1), axis=-1)[..., 0])

    return loss


def floor(K):
    return -np.log(softmax(np.eye(K)[0])[0])


def drawn():
    yield "lead", line([4, 4], [0, 4.8], "logit")
    yield "floor", line([-4, 8], [floor(5)] * 2, "muted")
    yield "floor-value", label("floor 0.905", "muted", (8, floor(5)), 25)
    for part, loss, words in (
        ("once", once(5), "one softmax: loss 0.071"),
        ("twice", twice(5), "two softmaxes: loss 0.957"),
    ):
        yield part, curve(loss, "ink")
        yield f"{part}-dot", line([4], [loss(4)], "ink")
        yield f"{part}-value", label(words)


def moved(lead, K):
    losses = {"once": once(K), "twice": twice(K)}
    yield "said", {"numbers": [fixed(loss(lead), 3) for loss in losses.values()]}
    yield "lead", {"x": lead}
    yield "floor", {"y": floor(K)}
    yield "floor-value", {"numbers": [fixed(floor(K), 3)], "moved": (0, floor(K) - floor(5))}
    for n, (part, loss) in enumerate(losses.items()):
        yield f"{part}-dot", {"x": lead, "y": loss(lead)}
        yield f"grip {n} 0", {"x": lead, "y": loss(lead)}
        yield f"{part}-value", {"numbers": [fixed(loss(lead), 3)]}
        if K != 5:
            yield part, {"curve": (loss, -4, 8)}


def test_the_curves_are_told_apart_by_their_dashes(figure):
    assert [figure.parts[part].get_linestyle() for part in ("once", "twice")] == ["-", ":"]
