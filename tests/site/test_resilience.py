"""What may go wrong on a reader's side leaves a page that reads, and says what is amiss."""

from contextlib import ExitStack

import pytest
from visits import WATCH, search
from windows import refused

DENIED = """for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
        get() { throw new DOMException('The reader allows no storage.', 'SecurityError'); },
    });
}"""
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException('The storage is full.', 'QuotaExceededError');
};"""


def holding(text):
    """A script that fills each place where the site keeps something."""
    return f"for (const key of ['/.__palette', '/.quiz']) localStorage[key] = {text!r};"


SPOILT = {
    "denied": DENIED,
    "full": FULL,
    "not JSON": holding("{not JSON"),
    "another number": holding("7"),
    "nothing": holding("null"),
    "another shape": holding('{"index": "x", "color": []}'),
    "too large an index": holding('{"index": 99}'),
}


@pytest.fixture
def window(opened):
    """Opens an address, with a script of the test's own run before the page's; returns the page."""
    with ExitStack() as windows:

        def go(address, script="", blocked=()):
            how = {"before": WATCH + script, "blocked": blocked, "reduced_motion": "reduce"}
            return windows.enter_context(opened(address, **how))

        yield go


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def reads(page):
    """The page's text, figures and formulas are there to be seen."""
    assert page.locator("article h1").is_visible()
    for what in ("article > p", "article figure svg", "article math"):
        assert page.locator(what).first.bounding_box()["height"] > 5, what
    hidden = "e => e.filter(e => !e.getClientRects().length).length"
    assert page.locator("article figure svg").evaluate_all(hidden) == 0
    return True


@pytest.mark.parametrize("script", SPOILT.values(), ids=SPOILT)
def test_storage_that_is_denied_or_spoilt_changes_nothing(window, address, script):
    page = window(address, script)
    assert reads(page)
    before = background(page)
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").click()
    assert background(page) != before
    page.locator(".quiz-score").scroll_into_view_if_needed()
    page.locator(".quiz-score output").wait_for()
    # A click may fall between a section's arrival above and the browser's holding the place.
    page.locator(".question input").first.press("Space")
    page.get_by_text("of 1 right").wait_for()
    figure = page.locator("figure[data-live]").first
    figure.scroll_into_view_if_needed()
    figure.locator("input, select").first.wait_for()
    search(page)
    assert page.errors == []


def missing(route):
    route.fulfill(status=404, body="<!doctype html><title>Not found</title>")


def half(route):
    response = route.fetch()
    body = response.body()
    route.fulfill(response=response, body=body[: len(body) // 2])


LOST = {"refused": refused, "missing": missing, "half of it": half}


@pytest.mark.parametrize("how", LOST.values(), ids=LOST)
def test_a_search_that_cannot_start_says_so(window, address, how):
    page = window(address, blocked={"**/finder.js": how})
    page.get_by_role("textbox", name="Search").click()
    page.get_by_text("The search cannot start.").wait_for()
    assert reads(page)


@pytest.mark.parametrize("how", LOST.values(), ids=LOST)
def test_a_page_that_gets_none_of_our_scripts_says_what_is_missing(window, address, how):
    page = window(address, blocked={"**/live.*/*.js": how})
    assert reads(page)
    for room, left in (("[data-live] .live", "figure stands as drawn"), (".quiz-score", "answers")):
        said = page.locator(room).all_text_contents()
        assert said
        for text in said:
            assert text.startswith("The controls did not load. The ") and left in text
            assert text.endswith(" Reload the page to try again.")
    page.get_by_role("textbox", name="Search").click()
    page.get_by_text("The search cannot start. Reload the page to try again.").wait_for()


def test_a_figure_whose_module_is_missing_stands_as_drawn_alone(window, address):
    page = window(address, blocked=["**/live.*/sigmoid_and_slope.js"])
    still, moving = (
        page.locator(f"figure[data-figure={name}]") for name in ("sigmoid_and_slope", "vanishing")
    )
    drawn = still.locator("svg").evaluate("e => e.outerHTML")
    for figure in (still, moving):
        figure.scroll_into_view_if_needed()
    moving.locator("input").first.wait_for()
    still.get_by_text("The controls did not load. The figure stands as drawn.").wait_for()
    assert still.locator("input, select, button, output").count() == 0
    assert still.locator("svg").evaluate("e => e.outerHTML") == drawn
    assert page.errors == []


def test_a_quiz_whose_module_is_missing_is_a_list_and_says_so(window, address):
    page = window(address, blocked=["**/live.*/quiz.js"])
    quiz = page.locator(".quiz")
    quiz.scroll_into_view_if_needed()
    quiz.get_by_text("The controls did not load. The answers can be opened.").wait_for()
    assert not quiz.locator("input").first.is_visible()


BLOCKED = {
    "start.js": ["**/live.*/start.js"],
    "figure.js": ["**/live.*/figure.js"],
    "all of ours": ["**/live.*/*.js"],
    "the theme's": ["**/assets/javascripts/*.js"],
    "every script": ["**/*.js"],
}


@pytest.mark.parametrize("blocked", BLOCKED.values(), ids=BLOCKED)
def test_a_page_whose_scripts_are_blocked_reads_and_has_no_dead_control(window, address, blocked):
    page = window(address, blocked=blocked)
    assert reads(page)
    page.locator("figure[data-live]").first.scroll_into_view_if_needed()
    if blocked != BLOCKED["the theme's"]:
        assert page.locator("figure input, figure select, figure button").count() == 0
        assert not page.locator(".quiz input").first.is_visible()
    page.locator("article details summary").first.click()
    assert page.locator("article details[open] > p").first.is_visible()


TOLD = """() => Array.from(document.querySelectorAll('.live, .quiz-score'), (room) => {
    const { display } = getComputedStyle(room);
    const { content, visibility } = getComputedStyle(room, '::before');
    return display !== 'none' && content !== 'none' ? visibility : 'nothing';
})"""


WAITED = """() => document.getAnimations().map((wait) => {
    wait.finish();
    return wait.effect.getTiming().duration;
})"""


def test_a_page_that_gets_no_script_says_so_after_some_seconds(window, address):
    page = window(address, blocked=BLOCKED["every script"])
    assert set(page.evaluate(TOLD)) == {"hidden"}
    waits = page.evaluate(WAITED)
    assert min(waits) >= 10_000 and set(page.evaluate(TOLD)) == {"visible"}
    page.emulate_media(media="print")
    assert "visible" not in page.evaluate(TOLD)


@pytest.mark.parametrize("allowed", [True, False])
def test_a_page_whose_scripts_came_or_are_not_wanted_says_nothing(opened, address, allowed):
    with opened(address, java_script_enabled=allowed) as page:
        assert set(page.evaluate(TOLD)) == {"nothing"}


def test_a_page_without_its_font_still_sets_its_formulas(window, address):
    page = window(address, blocked=["**/*.woff2"])
    assert reads(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_without_its_styles_reads(window, address):
    page = window(address, blocked=["**/*.css"])
    assert reads(page)
    sizes = page.locator("svg:not(figure svg)").evaluate_all(
        "all => all.map(svg => svg.getBoundingClientRect().width)"
    )
    assert len(sizes) > 5 and max(sizes) <= 24


def test_from_a_folder_the_page_is_whole(window, site):
    page = window((site / "index.html").as_uri())
    assert reads(page)
    fonts = page.evaluate("document.fonts.ready.then(f => [...f].map(f => f.status))")
    assert fonts == ["loaded"]
    said = set(page.locator("[data-live] .live").all_text_contents())
    assert said == {"Browsers load no controls from a folder. The figure stands as drawn."}
    # In no more room than that takes.
    rooms = page.locator("[data-live] .live").evaluate_all("all => all.map(e => e.clientHeight)")
    assert max(rooms) < 60
    assert page.errors == []


def test_a_search_that_works_complains_of_nothing(window, address):
    page = window(address)
    told = "window.told = []; new MutationObserver(() => told.push(e.textContent)).observe"
    page.locator(".md-search-result__meta").evaluate(
        f"e => {{ {told}(e, {{childList: true, characterData: true, subtree: true}}); }}"
    )
    search(page)
    assert page.evaluate("told.filter(text => text.includes('cannot'))") == []
