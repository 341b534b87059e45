"""The loss as the truth takes the lead: a hard label wants ever more, a smoothed one enough."""

import numpy as np
from explainer.palette import COLOUR
from soft_labels import smooth, soft_cross_entropy
from softmax_twice import lead_loss

HEIGHT = 300


def draw(fig):
    ax = fig.subplots()
    epsilon, lead = 0.1, np.linspace(0, 10, 241)
    z = lead[:, None] * np.eye(5)[0]
    q = smooth(0, 5, epsilon)
    best = np.log(q[0] / q[1])
    least = soft_cross_entropy(best * np.eye(5)[0], q)
    ax.plot(lead, lead_loss(lead), color=COLOUR["ink"], gid="hard")
    ax.plot(lead, soft_cross_entropy(z, q), ":", color=COLOUR["ink"], gid="smoothed")
    ax.plot([best, best], [0, 1.4], color=COLOUR["logit"], lw=1, gid="best")
    ax.plot(best, least, "o", color=COLOUR["ink"], gid="least")
    text = f"best lead {best:.2f}: loss {least:.3f}"
    ax.text(10, 1.86, text, ha="right", gid="value")
    text = f"label {q[0]:.3f}, rivals {q[1]:.3f}"
    ax.text(10, 1.62, text, color=COLOUR["probability"], ha="right", gid="label")
    ax.set(xlim=(0, 10), ylim=(0, 2), xticks=(0, 5, 10), yticks=(0, 1, 2))
    ax.set(xlabel="lead of the true class over four equal rivals")
