"""How often a model is right against how sure it says it is, the widest gap marked."""

import numpy as np
from calibration import overconfident, reliability
from explainer.palette import COLOUR
from softmax import softmax

HEIGHT = 330
FEW = 20


def draw(fig):
    z, y = overconfident()
    n, sure, right = reliability(softmax(z[5000:]), y[5000:])
    sure, right = sure[n >= FEW], right[n >= FEW]
    worst = np.argmax(sure - right)
    says, is_right = sure[worst], right[worst]
    ax = fig.subplots()
    ax.set_box_aspect(1)
    ax.set_anchor("W")
    ax.plot([0, 1], [0, 1], color=COLOUR["muted"], lw=1, ls=":", gid="calibrated")
    ax.plot([says, says], [is_right, says], color=COLOUR["ink"], lw=3, gid="gap")
    ax.plot(sure, right, "o-", color=COLOUR["probability"], gid="bins")
    text = ax.text(says + 0.03, is_right - 0.03, f"{is_right:.3f}", va="top", gid="right")
    text.set_color(COLOUR["probability"])
    ax.text(says - 0.03, says + 0.03, f"{says:.3f}", ha="right", gid="says")
    ax.text(0.55, 0.61, "calibrated", ha="right", color=COLOUR["muted"])
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="how sure it says it is")
    ax.set_xticks((0, 0.5, 1), ("0", "½", "1"))
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    ax.text(0, 1.04, "how often it is right", color=COLOUR["muted"])
