"""A digit as 64 counts, ten logits and ten shares, and what every cell says for the winning one."""

import numpy as np
from explainer.palette import COLOUR
from matplotlib.patches import PathPatch, Rectangle
from optical_digits import split, weights
from softmax import softmax

from figures._numbers import rounded
from figures._squares import filling

HEIGHT = 598
MOST = 3.75
"""The evidence that fills its cell: a little more than the largest weight."""
FIRSTS = np.sort(np.unique(split()[3], return_index=True)[1])
COUNTS, DIGITS = (16 * split()[2][FIRSTS, 1:]).astype(int), split()[3][FIRSTS]
DATA = {"weights": weights().tolist(), "examples": np.column_stack([DIGITS, COUNTS]).tolist()}
"""The first unseen picture of each digit."""


def column(ax, name, values, concept, place):
    """A number and a bar for each of ten values; `place`: where they stand, units."""
    right, low, per = place
    style = {"ha": "right", "color": COLOUR[concept]}
    ax.text(right, 334, f"{name}s", **style)
    for n, value in enumerate(values):
        y = 353.2 + 22.4 * n
        ax.barh(y, per * value, 15, low, color=COLOUR[concept], gid=f"{name}-{n}")
        shown = f"{value:.2f}" if name == "logit" else rounded(value, 3)
        ax.text(right, y, shown, va="center", **style, gid=f"{name}-number-{n}")


def draw(fig):
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 520), ylim=(HEIGHT, 0))
    ax.axis("off")
    counts, digit = COUNTS[0], DIGITS[0]
    evidence = weights()[:, 1:] * counts / 16
    z = weights()[:, 0] + evidence.sum(axis=-1)
    p, k = softmax(z), z.argmax()
    muted = {"fill": False, "ec": COLOUR["muted"], "lw": 1}
    ax.add_patch(Rectangle((10, 26), 256, 256, **muted, gid="pad"))
    ink = {"fc": COLOUR["ink"], "lw": 0, "gid": "picture"}
    ax.add_patch(PathPatch(filling(counts / 16, 10, 26, 32), **ink))
    for (i, j), count in np.ndenumerate(counts.reshape(8, 8)):
        at = 286 + 28 * j, 26 + 28 * i
        # What has no tint at all would not be drawn.
        tint = {"color": COLOUR["ink"], "alpha": max(count / 50, 0.004)}
        ax.add_patch(Rectangle(at, 28, 28, **tint, gid=f"tint-{i}-{j}"))
        dim = {"ha": "center", "va": "center", "alpha": 1 if count else 0.65}
        ax.text(at[0] + 14, at[1] + 14, count, **dim, gid=f"count-{i}-{j}")
    ax.add_patch(Rectangle((286, 342), 224, 224, **muted, gid="field"))
    green = {"ec": COLOUR["weight"], "lw": 1.5}
    for name, sign, fill in (("for", 1, "weight"), ("against", -1, "paper")):
        cells = filling(sign * evidence[k] / MOST, 286, 342, 28)
        ax.add_patch(PathPatch(cells, fc=COLOUR[fill], **green, gid=name))
    band = {"color": COLOUR["muted"], "alpha": 0.15, "gid": "winner"}
    ax.add_patch(Rectangle((6, 342 + 22.4 * k), 260, 22.4, **band))
    column(ax, "logit", z, "logit", (86, 131, 3))
    column(ax, "share", p, "probability", (218, 222, 44))
    for n in range(10):
        ax.text(12, 353.2 + 22.4 * n, n, va="center")
    ax.text(10, 18, f"a {digit} of the data", gid="source")
    ax.text(286, 18, "64 counts, 0 to 16")
    ax.text(286, 274, f"{counts.sum()} of 1,024 dots", color=COLOUR["muted"], gid="dots")
    ax.text(286, 334, f"evidence for the {k}", color=COLOUR["weight"], gid="evidence")
    parts = f"ink {evidence[k].sum():.2f}, bias {weights()[k, 0]:.2f}"
    ax.text(286, 588, parts, color=COLOUR["logit"], gid="parts")
    ax.text(10, 588, f"loss, if a {k} is meant: {-np.log(p[k]):.3f}", gid="loss")
