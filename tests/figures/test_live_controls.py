"""What readers can hold in the moving figures: the name, reach and first value of each control."""

import math

import pytest
import stage
from moving import reset, shown, wake
from oracles import LOGARITHMIC, fixed, general

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
    "bridge": {"n": ("draws", 0, 5, 0.05, "100,000", "probability")},
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
    "temperature": {"T": ("temperature T", -1, 1, 0.02, "1", "ink")},
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
def test_sliders_say_what_they_hold_and_how_far_they_reach(name, shared):
    wake(shared, name)
    found = shared.evaluate(READ, name)
    assert list(found) == list(HELD[name])
    for key, (label, *reach, first, colour) in HELD[name].items():
        assert found[key][0] == label
        assert found[key][1:4] == pytest.approx(reach), key
        assert found[key][4:] == [first, colour], key


STEP = """([name, steps]) => new Promise((done) => {
  const sliders = document.querySelectorAll(`[data-figure=${name}] input[type=range]`);
  for (const slider of sliders) {
    slider.value = slider.min;
    slider.stepUp(steps);
    slider.dispatchEvent(new Event('input'));
  }
  requestAnimationFrame(() => setTimeout(() => done(Array.from(sliders, (slider) =>
    [slider.id.split('-').at(-1), slider.valueAsNumber, slider.ariaValueText]))));
})"""


@pytest.mark.parametrize("name", HELD)
def test_sliders_say_wherever_they_stand_what_they_hold(name, shared):
    wake(shared, name)
    for steps in (1, 7):
        for key, value, text in shared.evaluate(STEP, [name, steps]):
            value = 10**value if (name, key) in LOGARITHMIC else value
            digits = len(HELD[name][key][4].partition(".")[2])
            claim = fixed(value, digits)
            if name == "bridge":
                claim = fixed(round(value), 0)
            elif (name, key) in LOGARITHMIC and not digits:
                claim = general(value)
            shown(text, [claim], f"{key}: {text}")
    reset(shared, name)


@pytest.mark.parametrize("name", stage.NAMES)
def test_as_much_room_is_kept_as_the_controls_need(name, shared):
    assert wake(shared, name).locator(".live-row").count() == stage.rows(name)


def test_every_figure_with_sliders_is_listed():
    moving = {name for name in stage.NAMES if "range(" in stage_script(name)}
    moving |= {name for name in stage.NAMES if "sliders(" in stage_script(name)}
    assert moving == set(HELD)


def stage_script(name):
    return (stage.LIVE / f"{name}.js").read_text("utf-8")
