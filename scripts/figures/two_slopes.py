"""What two losses teach a wrong answer: one is steep where the mistake is bad, the other flat."""

import numpy as np
from explainer.palette import COLOUR
from sigmoid import sigmoid
from squared_error import squared_slope

HEIGHT = 280


def draw(fig):
    ax = fig.subplots()
    s, z = np.linspace(-10, 6, 321), -5
    steep, flat = -sigmoid(-z), squared_slope(z, 1)
    purple = {"color": COLOUR["derivative"]}
    ax.plot([z, z], [-1, 0], color=COLOUR["logit"], lw=1, gid="logit")
    ax.plot(s, -sigmoid(-s), "--", **purple, gid="cross-entropy")
    ax.plot(s, squared_slope(s, 1), ":", **purple, gid="squared-error")
    ax.plot(z, steep, "o", **purple, gid="steep")
    ax.plot(z, flat, "o", **purple, gid="flat")
    ax.text(-1.6, -0.6, "cross-entropy", ha="right", **purple)
    ax.text(-1.6, -0.24, "squared error", ha="right", **purple)
    text = f"cross-entropy: slope {steep:.3g}"
    ax.text(5.8, -0.76, text, ha="right", **purple, gid="steep-value")
    text = f"squared error: slope {flat:.3g}"
    ax.text(5.8, -0.9, text, ha="right", **purple, gid="flat-value")
    ax.set(
        xlim=(-10, 6), ylim=(-1, 0), xticks=(-10, -5, 0), xlabel="logit z, where the answer is yes"
    )
    ax.set_yticks((-1, -0.5, 0), ("−1", "−½", "0"))
