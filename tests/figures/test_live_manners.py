"""The moving figures' manners: spoken, shared, calm on request, still without scripts."""

import json

import pytest
import stage
from explainer import project
from explainer.extensions.figures import control_rows
from explainer.faults import Fault
from figure import named, start
from moving import check, middle, reset, settled, touch, wake

SHIFTS = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 300))"""


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
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


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


def test_the_address_holds_what_was_changed_and_nothing_else(open_page):
    page = open_page("?q=1#figures", figures=["vanishing"])
    page.locator("#live-vanishing-weight").press("End")
    page.locator("#live-vanishing-centred").press(" ")
    assert settled(page).url.endswith("?q=1&vanishing.weight=4.5&vanishing.centred=true#figures")
    again = open_page("?" + page.url.split("?")[1], figures=["vanishing"])
    check(again, "vanishing", {"depth": 10, "weight": 4.5, "centred": True})
    reset(again, "vanishing")
    assert settled(again).url.endswith(".html?q=1#figures")
    check(again, "vanishing", start("vanishing"))


@pytest.mark.parametrize("wrong", ["nan", "", "1e999", "<b>", "-99"])
def test_an_address_that_asks_for_nonsense_gets_what_can_be_shown(wrong, open_page):
    page = open_page(f"?sigmoid_mirror.z={wrong}", figures=["sigmoid_mirror"])
    check(page, "sigmoid_mirror", {"z": -6} if wrong == "-99" else start("sigmoid_mirror"))


def test_a_finger_that_scrolls_the_page_leaves_the_slider_it_began_on(open_page):
    page = open_page(figures=["three_scales", "simulation"], width=360, has_touch=True)
    slider = page.locator("#live-three_scales-z")
    slider.scroll_into_view_if_needed()
    box, before = slider.bounding_box(), page.evaluate("scrollY")
    x, y = box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2
    touch(page, [(x, y - 10 * n) for n in range(16)])
    check(settled(page), "three_scales", start("three_scales"))
    assert page.evaluate("scrollY") > before + 50


def test_only_the_first_button_and_the_first_finger_drag(open_page):
    page = open_page(figures=["three_scales"])
    grip = page.locator("[data-figure=three_scales] .live-grip").first
    x, y = middle(grip.bounding_box())
    page.mouse.move(x, y)
    page.mouse.down(button="right")
    page.mouse.move(x - 60, y)
    page.mouse.up(button="right")
    check(settled(page), "three_scales", start("three_scales"))


@pytest.mark.parametrize(("asked", "K"), [("2.5", 3), ("7.4", 7), ("%20", 5)])
def test_an_address_that_asks_for_part_of_a_class_gets_whole_ones(asked, K, open_page):
    page = open_page(f"?simulation.K={asked}", figures=["simulation"])
    check(page, "simulation", {**start("simulation"), "K": K})


def test_where_a_point_meets_its_mirror_image_their_labels_stand_apart(open_page):
    page = open_page("?sigmoid_mirror.z=0", figures=["sigmoid_mirror"])
    left, right = (
        page.locator(f"[data-part={name}-value]").bounding_box() for name in ("mirror", "point")
    )
    assert left["x"] + left["width"] < right["x"]
    check(page, "sigmoid_mirror", {"z": 0})


def test_an_arrow_says_that_a_logit_goes_beyond_its_panel(open_page):
    there = {"layer": 5, "K": 10, "seed": 0}
    query = "&".join(f"simulation.{key}={value}" for key, value in there.items())
    page = open_page(f"?{query}", figures=["simulation"])
    arrows = [page.locator(f"[data-part=logit-value-{k}]").text_content()[0] for k in (1, 3)]
    assert arrows == ["→", "←"]
    check(page, "simulation", {**start("simulation"), **there})


def test_going_back_takes_the_figures_along(open_page):
    page = open_page(figures=["three_scales"])
    slider = page.locator("#live-three_scales-z")
    slider.press("Home")
    settled(page).evaluate("location.hash = 'elsewhere'")
    slider.press("End")
    settled(page).go_back()
    check(settled(page), "three_scales", {"z": float(slider.get_attribute("min"))})


def test_a_link_within_the_page_leaves_what_plays_alone(open_page):
    page = open_page(figures=["simulation"])
    layer = page.locator("#live-simulation-layer")
    page.locator("[data-figure=simulation]").get_by_role("button", name="Play").press("Enter")
    page.wait_for_function("() => document.getElementById('live-simulation-layer').value > 2")
    page.evaluate("location.hash = 'elsewhere'")
    page.wait_for_timeout(100)
    assert float(layer.input_value()) > 2


def test_what_a_figure_is_said_to_show_is_what_it_shows(open_page):
    page = open_page(figures=["three_scales"])
    drawing = page.locator("[data-figure=three_scales] svg")
    drawn = drawing.get_attribute("aria-label")
    page.locator("#live-three_scales-z").press("Home")
    said = page.locator("[data-figure=three_scales] .live-status")
    settled(page)
    assert drawing.get_attribute("aria-label") == f"{drawn} Now: {said.text_content()}."
    reset(page, "three_scales")
    settled(page)
    assert drawing.get_attribute("aria-label") == drawn


@pytest.mark.parametrize("name", ["simulation", "bridge"])
def test_reset_ends_what_plays(name, open_page):
    page = open_page(figures=[name])
    figure = page.locator(f"[data-figure={name}]")
    figure.get_by_role("button", name="Play").press("Enter")
    page.wait_for_timeout(300)
    figure.get_by_role("button", name="Reset").press("Enter")
    page.wait_for_timeout(300)
    assert figure.get_by_role("button", name="Play").is_visible()
    check(settled(page), name, start(name))


def test_play_goes_on_until_pause_and_step_goes_one_further(open_page):
    page = open_page(figures=["simulation"])
    figure = page.locator("[data-figure=simulation]")
    layer = page.locator("#live-simulation-layer")
    figure.get_by_role("button", name="Play").press("Enter")
    page.wait_for_function("() => document.getElementById('live-simulation-layer').value > 2")
    figure.get_by_role("button", name="Pause").press("Enter")
    page.wait_for_timeout(100)
    rest = float(layer.input_value())
    assert rest == round(rest)
    check(page, "simulation", {**start("simulation"), "layer": rest})
    figure.get_by_role("button", name="Step").press("Enter")
    check(page, "simulation", {**start("simulation"), "layer": rest + 1})


def test_a_module_that_fails_leaves_its_figure_as_drawn(browser, tmp_path, serve_folder):
    stage.build(tmp_path)
    module = tmp_path / "live" / "three_scales.js"
    module.write_text(module.read_text("utf-8").replace("'link'", "'lost'"), "utf-8")
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(serve_folder(tmp_path))
    wake(page, "sigmoid_mirror")
    page.locator("[data-figure=three_scales]").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert page.locator("[data-figure=three_scales] input").count() == 0
    assert len(said) == 1 and "three_scales has no part lost" in said[0]
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
    assert sizes.pop("finder.js") <= 5 * 1024
    # What several figures share, and what pages without figures use.
    assert sum(sizes.values()) <= 19 * 1024, json.dumps(sizes, indent=1)


def test_a_module_that_does_not_say_how_many_rows_it_has_is_named(tmp_path, monkeypatch):
    module = tmp_path / "live" / "falling.js"
    module.parent.mkdir()
    module.write_text("export default function () {}\n", "utf-8")
    monkeypatch.setattr(project, "DOCS", tmp_path)
    with pytest.raises(Fault) as fault:
        control_rows("falling")
    assert str(fault.value) == (
        f"{project.relative(module)}:1: it has no number of rows; "
        "say `export const rows = 1;`, or how many it has, or 'five' for a row of five sliders"
    )
    assert control_rows("rising") is None
