"""Three clouds, and the borders where two of three classes tie, from one point outwards."""

import numpy as np
from borders import border, meeting_point
from cross_entropy import cross_entropy
from explainer.palette import COLOUR
from three_class_fit import descend, three_clouds

HEIGHT = 380
LOW, HIGH = np.array([-5.5, -4.5]), np.array([5.5, 5.5])
# Dots, squares and strokes are short lines, so that a cloud is one part; of no length, it would
# lose most of them as it is drawn.
CLASSES = (("cat", "round", 0.02, 7), ("dog", "projecting", 0.02, 5), ("fox", "butt", 0.3, 1.5))


def draw(fig):
    X, y = three_clouds()
    W = descend(X, y)
    ax = fig.subplots()
    for k, (name, cap, tall, wide) in enumerate(CLASSES):
        x1, x2 = X[y == k, 1:].T[:, :, None]
        up = x2 + np.array([-tall / 2, tall / 2, np.nan])
        style = {"solid_capstyle": cap, "lw": wide, "color": COLOUR["muted"]}
        ax.plot(np.repeat(x1, 3), up.ravel(), **style, gid=name)
        at = ((0, 5), (-4.6, -3.9), (4.6, -3.9))[k]
        ax.text(*at, name, ha="center", weight="bold")
    for i, j in ((0, 1), (0, 2), (1, 2)):
        ends = border(W, i, j, LOW, HIGH)
        ax.plot(*ends.T, color=COLOUR["weight"], gid=f"border-{i}-{j}")
    ax.plot(*meeting_point(W), "s", color=COLOUR["weight"], gid="meeting")
    z = X @ W.T
    right = np.sum(z.argmax(axis=-1) == y)
    ax.text(LOW[0], 5.8, f"loss {cross_entropy(z, y).mean():.4f}", gid="loss")
    ax.text(HIGH[0], 5.8, f"right: {right} of {len(y)}", ha="right", gid="right")
    ax.set(xlim=(LOW[0], HIGH[0]), ylim=(LOW[1], HIGH[1]), xticks=(-5, 0, 5), yticks=(-4, 0, 4))
    ax.set(xlabel="one measurement", ylabel="another")
