"""Makes the simulation a picture that moves by itself: `python -m explainer.drawing.animate`."""

import io

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from explainer.drawing import draw
from explainer.project import DOCS, FIGURES

TARGET = DOCS / "assets" / "simulation.webp"
STILL = TARGET.with_name("simulation_still.webp")
"""Its first frame, for readers who asked their system for less motion."""
LAYERS = 5
BETWEEN = 6
DPI = 96
HOLD, STEP = 1500, 70
"""How long a layer stands and a frame between two layers lasts, in milliseconds."""


def layers():
    """What `simulate` draws: each layer's weights (5, 5), input (5,) and output (5,)."""
    K, rng = 5, np.random.RandomState(42)
    found = [(np.zeros((K, K)), np.zeros(K), rng.randn(K))]
    for _ in range(LAYERS):
        W, h = rng.randn(K, K), rng.randn(K)
        found.append((W, h, W @ h + np.ones(K)))
    return found


def picture(number, layer):
    """One frame as an image, drawn by the figure's own script."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(draw.style())
        script = draw.load(FIGURES / "simulation.py")
        fig = Figure(figsize=(draw.WIDTH / 72, script.HEIGHT / 72), dpi=DPI, facecolor="white")
        script.frame(fig, number, *layer)
        file = io.BytesIO()
        fig.savefig(file, format="png", dpi=DPI)
    return Image.open(file).convert("RGB")


def frames():
    """Every frame and how long it stands: layers from the first on, and the ways between them."""
    run = list(enumerate(layers()))
    # Where pictures do not move, the first frame stands for all: one with weights.
    run = run[1:] + run[:1]
    for (number, here), (_, there) in zip(run, run[1:] + run[:1], strict=True):
        yield picture(number, here), HOLD
        for n in range(1, BETWEEN):
            share = (1 - np.cos(np.pi * n / BETWEEN)) / 2
            between = [a + share * (b - a) for a, b in zip(here, there, strict=True)]
            yield picture(number, between), STEP


def main():
    pictures, durations = zip(*frames(), strict=True)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    options = {"save_all": True, "append_images": pictures[1:], "duration": durations, "loop": 0}
    pictures[0].save(TARGET, lossless=True, method=4, quality=80, **options)
    pictures[0].save(STILL, lossless=True, method=4, quality=80)
    print(
        f"{TARGET.relative_to(DOCS.parent)}: {len(pictures)} frames, {TARGET.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
