"""The sigmoid and its slope: steepest, at a quarter, where the logit is zero."""

import numpy as np
from dsigmoid import dsigmoid
from explainer.palette import COLOUR
from sigmoid import sigmoid

HEIGHT = 260


def draw(fig):
    s = np.linspace(-8, 8, 321)
    left, right = fig.subplots(1, 2, gridspec_kw={"wspace": 0.1})
    left.plot(s, sigmoid(s), color=COLOUR["probability"], gid="curve")
    run = np.array([-2, 2])
    left.plot(run, sigmoid(0) + dsigmoid(0) * run, "--", color=COLOUR["derivative"], gid="tangent")
    left.plot(0, sigmoid(0), "o", color=COLOUR["probability"], gid="point")
    left.text(-7.6, 0.88, "σ(z)", color=COLOUR["probability"])
    right.plot(s, dsigmoid(s), "--", color=COLOUR["derivative"], gid="slope")
    right.plot(0, dsigmoid(0), "o", color=COLOUR["derivative"], gid="peak")
    right.text(-7.6, 0.22, "σ′(z)", color=COLOUR["derivative"])
    left.set(ylim=(0, 1))
    left.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    right.set(ylim=(0, 0.25))
    right.set_yticks((0, 0.25), ("0", "¼"))
    for ax in (left, right):
        ax.set(xlim=(-8, 8), xticks=(-8, 0, 8), xlabel="logit z")
