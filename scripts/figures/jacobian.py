"""The Jacobian of softmax as a table: what every share gains or loses when one logit grows."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from matplotlib.patches import Rectangle
from softmax import softmax

HEIGHT = 320
NAMES = ("cat", "dog", "fox", "hare", "owl")


def draw(fig):
    p, raised = softmax(five_classes().logits), 3
    ax = fig.add_axes((0.02, 0.01, 0.96, 0.98))
    ax.set(xlim=(0, 9.4), ylim=(5.1, -1.2))
    ax.axis("off")
    for (i, j), slope in np.ndenumerate(np.diag(p) - np.outer(p, p)):
        purple = {"color": COLOUR["derivative"], "alpha": 2 * abs(slope)}
        ax.add_patch(Rectangle((j + 1, i), 0.94, 0.9, **purple)).set_gid(f"J-{i}-{j}")
        middle = {"ha": "center", "va": "center"}
        ax.text(j + 1.47, i + 0.45, f"{slope:z.2f}", **middle, gid=f"J-{i}-{j}-value")
    for k, name in enumerate(NAMES):
        ax.text(0.9, k + 0.45, name, ha="right", va="center", color=COLOUR["probability"])
        ax.text(k + 1.47, -0.3, name, ha="center", va="center", color=COLOUR["logit"])
        ax.barh(
            k + 0.45, 2.8 * p[k], 0.9, 6.5, color=COLOUR["probability"], alpha=0.3, gid=f"p-{k}"
        )
        ax.text(6.6, k + 0.45, f"{p[k]:.2f}", va="center", gid=f"p-{k}-value")
    ax.text(3.97, -0.9, "the logit of … grows", ha="center", va="center", color=COLOUR["logit"])
    ax.text(6.5, -0.3, "shares", va="center", color=COLOUR["probability"])
    frame = Rectangle((raised + 0.99, -0.01), 0.96, 4.92, fill=False, lw=1.5, ec=COLOUR["ink"])
    ax.add_patch(frame).set_gid("column")
