"""Five shares, and from each an arrow to its label: pushes that add up to nothing."""

import numpy as np
from cross_entropy import cross_entropy
from explainer.palette import COLOUR
from five_classes import five_classes
from softmax import softmax

HEIGHT = 330
NAMES = ("cat", "dog", "fox", "hare", "owl")


def draw(fig):
    z, truth = five_classes().logits, 3
    p, label = softmax(z), np.eye(5)[truth]
    purple = {"color": COLOUR["derivative"]}
    ax = fig.subplots()
    for k, (share, by) in enumerate(zip(p, label - p, strict=True)):
        edge = {"fill": False, "lw": 1.5, "ec": COLOUR["probability"]}
        ax.bar(k, share, 0.56, **edge, gid=f"share-{k}")
        ax.plot(k, label[k], "s", color=COLOUR["ink"], gid=f"label-{k}", clip_on=False)
        ax.plot([k, k], [share, label[k]], **purple, gid=f"push-{k}")
        back = label[k] - np.clip(by, -0.06, 0.06)
        tip = [k - 0.09, k, k + 0.09], [back, label[k], back]
        ax.plot(*tip, **purple, gid=f"tip-{k}")
        ax.text(k, 1.1, f"{by:+.2f}", ha="center", **purple, gid=f"value-{k}")
        ax.text(k, -0.13, NAMES[k], ha="center")
    up, down = (label - p).clip(0).sum(), (p - label).clip(0).sum()
    ax.text(-0.5, 1.27, f"up ≈ {up:.2f}, down ≈ {down:.2f}", **purple, gid="balance")
    ax.text(4.5, 1.27, f"loss {cross_entropy(z, truth):.4f}", ha="right", gid="loss")
    ax.set(xlim=(-0.5, 4.5), ylim=(-0.15, 1.3), xticks=())
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_bounds(0, 1)
