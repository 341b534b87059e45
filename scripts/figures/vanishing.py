"""The slope through n sigmoids in a row, and a quarter to the n, which it never passes."""

import numpy as np
from explainer.palette import COLOUR
from vanishing import chain_slope

HEIGHT = 300


def draw(fig):
    ax = fig.subplots()
    depths = np.arange(1, 11)
    slopes = [chain_slope(1, depth) for depth in depths]
    for depth, slope in zip(depths, slopes, strict=True):
        ax.bar(depth, slope, 0.56, color=COLOUR["derivative"], gid=f"bar-{depth}")
    ax.plot(depths, 0.25**depths, ":", color=COLOUR["ink"], gid="bound")
    ax.annotate("¼ⁿ", (7, 0.25**7), (6, 6), textcoords="offset points")
    for depth, slope in ((1, slopes[0]), (10, slopes[-1])):
        label = ax.annotate(f"{slope:.1e}", (depth, slope), (0, 5), textcoords="offset points")
        label.set(ha="center", color=COLOUR["derivative"], gid=f"value-{depth}")
    ax.set(yscale="log", xlim=(0.4, 10.6), ylim=(1e-7, 1), xticks=(1, 5, 10))
    ax.set_xlabel("sigmoids in a row, n")
    ax.set_yticks((1e-6, 1e-3, 1), ("10⁻⁶", "10⁻³", "1"))
    ax.minorticks_off()
    ax.tick_params(axis="x", length=0)
