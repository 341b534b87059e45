"""Two bells, no and yes, and below them the sigmoid that Bayes' rule makes of their heights."""

import numpy as np
from explainer.palette import COLOUR
from gaussians import bayes, bell, line

HEIGHT = 380


def draw(fig):
    above, below = fig.subplots(2, 1, sharex=True, gridspec_kw={"hspace": 0.3})
    x = np.linspace(-5, 5, 241)
    means, rate = (-1, 1), 0.5
    bells = (("no", means[0], 1 - rate, "-.", -0.3), ("yes", means[1], rate, "-", 0.3))
    for name, mean, share, style, aside in bells:
        above.plot(x, share * bell(x, mean, 1), style, color=COLOUR["ink"], gid=name)
        peak = share * bell(mean, mean, 1)
        above.plot(mean, peak, "o", color=COLOUR["ink"], gid=f"{name}-peak")
        side = "left" if aside > 0 else "right"
        above.text(mean + aside, peak + 0.02, name, ha=side, gid=f"{name}-name")
    below.plot(x, bayes(x, means, (1, 1), rate), color=COLOUR["probability"], gid="posterior")
    slope, intercept = line(means, 1, rate)
    cross = -intercept / slope
    above.plot([cross, cross], [0, 0.46], ":", color=COLOUR["muted"], lw=1, gid="cross-above")
    below.plot([cross, cross], [0, 1], ":", color=COLOUR["muted"], lw=1, gid="cross-below")
    below.plot(cross, 0.5, "o", color=COLOUR["probability"], gid="half")
    below.text(-5, 1.09, "P(1 | x)", color=COLOUR["probability"])
    text = f"logit: slope {slope:.2f}, intercept {intercept:.2f}"
    below.text(5, 1.09, text, color=COLOUR["logit"], ha="right", gid="logit")
    above.set(ylim=(0, 0.46), yticks=())
    above.spines["left"].set_visible(False)
    below.set(xlim=(-5, 5), ylim=(0, 1), xticks=(-5, 0, 5), xlabel="input x")
    below.set_yticks((0, 0.5, 1), ("0", "½", "1"))
