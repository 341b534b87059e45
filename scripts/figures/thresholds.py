"""One decision, two rulers: a threshold on the probability is a threshold on the logit."""

import numpy as np
from explainer.palette import COLOUR
from logit import logit
from sigmoid import sigmoid
from threshold import threshold

HEIGHT = 300


def draw(fig):
    ax = fig.subplots()
    t = threshold(1, 9)
    z = logit(t)
    s = np.linspace(-6, 6, 241)
    ax.plot(s[s < z], sigmoid(s[s < z]), color=COLOUR["probability"], alpha=0.4, gid="below")
    ax.plot(s[s >= z], sigmoid(s[s >= z]), color=COLOUR["probability"], gid="above")
    ax.plot([-6, z], [t, t], color=COLOUR["probability"], lw=1, ls="--", gid="threshold-p")
    ax.plot([z, z], [0, 1], color=COLOUR["logit"], lw=1, ls="--", gid="threshold-z")
    ax.plot(z, t, "o", color=COLOUR["ink"], gid="point")
    ax.text(-5.85, t + 0.03, f"p = {t:g}", color=COLOUR["probability"], gid="value-p")
    ax.text(z + 0.2, 0.03, f"z = {z:.2f}", color=COLOUR["logit"], gid="value-z")
    ax.text(z + 0.3, 0.88, "act →", gid="act")
    ax.text(z - 0.3, 0.88, "← do not", ha="right", gid="do-not")
    ax.set(xlim=(-6, 6), ylim=(0, 1), xlabel="logit z")
    ax.set_xticks((-6, 0, 6))
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
