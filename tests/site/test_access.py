"""Every page serves everybody: names, zoom, spacing, schemes, stillness, without scripts too."""

import json
import re
from itertools import pairwise

import pytest
from explainer.palette import COLOUR, DARK
from visits import ADOPT, SPACING

TITLE = re.compile(r"<title>(.*?)</title>", re.S)


def test_each_page_has_a_title_of_its_own_that_says_nothing_twice(site):
    titles = [TITLE.search(path.read_text("utf-8"))[1] for path in site.rglob("*.html")]
    assert len(titles) > 4 and len(set(titles)) == len(titles)
    for title in titles:
        first, _, rest = title.partition(" \N{EN DASH} ")
        assert first and first != rest


def test_each_page_has_a_description_of_its_own(site):
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    found = [re.search(r'<meta name="description" content="([^"]+)"', page)[1] for page in pages]
    assert len(found) > 4 and len(set(found)) == len(found)


def test_no_page_scrolls_sideways_at_four_hundred_percent(opened, address, pages):
    for name in pages:
        with opened(address + name, width=320) as page:
            for style in ("", SPACING):
                page.evaluate(ADOPT, style)
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, (name, style)


def test_the_contents_mark_the_section_that_was_jumped_to(opened, address):
    with opened(address) as page:
        entry = page.locator(".contents ul a").nth(6)
        entry.click()
        page.locator(".contents .md-nav__link--active").wait_for()
        page.wait_for_timeout(300)
        active = page.locator(".contents .md-nav__link--active").last
        assert active.get_attribute("href") == entry.get_attribute("href")


def test_what_the_search_finds_and_what_was_copied_is_told_to_a_screen_reader(opened, address):
    with opened(address) as page:
        for told in (".md-search-result__meta", ".md-dialog__inner"):
            assert page.locator(told).get_attribute("role") == "status"


def rgb(colour):
    return f"rgb({', '.join(str(int(colour[k : k + 2], 16)) for k in (1, 3, 5))})"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize(("scheme", "palette"), [("light", COLOUR), ("dark", DARK)])
def test_the_readers_scheme_is_taken(opened, address, scheme, palette, scripts):
    with opened(address, color_scheme=scheme, java_script_enabled=scripts) as page:
        computed = "selector => getComputedStyle(document.querySelector(selector))"
        assert page.evaluate(f"({computed})('body').backgroundColor") == rgb(palette["paper"])
        assert page.evaluate(f"({computed})('article p').color") == rgb(palette["ink"])
        assert page.evaluate(f"({computed})('math .logit').color") == rgb(palette["logit"])


PAPERS = """() => [
    getComputedStyle(document.body).backgroundColor,
    ...[...document.querySelectorAll('meta[name=theme-color]')].map(({ content }) => content),
    document.querySelector('meta[name=color-scheme]').content,
]"""


def test_a_reader_may_take_the_other_scheme_by_hand_or_key_and_keeps_it(opened, address):
    light, dark = (
        [rgb(paper), paper, paper, scheme]
        for paper, scheme in ((COLOUR["paper"], "light"), (DARK["paper"], "dark"))
    )
    # The theme's own script may be late, or never come.
    with opened(address, color_scheme="dark", blocked=["**/bundle.*.js"]) as page:
        assert page.evaluate(PAPERS) == dark
        page.locator("label[for^=__palette]:visible").click()
        assert page.evaluate(PAPERS) == light
        page.reload()
        assert page.evaluate(PAPERS) == light
        page.locator("[name=__palette]:checked").press("Enter")
        assert page.evaluate(PAPERS) == dark
        assert page.evaluate("document.activeElement.checked")
        page.emulate_media(color_scheme="light")
        assert page.evaluate(PAPERS) == dark
        page.keyboard.press("Enter")
        assert page.evaluate(PAPERS) == light
        assert page.locator("label[for^=__palette]:visible").count() == 1
        page.emulate_media(color_scheme="dark")
        page.locator("body[data-md-color-scheme=slate]").wait_for()
        assert page.evaluate(PAPERS) == dark


DARKER = "document.body.setAttribute('data-md-color-scheme', 'slate')"


def restyled(browser, page, act):
    """For how many elements the browser found the style while a page did something."""
    browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline"])
    act()
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 500)))")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    return sum(e["args"].get("elementCount", 0) for e in events if e["name"] == "UpdateLayoutTree")


def test_opening_a_page_finds_the_style_of_everything_once(browser, opened, address):
    """The theme found it five times anew, for which a phone answers nobody."""
    with opened("about:blank", reduced_motion="reduce") as page:
        while_opened = restyled(browser, page, lambda: page.goto(address))
        everything = restyled(browser, page, lambda: page.evaluate(DARKER))
        assert everything > 300
        assert while_opened < 2.5 * everything


def test_nothing_moves_for_a_reader_who_wants_no_motion(opened, address):
    with opened(address, reduced_motion="reduce") as page:
        moving = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(e => {
                const s = getComputedStyle(e);
                const times = s.transitionDuration.split(',').map(parseFloat);
                return s.animationName !== 'none'
                    || s.transitionProperty !== 'none' && times.some(t => t > 0);
            }).map(e => e.className)"""
        )
        assert moving == []


def test_the_first_screen_shows_the_journey_with_what_moves_it(opened, address):
    with opened(address) as page:
        sliders = page.locator("[data-live] .live-row").first
        sliders.wait_for()
        for width, height in ((360, 740), (1440, 900), (1366, 768)):
            page.set_viewport_size({"width": width, "height": height})
            box = sliders.bounding_box()
            assert box["y"] + box["height"] <= height, (width, height)
        assert page.locator(".lede").bounding_box()["height"] < 70, "more than two lines"


def test_the_header_tells_the_title_once_the_heading_has_left(opened, address):
    with opened(address) as page:
        titles = page.locator(".md-header__topic")
        shown = "all => all.filter(e => getComputedStyle(e).visibility === 'visible').length"
        assert titles.evaluate_all(shown) == 0
        page.evaluate("scrollTo(0, 600)")
        page.locator(".md-header__title--active").wait_for()
        assert titles.evaluate_all(shown) == 1


def test_notes_and_captions_in_the_gutter_never_overlap(opened, address, pages):
    for name in pages:
        with opened(address + name) as page:
            boxes = page.evaluate(
                """() => [...document.querySelectorAll('article > .margin, figcaption')].map(e => {
                    const b = e.getBoundingClientRect();
                    return [b.top, b.bottom, b.left, e.textContent.trim().slice(0, 40)];
                }).filter(b => b[2] > 900).sort((a, b) => a[0] - b[0])"""
            )
            for above, below in pairwise(boxes):
                assert above[1] <= below[0], f"{name}: {above[3]!r} runs into {below[3]!r}"
