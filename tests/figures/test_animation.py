"""The moving picture of the simulation is what its script draws today, and small."""

import numpy as np
from explainer.drawing import animate
from explainer.project import ROOT, relative
from PIL import Image
from simulation import simulate


def test_its_layers_are_those_of_the_simulation():
    found = np.array([z for _, _, z in animate.layers()])
    assert np.array_equal(found, simulate(5, animate.LAYERS, 42))


def test_the_picture_shows_the_figure_as_it_is_drawn_now():
    kept = Image.open(animate.TARGET)
    assert kept.n_frames == (animate.LAYERS + 1) * animate.BETWEEN
    for number in (1, 2):
        kept.seek((number - 1) * animate.BETWEEN)
        drawn = animate.picture(number, animate.layers()[number])
        difference = np.abs(np.asarray(kept.convert("RGB"), int) - np.asarray(drawn, int))
        stale = (
            f"{relative(animate.TARGET)} is out of date; run `python -m explainer.drawing.animate`"
        )
        assert difference.mean() < 0.1, stale


def test_who_wants_no_motion_sees_its_first_frame():
    with Image.open(animate.TARGET) as moving, Image.open(animate.STILL) as still:
        assert getattr(still, "n_frames", 1) == 1
        assert np.array_equal(moving.convert("RGB"), still.convert("RGB"))
    readme = (ROOT / "README.md").read_text("utf-8")
    source = f'media="(prefers-reduced-motion: reduce)" srcset="{relative(animate.STILL)}"'
    assert source in readme and f'src="{relative(animate.TARGET)}"' in readme


def test_the_picture_is_small():
    assert animate.TARGET.stat().st_size <= 200 * 1024
