"""A linear layer as tables: weights times input, plus bias, are the logits; one row is lit."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from matplotlib.patches import Rectangle

HEIGHT = 317


def table(ax, name, values, left, concept):
    """Cells tinted by size, each with its number."""
    most = np.abs(values).max()
    for (k, j), value in np.ndenumerate(values.reshape(5, -1)):
        gid = f"{name}-{k}-{j}" if values.ndim > 1 else f"{name}-{k}"
        if concept != "ink":
            look = {"color": COLOUR[concept], "alpha": abs(value) / most / 2, "gid": gid}
            ax.add_patch(Rectangle((left + j, k), 0.94, 0.9, **look))
        text = ax.text(left + j + 0.47, k + 0.45, f"{value:z.1f}", ha="center", va="center")
        text.set_gid(f"{gid}-value")
    head = ax.text(left + values.size / 10 - 0.03, -0.25, name, ha="center", weight="bold")
    head.set_color(COLOUR["weight" if name == "b" else concept])


def draw(fig):
    layer = five_classes()
    ax = fig.add_axes((0.02, 0.01, 0.96, 0.98), xlim=(0, 9.4), ylim=(5.75, -0.8))
    ax.axis("off")
    table(ax, "W", layer.W1, 0, "weight")
    table(ax, "h", layer.h1, 5.5, "ink")
    table(ax, "b", layer.b, 7.0, "ink")
    table(ax, "z", layer.z1, 8.46, "logit")
    for x, sign in ((5.25, "·"), (6.72, "+"), (8.2, "=")):
        ax.text(x, -0.25, sign, ha="center")
    terms = " + ".join(f"{term:.3f}" for term in [*(layer.W1[0] * layer.h1), layer.b[0]])
    text = f"{terms} = {layer.z1[0]:.3f}".replace("+ -", "\N{MINUS SIGN} ")
    ax.text(0, 5.42, text, va="center", gid="sum")
    for gid, left, wide, tall in (("row", 0, 4.94, 0.9), ("input", 5.5, 0.94, 4.9)):
        look = {"fill": False, "lw": 1.5, "ec": COLOUR["ink"], "gid": gid}
        ax.add_patch(Rectangle((left, 0), wide, tall, **look))
