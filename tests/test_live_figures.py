"""The moving figures in a browser: as drawn until touched, and true wherever they are moved."""

import math
import re

import pytest
import stage
from oracles import LOGARITHMIC, SHOWS, STARTS

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

READ = """([name, parts]) => new Promise((done) => requestAnimationFrame(() => {
  const figure = document.querySelector(`[data-figure=${name}]`);
  done(parts.map((part) => {
    const e = figure.querySelector(part.startsWith('.') ? part : `[data-part="${part}"]`);
    if (!e) return {};
    const { opacity, visibility } = getComputedStyle(e);
    return { ...Object.fromEntries([...e.attributes].map(({ name, value }) => [name, value])),
      text: e.textContent, opacity: +opacity, hidden: visibility === 'hidden',
      axes: { ...e.closest('[data-x0]')?.dataset } };
  }));
}))"""

HELD = """(id) => {
  const e = document.getElementById(id);
  return { range: e.valueAsNumber, checkbox: e.checked }[e.type] ?? e.value;
}"""

# The drawings have two decimals, and what lies between two may be rounded to either; browsers
# measure boxes in 64ths.
HUNDREDTH = 0.0101
PLACES = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height")
POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@pytest.fixture(scope="module")
def staged(tmp_path_factory, serve_folder):
    """The address of a page that shows every moving figure."""
    folder = tmp_path_factory.mktemp("stage")
    stage.build(folder)
    return serve_folder(folder)


@pytest.fixture
def open_page(browser, staged):
    """Opens the stage; every message of the browser's console fails the test."""
    said, contexts = [], []

    def go(query="", figures=stage.NAMES, width=1280, **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(staged + query)
        for name in figures:
            wake(page, name)
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="module")
def shared(browser, staged):
    """One open stage for many tests: each resets what it moves."""
    context, errors = browser.new_context(viewport={"width": 1280, "height": 900}), []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(staged)
    yield page
    context.close()
    assert errors == []


def wake(page, name):
    figure = page.locator(f"[data-figure={name}]")
    figure.scroll_into_view_if_needed()
    figure.locator(".live-row").first.wait_for()
    return figure


def numbers(text):
    """The numbers that a reader sees in some words."""
    text = re.sub(r" × 10([⁻⁰-⁹²³¹]+)", lambda m: "e" + m[1].translate(POWERS), text)
    text = text.replace("−", "-").replace(",", "" if "kept" in text else " ")
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text)]


def data(part, key, direction):
    """A coordinate of a drawn part, in the units of its axes."""
    start, end = ("left", "right") if direction == "x" else ("bottom", "top")
    axes = {k: v if k.endswith("scale") else float(v) for k, v in part["axes"].items()}
    low, high = axes[f"{direction}0"], axes[f"{direction}1"]
    if axes.get(f"{direction}scale") == "log":
        low, high = math.log10(low), math.log10(high)
    share = (key - axes[start]) / (axes[end] - axes[start])
    value = low + share * (high - low)
    return 10**value if axes.get(f"{direction}scale") == "log" else value


def place(part, what):
    """What a drawn part says about a claim: `top`, `x`, `share`, …"""
    at = {k: float(v) for k, v in part.items() if k in PLACES}
    if what == "share":
        return at["width"] / (float(part["axes"]["right"]) - float(part["axes"]["left"]))
    if what == "slope":
        (x1, x2), (y1, y2) = ([data(part, at[f"{d}{n}"], d) for n in (1, 2)] for d in ("x", "y"))
        return (y2 - y1) / (x2 - x1)
    if what in ("x", "y"):
        return data(part, at.get(f"c{what}", at.get(f"{what}1")), what)
    edge = {"top": ("y", 0), "bottom": ("y", 1), "left": ("x", 0), "right": ("x", 1)}[what]
    size = {"y": "height", "x": "width"}[edge[0]]
    return data(part, at[edge[0]] + edge[1] * at[size], edge[0])


def check(page, name, values):
    """Every part of the figure shows what NumPy makes of what the controls hold."""
    wanted = list(SHOWS[name](values))
    seen = page.evaluate(READ, [name, [part for part, _ in wanted]])
    for (part, claims), found in zip(wanted, seen, strict=True):
        assert found, f"{name} has no part {part}"
        for what, claim in claims.items():
            where = f"{name} at {values}: {what} of {part}"
            if what == "numbers":
                shown = numbers(found["text"])
                assert len(shown) == len(claim), f"{where}: {found['text']}"
                for number, (value, off) in zip(shown, claim, strict=True):
                    assert abs(number - value) <= off * (1 + 1e-6), f"{where}: {found['text']}"
            elif what in ("opacity", "hidden"):
                assert found[what] == pytest.approx(claim), where
            else:
                assert place(found, what) == pytest.approx(claim, rel=2e-3, abs=1e-3), where


def held(page, name, key):
    """What a control means: a number, a word, or whether it is ticked."""
    value = page.evaluate(HELD, f"live-{name}-{key}")
    value = 10**value if (name, key) in LOGARITHMIC else value
    return round(value) if name == "bridge" else value


def reset(page, name):
    page.evaluate(
        "(name) => [...document.querySelectorAll(`[data-figure=${name}] button`)]"
        ".find((button) => button.textContent === 'Reset').focus()",
        name,
    )
    page.keyboard.press("Enter")


def move_by_keys(page, name):
    """Move every control of a figure that is awake, and check all that it shows at each step."""
    check(page, name, STARTS[name])
    for key in STARTS[name]:
        kind = page.evaluate(
            "(id) => { const e = document.getElementById(id); e.focus(); return e.type; }",
            f"live-{name}-{key}",
        )
        keys = {"range": ("Home", "End", "PageDown", "ArrowLeft"), "select-one": ["ArrowDown"] * 4}
        for press in keys.get(kind, " "):
            page.keyboard.press(press)
            check(page, name, {**STARTS[name], key: held(page, name, key)})
        reset(page, name)
        check(page, name, STARTS[name])


def test_a_figure_is_as_it_was_drawn_until_it_is_touched(open_page):
    drawn = open_page(figures=(), java_script_enabled=False).evaluate(SNAPSHOT)
    awake = open_page().evaluate(SNAPSHOT)
    assert set(drawn) == set(awake) == set(stage.NAMES) == set(SHOWS)
    for name, parts in drawn.items():
        assert len(parts) == len(awake[name]), name
        for before, after in zip(parts, awake[name], strict=True):
            where = f"{name}: {before['part']}"
            assert before["part"] == after["part"], where
            assert before["rest"] == after["rest"], where
            assert before["numbers"] == pytest.approx(after["numbers"], abs=HUNDREDTH), where
            assert before["box"] == pytest.approx(after["box"], abs=HUNDREDTH + 1 / 64), where


@pytest.mark.parametrize("name", stage.NAMES)
def test_what_the_keyboard_moves_is_what_numpy_says(name, shared):
    wake(shared, name)
    move_by_keys(shared, name)


@pytest.mark.parametrize("name", stage.NAMES)
def test_what_the_pointer_moves_is_what_numpy_says(name, shared):
    figure = wake(shared, name)
    for slider in figure.locator("input[type=range]").all():
        key = slider.get_attribute("id").rpartition("-")[2]
        box = slider.bounding_box()
        for share in (0.9, 0.1):
            shared.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            check(shared, name, {**STARTS[name], key: held(shared, name, key)})
        reset(shared, name)
