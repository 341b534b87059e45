"""What T² does for distillation: without it a temperature takes the push away, with it hardly."""

import numpy as np
from explainer.palette import COLOUR
from softmax import softmax

HEIGHT = 260


def draw(fig):
    ax = fig.subplots()
    teacher, student = np.array([1, 0, -1]), np.array([0.5, 0.5, -1])
    T = np.linspace(1, 10, 181)
    missing = softmax(teacher / T[:, None]) - softmax(student / T[:, None])
    away = teacher - teacher.mean() - (student - student.mean())
    purple = {"color": COLOUR["derivative"]}
    ax.axhline(away[0] / 3, color=COLOUR["muted"], lw=1, gid="limit")
    for name, push, line in (
        ("as it comes", missing[:, 0] / T, ":"),
        ("times T²", missing[:, 0] * T, "--"),
    ):
        part = "bare" if line == ":" else "scaled"
        ax.plot(T, push, line, **purple, gid=part)
        ax.plot(10, push[-1], "o", **purple, gid=f"{part}-dot")
        text = f"{name}: {push[-1]:.4f}"
        ax.text(9.9, push[-1] + 0.015, text, ha="right", **purple, gid=f"{part}-value")
    ax.text(0, 1.06, "push on the first logit", transform=ax.transAxes, color=COLOUR["muted"])
    ax.set(xlim=(1, 10), ylim=(0, 0.24), xticks=(1, 5, 10), xlabel="temperature T")
    ax.set_yticks((0, 0.1, 0.2))
