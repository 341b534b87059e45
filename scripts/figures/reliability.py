"""How sure a model says it is, and how often it is right: overconfident, then mended."""

from calibration import overconfident, reliability
from explainer.palette import COLOUR
from fit_temperature import fit_temperature
from softmax import softmax
from temperature import temperature

HEIGHT = 340
ENOUGH = 20


def draw(fig):
    z, y = overconfident()
    T = fit_temperature(z[:5000], y[:5000])
    z, y = z[5000:], y[5000:]
    ax = fig.subplots()
    ax.set_box_aspect(1)
    ax.plot([0, 1], [0, 1], color=COLOUR["muted"], lw=1, ls=":", gid="ideal")
    for name, p, style, alpha in (
        ("raw", softmax(z), "o-", 0.5),
        ("mended", temperature(z, T), "s-", 1),
    ):
        n, sure, right = reliability(p, y)
        many = n >= ENOUGH
        ax.plot(sure[many], right[many], style, color=COLOUR["probability"], alpha=alpha, gid=name)
    ax.text(0.82, 0.42, "as it is", ha="center", color=COLOUR["probability"], gid="raw-name")
    label = ax.text(0.56, 0.76, f"at T = {T:.2f}", ha="right", color=COLOUR["probability"])
    label.set_gid("mended-name")
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="how sure it says it is")
    ax.set_xticks((0, 0.5, 1), ("0", "½", "1"))
    ax.set_yticks((0, 0.5, 1), ("0", "½", "1"))
    ax.annotate(
        "how often it is right", (0, 1), (6, 6), textcoords="offset points", annotation_clip=False
    )
