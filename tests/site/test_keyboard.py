"""Who has only a keyboard reaches everything, always sees where, and meets no surprise."""

from contextlib import ExitStack
from itertools import pairwise

import pytest
from visits import ADOPT

WIDTHS = (1280, 320)
# What a person who tabs through the page sees of the element that has the focus.
FOCUSED = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const shown = element.matches('input[type=radio], input[type=checkbox]')
        && element.labels.length && element.getBoundingClientRect().width < 2
        ? [...element.labels].find(label => label.getClientRects().length) ?? element : element;
    const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
    const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.y + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return {
        name: element.outerHTML.slice(0, 100),
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inside: box.right > 0 && box.x < innerWidth && box.bottom > 0 && box.y < innerHeight,
        covered: !!top && !shown.contains(top) && !top.contains(shown),
        y: box.y + scrollY,
    };
}"""
# The same a little later, after what the theme does to a block that is seen for the first time.
RESTED = f"""() => new Promise(done => setTimeout(() => done(({FOCUSED})()), 10))"""


@pytest.mark.parametrize("width", [320, 360, 412])
def test_the_keyboard_reaches_code_that_scrolls_before_it_is_seen(opened, address, width):
    with opened(address, width) as page:
        page.wait_for_load_state("networkidle")
        reached = page.evaluate(
            "[...document.querySelectorAll('pre > code')].map(code => code.tabIndex === 0)"
        )
        page.evaluate(ADOPT, ".section { content-visibility: visible !important }")
        wide = page.locator("pre > code").evaluate_all(
            "all => all.map(code => code.scrollWidth > code.clientWidth)"
        )
    assert sum(wide) > 10
    assert [
        n
        for n, (goes, scrolls) in enumerate(zip(reached, wide, strict=True))
        if scrolls and not goes
    ] == []


@pytest.fixture(scope="module")
def walks(opened, address):
    """By width, what a person who tabs through the article meets, window beside window."""
    met = {width: [] for width in WIDTHS}
    with ExitStack() as windows:
        pages = {
            width: windows.enter_context(opened(address, width, reduced_motion="reduce"))
            for width in WIDTHS
        }
        for _ in range(600):
            for page in pages.values():
                page.keyboard.press("Tab")
            for width, page in list(pages.items()):
                stop = page.evaluate(RESTED)
                if stop and stop["covered"]:  # perhaps by the last link's definition, as it leaves
                    page.wait_for_timeout(500)
                    stop = page.evaluate(FOCUSED)
                met[width].append(stop)
                if not stop and any(one and "md-footer" in one["name"] for one in met[width]):
                    del pages[width]
    return met


@pytest.mark.parametrize("width", WIDTHS)
def test_the_focus_is_always_seen(walks, width):
    stops = [stop for stop in walks[width] if stop]
    assert len(stops) > 150
    unseen = [
        stop for stop in stops if stop["covered"] or not (stop["outlined"] and stop["inside"])
    ]
    assert unseen == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_never_loses_its_place(walks, width):
    *stops, end = walks[width]
    lost = [f"after {one['name']}" for one, other in pairwise(stops) if one and not other]
    assert lost == [] and end is None


def test_going_back_with_the_keyboard_the_header_covers_nothing(opened, address):
    with opened(address, reduced_motion="reduce") as page:
        page.locator("article a").last.focus()
        for _ in range(40):
            page.keyboard.press("Shift+Tab")
            stop = page.evaluate(FOCUSED)
            assert not stop["covered"], stop["name"]


def test_the_skip_link_leads_past_the_contents(opened, address):
    with opened(address) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className").startswith("md-skip")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('article')")


KEYS = "fs/np.,"


def nothing_done(page, address):
    for key in KEYS:
        page.keyboard.press(key)
        assert page.url == address, key
        assert not page.locator("#__search").is_checked(), key


def test_a_single_key_does_nothing(opened, address):
    with opened(address) as page:
        nothing_done(page, address)


def test_a_single_key_does_nothing_on_a_control_either(opened, address):
    with opened(address) as page:
        page.locator(".quiz").scroll_into_view_if_needed()
        option = page.locator(".question input").first
        option.wait_for()
        option.focus()
        nothing_done(page, address)


def test_the_same_keys_are_typed_into_the_search(opened, address):
    with opened(address) as page:
        page.locator(".md-search__input").fill("")
        page.locator(".md-search__input").press_sequentially(KEYS)
        assert page.locator(".md-search__input").input_value() == KEYS


def test_escape_leaves_the_search(opened, address):
    with opened(address) as page:
        page.locator(".md-search__input").click()
        page.locator("#__search:checked").wait_for(state="attached")
        page.keyboard.press("Escape")
        page.locator("#__search:not(:checked)").wait_for(state="attached")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_keyboard_opens_the_drawer_of_contents(opened, address, scripts):
    settings = {"java_script_enabled": scripts, "reduced_motion": "reduce"}
    with opened(address, width=320, **settings) as page:
        drawer = page.locator(".md-sidebar--primary")
        assert drawer.bounding_box()["x"] < 0
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.locator(".contents a:focus").count():
                break
        assert drawer.bounding_box()["x"] == 0
        page.locator("article a").first.focus()
        assert drawer.bounding_box()["x"] < 0


def test_a_definition_shows_on_focus_and_goes_with_escape(opened, address):
    with opened(address) as page:
        term = page.locator('article a[href*="glossary/#"]').first
        term.focus()
        tip = page.locator(".md-tooltip2--active[role=tooltip]")
        tip.wait_for()
        assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
        assert len(tip.inner_text()) > 20
        page.keyboard.press("Escape")
        tip.wait_for(state="detached")
