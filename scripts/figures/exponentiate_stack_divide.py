"""Softmax in three steps: exponentiate each logit, lay the bars end to end, divide by their sum."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from softmax import softmax

HEIGHT = 330


def draw(fig):
    z = five_classes().logits
    e, p = np.exp(z), softmax(z)
    ends = np.cumsum(e)
    ax = fig.add_axes((0.01, 0, 0.98, 1))
    ax.set(xlim=(0, ends[-1]), ylim=(9.1, -0.6))
    ax.axis("off")
    for k, (start, end) in enumerate(zip(ends - e, ends, strict=True)):
        ax.barh(k, e[k], 0.72, start, color=COLOUR["logit"], gid=f"exp-{k}")
        left = start > ends[-1] / 3
        label = f"exp({z[k]:.2f}) = {e[k]:.2f}"
        text = ax.text(start - 0.12 if left else end + 0.12, k, label, va="center")
        text.set(ha="right" if left else "left", color=COLOUR["logit"], gid=f"exp-value-{k}")
        ax.plot([end, end], [k, 6.6], color=COLOUR["muted"], lw=1, ls=":", gid=f"drop-{k}")
        ax.barh(7, e[k], 0.9, start, color=COLOUR["probability"], alpha=0.3, gid=f"share-{k}")
        ax.text((start + end) / 2, 7, f"{p[k]:.2f}", ha="center", va="center", gid=f"p-{k}")
    for end in ends[:-1]:
        ax.plot([end, end], [6.55, 7.45], color=COLOUR["paper"])
    ax.text(0, 8.2, "0", va="center", color=COLOUR["muted"])
    ax.text(ends[-1], 8.2, "1", ha="right", va="center", color=COLOUR["muted"])
    ax.text(ends[-1] / 2, 8.2, f"divided by their sum, {ends[-1]:.2f}", ha="center", va="center")
