"""What ten digits are taken for, by hands that the model knows and by hands that it does not."""

import numpy as np
from confusion import confusion
from explainer.palette import COLOUR
from judged import judged
from matplotlib.patches import Rectangle

HEIGHT = 300


def draw(fig):
    middle = {"ha": "center", "va": "center"}
    for left, name, shuffled in ((0.01, "known", True), (0.51, "new", False)):
        p, meant = judged(shuffled)
        ax = fig.add_axes((left, 0.01, 0.48, 0.98))
        ax.set(xlim=(-1.2, 10.1), ylim=(10.1, -2.4), aspect="equal", anchor="N")
        ax.axis("off")
        for (i, j), n in np.ndenumerate(confusion(meant, p.argmax(axis=-1))):
            if n and i != j:
                orange = {"color": COLOUR["probability"], "alpha": 0.1 + n / 10}
                ax.add_patch(Rectangle((j, i), 1, 1, **orange)).set_gid(f"{name}-{i}-{j}")
                ax.text(j + 0.5, i + 0.55, n, **middle, gid=f"{name}-{i}-{j}-value")
        frame = {"fill": False, "ec": COLOUR["muted"], "lw": 1, "gid": f"{name}-edge"}
        ax.add_patch(Rectangle((0, 0), 10, 10, **frame))
        ax.plot([0, 10], [0, 10], ":", color=COLOUR["muted"], lw=1, gid=f"{name}-right")
        for k in range(10):
            ax.text(k + 0.5, -0.55, k, **middle)
            ax.text(-0.6, k + 0.55, k, **middle)
        wrong = np.sum(p.argmax(axis=-1) != meant)
        ax.text(5, -1.7, f"{name} hands: {wrong} wrong", **middle, gid=f"{name}-wrong")
