"""The fitted curve among the students, and the valley of the loss with Newton's way down."""

import numpy as np
from explainer.palette import COLOUR
from logistic_regression import exam, mean_loss, newton
from sigmoid import sigmoid

HEIGHT = 320
LEVELS = (0.4, 0.45, 0.55, 0.7, 1, 1.5, 2.2, 3)


def draw(fig):
    hours, passed = exam()
    X = np.column_stack([np.ones_like(hours), hours])
    path = newton(X, passed, steps=5)
    b, w = path[-1]
    left, right = fig.subplots(1, 2, gridspec_kw={"wspace": 0.12})
    strokes = np.where(passed[:, None], [1, 0.94, np.nan], [0, 0.06, np.nan])
    left.plot(np.repeat(hours, 3), strokes.ravel(), color=COLOUR["ink"], lw=1, gid="students")
    left.plot([0, 10], [0.5, 0.5], color=COLOUR["muted"], lw=1, ls=":", gid="half")
    x, curve = np.linspace(0, 10, 101), {"color": COLOUR["probability"]}
    left.plot(x, sigmoid(b + w * x), **curve, gid="curve")
    for n, at in enumerate((2.5, 6.5)):
        left.plot(at, sigmoid(b + w * at), "o", **curve, gid=f"handle-{n}")
    left.set(xlim=(0, 10), ylim=(0, 1), xticks=(0, 5, 10), xlabel="hours of study")
    left.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    B, W = np.meshgrid(np.linspace(-8, 2, 81), np.linspace(-0.4, 1.6, 81))
    loss = np.vectorize(lambda *at: mean_loss(np.array(at), X, passed))
    lines = right.contour(B, W, loss(B, W), LEVELS, linewidths=1, colors=COLOUR["muted"])
    lines.set_gid("contours")
    right.plot(*path.T, ":", color=COLOUR["ink"], gid="path")
    # A stop is a line of no length with round ends: however many, they are one part.
    stops = np.repeat(path, 3, axis=0) + np.tile([[0.0], [0], [np.nan]], (6, 1))
    right.plot(*stops.T, color=COLOUR["ink"], lw=6, solid_capstyle="round", gid="stops")
    right.plot(b, w, "s", color=COLOUR["weight"], gid="bead")
    right.text(2, 1.66, f"loss {loss(b, w):.4f}", ha="right", gid="loss")
    right.text(-8, 1.66, "weight w", color=COLOUR["weight"])
    right.set(xlim=(-8, 2), ylim=(-0.4, 1.6), xticks=(-8, -4, 0), yticks=(0, 1))
    right.set_xlabel("bias b", color=COLOUR["weight"])
