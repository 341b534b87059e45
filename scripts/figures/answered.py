"""The least share that counts as an answer: the higher it is, the fewer answers, and errors."""

import numpy as np
from explainer.palette import COLOUR
from judged import judged

HEIGHT = 380
LEAST = np.arange(101) / 100
PLACES = {"answered": (0.03, 200, 110, "left"), "wrong": (0.03, 13, 7, "left")}


def counts(shuffled):
    """For every least share, how many of 400 are answered, and how many of these wrong."""
    p, meant = judged(shuffled)
    sure, wrong = p.max(axis=-1), p.argmax(axis=-1) != meant
    kept = sure >= LEAST[:, None]
    return {"answered": kept.sum(axis=-1).tolist(), "wrong": (kept & wrong).sum(axis=-1).tolist()}


DATA = {"known": counts(True), "new": counts(False)}


def draw(fig):
    axes = fig.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (4, 5)})
    for ax, what, most in zip(axes, ("answered", "wrong"), (400, 40), strict=True):
        colour = {"color": COLOUR["probability" if what == "answered" else "ink"]}
        for name, style in (("known", "-"), ("new", ":")):
            n = DATA[name][what]
            ax.plot(LEAST, n, style, **colour, gid=f"{name}-{what}")
            ax.plot(LEAST[80], n[80], "o", **colour, gid=f"{name}-{what}-dot")
            left, top, under, side = PLACES[what]
            place = left, top if name == "known" else under
            text = f"{name} hands: {n[80]} {what}"
            ax.text(*place, text, ha=side, **colour, gid=f"{name}-value-{what}")
        ax.axvline(0.8, color=COLOUR["probability"], lw=1, gid=f"least-{what}")
        ax.set(xlim=(0, 1), ylim=(0, most), yticks=(0, most // 2, most))
    axes[1].set_xticks((0, 0.5, 1), ("0", "½", "1"))
    axes[1].set_xlabel("least share that counts as an answer")
