"""What n sigmoids in a row leave of a slope of 1: never more than a quarter to the n."""

import numpy as np
from explainer.palette import COLOUR
from vanishing import chain_slope

HEIGHT = 310
FLOOR = 1e-7
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def draw(fig):
    ax = fig.subplots()
    depths = np.arange(1, 11)
    slopes = [chain_slope(1, depth) for depth in depths]
    for depth, slope in zip(depths, slopes, strict=True):
        # From 1: on a logarithmic scale the length is then what is lost, in powers of ten.
        ax.bar(depth, slope - 1, 0.4, 1, color=COLOUR["derivative"], gid=f"bar-{depth}")
    ax.plot([0.4, 11.4], [1, 1], color=COLOUR["ink"], lw=1, gid="whole")
    # On paper of its own, so that it is seen on the bars too.
    ax.plot(depths, 0.25**depths, color=COLOUR["paper"], lw=3.5, zorder=2.9, gid="bound-edge")
    ax.plot(depths, 0.25**depths, ":", color=COLOUR["ink"], zorder=3, gid="bound")
    ax.annotate("¼ⁿ", (10, 0.25**10), (11, -5), textcoords="offset points", gid="bound-name")
    ax.text(0.7, 400, "above 1 it explodes", color=COLOUR["muted"])
    digits, power = f"{slopes[-1]:.2e}".split("e")
    value = f"slope {digits} × 10{str(int(power)).translate(RAISED)}"
    text = ax.text(1, 1.02, value, transform=ax.transAxes, ha="right", gid="value")
    text.set_color(COLOUR["derivative"])
    ax.set(yscale="log", xlim=(0.4, 11.4), ylim=(FLOOR, 3000), xticks=(1, 5, 10))
    ax.set_xlabel("sigmoids in a row, n")
    ax.set_yticks((1e-6, 1e-3, 1), ("10⁻⁶", "10⁻³", "1"))
    ax.minorticks_off()
    ax.tick_params(axis="x", length=0)
