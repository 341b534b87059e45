"""The same five logits three times: raw, through five sigmoids, and through one softmax."""

from explainer.palette import COLOUR
from five_classes import five_classes
from sigmoid import sigmoid
from softmax import softmax

HEIGHT = 322


def row(fig, top, tall, name, values, concept, limits, title):
    """Bars over a line at zero, with a row of their values, and its title at the right."""
    ax = fig.add_axes((0.05, 1 - (top + tall) / HEIGHT, 0.7, tall / HEIGHT))
    for k, value in enumerate(values):
        ax.bar(k, value, 0.56, color=COLOUR[concept], gid=f"{name}-{k}")
        shown = f"{value:.2f}".replace("-", "\N{MINUS SIGN}")
        text = ax.annotate(shown, (k, limits[0]), (0, -4), textcoords="offset points")
        text.set(ha="center", va="top", color=COLOUR[concept], gid=f"{name}-value-{k}")
    ax.axhline(0, color=COLOUR["muted"], lw=1)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, 4.5), ylim=limits, yticks=(), xticks=())
    # As high as its tallest bar, or as a bar of 1.
    ax.text(4.6, min(limits[1], max(1, *values)), title, va="top")
    return ax


def draw(fig):
    z = five_classes().logits
    p, shares = sigmoid(z), softmax(z)
    row(fig, 10, 98, "logit", z, "logit", (-1, 3), "logits")
    middle = row(fig, 132, 62, "sigmoid", p, "probability", (0, 1), "five sigmoids")
    middle.text(4.6, 0.62, f"Σ ≈ {p.sum():.2f}", va="top", gid="sigmoid-sum")
    middle.axhline(0.5, color=COLOUR["ink"], lw=1, ls="--", gid="half")
    middle.set_yticks((0.5,), ("½",))
    last = row(fig, 218, 62, "softmax", shares, "probability", (0, 1), "one softmax")
    last.text(4.6, 0.62, f"Σ = {shares.sum():.3g}", va="top", gid="softmax-sum")
    last.set_xticks(range(5), [f"class {k}" for k in range(5)])
    last.tick_params(axis="x", pad=22)
