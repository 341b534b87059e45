"""The same hours on a line of log-odds and on the curve of probability: equal, unequal steps."""

import numpy as np
from explainer.palette import COLOUR
from logistic_regression import exam, newton
from sigmoid import sigmoid

HEIGHT = 420


def draw(fig):
    hours, passed = exam()
    b, w = newton(np.column_stack([np.ones_like(hours), hours]), passed)[-1]
    above, below = fig.subplots(2, 1, sharex=True, gridspec_kw={"hspace": 0.12})
    x, every, step = np.linspace(0, 10, 201), np.arange(11), np.array([5, 6])
    z, p = b + w * step, sigmoid(b + w * step)
    for ax, concept, bend, ends in (
        (above, "logit", lambda z: z, z),
        (below, "probability", sigmoid, p),
    ):
        colour = COLOUR[concept]
        ax.plot(x, bend(b + w * x), color=colour, gid=f"{concept}-curve")
        ax.plot(every, bend(b + w * every), "o", ms=5, color=colour, gid=f"{concept}-hours")
        ax.plot(step[[0, 1]], ends[[0, 0]], color=COLOUR["ink"], lw=1, gid=f"{concept}-run")
        ax.plot(step[[1, 1]], ends, color=COLOUR["ink"], lw=3, gid=f"{concept}-rise")
    odds = np.exp(z)
    above.text(0.15, 4.4, f"odds {odds[0]:.3g} → {odds[1]:.3g}", va="top", gid="odds")
    above.text(0.15, 3.0, f"≈ × {odds[1] / odds[0]:.2f}", va="top", gid="ratio")
    below.text(0.15, 0.96, f"p {p[0]:.3f} → {p[1]:.3f}", va="top", gid="chances")
    below.text(0.15, 0.8, f"≈ + {p[1] - p[0]:.3f}", va="top", gid="gain")
    above.text(9.9, -3.7, "log-odds", ha="right", color=COLOUR["logit"])
    below.text(9.9, 0.06, "probability", ha="right", color=COLOUR["probability"])
    above.set(ylim=(-4.2, 4.6), yticks=(-4, 0, 4))
    below.set(xlim=(0, 10), ylim=(0, 1), xticks=(0, 5, 10), xlabel="hours of study")
    below.set_yticks((0, 0.5, 1), ("0", "½", "1"))
