"""Draws of five yes-or-no answers: where exactly one is yes, the classes share as in softmax."""

import numpy as np
from bridge import draw_exactly_one
from explainer.palette import COLOUR
from five_classes import five_classes
from sigmoid import sigmoid
from softmax import softmax

HEIGHT = 440
SHOWN, DRAWS = 24, 100_000


def draw(fig):
    z = five_classes().logits
    top, low = fig.subplots(2, 1, height_ratios=(1, 1.5), gridspec_kw={"hspace": 0.12})
    yes = np.random.RandomState(42).uniform(size=(SHOWN, 5)) < sigmoid(z)
    kept = yes.sum(axis=1) == 1
    for n, k in np.argwhere(yes):
        concept = "probability" if kept[n] else "muted"
        alpha = 1 if kept[n] else 0.4
        top.plot(n, k, "o", color=COLOUR[concept], alpha=alpha, gid=f"yes-{n}-{k}")
    top.text(SHOWN - 0.5, 5.4, f"{kept.sum()} of {SHOWN} kept", ha="right", gid="shown").set_color(
        COLOUR["probability"]
    )
    top.set(xlim=(-1.2, SHOWN - 0.5), ylim=(5.4, -0.6), xticks=())
    top.set_yticks(range(5), [f"class {k}" for k in range(5)])
    counts = draw_exactly_one(z, DRAWS, np.random.RandomState(42))
    for k, share in enumerate(counts / counts.sum()):
        low.bar(k, share, 0.56, fill=False, lw=1.5, ec=COLOUR["probability"], gid=f"share-{k}")
        low.plot(k, softmax(z)[k], "D", ms=7, color=COLOUR["ink"], gid=f"softmax-{k}")
    text = f"bars: {counts.sum():,} of {DRAWS:,} kept"
    low.text(-0.5, 1.07, text, color=COLOUR["probability"], gid="kept")
    low.text(4.5, 1.07, "diamonds: softmax", ha="right")
    low.set(xlim=(-0.5, 4.5), ylim=(0, 1))
    low.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    low.set_xticks(range(5), [f"class {k}" for k in range(5)])
    for ax in (top, low):
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0)
