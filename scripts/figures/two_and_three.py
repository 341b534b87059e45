"""Softmax of two classes is a sigmoid of their difference; of three, a point in a triangle."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from softmax import softmax

HEIGHT = 270
INDEX = "₀₁₂"
CORNERS = np.array([[0, 0], [1, 0], [0.5, 3**0.5 / 2]])


def draw(fig):
    z = five_classes().logits
    two, three = fig.subplots(1, 2, gridspec_kw={"wspace": 0.08})
    s = np.linspace(-6, 6, 121)
    pairs = np.stack([s, np.zeros_like(s)], axis=-1)
    two.plot(s, softmax(pairs)[:, 0], color=COLOUR["probability"], gid="curve")
    gap, p = z[0] - z[1], softmax(z[:2])[0]
    two.plot(gap, p, "o", color=COLOUR["probability"], gid="two")
    two.text(
        gap + 0.7,
        p - 0.04,
        f"p₀ = {p:.2f}",
        color=COLOUR["probability"],
        va="center",
        gid="two-value",
    )
    two.set(xlim=(-6, 6), ylim=(0, 1), xlabel="z₀ − z₁", xticks=(-6, 0, 6))
    two.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    p = softmax(z[:3])
    at = p @ CORNERS
    three.fill(*CORNERS.T, fc="none", ec=COLOUR["muted"], lw=1)
    for k, corner in enumerate(CORNERS):
        three.plot(
            *zip(at, corner, strict=True), color=COLOUR["muted"], lw=1, ls=":", gid=f"spoke-{k}"
        )
        out = (0, 6) if k == 2 else (0, -6)
        label = three.annotate(
            f"p{INDEX[k]} = {p[k]:.2f}", corner, out, textcoords="offset points", gid=f"p-{k}"
        )
        label.set(ha="center", va="bottom" if k == 2 else "top", color=COLOUR["probability"])
    three.plot(*at, "o", color=COLOUR["probability"], gid="three")
    three.set(xlim=(-0.1, 1.1), ylim=(-0.05, 0.95), aspect="equal")
    three.axis("off")
