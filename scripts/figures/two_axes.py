"""Softmax of one batch along two axes: shares of a picture, or shares of a class."""

import numpy as np
from explainer.palette import COLOUR
from matplotlib.patches import Rectangle
from softmax import softmax

HEIGHT = 230


def draw(fig):
    z = np.array([[2.0, 1.0, 0.0], [0.0, 2.0, 1.0]])
    left, right = fig.subplots(1, 2, gridspec_kw={"wspace": 0.1})
    for ax, axis, name in ((left, -1, "rows"), (right, 0, "columns")):
        p = softmax(z, axis)
        middle = {"ha": "center", "va": "center"}
        for (i, k), share in np.ndenumerate(p):
            orange = {"color": COLOUR["probability"], "alpha": share / 2}
            ax.add_patch(Rectangle((k, i), 0.94, 0.9, **orange)).set_gid(f"{name}-{i}-{k}")
            ax.text(k + 0.47, i + 0.45, f"{share:.2f}", **middle, gid=f"{name}-{i}-{k}-value")
        for n, total in enumerate(p.sum(axis)):
            at = (3.45, n + 0.45) if axis else (n + 0.47, 2.35)
            wide, tall = (2.96, 0.92) if axis else (0.96, 1.92)
            start = (-0.01, n - 0.01) if axis else (n - 0.01, -0.01)
            frame = Rectangle(start, wide, tall, fill=False, lw=1.5, ec=COLOUR["ink"])
            ax.add_patch(frame).set_gid(f"{name}-frame-{n}")
            ax.text(*at, f"Σ={total:.2f}", **middle, gid=f"{name}-sum-{n}")
        for k, animal in enumerate(("cat", "dog", "fox")):
            ax.text(k + 0.47, -0.3, animal, **middle)
        words = "axis −1: along the classes" if axis else "axis 0: along the batch"
        ax.text(0, -0.95, words, va="center", color=COLOUR["probability"])
        ax.set(xlim=(-0.02, 4), ylim=(2.7, -1.25))
        ax.axis("off")
