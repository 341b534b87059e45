"""A page in use, its quiz answered and its figures moved, is whole for whoever reads it.

On phones upright and on their side, at 400 percent, with words spaced out, in forced colours.
"""

import re
from pathlib import Path

import pytest
from axe import AXE, RULES, violations
from visits import ADOPT, SPACING

USED = (Path(__file__).parents[1] / "helpers" / "used.js").read_text("utf-8")
WHOLE = ".section { content-visibility: visible !important }"
NARROW = (320, 360)
# A name that says nothing: signs alone, as of a link called “¶”.
NAMELESS = re.compile(r"^\W*$")
NAMED = """() => [...document.querySelectorAll('a[href], button, summary, input, select')]
    .filter((e) => e.tabIndex >= 0 && e.getClientRects().length && !e.closest('[aria-hidden=true]'))
    .map((e) => e.ariaLabel ?? e.labels?.[0]?.innerText ?? (e.textContent.trim() || e.title))"""


@pytest.fixture(scope="module")
def in_use(opened, address, pages):
    """By page, what is wrong with it while it is used: a name for the look, and the faults."""
    found = {}
    # A notebook has its page's figures; one stands for all.
    notebook, *others = sorted(pages, key=lambda name: not name.startswith("notebooks/"))
    for name in [notebook, *(one for one in others if not one.startswith("notebooks/"))]:
        looks = found[name] = {}
        with opened(address + name, 320, 740, before=USED + AXE, reduced_motion="reduce") as page:
            page.evaluate(ADOPT, WHOLE)
            looks["controls"] = page.evaluate("use()")
            looks["stops"] = page.evaluate(NAMED)
            looks["axe"] = violations(page, RULES, {"include": [[".figure"], [".quiz"], ["h1"]]})
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 740})
                looks[f"{width}"] = page.evaluate("faults()")
            page.keyboard.press("Tab")
            looks["by key"] = page.evaluate("lost()")
            page.emulate_media(forced_colors="active")
            looks["forced colours"] = page.evaluate("[...faults(), ...lost()]")
            page.emulate_media(forced_colors="none")
            page.evaluate(ADOPT, SPACING)
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 740})
                looks[f"{width}, spaced"] = page.evaluate("faults()")
            page.evaluate("document.adoptedStyleSheets = []")
            page.evaluate(ADOPT, WHOLE)
            page.set_viewport_size({"width": 740, "height": 360})
            looks["on its side"] = page.evaluate("[...faults(), ...high()]")
            page.set_viewport_size({"width": 643, "height": 900})
            page.emulate_media(media="print")
            looks["on paper"] = page.evaluate("faults()")
    return found


LOOKS = ("axe", *(f"{width}{how}" for how in ("", ", spaced") for width in NARROW))


@pytest.mark.parametrize("look", [*LOOKS, "by key", "forced colours", "on its side", "on paper"])
def test_a_page_in_use_is_whole(in_use, look):
    assert sum(page["controls"] for page in in_use.values()) > 30
    assert {name: page[look] for name, page in in_use.items() if page[look]} == {}


BROKEN = {
    "the page is 4": '<div style="width: 400px">.</div>',
    "leaves the page": '<p style="position: fixed; left: 300px">much too far</p>',
    "is cut": '<p style="overflow: hidden; height: 1em; width: 9em">a line and one more line</p>',
    "runs into": '<div class="figure"><b>one</b><i style="margin-left: -2em">two</i></div>',
    "Off of live leaves": '<p class="live"><button style="margin-left: 310px">Off</button></p>',
    "narrower": '<p class="live"><button style="width: 20px">Much</button></p>',
    "lies on": '<p class="live"><button>A</button><button style="margin: -9px">B</button></p>',
    "is 200 high": '<div class="figure" data-live data-figure="tall"><div class="drawing">'
    '<svg height="100"></svg></div><p class="live" style="height: 100px; margin: 0"></p></div>',
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_not_whole_is_noticed(opened, fault):
    with opened("about:blank", 320, 200) as page:
        page.set_content(f'<p class="md-header">whole</p>{BROKEN[fault]}')
        page.evaluate(USED)
        assert any(fault in line for line in page.evaluate("[...faults(), ...high()]"))


def test_a_stop_of_the_keyboard_that_is_not_seen_is_noticed(opened):
    seen = '<a href="#1">1</a><input type="checkbox">'
    lost = (
        '<a href="#2" style="outline: none">2</a><a href="#3" style="position: fixed; left: 9em; '
        'top: 0">3</a><p style="position: fixed; left: 9em; top: 0; margin: 0">over it</p>'
    )
    with opened("about:blank") as page:
        page.set_content(f"<style>:focus-visible {{ outline: 2px solid }}</style>{seen}{lost}")
        page.evaluate(USED)
        page.keyboard.press("Tab")
        assert [line[:11] for line in page.evaluate("lost()")] == ['<a href="#2', '<a href="#3']


def test_whatever_the_keyboard_stops_at_has_a_name_of_letters(in_use):
    for name, page in in_use.items():
        assert len(page["stops"]) > 10
        assert [said for said in page["stops"] if NAMELESS.match(said)] == [], name


def test_a_stop_called_by_a_sign_is_noticed(opened):
    with opened("about:blank") as page:
        page.set_content('<a href="#a">¶</a><a href="#b" aria-label="Back">↩</a><button>×</button>')
        assert [said for said in page.evaluate(NAMED) if NAMELESS.match(said)] == ["¶", "×"]
