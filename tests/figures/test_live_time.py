"""What moving figures do in time, frame by frame, by a clock that the test turns."""

import math

import pytest
from figure import named, start
from moving import numbers, put, wake

NOON = 43_200
"""Seconds after midnight of the first day, where the clock stands; 16 ms go into it."""
FRAME = 16
"""Milliseconds from frame to frame."""


@pytest.fixture(scope="module")
def stand(browser, staged):
    """Opens the stage with a figure awake and the clock stopped."""
    contexts = []

    def go(name, query="", **options):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, **options))
        contexts[-1].set_default_timeout(10_000)
        page = contexts[-1].new_page()
        page.clock.install(time=0)
        page.goto(f"{staged}{name}.html{query}")
        wake(page, name)
        page.clock.pause_at(NOON)
        return page

    yield go
    for context in contexts:
        context.close()


def press(page, name, label):
    page.locator(f"[data-figure={name}] button", has_text=label).press("Enter")


def label(page, name):
    return page.locator(f"[data-figure={name}] button").first.text_content()


def layers(page, layer):
    """Check that the simulation shows what is between two of its layers."""
    logits = [z for _, _, z in named("simulation").asked.frames(5, 42)]
    below, above = logits[math.floor(layer)], logits[math.ceil(layer)]
    for k, z in enumerate(below + (above - below) * (layer % 1)):
        text = page.locator(f"[data-figure=simulation] [data-part=logit-value-{k}]").text_content()
        ((shown, _),) = numbers(text)
        assert abs(shown - z) <= 0.00501, f"layer {layer}: {text} instead of {z}"


def test_what_rests_is_said_and_kept_after_four_tenths_of_a_second(stand):
    page = stand("three_scales", "?q=1")
    status = page.locator("[data-figure=three_scales] [role=status]")
    for key, wait in (("Home", 24 * FRAME), ("ArrowRight", FRAME + 399)):
        page.locator("#live-three_scales-z").press(key)
        page.clock.run_for(wait)
        assert status.text_content() == "" and page.url.endswith("?q=1")
    page.clock.run_for(1)
    assert status.text_content() == "probability 0.0497, odds 0.0523 to 1"
    assert page.url.endswith("?q=1&three_scales.z=-2.95")


def test_the_address_has_six_digits(stand):
    page = stand("bridge")
    put(page.locator("#live-bridge-n"), 0.7)
    page.clock.run_for(FRAME + 400)
    assert page.url.endswith(f"?bridge.n={10**0.7:.6g}")


def test_bridge_plays_ever_more_tosses_at_once_until_the_last(stand):
    page = stand("bridge")
    press(page, "bridge", "Play")
    n, kept = 1, page.locator("[data-figure=bridge] [data-part=kept]")
    page.clock.run_for(FRAME)
    for count in (1, 100, 300, 100):
        assert numbers(kept.text_content())[1][0] == n
        assert label(page, "bridge") == "Pause"
        page.clock.run_for(count * FRAME)
        for _ in range(count):
            n = math.ceil(n + max(1, n * FRAME / 1000))
    page.clock.run_for(100 * FRAME)
    assert numbers(kept.text_content())[1][0] == start("bridge")["n"]
    assert label(page, "bridge") == "Play"


def test_simulation_goes_evenly_as_fast_as_its_slider_says(stand):
    page = stand("simulation", "?simulation.speed=4")
    press(page, "simulation", "Play")
    page.clock.run_for(51 * FRAME)  # What a frame asks for is drawn in the next one.
    layers(page, 1 + 50 * 4 * FRAME / 1000)
    page.clock.fast_forward(300 * FRAME)
    page.clock.run_for(FRAME)
    layers(page, 1 + 51 * 4 * FRAME / 1000 + 4 * 0.1)
    press(page, "simulation", "Pause")
    for _ in range(2):
        page.clock.run_for(20 * FRAME)
        layers(page, 5)
    assert label(page, "simulation") == "Play"


def test_simulation_stops_at_its_last_layer_and_begins_anew(stand):
    page = stand("simulation", "?simulation.layer=18.4")
    press(page, "simulation", "Step")
    page.clock.run_for(FRAME)
    layers(page, 19)
    press(page, "simulation", "Play")
    page.clock.run_for(70 * FRAME)
    layers(page, 20)
    assert label(page, "simulation") == "Play"
    for button, layer in (("Step", 0), ("Step", 1), ("Reset", 1), ("Step", 2)):
        press(page, "simulation", button)
        page.clock.run_for(FRAME)
        layers(page, layer)
    put(page.locator("#live-simulation-layer"), 20)
    press(page, "simulation", "Play")
    page.clock.run_for(FRAME)
    layers(page, 0)


def test_simulation_takes_one_step_a_second_for_who_wants_calm(stand):
    page = stand("simulation", "?simulation.speed=2", reduced_motion="reduce")
    page.clock.run_for(FRAME)
    press(page, "simulation", "Play")
    for layer in (1, 3, 5):
        # The 63rd frame is the first after a second.
        page.clock.run_for(62 * FRAME)
        layers(page, layer)
        page.clock.run_for(FRAME)
