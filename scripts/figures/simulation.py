"""One layer of the simulation: random weights and inputs make logits, logits make probabilities."""

import numpy as np
from explainer.palette import COLOUR
from five_classes import five_classes
from matplotlib.patches import Rectangle
from sigmoid import sigmoid
from softmax import softmax

from figures._numbers import rounded

HEIGHT = 290


def cells(ax, name, values, concept):
    """A table of cells, the stronger the further from zero."""
    for (k, j), value in np.ndenumerate(values):
        gid = f"{name}-{k}-{j}"
        tint = min(np.abs(value) / 2.5, 1)
        cell = Rectangle((j + 0.05, k - 0.4), 0.9, 0.8, color=COLOUR[concept], alpha=tint, gid=gid)
        ax.add_patch(cell)
    ax.set(xlim=(0, values.shape[1]))
    ax.set_title(name, color=COLOUR[concept])


def bars(ax, name, values, concept, title):
    """A bar for each class, and its value at the right."""
    for k, value in enumerate(values):
        ax.barh(k, value, 0.6, color=COLOUR[concept], gid=f"{name}-{k}")
        shown = rounded(value) if name != "logit" else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")
        text = ax.text(1, k, shown, transform=ax.get_yaxis_transform())
        text.set(ha="right", va="center", color=COLOUR[concept], gid=f"{name}-value-{k}")
    ax.axvline(0, color=COLOUR["muted"], lw=1)
    ax.set_title(title, color=COLOUR[concept])


def frame(fig, number, W, h, z):
    """The whole picture for one layer: W (K, K), h (K,), z (K,)."""
    panels = fig.subplots(1, 5, width_ratios=(5, 1, 6, 4.4, 4.4), sharey=True)
    cells(panels[0], "W", W, "weight")
    cells(panels[1], "h", h[:, None], "ink")
    bars(panels[2], "logit", z, "logit", "logits")
    bars(panels[3], "sigmoid", sigmoid(z), "probability", "sigmoids")
    bars(panels[4], "softmax", softmax(z), "probability", "softmax")
    panels[2].set_xlim(-6, 14)
    for k in range(len(z)):
        name = panels[2].text(-0.03, k, f"class {k}", transform=panels[2].get_yaxis_transform())
        name.set(ha="right", va="center", color=COLOUR["muted"], gid=f"class-{k}")
    for ax in panels:
        ax.set(xticks=(), yticks=(), ylim=(len(z) - 0.5, -0.5))
        ax.spines[:].set_visible(False)
    for ax in panels[3:]:
        ax.set_xlim(0, 2.1)
    below = f"layer {number}" if number else "no layer"
    panels[0].set_xlabel(below, gid="layer", color=COLOUR["ink"])


def draw(fig):
    article = five_classes()
    frame(fig, 1, article.W1, article.h1, article.z1)
