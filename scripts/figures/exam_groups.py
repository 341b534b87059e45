"""Two hundred students: hours of study, passed or failed, and the share that passed by groups."""

import numpy as np
from explainer.palette import COLOUR
from logistic_regression import exam
from sigmoid import sigmoid

HEIGHT = 260


def draw(fig):
    hours, passed = exam()
    ax = fig.subplots()
    strokes = np.where(passed[:, None], [1, 0.93, np.nan], [0, 0.07, np.nan])
    ax.plot(np.repeat(hours, 3), strokes.ravel(), color=COLOUR["ink"], lw=1, gid="students")
    x = np.linspace(0, 10, 201)
    ax.plot(x, sigmoid(-4 + 0.8 * x), color=COLOUR["probability"], gid="truth")
    middles = np.arange(1, 10, 2)
    shares = [passed[np.abs(hours - middle) < 1].mean() for middle in middles]
    ax.plot(middles, shares, "o", color=COLOUR["probability"], gid="shares")
    ax.text(0.2, 0.88, "passed", va="top")
    ax.text(9.8, 0.12, "failed", ha="right")
    ax.text(3.8, 0.62, "true chance", ha="right", color=COLOUR["probability"])
    ax.set(xlim=(0, 10), ylim=(0, 1), xticks=(0, 5, 10), xlabel="hours of study")
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
