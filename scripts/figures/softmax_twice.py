"""The loss as the truth takes the lead: one softmax brings it to 0, two bring it to a floor."""

import numpy as np
from explainer.palette import COLOUR
from softmax_twice import lead_loss

HEIGHT = 300


def draw(fig):
    ax = fig.subplots()
    K, lead, reach = 5, 4, np.linspace(-4, 8, 241)
    floor = np.log(np.e + K - 1) - 1
    ax.plot([lead, lead], [0, 4.8], color=COLOUR["logit"], lw=1, gid="lead")
    ax.plot([-4, 8], [floor, floor], ":", color=COLOUR["muted"], lw=1, gid="floor")
    for part, twice, style in (("once", False, "-"), ("twice", True, ":")):
        ax.plot(reach, lead_loss(reach, K, twice), style, color=COLOUR["ink"], gid=part)
        at = lead_loss(lead, K, twice)
        ax.plot(lead, at, "o", color=COLOUR["ink"], gid=f"{part}-dot")
        text = f"{'two' if twice else 'one'} softmax{'es' * twice}: loss {at:.3f}"
        ax.text(8, 5.3 if twice else 6, text, ha="right", gid=f"{part}-value")
    text = f"floor {floor:.3f}"
    ax.text(8, floor + 0.35, text, color=COLOUR["muted"], ha="right", gid="floor-value")
    ax.set(xlim=(-4, 8), ylim=(0, 6.5), xticks=(-4, 0, 8), yticks=(0, 3, 6))
    ax.set(xlabel="lead of the true class over its equal rivals")
