"""How often a model is right against how sure it says it is, the widest gap marked."""

import numpy as np
from calibration import overconfident, reliability
from explainer.palette import COLOUR
from softmax import softmax

HEIGHT = 340
FEW = 20


def draw(fig):
    z, y = overconfident()
    p, y = softmax(z[5000:]), y[5000:]
    n, sure, right = reliability(p, y)
    ax = fig.add_axes((0.07, 0.14, 0.5, 260 / HEIGHT))
    ax.plot([0, 1], [0, 1], color=COLOUR["muted"], lw=1, ls=":", gid="calibrated")
    ax.text(0.16, 0.07, "calibrated", color=COLOUR["muted"])
    worst = np.argmax(np.where(n >= FEW, np.abs(sure - right), 0))
    says, is_right = sure[worst], right[worst]
    ax.plot([says, says], [is_right, says], color=COLOUR["ink"], lw=3, gid="gap")
    orange = {"color": COLOUR["probability"]}
    ax.plot(sure[n >= FEW], right[n >= FEW], **orange, gid="bins")
    for k in np.flatnonzero(n >= FEW):
        ax.plot(sure[k], right[k], "o", **orange, gid=f"dot-{k}")
    ax.text(says + 0.03, is_right - 0.09, f"{is_right:.3f}", **orange, gid="right")
    ax.text(says - 0.03, says + 0.03, f"{says:.3f}", ha="right", gid="says")
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="how sure it says it is")
    ax.set_xticks((0, 0.5, 1), ("0", "½", "1"))
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    ax.text(0, 1.04, "how often it is right", color=COLOUR["muted"])
    beams = fig.add_axes((0.64, 0.14, 0.34, 260 / HEIGHT))
    shares = p.max(axis=-1).mean(), (p.argmax(axis=-1) == y).mean()
    for k, (name, share) in enumerate(zip(("confidence", "accuracy"), shares, strict=True)):
        colour = COLOUR[("ink", "probability")[k]]
        beams.barh(2 - k, share, 0.3, color=colour, gid=("beam", "accuracy-beam")[k])
        beams.text(0, 2.25 - k, f"{name} {share:.3f}", color=colour, gid=name)
    beams.set(xlim=(0, 1), ylim=(0, 3))
    beams.set_axis_off()
