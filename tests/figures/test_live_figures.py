"""The moving figures in a browser: as drawn until touched, and true wherever they are moved."""

import pytest
import stage
from moving import WATCH, check, held, move_by_keys, put, reset, wake
from oracles import SHOWS, STARTS

SNAPSHOT = """() => Object.fromEntries(
  Array.from(document.querySelectorAll('[data-live]'), (figure) => {
  const svg = figure.querySelector('svg');
  const home = svg.getBoundingClientRect();
  const parts = svg.querySelectorAll('*:not(.live-grip, defs, defs *)');
  return [figure.dataset.figure, [...parts].map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    const places = ['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'width', 'height'];
    return {
      part: e.dataset.part ?? e.tagName,
      box: [x - home.x, y - home.y, width, height],
      numbers: places.map((key) => +(e.getAttribute(key) ?? 0)),
      rest: [e.tagName, e.getAttribute('d'), e.children.length ? '' : e.textContent,
        ...['opacity', 'visibility', 'display', 'fill', 'stroke'].map((key) => style[key])],
    };
  })];
}))"""

# The drawings have two decimals, and what lies between two may be rounded to either; browsers
# measure boxes in 64ths.
HUNDREDTH = 0.0101


@pytest.fixture(scope="module")
def drawn(browser, staged):
    """Every figure where nothing moves: by name, what is seen of its parts."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto(staged)
    yield page.evaluate(SNAPSHOT)
    page.close()


@pytest.mark.parametrize("name", stage.NAMES)
def test_a_figure_is_as_it_was_drawn_until_it_is_touched(name, drawn, open_page):
    awake = open_page(figures=[name]).evaluate(SNAPSHOT)
    assert set(drawn) == set(stage.NAMES) == set(SHOWS)
    assert len(drawn[name]) == len(awake[name])
    for before, after in zip(drawn[name], awake[name], strict=True):
        where = f"{name}: {before['part']}"
        assert before["part"] == after["part"], where
        assert before["rest"] == after["rest"], where
        assert before["numbers"] == pytest.approx(after["numbers"], abs=HUNDREDTH), where
        assert before["box"] == pytest.approx(after["box"], abs=HUNDREDTH + 1 / 64), where


@pytest.mark.parametrize("name", stage.NAMES)
def test_what_the_keyboard_moves_is_what_numpy_says(name, shared):
    wake(shared, name)
    shared.evaluate(WATCH, name)
    claimed = move_by_keys(shared, name)
    assert set(shared.evaluate("[...touched]")) <= claimed, "something moves that no claim is about"


TURNS = {
    "bridge": {"n": (0.7, 1.38, 2.03)},
    "exponentiate_stack_divide": {"z0": (2.5,), "z3": (0.5,), "z4": (-0.45,)},
    "five_logits": {"c": (-0.6, 0.23, 0.6)},
    "sigmoid_mirror": {"z": (-0.5, 0.5, 3.1)},
    "simulation": {"seed": (25, 59)},
    "thresholds": {"cost": (-0.2, 0.2, 1.0171)},
    "two_and_three": {"z0": (-2.4,)},
}
"""By figure and slider: places between which something turns, as a label that makes way."""


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in TURNS for key in TURNS[name]])
def test_where_a_figure_turns_it_shows_what_numpy_says(name, key, shared):
    slider = wake(shared, name).locator(f"#live-{name}-{key}")
    for value in TURNS[name][key]:
        put(slider, value)
        check(shared, name, {**STARTS[name], key: held(shared, name, key)})
    reset(shared, name)


@pytest.mark.parametrize("name", stage.NAMES)
def test_what_all_controls_move_together_is_what_numpy_says(name, shared):
    sliders = wake(shared, name).locator("input[type=range]")
    for end in ("max", "min"):
        now = dict(STARTS[name])
        for slider in sliders.all():
            key = slider.get_attribute("id").rpartition("-")[2]
            put(slider, slider.get_attribute(end))
            now[key] = held(shared, name, key)
        check(shared, name, now)
    reset(shared, name)


@pytest.mark.parametrize("name", stage.NAMES)
def test_what_the_pointer_moves_is_what_numpy_says(name, shared):
    figure = wake(shared, name)
    for slider in figure.locator("input[type=range]").all():
        key = slider.get_attribute("id").rpartition("-")[2]
        box = slider.bounding_box()
        for share in (0.9, 0.55, 0.1):
            shared.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            check(shared, name, {**STARTS[name], key: held(shared, name, key)})
        reset(shared, name)
