"""The sigmoid with a point and its mirror image: as far below one at z as above zero at −z."""

import numpy as np
from explainer.palette import COLOUR
from sigmoid import sigmoid

HEIGHT = 300


def draw(fig):
    ax = fig.subplots()
    s = np.linspace(-6, 6, 241)
    ax.axhline(1, color=COLOUR["muted"], lw=1, ls=":")
    ax.plot(s, sigmoid(s), color=COLOUR["probability"], gid="curve")
    ax.plot(0, sigmoid(0), "o", ms=5, color=COLOUR["muted"], gid="centre")
    z = 1.5
    for at, name, end, side, room in (
        (z, "point", 1, "left", 0.35),
        (-z, "mirror", 0, "right", -0.35),
    ):
        p = sigmoid(at)
        ax.plot(
            [at, at], [end, p], color=COLOUR["ink"], lw=3, solid_capstyle="butt", gid=f"{name}-gap"
        )
        ax.plot(at, p, "o", color=COLOUR["probability"], gid=name)
        text = ax.text(at + room, p, f"σ({at:g}) = {p:.2f}", ha=side, va="center")
        text.set(color=COLOUR["probability"], gid=f"{name}-value")
    ax.set(xlim=(-6, 6), ylim=(0, 1.04), xlabel="logit z")
    ax.set_xticks((-6, 0, 6))
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
