"""Sections far from the screen wait, and no place on a page moves for it."""

import re
from contextlib import ExitStack

import pytest
from markdown import Markdown
from visits import TOP

PHONE, WIDE = ({"width": width, "height": 800} for width in (360, 1280))
SHIFT = """window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""
WAITING = """() => [...document.querySelectorAll('.section')].map(
  (section) => getComputedStyle(section).contentVisibility === 'auto')"""
HEIGHTS = """() => [...document.querySelectorAll('.section')].map(
  (section) => section.getBoundingClientRect().height)"""
# A line each: of lists of lists, Playwright asks about every part.
TOPS = """() => [...document.querySelectorAll('article > *, .section > *, .notebook > *')]
  .filter((e) => !e.matches('table, .md-typeset__scrollwrap'))
  .map((e) => `${e.id || e.className || e.tagName}: ${e.getBoundingClientRect().top + scrollY}`)
  .join('\\n')"""
ARRIVING = re.compile(r"^(?!.*/inline\.).*\.js$")
"""Scripts but for those in the head, which run before the page is read."""
PLACES = (
    """() => [...document.querySelectorAll('article :is(h2, .equation)[id]')].map((e) => e.id)"""
)


def converted(text):
    return Markdown(extensions=["footnotes", "explainer.extensions.sections"]).convert(text)


def test_what_stands_under_a_heading_of_the_second_level_is_a_section():
    found = converted("# A\n\nb\n\n## C\n\nd[^1]\n\n### E\n\nf\n\n## G\n\nh\n\n[^1]: i\n")
    outer = found.replace("\n", "")
    assert outer.startswith('<h1>A</h1><p>b</p><h2>C</h2><div class="section"')
    assert re.search(r'<h3>E</h3><p>f</p></div><h2>G</h2><div class="section"[^>]*><p>h</p>', outer)
    assert outer.index('class="footnote"') > outer.rindex('class="section"')
    assert 'class="section"' not in converted("# A\n\nb\n")


@pytest.fixture
def arrived(opened, address):
    """Opens a page and lets it come to rest; leaves it as the test ends, or the next is opened."""
    with ExitStack() as windows:

        def go(path="", size=PHONE, **options):
            windows.close()
            how = {**size, "before": SHIFT, **options}
            page = windows.enter_context(opened(address + path, **how))
            page.wait_for_load_state("networkidle")
            return page

        yield go


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_all_sections_but_the_first_wait_until_they_are_near(size, arrived):
    waiting = arrived(size=size).evaluate(WAITING)
    assert len(waiting) > 10
    assert waiting == [False] + [True] * (len(waiting) - 1)


@pytest.mark.parametrize(
    ("path", "size", "options"),
    [
        ("#the-bridge", PHONE, {}),
        ("", WIDE, {"java_script_enabled": False}),
    ],
    ids=["who comes for one place", "without scripts"],
)
def test_no_section_waits(path, size, options, arrived):
    waiting = arrived(path, size=size, **options).evaluate(WAITING)
    assert len(waiting) > 10
    assert not any(waiting)


def test_nor_does_one_for_a_reader_who_comes_back(arrived):
    page = arrived()
    page.evaluate("document.getElementById('deciding').scrollIntoView()")
    page.wait_for_timeout(1500)  # the browser notes a reader's place when it has the time
    before = page.evaluate(TOP, "deciding")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not any(page.evaluate(WAITING))
    assert page.evaluate(TOP, "deciding") == pytest.approx(before, abs=2)


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_a_place_that_was_asked_for_stands_below_the_header_and_stays_there(size, arrived):
    places = arrived(size=size).evaluate(PLACES)
    assert len(places) > 20
    asked = places[-1::-6]
    for place in asked:
        page = arrived(f"#{place}", size=size)
        assert 40 <= page.evaluate(TOP, place) <= 100, place
        assert page.evaluate("moved") == 0, place


def test_a_link_on_the_page_leads_to_its_place(arrived):
    page = arrived()
    for place in ("the-bridge", "inside-the-linear-layer", "quiz"):
        page.evaluate(
            "(id) => { const a = document.createElement('a');"
            "a.href = `#${id}`; document.body.append(a); a.click(); a.remove(); }",
            place,
        )
        page.wait_for_timeout(500)
        assert 40 <= page.evaluate(TOP, place) <= 100, place


@pytest.mark.parametrize("path", ["", "notebooks/from-logits-to-probabilities/"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_the_room_kept_for_a_section_is_about_what_it_needs(size, path, arrived):
    guessed, true = (arrived(place, size).evaluate(HEIGHTS) for place in (path, f"{path}#all"))
    assert len(guessed) > 10
    assert sum(guessed) == pytest.approx(sum(true), rel=0.15)
    for guess, height in zip(guessed, true, strict=True):
        assert 0.85 * height - 100 <= guess <= 1.3 * height + 200


def test_what_hangs_in_the_gutter_stays_inside_its_section(arrived):
    page = arrived(size=WIDE)
    beyond = page.locator(".section ~ .section :is(figcaption, .margin)").evaluate_all(
        """all => all.map(e => e.closest('.section').getBoundingClientRect().right
            - e.getBoundingClientRect().right)"""
    )
    assert len(beyond) > 12 and min(beyond) >= 0


def test_a_figure_wakes_for_who_jumps_to_it(arrived):
    page = arrived()
    figure = page.locator("[data-figure=temperature]")
    assert figure.locator(".live-row").count() == 0
    figure.scroll_into_view_if_needed()
    figure.locator(".live-row").first.wait_for(timeout=10_000)


def empty(route):
    # Of scripts that are refused the page says so, which takes room.
    route.fulfill(body="", content_type="text/javascript")


def test_when_the_scripts_arrive_nothing_moves(kinds, opened, arrived, address):
    before = {}
    for name in kinds:
        with opened(f"{address}{name}#all", blocked={ARRIVING: empty}) as page:
            page.evaluate("document.fonts.ready.then(() => true)")
            for size in (PHONE, WIDE):
                page.set_viewport_size(size)
                before[name, size["width"]] = page.evaluate(TOPS)
    for name in kinds:
        for size in (PHONE, WIDE):
            page = arrived(f"{name}#all", size=size)
            assert page.evaluate(TOPS) == before[name, size["width"]], name
