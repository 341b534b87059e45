"""Every page serves everybody: axe, keyboard, zoom, spacing, schemes, without scripts too."""

import re
from contextlib import ExitStack, contextmanager
from itertools import pairwise

import pytest
from explainer.palette import COLOUR, DARK
from explainer.project import ROOT
from visits import ADOPT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""Of the rules, those that ask about colours."""
WIDTHS = (1280, 360, 320)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)]

SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
"""

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

TITLE = re.compile(r"<title>(.*?)</title>", re.S)


@contextmanager
def opened(browser, url, width=1280, height=800, **settings):
    """The page at `url`, loaded, in a window of its own."""
    context = browser.new_context(viewport={"width": width, "height": height}, **settings)
    try:
        page = context.new_page()
        page.goto(url)
        yield page
    finally:
        context.close()


@pytest.fixture(scope="session")
def addresses(site, address):
    """The address of every page of the site."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert "index.html" in files and "404.html" in files
    return [address + file for file in files]


def violations(page, rules=RULES):
    """What axe finds: `rule: element`, a line each."""
    found = page.evaluate(
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", rules
    )
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_axe_notices_an_image_without_a_text(browser, address):
    with opened(browser, address) as page:
        page.evaluate(AXE.read_text("utf-8"))
        page.evaluate("document.querySelector('article').append(new Image())")
        assert any(line.startswith("image-alt") for line in violations(page))


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


SCHEMES = {"light": RULES, "dark": COLOURS}
"""The dark scheme changes colours, and its switch, which the test of the search asks about."""


def test_axe_notices_what_only_readers_of_the_dark_scheme_cannot_read(browser, address):
    found = {}
    for scheme, rules in SCHEMES.items():
        with opened(browser, address + "404.html", color_scheme=scheme) as page:
            page.evaluate(AXE.read_text("utf-8"))
            page.evaluate(ADOPT, "h1 { color: #3a3a3a !important }")
            found[scheme] = [line.partition(":")[0] for line in violations(page, rules)]
    assert found == {"light": [], "dark": ["color-contrast"]}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_any_page(browser, addresses, scheme, width):
    found = {}
    for url in addresses:
        # Of a section that waits axe sees places that nobody will see: with a fragment none waits.
        with opened(browser, f"{url}#all", width, color_scheme=scheme) as page:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            page.evaluate(AXE.read_text("utf-8"))
            if lines := violations(page, SCHEMES[scheme]):
                found[url] = lines
    assert found == {}


@pytest.mark.parametrize("width", [320, 360, 412])
def test_the_keyboard_reaches_code_that_scrolls_before_it_is_seen(browser, address, width):
    with opened(browser, address, width) as page:
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


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_while_searching(browser, address, scheme, width):
    with opened(browser, address + "glossary/", width, color_scheme=scheme) as page:
        if width == 320:
            page.locator("label.md-header__button[for=__search]").click()
        page.locator(".md-search__input").press_sequentially("softmax")
        page.locator(".md-search-result__item").first.wait_for()
        page.evaluate(AXE.read_text("utf-8"))
        assert violations(page) == []


def test_no_page_scrolls_sideways_at_four_hundred_percent(browser, addresses):
    for url in addresses:
        with opened(browser, url, width=320) as page:
            for style in ("", SPACING):
                page.evaluate(ADOPT, style)
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, (url, style)


@pytest.fixture(scope="module")
def walks(browser, address):
    """By width, what a person who tabs through the article meets, window beside window."""
    met = {width: [] for width in WIDTHS}
    with ExitStack() as windows:
        pages = {
            width: windows.enter_context(opened(browser, address, width, reduced_motion="reduce"))
            for width in WIDTHS
        }
        for _ in range(600):
            for page in pages.values():
                page.keyboard.press("Tab")
            for width, page in list(pages.items()):
                # What the theme does to a block that is seen for the first time.
                page.wait_for_timeout(10)
                stop = page.evaluate(FOCUSED)
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


def test_going_back_with_the_keyboard_the_header_covers_nothing(browser, address):
    with opened(browser, address, reduced_motion="reduce") as page:
        page.locator("article a").last.focus()
        for _ in range(40):
            page.keyboard.press("Shift+Tab")
            stop = page.evaluate(FOCUSED)
            assert not stop["covered"], stop["name"]


def test_the_skip_link_leads_past_the_contents(browser, address):
    with opened(browser, address) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className").startswith("md-skip")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('article')")


def test_the_contents_mark_the_section_that_was_jumped_to(browser, address):
    with opened(browser, address) as page:
        entry = page.locator(".contents ul a").nth(6)
        entry.click()
        page.locator(".contents .md-nav__link--active").wait_for()
        page.wait_for_timeout(300)
        active = page.locator(".contents .md-nav__link--active").last
        assert active.get_attribute("href") == entry.get_attribute("href")


KEYS = "fs/np.,"


def test_a_single_key_does_nothing(browser, address):
    with opened(browser, address) as page:
        for key in KEYS:
            page.keyboard.press(key)
            assert page.url == address, key
            assert not page.locator("#__search").is_checked(), key


def test_a_single_key_does_nothing_on_a_control_either(browser, address):
    with opened(browser, address) as page:
        page.locator(".quiz").scroll_into_view_if_needed()
        option = page.locator(".question input").first
        option.wait_for()
        option.focus()
        for key in KEYS:
            page.keyboard.press(key)
            assert page.url == address, key
            assert not page.locator("#__search").is_checked(), key


def test_what_the_search_finds_and_what_was_copied_is_told_to_a_screen_reader(browser, address):
    with opened(browser, address) as page:
        for told in (".md-search-result__meta", ".md-dialog__inner"):
            assert page.locator(told).get_attribute("role") == "status"


def test_the_same_keys_are_typed_into_the_search(browser, address):
    with opened(browser, address) as page:
        page.locator(".md-search__input").fill("")
        page.locator(".md-search__input").press_sequentially(KEYS)
        assert page.locator(".md-search__input").input_value() == KEYS


def test_escape_leaves_the_search(browser, address):
    with opened(browser, address) as page:
        page.locator(".md-search__input").click()
        page.wait_for_function("document.querySelector('#__search').checked")
        page.keyboard.press("Escape")
        page.wait_for_function("!document.querySelector('#__search').checked")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_keyboard_opens_the_drawer_of_contents(browser, address, scripts):
    settings = {"java_script_enabled": scripts, "reduced_motion": "reduce"}
    with opened(browser, address, width=320, **settings) as page:
        drawer = page.locator(".md-sidebar--primary")
        assert drawer.bounding_box()["x"] < 0
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.locator(".contents a:focus").count():
                break
        assert drawer.bounding_box()["x"] == 0
        page.locator("article a").first.focus()
        assert drawer.bounding_box()["x"] < 0


def test_a_definition_shows_on_focus_and_goes_with_escape(browser, address):
    with opened(browser, address) as page:
        term = page.locator('article a[href*="glossary/#"]').first
        term.focus()
        tip = page.locator(".md-tooltip2--active[role=tooltip]")
        tip.wait_for()
        assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
        assert len(tip.inner_text()) > 20
        page.keyboard.press("Escape")
        tip.wait_for(state="detached")


def rgb(colour):
    return f"rgb({', '.join(str(int(colour[k : k + 2], 16)) for k in (1, 3, 5))})"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize(("scheme", "palette"), [("light", COLOUR), ("dark", DARK)])
def test_the_readers_scheme_is_taken(browser, address, scheme, palette, scripts):
    with opened(browser, address, color_scheme=scheme, java_script_enabled=scripts) as page:
        computed = "selector => getComputedStyle(document.querySelector(selector))"
        assert page.evaluate(f"({computed})('body').backgroundColor") == rgb(palette["paper"])
        assert page.evaluate(f"({computed})('article p').color") == rgb(palette["ink"])
        assert page.evaluate(f"({computed})('math .logit').color") == rgb(palette["logit"])


def test_a_reader_may_take_the_other_scheme(browser, address):
    with opened(browser, address, color_scheme="light") as page:
        seen = []
        for _ in range(2):
            page.locator("label[for^=__palette]:visible").click()
            seen.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert seen == [rgb(COLOUR["paper"]), rgb(DARK["paper"])]


def test_nothing_moves_for_a_reader_who_wants_no_motion(browser, address):
    with opened(browser, address, reduced_motion="reduce") as page:
        moving = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(e => {
                const s = getComputedStyle(e);
                const times = s.transitionDuration.split(',').map(parseFloat);
                return s.animationName !== 'none'
                    || s.transitionProperty !== 'none' && times.some(t => t > 0);
            }).map(e => e.className)"""
        )
        assert moving == []


def test_the_first_screen_shows_the_journey(browser, address):
    with opened(browser, address) as page:
        box = page.locator('figure[data-figure="three_rows"] svg').bounding_box()
        assert box["y"] + box["height"] <= 800


def test_notes_and_captions_in_the_gutter_never_overlap(browser, addresses):
    for url in addresses:
        with opened(browser, url) as page:
            boxes = page.evaluate(
                """() => [...document.querySelectorAll('article > .margin, figcaption')].map(e => {
                    const b = e.getBoundingClientRect();
                    return [b.top, b.bottom, b.left, e.textContent.trim().slice(0, 40)];
                }).filter(b => b[2] > 900).sort((a, b) => a[0] - b[0])"""
            )
            for above, below in pairwise(boxes):
                assert above[1] <= below[0], f"{url}: {above[3]!r} runs into {below[3]!r}"
