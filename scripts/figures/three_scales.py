"""One probability on three scales that share their places: probability, odds and logit."""

from explainer.palette import COLOUR
from logit import logit
from odds import odds

HEIGHT = 250
TICKS = (0.1, 0.5, 0.9)


def draw(fig):
    p = 0.8
    z = logit(p)
    ax = fig.add_axes((0.24, 0, 0.74, 1))
    ax.set(xlim=(-4, 4), ylim=(0, 3))
    ax.axis("off")
    ax.plot([z, z], [0.5, 2.5], color=COLOUR["muted"], lw=1, ls=":", gid="link")
    rows = (
        ("probability", p, TICKS, [f"{t:g}" for t in TICKS], "probability"),
        ("odds", odds(p), odds(TICKS), ["1 : 9", "1 : 1", "9 : 1"], "ink"),
        ("logit", z, logit(TICKS), [f"{t:.2g}" for t in logit(TICKS)], "logit"),
    )
    for n, (name, value, _, labels, concept) in enumerate(rows):
        y = 2.42 - n
        ax.plot([-4, 4], [y, y], color=COLOUR["muted"], lw=1)
        ax.text(-4.3, y, name, ha="right", va="center", color=COLOUR[concept])
        for at, label in zip(logit(TICKS), labels, strict=True):
            ax.plot([at, at], [y - 0.06, y], color=COLOUR["muted"], lw=1)
            ax.text(at, y - 0.13, label, ha="center", va="top", color=COLOUR["muted"])
        ax.plot(z, y, "o", ms=11, color=COLOUR[concept], gid=f"bead-{name}")
        ax.text(z, y + 0.17, f"{value:.3g}", ha="center", color=COLOUR[concept], gid=f"value-{name}")
