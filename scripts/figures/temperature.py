"""The same five logits at three temperatures: sure of one class, less sure, and nearly even."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from temperature import temperature

HEIGHT = 230


def draw(fig):
    z = five_classes().logits
    panels = fig.subplots(1, 3, sharey=True, gridspec_kw={"wspace": 0.1})
    for n, (ax, T) in enumerate(zip(panels, (0.5, 1, 2), strict=True)):
        p = temperature(z, T)
        for k in range(5):
            ax.bar(k, p[k], 0.6, color=COLOUR["probability"], gid=f"bar-{n}-{k}")
        top = np.argmax(p)
        text = ax.annotate(f"{p[top]:.2f}", (top, p[top]), (0, 4), textcoords="offset points")
        text.set(ha="center", color=COLOUR["probability"], gid=f"value-{n}")
        ax.text(2, 1.22, f"T = {T:g}", ha="center", gid=f"T-{n}")
        ax.set(xlim=(-0.6, 4.6), ylim=(0, 1.15), xticks=range(5))
        ax.spines["left"].set_visible(n == 0)
        ax.tick_params(axis="x", length=0)
        ax.tick_params(axis="y", left=n == 0)
    panels[0].set_yticks((0, 0.5, 1), ("0", "½", "1"))
    panels[1].set_xlabel("class")
