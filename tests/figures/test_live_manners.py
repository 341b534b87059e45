"""The moving figures' manners: spoken, shared, calm on request, still without scripts."""

import json
import re

import pytest
import stage
from claims import Check, Slider
from explainer import project
from explainer.extensions.figures import control_rows
from explainer.faults import Fault
from figure import having, named, start
from moving import check, middle, reset, settled, touch, wake
from visits import ADOPT

HELD = next(name for name in having(Slider, dragged=True) if len(start(name)) == 1)
"""A figure with one slider, which can be dragged: any such will do."""
(KEY,) = start(HELD)
SHIFTS = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 300))"""

# What changes under the hand, and is no box that a browser lays out alone.
SHARED = """() => Array.from(
    document.querySelectorAll('.live :is(output, input[type=range], .live-note)'))
  .filter((e) => e.checkVisibility() && !(getComputedStyle(e).contain === 'size layout'
    && getComputedStyle(e.parentElement).display.endsWith('block')))
  .map((e) => e.htmlFor?.value || e.id || e.className)"""

HEARD = """(name) => Array.from(
    document.querySelectorAll(`[data-figure=${name}] .live :is(input, select)`),
    (e) => [e.ariaLabel ?? e.labels[0].textContent, e.labels[0].textContent])"""


def vague(heard):
    """Names, each with its label, that lack a word, the label, or a difference from another."""
    names = [name for name, _ in heard]
    return [
        name
        for name, label in heard
        if not re.search(r"\w{4}", name) or label not in name or names.count(name) > 1
    ]


def heights(page):
    return page.evaluate(
        "() => Array.from(document.querySelectorAll('figure'), (e) => e.clientHeight)"
    )


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_jumps_when_the_controls_arrive(width, open_page):
    page = open_page(figures=(), width=width)
    before = heights(page)
    for name in stage.NAMES:
        wake(page, name)
    assert heights(page) == pytest.approx(before, abs=0.5)
    assert page.evaluate(SHIFTS) == 0
    assert page.evaluate(SHARED) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_slider_that_the_page_is_laid_out_for_is_noticed(open_page):
    page = open_page(figures=[HELD])
    page.evaluate(ADOPT, ".live-slide { display: flex; }")
    assert page.evaluate(SHARED) == 2 * [f"live-{HELD}-{KEY}"]


def test_without_scripts_a_figure_is_whole_and_has_no_controls(open_page):
    page = open_page(figures=(), java_script_enabled=False)
    assert page.locator("figure svg").count() == len(stage.NAMES)
    assert page.locator("input, button, select, output").count() == 0
    assert {panel.is_visible() for panel in page.locator(".live").all()} == {False}


def test_a_reader_with_a_screen_reader_hears_names_and_values(open_page):
    page = open_page()
    for name in stage.NAMES:
        tree = page.locator(f"[data-figure={name}] .live").aria_snapshot()
        claim = page.locator(f"[data-figure={name}] figcaption strong")
        assert f'group "{claim.text_content() if claim.count() else name}"' in tree, tree
        spoken = [line for line in tree.splitlines() if "slider" in line]
        sliders = page.locator(f"[data-figure={name}] input[type=range]")
        assert len(spoken) == sliders.count(), tree
        assert all('slider "' in line and ": " in line for line in spoken), tree
        assert 'button "Reset"' in tree
        for slider in sliders.all():
            shown = slider.evaluate("(e) => document.querySelector(`output[for=${e.id}]`).value")
            assert slider.get_attribute("aria-valuetext") == shown
        heard = page.evaluate(HEARD, name)
        assert vague(heard) == []


def test_a_name_that_does_not_say_what_moves_is_noticed():
    right = [("z₀, logit of class 0", "z₀"), ("draws", "draws")]
    assert vague(right) == []
    wrong = [("z₁", "z₁"), ("temperature", "T"), ("weight", "weight"), ("weight", "weight")]
    assert vague(right + wrong) == ["z₁", "temperature", "weight", "weight"]


def test_the_address_holds_what_was_changed_and_nothing_else(open_page):
    name, *_ = having(Slider, Check)
    keys = {type(control): key for key, control in named(name).controls.items()}
    page = open_page("?q=1#figures", figures=[name])
    page.locator(f"#live-{name}-{keys[Slider]}").press("End")
    page.locator(f"#live-{name}-{keys[Check]}").press(" ")
    end = named(name).controls[keys[Slider]].high
    now = f"?q=1&{name}.{keys[Slider]}={end:g}&{name}.{keys[Check]}=true#figures"
    assert settled(page).url.endswith(now)
    again = open_page("?" + page.url.split("?")[1], figures=[name])
    check(again, name, {**start(name), keys[Slider]: end, keys[Check]: True})
    reset(again, name)
    assert settled(again).url.endswith(".html?q=1#figures")
    check(again, name, start(name))


@pytest.mark.parametrize("wrong", ["nan", "", "1e999", "<b>", "-99"])
def test_an_address_that_asks_for_nonsense_gets_what_can_be_shown(wrong, open_page):
    page = open_page(f"?{HELD}.{KEY}={wrong}", figures=[HELD])
    low = named(HELD).controls[KEY].low
    check(page, HELD, {KEY: low} if wrong == "-99" else start(HELD))


def test_a_finger_that_scrolls_the_page_leaves_the_slider_it_began_on(open_page):
    page = open_page(width=360, has_touch=True)
    slider = page.locator(f"#live-{HELD}-{KEY}")
    slider.scroll_into_view_if_needed()
    box, before = slider.bounding_box(), page.evaluate("scrollY")
    x, y = box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2
    touch(page, [(x, y - 10 * n) for n in range(16)])
    check(settled(page), HELD, start(HELD))
    assert page.evaluate("scrollY") > before + 50


def test_only_the_first_button_and_the_first_finger_drag(open_page):
    page = open_page(figures=[HELD])
    x, y = middle(page.locator(f"[data-figure={HELD}] .live-grip").first.bounding_box())
    page.mouse.move(x, y)
    page.mouse.down(button="right")
    page.mouse.move(x - 60, y - 60)
    page.mouse.up(button="right")
    check(settled(page), HELD, start(HELD))


@pytest.mark.parametrize("name", ["three_rows", "three_scales"])
def test_paper_shows_no_controls_and_says_what_was_moved(name, open_page):
    page = open_page(figures=[name])
    page.emulate_media(media="print")
    assert not page.locator(".live").is_visible()
    page.emulate_media(media="screen")
    page.locator("input[type=range]").first.press("End")
    settled(page).emulate_media(media="print")
    assert not any(row.is_visible() for row in page.locator(".live-row").all())
    said = page.locator(".live-status")
    assert said.bounding_box()["width"] > 100 and said.text_content()
    assert said.evaluate("e => getComputedStyle(e, '::before').content") == '"Moved: "'


def test_going_back_takes_the_figures_along(open_page):
    page = open_page(figures=[HELD])
    slider = page.locator(f"#live-{HELD}-{KEY}")
    slider.press("Home")
    settled(page).evaluate("location.hash = 'elsewhere'")
    slider.press("End")
    settled(page).go_back()
    check(settled(page), HELD, {KEY: float(slider.get_attribute("min"))})


def test_what_a_figure_is_said_to_show_is_what_it_shows(open_page):
    page = open_page(figures=[HELD])
    drawing = page.locator(f"[data-figure={HELD}] svg")
    said = page.locator(f"[data-figure={HELD}] .live-status")
    # At rest it has its result too, though nothing is said.
    drawn, _, result = drawing.get_attribute("aria-label").partition(" Now: ")
    assert drawn.endswith(".") and result and said.text_content() == ""
    page.locator(f"#live-{HELD}-{KEY}").press("Home")
    settled(page)
    assert drawing.get_attribute("aria-label") == f"{drawn} Now: {said.text_content()}."
    reset(page, HELD)
    settled(page)
    assert drawing.get_attribute("aria-label") == f"{drawn} Now: {result}"


def test_a_module_that_fails_leaves_its_figure_as_drawn(browser, tmp_path, serve_folder):
    stage.build(tmp_path)
    module = tmp_path / "live" / f"{HELD}.js"
    module.write_text("export default (figure) => figure.part('lost');", "utf-8")
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(serve_folder(tmp_path))
    wake(page, next(name for name in stage.NAMES if name != HELD))
    page.locator(f"[data-figure={HELD}]").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert page.locator(f"[data-figure={HELD}] input").count() == 0
    assert len(said) == 1 and f"{HELD} has no part lost" in said[0]
    page.close()


def test_all_scripts_of_ours_are_small_as_published(site):
    sizes = {path.name: path.stat().st_size for path in site.glob("live.*/*.js")}
    assert set(sizes) == {path.name for path in stage.LIVE.glob("*.js")}
    for name in stage.NAMES:
        asked = named(name).asked
        scripts = [f"{one}.js" for one in (name, *getattr(asked, "alone", ()))]
        found = {script: sizes.pop(script) for script in scripts}
        assert sum(found.values()) <= getattr(asked, "heaviest", 2.5 * 1024), json.dumps(found)
    # It comes only when somebody searches.
    assert sizes.pop("finder.js") <= 5.25 * 1024
    # What several figures share, and what pages without figures use.
    assert sum(sizes.values()) <= 18.75 * 1024, json.dumps(sizes, indent=1)


NO_ROWS = "it has no number of rows; say `export const rows = 1;`, or how many it has"
SAYING = {
    "export default function () {}": (1, NO_ROWS),
    "// export const rows = 2;": (1, NO_ROWS),
    "\nexport const rows = 'six';": (2, NO_ROWS),
    "\nexport const rows = true;": (2, NO_ROWS),
    "\nexport let rows;": (2, NO_ROWS),
    "\n\nexport const one = 1, rows = one;": (3, NO_ROWS),
    "\nexport const rows = (;": (2, "this is no JavaScript"),
}


@pytest.mark.parametrize("text", SAYING)
def test_a_module_that_does_not_say_how_many_rows_it_has_is_named(text, tmp_path, monkeypatch):
    module = tmp_path / "live" / "falling.js"
    module.parent.mkdir()
    module.write_text(f"{text}\n", "utf-8")
    monkeypatch.setattr(project, "DOCS", tmp_path)
    with pytest.raises(Fault) as fault:
        control_rows("falling")
    line, said = SAYING[text]
    assert str(fault.value).startswith(f"{project.relative(module)}:{line}: {said}")
    assert control_rows("rising") is None


@pytest.mark.parametrize("text", ["const rows = 3", "  const one = 1, rows = /* of two */ 3"])
def test_however_it_says_how_many_rows_it_has_that_is_read(text, tmp_path, monkeypatch):
    module = tmp_path / "live" / "falling.js"
    module.parent.mkdir()
    module.write_text(f"export {text}\n", "utf-8")
    monkeypatch.setattr(project, "DOCS", tmp_path)
    assert control_rows("falling") == "3"
