"""The same five logits three times: raw, through five sigmoids, and through one softmax."""

from explainer.palette import COLOUR
from five_classes import five_classes
from sigmoid import sigmoid
from softmax import softmax

HEIGHT = 500


def row(ax, name, values, concept):
    """Bars over a line at zero, with a row of their values."""
    for k, value in enumerate(values):
        ax.bar(k, value, 0.56, color=COLOUR[concept], gid=f"{name}-{k}")
        shown = f"{value:.2f}".replace("-", "\N{MINUS SIGN}")
        text = ax.text(k, -0.06, shown, transform=ax.get_xaxis_transform())
        text.set(ha="center", va="top", color=COLOUR[concept], gid=f"{name}-value-{k}")
    ax.axhline(0, color=COLOUR["muted"], lw=1)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set(xlim=(-0.5, 4.5), yticks=(), xticks=())


def draw(fig):
    z = five_classes().logits
    rows = fig.subplots(3, 1, gridspec_kw={"height_ratios": (1.5, 1, 1), "hspace": 0.1})
    row(rows[0], "logit", z, "logit")
    row(rows[1], "sigmoid", sigmoid(z), "probability")
    row(rows[2], "softmax", softmax(z), "probability")
    rows[0].set_ylim(-1, 3.4)
    rows[1].axhline(0.5, color=COLOUR["ink"], lw=1, ls="--", gid="half")
    rows[1].set_yticks((0.5,), ("½",))
    for ax, title in zip(rows, ("logits", "five sigmoids", "one softmax"), strict=True):
        ax.text(0, 1.03, title, transform=ax.transAxes)
    sums = (f"Σ ≈ {sigmoid(z).sum():.2f}", f"Σ = {softmax(z).sum():.3g}")
    for ax, total, gid in zip(rows[1:], sums, ("sigmoid-sum", "softmax-sum"), strict=True):
        ax.set_ylim(0, 1)
        ax.text(1, 1.03, total, transform=ax.transAxes, ha="right", gid=gid)
    rows[2].set_xticks(range(5), [f"class {k}" for k in range(5)])
    rows[2].tick_params(pad=28)
