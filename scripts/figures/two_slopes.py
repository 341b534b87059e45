"""What two losses teach a wrong answer: one is steep where the mistake is bad, the other flat."""

import numpy as np
from explainer.palette import COLOUR
from sigmoid import sigmoid
from squared_error import squared_slope

HEIGHT = 280


def draw(fig):
    ax = fig.subplots()
    s = np.linspace(-6, 6, 241)
    z, purple = -5, COLOUR["derivative"]
    ax.plot([z, z], [-1, 0], color=COLOUR["logit"], lw=1, gid="logit")
    ax.plot(s, sigmoid(s) - 1, "--", color=purple, gid="cross-entropy")
    ax.plot(s, squared_slope(s, 1), ":", color=purple, gid="squared-error")
    steep, flat = sigmoid(z) - 1, squared_slope(z, 1)
    ax.plot(z, steep, "o", color=purple, gid="steep")
    ax.plot(z, flat, "o", color=purple, gid="flat")
    ax.text(-1.2, -0.6, "cross-entropy", color=purple, ha="right")
    ax.text(-1.2, -0.24, "squared error", color=purple, ha="right")
    ax.text(5.8, -0.76, f"cross-entropy: slope {steep:.3g}", color=purple, ha="right", gid="steep-value")
    ax.text(5.8, -0.9, f"squared error: slope {flat:.3g}", color=purple, ha="right", gid="flat-value")
    ax.set(xlim=(-6, 6), ylim=(-1, 0), xticks=(-6, 0, 6), xlabel="logit z, where the answer is yes")
    ax.set_yticks((-1, -0.5, 0), ("−1", "−½", "0"))
