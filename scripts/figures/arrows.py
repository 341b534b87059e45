"""Five scores and what one step of training does to each: arrows that add up to nothing."""

import numpy as np
from cross_entropy import cross_entropy
from explainer.palette import COLOUR
from five_classes import five_classes
from softmax import softmax

HEIGHT = 330
NAMES = ("cat", "dog", "fox", "hare", "owl")


def draw(fig):
    z, truth = five_classes().logits, 3
    push = np.eye(5)[truth] - softmax(z)
    purple = {"color": COLOUR["derivative"]}
    ax = fig.subplots()
    ax.axhline(0, color=COLOUR["muted"], lw=1, gid="zero")
    for k, (score, by) in enumerate(zip(z, push, strict=True)):
        tip, back = score + by, np.copysign(0.16, by)
        ax.plot([k - 0.3, k + 0.3], [score, score], color=COLOUR["logit"], gid=f"score-{k}")
        ax.plot([k, k], [score, tip], **purple, gid=f"push-{k}")
        ax.plot([k - 0.08, k, k + 0.08], [tip - back, tip, tip - back], **purple, gid=f"tip-{k}")
        ax.text(k, -2.5, NAMES[k], ha="center")
        ax.text(k, 3.2, f"{by:+.2f}", ha="center", **purple, gid=f"value-{k}")
    up, down = push[push > 0].sum(), -push[push < 0].sum()
    ax.text(-0.5, 3.9, f"up {up:.2f}, down {down:.2f}", **purple, gid="balance")
    ax.text(4.5, 3.9, f"loss {cross_entropy(z, truth):.4f}", ha="right", gid="loss")
    ax.set(xlim=(-0.5, 4.5), ylim=(-2.6, 3.8), xticks=(), yticks=(0,))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
