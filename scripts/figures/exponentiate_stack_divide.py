"""Softmax in three steps: exponentiate each logit, lay the bars end to end, divide by their sum."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from softmax import softmax

HEIGHT = 290


def draw(fig):
    z = five_classes().logits
    e, p = np.exp(z), softmax(z)
    ends = np.cumsum(e)
    total = ends[-1]
    ax = fig.add_axes((0.02, 0, 0.96, 1))
    ax.set(xlim=(0, total), ylim=(7.6, -0.5))
    ax.axis("off")
    for k, (start, end) in enumerate(zip(ends - e, ends, strict=True)):
        ax.plot([end, end], [k, 6], color=COLOUR["muted"], lw=1, ls=":", gid=f"drop-{k}")
        ax.barh(k, e[k], 0.72, start, color=COLOUR["logit"], gid=f"exp-{k}")
        text = ax.text(end + 0.12, k, f"exp({z[k]:.2f}) ≈ {e[k]:.2f}", va="center")
        text.set(color=COLOUR["logit"], gid=f"exp-value-{k}")
        if e[k] > 0.4 * total:
            text.set(x=start + e[k] / 2, ha="center", color=COLOUR["paper"])
        elif end > 0.7 * total:
            text.set(x=start - 0.12, ha="right")
        edge = {"fill": False, "lw": 1.5, "ec": COLOUR["probability"], "clip_on": False}
        ax.barh(6, e[k], 0.92, start, **edge, gid=f"share-{k}")
        ax.text(start + e[k] / 2, 6, f"{p[k]:.2f}", ha="center", va="center", gid=f"p-{k}")
    ax.text(0, 7.1, "0", va="center", color=COLOUR["muted"])
    ax.text(total, 7.1, "1", ha="right", va="center", color=COLOUR["muted"])
    text = ax.text(total / 2, 7.1, f"divided by their sum ≈ {total:.2f}", ha="center", va="center")
    text.set_gid("sum")
