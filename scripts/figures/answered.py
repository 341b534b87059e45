"""The least share that counts as an answer: the higher it is, the fewer answers, and errors."""

import numpy as np
from explainer.palette import COLOUR
from judged import judged

HEIGHT = 380
LEAST = np.arange(101) / 100
PLACES = {"answered": (0.03, 200, 110, "left"), "wrong": (1, 36, 30, "right")}


def draw(fig):
    axes = fig.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (4, 5)})
    for name, shuffled, style in (("known", True, "-"), ("new", False, ":")):
        p, meant = judged(shuffled)
        right, sure = p.argmax(axis=-1) == meant, p.max(axis=-1)
        for ax, what, cases in zip(axes, ("answered", "wrong"), (sure, sure[~right]), strict=True):
            n = (cases >= LEAST[:, None]).sum(axis=1)
            colour = COLOUR["probability" if what == "answered" else "ink"]
            (line,) = ax.plot(LEAST, n, style, color=colour, gid=f"{name}-{what}")
            # The moving figure reads its numbers off the line, which has to keep every point.
            line.get_path().should_simplify = False
            ax.plot(LEAST[80], n[80], "o", color=colour, gid=f"{name}-{what}-dot")
            left, top, under, side = PLACES[what]
            text = f"{name} hands: {n[80]} {what}"
            place = {"ha": side, "color": colour, "gid": f"{name}-value-{what}"}
            ax.text(left, top if shuffled else under, text, **place)
    for ax, what, most in zip(axes, ("answered", "wrong"), (400, 40), strict=True):
        ax.axvline(0.8, color=COLOUR["probability"], lw=1, gid=f"least-{what}")
        ax.set(xlim=(0, 1), ylim=(0, most), yticks=(0, most // 2, most))
    axes[1].set_xticks((0, 0.5, 1), ("0", "½", "1"))
    axes[1].set_xlabel("least share that counts as an answer")
