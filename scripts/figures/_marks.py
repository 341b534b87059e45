"""What stands on pictures for sharing: the site's mark, and a motif where a page has no figure."""

import numpy as np
from explainer.palette import COLOUR, DARK
from five_classes import five_classes
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch
from matplotlib.path import Path
from sigmoid import sigmoid


def mark(ax, size):
    """The curve and its middle, as in the site's icon, `size` pixels high."""
    ax.set(xlim=(0, 32), ylim=(32, 0))
    box = FancyBboxPatch((7, 7), 18, 18, boxstyle="round,pad=7", color=DARK["paper"], lw=0)
    box.set_clip_on(False)
    ax.add_patch(box)
    curve = Path([(4, 25), (16, 25), (16, 7), (28, 7)], [1, 4, 4, 4])
    width = 3 * size / 32
    ax.add_patch(PathPatch(curve, fill=False, lw=width, ec=DARK["logit"], capstyle="round"))
    ax.add_patch(Circle((16, 16), 4, color=DARK["probability"], lw=0))


def motif(ax):
    """The article's five logits, lifted onto the sigmoid."""
    z = five_classes().z2
    reach = np.abs(z).max() + 1.6
    s = np.linspace(-reach, reach, 400)
    ax.axhline(0, color=COLOUR["muted"], lw=1.5)
    ax.vlines(z, 0, sigmoid(z), color=COLOUR["muted"], lw=1.5, ls=(0, (2, 3)))
    ax.plot(s, sigmoid(s), color=COLOUR["probability"], lw=5, clip_on=False)
    dots = {"ms": 24, "mec": COLOUR["paper"], "mew": 3, "clip_on": False}
    ax.plot(z, 0 * z, "o", color=COLOUR["logit"], **dots)
    ax.plot(z, sigmoid(z), "o", color=COLOUR["probability"], **dots)
    ax.set(xlim=(-reach, reach), ylim=(0, 1))
