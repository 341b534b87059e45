"""A linear layer as tables: weights times input, plus bias, are the logits; one row is lit."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from matplotlib.patches import Rectangle

HEIGHT = 288


def table(ax, name, values, left, concept):
    """Cells tinted by size, each with its number."""
    values = values.reshape(5, -1)
    tints = 0.5 * np.abs(values) / np.abs(values).max()
    for (k, j), value in np.ndenumerate(values):
        gid = f"{name}-{k}-{j}" if values.shape[1] > 1 else f"{name}-{k}"
        if concept != "ink":
            cell = Rectangle((left + j, k), 0.94, 0.9, color=COLOUR[concept], alpha=tints[k, j])
            ax.add_patch(cell).set_gid(gid)
        text = ax.text(left + j + 0.47, k + 0.45, f"{value:z.1f}", ha="center", va="center")
        text.set_gid(f"{gid}-value")
    middle = left + values.shape[1] / 2 - 0.03
    head = ax.text(middle, -0.25, name, ha="center", weight="bold")
    head.set_color(COLOUR["weight" if name == "b" else concept])


def draw(fig):
    layer = five_classes()
    ax = fig.add_axes((0.02, 0.01, 0.96, 0.98))
    ax.set(xlim=(0, 9.4), ylim=(5.15, -0.8))
    ax.axis("off")
    table(ax, "W", layer.W1, 0, "weight")
    table(ax, "h", layer.h1, 5.5, "ink")
    table(ax, "b", layer.b, 7.0, "ink")
    table(ax, "z", layer.z1, 8.46, "logit")
    for x, sign in ((5.25, "·"), (6.72, "+"), (8.2, "=")):
        ax.text(x, -0.25, sign, ha="center")
    for gid, left, wide, tall in (("row", 0, 4.94, 0.9), ("input", 5.5, 0.94, 4.9)):
        frame = Rectangle((left, 0), wide, tall, fill=False, lw=1.5, ec=COLOUR["ink"])
        ax.add_patch(frame).set_gid(gid)
