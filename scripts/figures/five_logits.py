"""Five logits, one for each class: above zero or below, and of any size."""

from explainer.palette import COLOUR
from five_classes import five_classes

HEIGHT = 290


def draw(fig):
    ax = fig.subplots()
    ax.axhline(0, color=COLOUR["muted"], lw=1, gid="zero")
    for k, z in enumerate(five_classes().logits):
        ax.plot([k, k], [0, z], color=COLOUR["logit"], gid=f"stem-{k}")
        ax.plot(k, z, "o", color=COLOUR["logit"], gid=f"dot-{k}")
        up = z > 0
        ax.annotate(
            f"{z:.2f}",
            (k, z),
            (0, 11 if up else -11),
            textcoords="offset points",
            ha="center",
            va="bottom" if up else "top",
            color=COLOUR["logit"],
            gid=f"value-{k}",
        )
    ax.set(xlim=(-0.5, 4.5), ylim=(-2, 2.9), yticks=(0,))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xticks(range(5), [f"class {k}" for k in range(5)])
