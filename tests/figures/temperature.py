"""One softmax at three temperatures; the middle one can be set."""

from claims import Slider, bar, fixed, general, label, upright
from five_classes import five_classes
from scipy.special import softmax

LOGITS = five_classes().logits

says = [
    {"across": "0, 1, 2, 3, 4", "up": "0, ½, 1"},
    {"across": "0, 1, 2, 3, 4, class"},
    {"across": "0, 1, 2, 3, 4"},
]
controls = {"T": Slider("temperature T", 0.1, 10, 0.02, 1, "1", log=True)}


def drawn():
    for n, (T, top) in enumerate(((0.5, "0.73"), (1, "0.47"), (2, "0.32"))):
        p = softmax(LOGITS / T)
        for k in range(5):
            yield f"bar-{n}-{k}", bar(k, p[k], "probability")
        yield f"value-{n}", label(top, "probability", (3, p[3]), 15)
        yield f"T-{n}", label(f"T = {T}")


def moved(T):
    p = softmax(LOGITS / T)
    yield "said", {"numbers": [fixed(share) for share in p]}
    yield "T-1", {"numbers": [general(T)]}
    up = p.max() - softmax(LOGITS).max()
    yield "value-1", {"numbers": [fixed(p.max())], "moved": (0, up)}
    for k in range(5):
        yield f"bar-1-{k}", upright(p[k])


def test_the_three_panels_have_one_scale_from_zero(figure):
    limits = [ax.get_ylim() for ax in figure.drawing.axes]
    assert len(set(limits)) == 1
    assert limits[0][0] == 0
