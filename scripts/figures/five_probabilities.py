"""Five yes-or-no answers: a bar for each class's sigmoid, and the line at one half."""

from explainer.palette import COLOUR
from five_classes import five_classes
from sigmoid import sigmoid

HEIGHT = 290


def draw(fig):
    ax = fig.subplots()
    for k, p in enumerate(sigmoid(five_classes().z2)):
        bar = ax.bar(k, p, 0.56, lw=1.5, fill=bool(p > 0.5), gid=f"bar-{k}")
        bar[0].set_color(COLOUR["probability"])
        text = ax.text(k, -0.16, f"{p:.3f}", ha="center", va="top", gid=f"value-{k}")
        text.set_color(COLOUR["probability"])
    ax.axhline(0.5, color=COLOUR["ink"], lw=1, ls="--", gid="half")
    ax.set(xlim=(-0.5, 4.5), ylim=(0, 1))
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    ax.set_xticks(range(5), [f"class {k}" for k in range(5)])
    ax.spines["left"].set_visible(False)
    ax.tick_params(length=0)
