"""axe finds nothing on any page, in both schemes, on a desk and at 400 percent."""

from functools import partial

import pytest
from axe import AXE, RULES, violations
from visits import ADOPT

COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""Of the rules, those that ask about colours."""
SCHEMES = {"light": RULES, "dark": COLOURS}
"""The dark scheme changes colours, and its switch, which the test of the search asks about."""
LOOKS = [(scheme, width) for scheme in SCHEMES for width in (1280, 320)]
SHADED = ":is(.formula, pre > code, .md-typeset__scrollwrap)"
PLAIN = f"article {SHADED} {{ background-image: none !important }}"
"""Before a shade, which says that there is more, axe judges no colour."""
ONCE = """() => {
  for (const e of document.querySelectorAll('details')) e.open = true;
  const seen = new Set(), words = [...document.querySelectorAll('pre > code span')];
  const looks = words.map((e) => {
    const { color, fontWeight, backgroundColor, display } = getComputedStyle(e);
    const ground = getComputedStyle(e.closest('pre > code')).backgroundColor;
    return [e.className, color, fontWeight, backgroundColor, display, ground].join();
  });
  words.forEach((e, n) => seen.has(looks[n]) ? e.replaceWith(...e.childNodes) : seen.add(looks[n]));
}"""
"""Nothing is folded, and of the words of listings, most of a page's elements, one of each look."""
NARROW = {"rules": {rule: {"enabled": False} for rule in COLOURS["values"]}}
"""Colours of all that stands on a page are judged in wide windows; of the article in narrow ones
too, where it shows as much of the stylesheets as any page."""


@pytest.fixture
def judged(opened):
    """Opens an address in a window where axe is."""
    return partial(opened, before=AXE)


def test_axe_notices_an_image_without_a_text(judged, address):
    with judged(address + "404.html") as page:
        page.evaluate("document.querySelector('article').append(new Image())")
        assert any(line.startswith("image-alt") for line in violations(page))


def test_axe_notices_what_only_readers_of_the_dark_scheme_cannot_read(judged, address):
    found = {}
    for scheme, rules in SCHEMES.items():
        with judged(address + "404.html", color_scheme=scheme) as page:
            page.evaluate(ADOPT, "h1 { color: #3a3a3a !important }")
            found[scheme] = [line.partition(":")[0] for line in violations(page, rules)]
    assert found == {"light": [], "dark": ["color-contrast"]}


def unfolded(page):
    """The page, of which axe has all that it needs and little more."""
    page.evaluate(ADOPT, PLAIN)
    page.evaluate(ONCE)
    return page


def test_axe_notices_a_pale_kind_of_word_where_it_stands_first(judged, address):
    with judged(f"{address}digits/#all") as page:
        page.evaluate(ADOPT, "pre .k { color: #888 !important }")
        found = violations(unfolded(page), COLOURS)
        assert found == ['color-contrast: <span class="k">as</span>']


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_any_page(judged, address, pages, kinds, scheme, width):
    found, some = {}, {("light", 1280): pages, ("dark", 320): [""]}
    for name in some.get((scheme, width), kinds):
        # Of a section that waits axe sees places that nobody will see: with a fragment none waits.
        with judged(f"{address}{name}#all", width, color_scheme=scheme) as page:
            but = NARROW if name and width == 320 else {}
            if lines := violations(unfolded(page), SCHEMES[scheme], **but):
                found[name] = lines
    assert found == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_while_searching(judged, address, scheme, width):
    # What fades in is judged once it is there.
    with judged(address + "glossary/", width, color_scheme=scheme, reduced_motion="reduce") as page:
        if width == 320:
            page.locator("label.md-header__button[for=__search]").click()
        page.locator(".md-search__input").press_sequentially("softmax")
        page.locator(".md-search-result__item").first.wait_for()
        assert violations(page, where=".md-header") == []
