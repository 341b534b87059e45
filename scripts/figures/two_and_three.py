"""Softmax of two classes is a sigmoid of their difference; of three, a point in a triangle."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from sigmoid import sigmoid
from softmax import softmax

HEIGHT = 270
CORNERS = np.array([[0, 0], [1, 0], [0.5, 3**0.5 / 2]])


def draw_two(ax, z):
    s = np.linspace(-6, 6, 241)
    ax.plot(s, sigmoid(s), color=COLOUR["probability"], gid="curve")
    gap, p = z[0] - z[1], softmax(z)[0]
    ax.plot(gap, p, "o", color=COLOUR["probability"], gid="two")
    text = ax.text(gap + 0.7, p, f"σ = {p:.2f}", va="center", gid="two-value")
    text.set_color(COLOUR["probability"])
    ax.set(xlim=(-6, 6), ylim=(0, 1), xlabel="z₀ − z₁", xticks=(-6, 0, 6))
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))


def draw(fig):
    z = five_classes().logits
    two, three = fig.subplots(1, 2, gridspec_kw={"wspace": 0.08})
    draw_two(two, z[:2])
    p = softmax(z[:3])
    at = p @ CORNERS
    three.fill(*CORNERS.T, fc="none", ec=COLOUR["muted"], lw=1)
    for k, (x, y) in enumerate(CORNERS):
        # On the side where this share is 0: the two others take half of it each.
        foot = np.where(np.arange(3) == k, 0, p + p[k] / 2) @ CORNERS
        ends = np.transpose([at, foot])
        three.plot(*ends, ":", lw=1, color=COLOUR["muted"], gid=f"distance-{k}")
        text = three.text(x, y + (0.05 if y else -0.05), f"p{'₀₁₂'[k]} = {p[k]:.2f}", ha="center")
        text.set(va="bottom" if y else "top", color=COLOUR["probability"], gid=f"p-{k}")
    three.plot(*at, "o", color=COLOUR["probability"], gid="three")
    three.set(xlim=(-0.1, 1.1), ylim=(-0.2, 1), aspect="equal")
    three.axis("off")
