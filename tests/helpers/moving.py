"""A moving figure under a hand: woken, moved, and compared with what NumPy makes of it."""

import json
import math
import re
from decimal import Decimal

import numpy as np
import pytest
from figure import named

SNAPSHOT = """() => Object.fromEntries(
  Array.from(document.querySelectorAll('[data-live]'), (figure) => {
  const svg = figure.querySelector('svg');
  const home = svg.getBoundingClientRect();
  const parts = svg.querySelectorAll('*:not(.live-grip, .live-knob, .live-words, defs, defs *)');
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

SEEN = """(name) => Array.from(
  document.querySelectorAll(`[data-figure=${name}] .live :is(input, select)`),
  (e) => [e.id.split('-').at(-1), [e.type, e.labels[0].textContent, ...{
    range: [+e.min, +e.max, +e.step, e.ariaValueText, e.className.replace('live-', ''),
      e.valueAsNumber],
    checkbox: [e.checked],
    'select-one': [Array.from(e.options ?? [], (option) => option.value), e.value],
  }[e.type]]])"""
"""Every control of a figure: its key, its kind, its label, and what it can hold and holds."""

READ = """([name, parts]) => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
  const figure = document.querySelector(`[data-figure=${name}]`);
  const axes = figure.querySelectorAll('[data-x0]');
  done(parts.map((part) => {
    const [kind, n, m] = part.split(' ');
    const e = kind === 'grip' ? figure.querySelectorAll('.live-grip')[n]
      : figure.querySelector(part.startsWith('.') ? part : `[data-part="${part}"]`);
    if (!e) return {};
    const { opacity, visibility } = getComputedStyle(e);
    return { ...Object.fromEntries([...e.attributes].map(({ name, value }) => [name, value])),
      text: e.textContent, opacity: +opacity, hidden: visibility === 'hidden',
      axes: { ...(m ? axes[m] : e.closest('[data-x0]'))?.dataset } };
  }));
})))"""

WATCH = """(name) => {
  window.touched = new Set();
  window.watching?.disconnect();
  window.watching = new MutationObserver((records) => {
    for (const { target, attributeName } of records) {
      const part = target.closest?.('[data-part]')?.dataset.part;
      if (part) touched.add(`${part} ${attributeName ?? 'text'}`);
    }
  });
  const svg = document.querySelector(`[data-figure=${name}] svg`);
  watching.observe(svg, { subtree: true, childList: true, attributes: true });
}"""

SAID = """(name) => new Promise((done) => setTimeout(() => done(
  document.querySelector(`[data-figure=${name}] [role=status]`).textContent), 450))"""

HELD = """(id) => {
  const e = document.getElementById(id);
  return { range: e.valueAsNumber, checkbox: e.checked }[e.type] ?? e.value;
}"""

UNIT = 0.02
PLACES = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height")
POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def evaluated(page, script, given=None):
    """What a function of JavaScript finds on a page.

    It comes as text: of a value that nests, Playwright asks about every part.
    """
    return json.loads(
        page.evaluate(f"async (given) => JSON.stringify(await ({script})(given))", given)
    )


def wake(page, name):
    figure = page.locator(f"[data-figure={name}]")
    figure.scroll_into_view_if_needed()
    figure.locator(".live-row").first.wait_for()
    return figure


def numbers(text):
    """The numbers that a reader sees in some words, each with its last digit's worth."""
    text = re.sub(r" × 10([⁻⁰-⁹²³¹]+)", lambda m: "e" + m[1].translate(POWERS), text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.replace("−", "-"))
    found = re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text)
    return [(float(n), 10.0 ** Decimal(n).as_tuple().exponent) for n in found]


EDGES = {
    **dict.fromkeys(("x", "cx", "x1", "x2", "left", "right"), "x"),
    **dict.fromkeys(("y", "cy", "y1", "y2", "top", "bottom"), "y"),
}
CLAIMED = {
    **{claim: {claim} for claim in ("x1", "x2", "y1", "y2", "text", "opacity", "fill")},
    **{"x": {"x", "cx", "x1", "x2"}, "y": {"y", "cy", "y1", "y2"}, "off": {"y"}},
    **{"left": {"x"}, "right": {"width"}, "top": {"y"}, "bottom": {"height"}},
    **{"numbers": {"text"}, "moved": {"transform"}, "anchor": {"text-anchor"}, "curve": {"d"}},
    **{"hidden": {"class"}, "opacity": {"opacity", "class"}, "through": {"d"}},
}
"""By claim, the attributes of a part that it speaks of."""


def units(axes, value, direction):
    """Where a number stands along the drawing's axes, in the drawing's units."""
    start, end = ("left", "right") if direction == "x" else ("bottom", "top")
    low, high = float(axes[f"{direction}0"]), float(axes[f"{direction}1"])
    if axes.get(f"{direction}scale") == "log":
        low, high, value = (math.log10(number) for number in (low, high, value))
    start, end = float(axes[start]), float(axes[end])
    return start + (value - low) / (high - low) * (end - start)


def places(part, what):
    """Where a part stands, in the drawing's units, by each attribute that a claim is about."""
    at = {k: float(v) for k, v in part.items() if k in PLACES}
    if what in ("top", "left"):
        return [at[EDGES[what]]]
    if what in ("bottom", "right"):
        return [at[EDGES[what]] + at["height" if what == "bottom" else "width"]]
    return [at[key] for key in at if key == what or (len(what) == 1 and EDGES.get(key) == what)]


def shown(text, wanted, where):
    """Words hold these numbers, to the digit: pairs of a number and how far it may be off."""
    found = numbers(text)
    assert len(found) == len(wanted), where
    for (number, digit), (value, off) in zip(found, wanted, strict=True):
        assert abs(number - value) <= off * (1 + 1e-6), where
        assert digit >= 2 * off * (1 - 1e-6), f"{where}: more digits than are meant"
        assert number or math.copysign(1, number) > 0, f"{where}: a minus before zero"


def span(axes, by, way):
    """How far apart, in the drawing's units, what is apart by so much (in decades if log.) is."""
    low = float(axes[f"{way}0"])
    high = low * 10**by if axes.get(f"{way}scale") == "log" else low + by
    return units(axes, high, way) - units(axes, low, way)


def moved(part, by):
    """Whether a part has been moved by so much, in data, from where it is drawn."""
    wanted = [span(part["axes"], d, way) for d, way in zip(by, "xy", strict=True)]
    found = [float(n) for n in re.findall(r"-?[\d.]+(?:e-\d+)?", part.get("transform", "0 0"))]
    return found == pytest.approx(wanted, abs=UNIT)


def path(part):
    """The points that a path goes through, in the drawing's units."""
    return np.reshape(re.findall(r"-?[\d.]+", part["d"]), (-1, 2)).astype(float).T


def curved(part, function, start, end):
    """Whether a path follows the function from start to end."""
    x, y = path(part)
    axes = part["axes"]
    grid = np.linspace(start, end, 500)
    across = [units(axes, value, "x") for value in grid]
    heights = [units(axes, value, "y") for value in function(grid)]
    share = (across[-1] - across[0]) / (float(axes["right"]) - float(axes["left"]))
    # As drawn, it leaves out points where it is nearly straight.
    off = 2.5 * UNIT if len(x) > 200 * share else 7.5 * UNIT
    return (
        (x[0], x[-1]) == pytest.approx((across[0], across[-1]), abs=UNIT)
        and (np.diff(x) >= 0).all()
        and np.interp(across, x, y) == pytest.approx(heights, abs=off)
    )


def through(part, xs, ys):
    """Whether a path goes from point to point."""
    found = path(part).T
    wanted = [
        [units(part["axes"], value, way) for value, way in zip(point, "xy", strict=True)]
        for point in zip(xs, ys, strict=True)
    ]
    return np.shape(wanted) == found.shape and np.allclose(found, wanted, rtol=0, atol=UNIT)


def holds(part, what, claim, where):
    """Check one claim about one part."""
    if what == "numbers":
        shown(part["text"], claim, f"{where}: {part['text']}")
    elif what == "opacity":
        assert part[what] == pytest.approx(claim, abs=0.0051), where
    elif what in ("hidden", "text", "fill"):
        assert part[what] == claim, where
    elif what == "anchor":
        assert part.get("text-anchor", "start") == claim, where
    elif what == "moved":
        assert moved(part, claim), f"{where}: {part.get('transform')}"
    elif what == "curve":
        assert curved(part, *claim), where
    elif what == "through":
        assert through(part, *claim), where
    else:
        wanted = units(part["axes"], claim, EDGES[what])
        found = places(part, what)
        assert found and found == pytest.approx([wanted] * len(found), abs=UNIT), where


def check(page, name, values):
    """Every part of the figure shows what NumPy makes of what the controls hold."""
    wanted = [(part, claims) for part, claims in named(name).moved(values) if part != "said"]
    seen = evaluated(page, READ, [name, [part for part, _ in wanted]])
    parts = {part: there for (part, _), there in zip(wanted, seen, strict=True)}
    for part, claims in wanted:
        assert parts[part], f"{name} has no part {part}"
        if "data-part" in parts[part]:
            finest = [value for key, value in parts[part].items() if key in PLACES]
            assert all(re.fullmatch(r"-?\d+(\.\d\d?)?", value) for value in finest), finest
        for what, claim in claims.items():
            where = f"{name} at {values}: {what} of {part}"
            if what == "off":
                other, off = claim
                apart = float(parts[part]["y"]) - float(parts[other]["cy"])
                assert apart == pytest.approx(off, abs=UNIT), where
            else:
                holds(parts[part], what, claim, where)


def said(page, name, values):
    """What is said once the figure rests is what NumPy says."""
    (claims,) = (claims for part, claims in named(name).moved(values) if part == "said")
    ((what, claim),) = claims.items()
    text = page.evaluate(SAID, name)
    holds({"text": text}, what, claim, f"{name} at {values} says")


def held(page, name, key):
    """What a control means: a number, a word, or whether it is ticked."""
    return named(name).controls[key].means(page.evaluate(HELD, f"live-{name}-{key}"))


def reset(page, name):
    page.evaluate(
        "(name) => [...document.querySelectorAll(`[data-figure=${name}] button`)]"
        ".find((button) => button.textContent === 'Reset').focus()",
        name,
    )
    page.keyboard.press("Enter")


def put(control, value):
    """Move a slider's thumb to a value of its own scale."""
    control.evaluate(
        "(e, value) => { e.value = value; e.dispatchEvent(new Event('input')); }", value
    )


KEYS = {"range": ("Home", "End", "PageDown", "ArrowLeft"), "select-one": ["ArrowDown"] * 4}
FEW = {"range": ("End", "PageDown"), "select-one": ["ArrowDown"]}
"""By kind of control, what is pressed on it; few for an engine that is not the first one asked."""


def move_by_keys(page, name, keys=KEYS):
    """Move every control of a figure that is awake, and check all that it shows at each step.

    Returns what of it the checks were about, each as `part attribute`.
    """
    start, claimed = named(name).start, set()
    check(page, name, start)
    for key in start:
        first = held(page, name, key)
        kind = page.evaluate(
            "(id) => { const e = document.getElementById(id); e.focus(); return e.type; }",
            f"live-{name}-{key}",
        )
        for press in keys.get(kind, " "):
            page.keyboard.press(press)
            now = {**start, key: held(page, name, key)}
            check(page, name, now)
            claimed |= {
                f"{part} {attribute}"
                for part, claims in named(name).moved(now)
                for what in claims
                for attribute in CLAIMED[what]
            }
        if key == list(start)[-1]:
            said(page, name, now)
        reset(page, name)
        check(page, name, start)
        assert held(page, name, key) == first
    return claimed


def as_seen(page):
    """What is seen of the parts of the page's one figure."""
    ((_, parts),) = evaluated(page, SNAPSHOT).items()
    return parts


def settled(page):
    """The page once it has told and kept what was last moved."""
    page.wait_for_timeout(600)
    return page


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def touch(page, path):
    """A finger along a path of points, as the browser's own input."""
    session = page.context.new_cdp_session(page)
    points = [{"x": x, "y": y} for x, y in path]
    for kind, at in (("Start", points[:1]), *(("Move", [p]) for p in points[1:]), ("End", [])):
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": at})
