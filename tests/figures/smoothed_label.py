"""The loss of a hard label and of a smoothed one, against the lead of the true class."""

import numpy as np
from claims import Slider, curve, fixed, label, line
from scipy.special import entr, log_softmax

says = [{"across": "0, 5, 10, lead of the true class over four equal rivals", "up": "0, 1, 2"}]
controls = {"epsilon": Slider("ε", 0.01, 0.5, 0.01, 0.1, "0.10")}


def shares(epsilon):
    return np.array([1 - epsilon + epsilon / 5, *[epsilon / 5] * 4])


def loss(q):
    """The expected loss as a function of the lead."""

    def of(lead):
        z = np.asarray(lead)[..., None] * np.array([1, 0, 0, 0, 0])
        return -log_softmax(z, axis=-1) @ q

    return of


def best(epsilon):
    """Where the shares of the softmax are the label: the least loss is the label's entropy."""
    q = shares(epsilon)
    return np.log(q[0]) - np.log(q[1]), entr(q).sum()


def drawn():
    lead, least = best(0.1)
    yield "hard", curve(lambda lead: np.log1p(4 * np.exp(-lead)), "ink")
    yield "smoothed", curve(loss(shares(0.1)), "ink")
    yield "best", line([lead, lead], [0, 1.4], "logit")
    yield "least", line([lead], [least], "ink")
    yield "value", label("best lead 3.83: loss 0.390")
    yield "label", label("label 0.920, rivals 0.020", "probability")


def moved(epsilon):
    lead, least = best(epsilon)
    told = {"numbers": [fixed(lead), fixed(least, 3)]}
    yield "said", told
    yield "value", told
    yield "label", {"numbers": [fixed(share, 3) for share in shares(epsilon)[:2]]}
    yield "best", {"x": lead}
    yield "least", {"x": lead, "y": least}
    if epsilon != 0.1:
        yield "smoothed", {"curve": (loss(shares(epsilon)), 0, 10)}


def test_the_curves_are_told_apart_by_their_dashes(figure):
    assert [figure.parts[part].get_linestyle() for part in ("hard", "smoothed")] == ["-", ":"]
