"""One picture read: its ink, what each inked cell gives to two of ten logits, and ten shares."""

from explainer.palette import COLOUR
from matplotlib.patches import Rectangle
from optical_digits import split, weights
from softmax import softmax

from figures._squares import frame, squares

HEIGHT = 335


def draw(fig):
    W, h = weights(), split()[2][0]
    z, ink = W @ h, h[1:].reshape(8, 8)
    top, below = fig.add_axes((0.01, 0.32, 0.98, 0.67)), fig.add_axes((0.01, 0.08, 0.98, 0.22))
    top.set(xlim=(-0.1, 29.9), ylim=(11, -1.7), aspect="equal", anchor="NW")
    top.axis("off")
    frame(top, 0, 0, "ink")
    for i, j in zip(*ink.nonzero(), strict=True):
        dark = {"color": COLOUR["ink"], "alpha": ink[i, j], "gid": f"ink-{i}-{j}"}
        top.add_patch(Rectangle((j, i), 1, 1, **dark))
    top.text(0, -0.5, "ink", weight="bold")
    for left, digit in ((10.8, 9), (21.6, 1)):
        squares(top, W[digit, 1:].reshape(8, 8) * ink, left, 0, f"picture-{digit}", most=2.4)
        green = {"color": COLOUR["weight"]}
        top.text(left, -0.5, f"for the {digit}", weight="bold", **green)
        terms = f"{W[digit, 0]:.3f} + {z[digit] - W[digit, 0]:.4f}"
        top.text(left, 9.4, terms, **green, gid=f"sum-{digit}")
        logit, blue = f"logit {z[digit]:.4f}", COLOUR["logit"]
        top.text(left, 10.6, logit, color=blue, gid=f"logit-{digit}")
    for digit, share in enumerate(softmax(z)):
        below.bar(digit, share, 0.7, color=COLOUR["probability"], gid=f"share-{digit}")
        if share > 0.01:
            place = {"ha": "center", "gid": f"share-{digit}-value"}
            below.text(digit, share + 0.05, f"{share:.3f}", **place)
    below.text(-0.5, 0.8, "shares", color=COLOUR["probability"])
    below.set(xlim=(-0.5, 9.5), ylim=(0, 1.15), xticks=range(10), yticks=())
    below.spines["left"].set_visible(False)
    below.tick_params(length=0)
