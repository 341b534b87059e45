"""A weight without end: each tenfold of steps adds the same to it, until a penalty stops it."""

import numpy as np
from explainer.palette import COLOUR
from four_cases import weights

HEIGHT = 300
STEPS = 100_000


def draw(fig):
    ax = fig.subplots()
    at = np.unique(np.geomspace(1, STEPS, 101).round().astype(int))
    green = {"color": COLOUR["weight"]}
    free, kept = (np.array(weights(penalty, STEPS))[at] for penalty in (0, 0.01))
    ax.plot(at, free, ":", **green, gid="free")
    ax.plot(at, kept, **green, gid="kept")
    ax.plot(STEPS, free[-1], "s", **green, gid="free-end")
    ax.plot(STEPS, kept[-1], "s", **green, gid="kept-end")
    text = f"no penalty: {free[-1]:.2f}"
    ax.text(6e4, free[-1] + 0.1, text, ha="right", **green, gid="free-value")
    text = f"penalty 0.01: {kept[-1]:.2f}"
    ax.text(STEPS, kept[-1] - 1.2, text, ha="right", **green, gid="kept-value")
    ax.text(0, 1.04, "weight w", transform=ax.transAxes, color=COLOUR["muted"])
    ax.set(xscale="log", xlim=(1, STEPS), ylim=(0, 12), yticks=(0, 6, 12), xlabel="steps")
    ax.set_xticks((1, 1000, STEPS), ("1", "1,000", "100,000"))
    ax.minorticks_off()
