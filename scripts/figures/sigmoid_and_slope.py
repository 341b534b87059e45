"""The sigmoid and its slope: steepest, at a quarter, where the logit is zero."""

import numpy as np
from dsigmoid import dsigmoid
from explainer.palette import COLOUR
from sigmoid import sigmoid

HEIGHT = 250


def draw(fig):
    z = np.linspace(-8, 8, 321)
    left, right = fig.subplots(1, 2)
    left.plot(z, sigmoid(z), color=COLOUR["probability"], gid="curve")
    right.plot(z, dsigmoid(z), "--", color=COLOUR["derivative"], gid="slope")
    left.plot(0, sigmoid(0), "o", color=COLOUR["probability"], gid="middle")
    right.plot(0, dsigmoid(0), "o", color=COLOUR["derivative"], gid="peak")
    left.text(-7.5, 0.93, "σ(z)", color=COLOUR["probability"])
    right.text(-7.5, 0.2325, "σ′(z)", color=COLOUR["derivative"])
    left.set(ylim=(0, 1), yticks=(0, 0.5, 1), yticklabels=("0", "½", "1"))
    right.set(ylim=(0, 0.25), yticks=(0, 0.25), yticklabels=("0", "¼"))
    for ax in (left, right):
        ax.set(xticks=(-8, 0, 8), xlabel="z")
