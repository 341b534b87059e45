"""The bridge: which answers are shown, how many are kept, and what shares they come to."""

import math

import numpy as np
import pytest
from bridge import draw_exactly_one
from claims import Slider, bar, fixed, label, line, upright
from clock import FRAME
from five_classes import five_classes
from moving import numbers
from scipy.special import expit, softmax

LOGITS = five_classes().logits
TOSSES = np.random.RandomState(42).uniform(size=(24, 5)) < expit(LOGITS)
KEPT = (0.1623, 0.0918, 0.1996, 0.4680, 0.0782)

CLASSES = "class 0, class 1, class 2, class 3, class 4"
says = [{"up": CLASSES}, {"across": CLASSES, "up": "0, ½, 1", "ink": "diamonds: softmax"}]

controls = {
    "n": Slider(
        *("draws", 1, 100_000, 0.05, 100_000, "100,000", "probability"),
        log=True,
        whole=True,
        turns=(5, 24, 107),
    )
}


def drawn():
    yield "shown", label("1 of 24 kept", "probability")
    yield "kept", label("bars: 6,993 of 100,000 kept", "probability")
    for n, k in np.argwhere(TOSSES):
        kind = "probability" if TOSSES[n].sum() == 1 else "muted"
        yield f"yes-{n}-{k}", line([n], [k], kind)
    for k, share in enumerate(softmax(LOGITS)):
        yield f"share-{k}", bar(k, counted(100_000)[k], "probability")
        yield f"softmax-{k}", line([k], [share], "ink")


def counted(n):
    counts = draw_exactly_one(LOGITS, n, np.random.RandomState(42))
    return counts / max(counts.sum(), 1)


def moved(n):
    counts = draw_exactly_one(LOGITS, n, np.random.RandomState(42))
    shown = (TOSSES[:n].sum(axis=1) == 1).sum()
    yield "said", {"numbers": [fixed(share) for share in counted(n)]}
    yield "kept", {"numbers": [(counts.sum(), 0), (n, 0)]}
    yield "shown", {"numbers": [(shown, 0), (min(n, 24), 0)]}
    for toss, k in np.argwhere(TOSSES):
        yield f"yes-{toss}-{k}", {"hidden": toss >= n}
    for k, share in enumerate(counted(n)):
        yield f"share-{k}", upright(share)


def test_what_is_not_kept_is_faint(figure):
    for n, k in np.argwhere(TOSSES):
        assert (figure.parts[f"yes-{n}-{k}"].get_alpha() < 0.5) == (TOSSES[n].sum() != 1)


def test_its_shares_are_those_that_the_page_prints(figure):
    for k, share in enumerate(KEPT):
        drawn = figure.parts[f"share-{k}"]
        assert drawn.get_height() == pytest.approx(share, abs=6e-5)
        assert drawn.axes.get_ylim() == (0, 1)


def test_it_plays_ever_more_tosses_at_once_until_the_last(stand):
    there = stand("bridge")
    there.press("Play")
    n = 1
    there.run(FRAME)
    for count in (1, 100, 300, 100):
        assert numbers(there.text("kept"))[1][0] == n
        assert there.label() == "Pause"
        there.run(count * FRAME)
        for _ in range(count):
            n = math.ceil(n + max(1, n * FRAME / 1000))
    there.run(100 * FRAME)
    assert numbers(there.text("kept"))[1][0] == controls["n"].start
    assert there.label() == "Play"
