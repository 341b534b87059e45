"""What readers can hold in the moving figures: the name, reach and first value of each control."""

import math

import pytest
import stage
from test_live_figures import open_page, shared, staged, wake  # noqa: F401  (fixtures)

LOGITS = ("0.50", "−0.14", "0.65", "1.52", "−0.23")
INPUTS = ("−0.6", "1.9", "0.0", "−1.1", "0.8")


def row(symbol, low, high, step, starts):
    """One slider for each number, in the colour of a logit unless they are inputs."""
    colour = "ink" if symbol == "h" else "logit"
    return {
        f"{symbol}{k}": (f"{symbol}{'₀₁₂₃₄'[k]}", low, high, step, start, colour)
        for k, start in enumerate(starts)
    }


HELD = {
    "bridge": {"n": ("draws", 0, 5, 0.01, "100,000", "probability")},
    "exponentiate_stack_divide": row("z", -3, 3, 0.05, LOGITS),
    "five_logits": {"c": ("add c to all", -1, 1, 0.01, "0.00", "logit")},
    "five_probabilities": {"t": ("threshold", 0, 1, 0.01, "0.50", "probability")},
    "linear_layer": row("h", -3, 3, 0.1, INPUTS),
    "sigmoid_and_slope": {"z": ("logit z", -8, 8, 0.1, "0.0", "logit")},
    "sigmoid_mirror": {"z": ("logit z", -6, 6, 0.1, "1.5", "logit")},
    "simulation": {
        "layer": ("layer", 0, 20, 1, "1", "weight"),
        "K": ("K", 2, 10, 1, "5", "ink"),
        "T": ("T", -1, 1, 0.02, "1", "ink"),
        "seed": ("seed", 0, 99, 1, "42", "ink"),
        "speed": ("speed", 0.2, 4, 0.2, "1.0", "ink"),
    },
    "temperature": {"T": ("temperature T", -1, 1, 0.02, "1.00", "ink")},
    "three_rows": row("z", -1, 3, 0.05, LOGITS),
    "three_scales": {"z": ("logit", -3, 3, 0.05, "1.39", "logit")},
    "thresholds": {
        "cost": ("a miss costs", math.log10(0.03), math.log10(30), 0.02, "9 ×", "ink"),
    },
    "two_and_three": row("z", -3, 3, 0.05, LOGITS[:3]),
    "vanishing": {
        "depth": ("depth n", 1, 10, 1, "10", "derivative"),
        "weight": ("weight", 0.1, 4.5, 0.1, "1.0", "weight"),
    },
}
"""By figure and slider: its label, its reach and step (logarithms to base 10 where a range spans
powers of ten), what it says first, and the concept whose colour it has."""

READ = """(name) => Object.fromEntries(Array.from(
  document.querySelectorAll(`[data-figure=${name}] input[type=range]`),
  (e) => [e.id.split('-').at(-1), [e.labels[0].textContent, +e.min, +e.max, +e.step,
    e.ariaValueText, e.className.replace('live-', '')]]))"""


@pytest.mark.parametrize("name", HELD)
def test_sliders_say_what_they_hold_and_how_far_they_reach(name, shared):  # noqa: F811
    wake(shared, name)
    found = shared.evaluate(READ, name)
    assert list(found) == list(HELD[name])
    for key, (label, *reach, first, colour) in HELD[name].items():
        assert found[key][0] == label
        assert found[key][1:4] == pytest.approx(reach), key
        assert found[key][4:] == [first, colour], key


def test_every_figure_with_sliders_is_listed():
    moving = {name for name in stage.NAMES if "range(" in stage_script(name)}
    moving |= {name for name in stage.NAMES if "sliders(" in stage_script(name)}
    assert moving == set(HELD)


def stage_script(name):
    return (stage.LIVE / f"{name}.js").read_text("utf-8")


def test_play_is_as_fast_as_its_slider_says(shared):  # noqa: F811
    figure = wake(shared, "simulation")
    figure.locator("#live-simulation-speed").press("End")
    figure.locator("#live-simulation-layer").press("Home")
    figure.get_by_role("button", name="Play").press("Enter")
    # Four layers a second; a busy machine shows fewer frames, and is slower.
    layer = "document.getElementById('live-simulation-layer').valueAsNumber"
    shared.wait_for_function(f"() => {layer} >= 4", timeout=8_000)
    assert shared.evaluate(layer) < 20
    figure.get_by_role("button", name="Pause").press("Enter")
    figure.get_by_role("button", name="Reset").press("Enter")
