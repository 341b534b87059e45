"""axe finds nothing on any page, in both schemes, on a desk and at 400 percent."""

from functools import partial

import pytest
from explainer.project import ROOT
from visits import ADOPT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""Of the rules, those that ask about colours."""
SCHEMES = {"light": RULES, "dark": COLOURS}
"""The dark scheme changes colours, and its switch, which the test of the search asks about."""
LOOKS = [(scheme, width) for scheme in SCHEMES for width in (1280, 320)]
ALONE = ("dark", 320)
"""What the article shows of the stylesheets in this look every page does."""


@pytest.fixture
def judged(opened):
    """Opens an address in a window where axe is."""
    return partial(opened, before=AXE)


def violations(page, rules=RULES, where=None):
    """What axe finds on a page, or in a part of it: `rule: element`, a line each."""
    found = page.evaluate(
        """([where, only]) => axe.run(where ?? document,
            { runOnly: only, resultTypes: ['violations'] })""",
        [where, rules],
    )
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_axe_notices_an_image_without_a_text(judged, address):
    with judged(address) as page:
        page.evaluate("document.querySelector('article').append(new Image())")
        assert any(line.startswith("image-alt") for line in violations(page))


def test_axe_notices_what_only_readers_of_the_dark_scheme_cannot_read(judged, address):
    found = {}
    for scheme, rules in SCHEMES.items():
        with judged(address + "404.html", color_scheme=scheme) as page:
            page.evaluate(ADOPT, "h1 { color: #3a3a3a !important }")
            found[scheme] = [line.partition(":")[0] for line in violations(page, rules)]
    assert found == {"light": [], "dark": ["color-contrast"]}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_any_page(judged, address, pages, scheme, width):
    found = {}
    for name in [""] if (scheme, width) == ALONE else pages:
        # Of a section that waits axe sees places that nobody will see: with a fragment none waits.
        with judged(f"{address}{name}#all", width, color_scheme=scheme) as page:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            if lines := violations(page, SCHEMES[scheme]):
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
