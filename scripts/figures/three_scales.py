"""One probability on three scales that share their places: probability, odds and logit."""

from explainer.palette import COLOUR
from logit import logit
from odds import odds

HEIGHT = 230
TICKS = (0.1, 0.5, 0.9, 0.99)


def draw(fig):
    p = 0.8
    z = logit(p)
    ax = fig.add_axes((0.24, 0, 0.63, 1))
    ax.set(xlim=(-3.5, 5), ylim=(-0.5, 2.4))
    ax.axis("off")
    ax.plot([z, z], [0, 2], color=COLOUR["muted"], lw=1, ls=":", gid="link")
    rows = (
        ("logit", f"{z:.2f}", [f"{t:.2g}" for t in logit(TICKS)], "logit"),
        ("odds", f"{odds(p):.3g} : 1", ["1 : 9", "1 : 1", "9 : 1", "99 : 1"], "ink"),
        ("probability", f"{p:g}", [f"{t:g}" for t in TICKS], "probability"),
    )
    for y, (name, value, labels, concept) in enumerate(rows):
        ax.axhline(y, color=COLOUR["muted"], lw=1)
        ax.text(-3.8, y, name, ha="right", va="center", color=COLOUR[concept])
        for at, label in zip(logit(TICKS), labels, strict=True):
            ax.plot([at, at], [y - 0.06, y], color=COLOUR["muted"], lw=1)
            ax.text(at, y - 0.12, label, ha="center", va="top", color=COLOUR["muted"])
        ax.plot(z, y, "o", ms=11, color=COLOUR[concept], gid=f"bead-{name}")
        ax.text(z + 0.12, y + 0.13, value, color=COLOUR[concept], gid=f"value-{name}")
