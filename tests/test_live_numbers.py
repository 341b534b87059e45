"""What moving figures do between their starts and ends: they follow the hand, and stay true."""

import re

import numpy as np
import pytest
from simulation import simulate
from test_live import in_javascript, rng, ulps  # noqa: F401  (fixtures)
from test_live_figures import open_page, staged, wake  # noqa: F401  (fixtures)
from test_live_manners import GRIPPED
from vanishing import chain_slope

UPRIGHT = ("three_rows", "five_probabilities")


def middle(part):
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def part(page, name, gid):
    return page.locator(f'[data-figure={name}] [data-part="{gid}"]')


def drawn(page):
    """Once the next frames have been drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")


def test_a_chain_s_weight_is_one_and_its_bias_zero_unless_told(rng):  # noqa: F811
    h, depth = rng.randn(100), rng.randint(1, 11, 100)
    wanted = [chain_slope(*chain) for chain in zip(h, depth, strict=True)]
    assert ulps(in_javascript("chainSlope", h, depth), wanted) <= 32


@pytest.mark.parametrize("name", GRIPPED)
def test_what_is_dragged_follows_the_hand(name, open_page):  # noqa: F811
    page = open_page(figures=[name])
    grip = page.locator(f"[data-figure={name}] .live-grip").first
    (x, y), way = middle(grip), 1 if name in UPRIGHT else 0
    page.mouse.move(x + 5, y + 5)
    page.mouse.down()
    page.mouse.move(x - 15, y - 15, steps=4)
    page.mouse.up()
    drawn(page)
    assert middle(grip)[way] - (x, y)[way] == pytest.approx(-20, abs=1.5)


def test_bridge_shows_the_tosses_there_were(open_page):  # noqa: F811
    page = open_page("?bridge.n=6", figures=["bridge"])
    drawn(page)
    dots = page.locator('[data-figure=bridge] [data-part^="yes-"]')
    seen = dots.evaluate_all(
        "dots => dots.map((e) => [+e.dataset.part.split('-')[1], getComputedStyle(e).visibility])"
    )
    assert seen and all((shown == "visible") == (toss < 6) for toss, shown in seen)


def test_bridge_plays_from_the_first_toss(open_page):  # noqa: F811
    page = open_page(figures=["bridge"])
    page.locator("[data-figure=bridge] button", has_text="Play").press("Enter")
    page.wait_for_function("() => document.getElementById('live-bridge-n').valueAsNumber < 3")
    page.wait_for_function("() => document.getElementById('live-bridge-n').valueAsNumber > 0.5")
    page.locator("[data-figure=bridge] button", has_text="Pause").press("Enter")


def test_simulation_goes_evenly_from_layer_to_layer(open_page):  # noqa: F811
    page = open_page("?simulation.layer=1.75", figures=["simulation"])
    drawn(page)
    _, one, two = simulate()
    for k, z in enumerate(0.25 * one + 0.75 * two):
        shown = part(page, "simulation", f"logit-value-{k}").text_content()
        assert float(shown.replace("−", "-")) == pytest.approx(z, abs=0.0051)


def test_simulation_says_its_temperature_to_two_digits(open_page):  # noqa: F811
    page = open_page(figures=["simulation"])
    slider = page.locator("#live-simulation-T")
    slider.press("Home")
    slider.press("ArrowRight")
    drawn(page)
    assert slider.get_attribute("aria-valuetext") == f"{10**-0.98:.2g}"


@pytest.mark.parametrize("cost", [0.03, 4, 30])
def test_thresholds_keeps_its_curve_whole(cost, open_page):  # noqa: F811
    page = open_page(f"?thresholds.cost={cost}", figures=["thresholds"])
    drawn(page)
    axes = page.locator("[data-figure=thresholds] [data-x0]").evaluate("(e) => ({ ...e.dataset })")
    left, right = float(axes["left"]), float(axes["right"])
    at = {}
    for gid in ("below", "above"):
        d = part(page, "thresholds", gid).get_attribute("d")
        at[gid] = np.array(re.findall(r"-?[\d.]+", d), float)[::2]
        assert np.diff(at[gid]).max() < 0.011 * (right - left)
    assert at["below"][0] == pytest.approx(left, abs=0.02)
    assert at["above"][-1] == pytest.approx(right, abs=0.02)
    assert at["below"][-1] == at["above"][0]


@pytest.mark.parametrize(("c", "up"), [(-0.6, (2, 3)), (0.6, (0, 1, 2, 3, 4))])
def test_five_logits_puts_values_beyond_their_dots(c, up, open_page):  # noqa: F811
    page = open_page(f"?five_logits.c={c}", figures=["five_logits"])
    drawn(page)
    for k in range(5):
        value, dot = (middle(part(page, "five_logits", f"{gid}-{k}")) for gid in ("value", "dot"))
        assert (value[1] < dot[1]) == (k in up), k
