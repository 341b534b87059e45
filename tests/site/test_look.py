"""Colours can be read, paper shows the page with its answers, and a forum is only a link."""

import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from explainer.project import DOCS, ROOT
from jinja2 import Environment, FileSystemLoader
from matplotlib.image import imread
from visits import ADOPT


@pytest.fixture
def printed(opened, address):
    """The article as paper shows it: as wide as A4 between its margins, scripts off."""
    dark = {"color_scheme": "dark", "java_script_enabled": False}
    with opened(address, 673, 900, **dark) as page:
        page.emulate_media(media="print")
        yield page


def test_print_is_black_on_white_for_a_reader_of_the_dark_scheme(printed):
    style = "getComputedStyle(document.querySelector('article p'))"
    assert printed.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    assert (
        printed.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )


def test_print_shows_every_answer(printed):
    heights = printed.locator("details > :not(summary)").evaluate_all(
        "answers => answers.map(answer => answer.getBoundingClientRect().height)"
    )
    assert len(heights) > 5 and min(heights) > 0


def test_print_leaves_the_chrome_away(printed):
    for chrome in (".md-header", ".md-sidebar", ".md-footer", ".headerlink"):
        assert not printed.locator(chrome).first.is_visible(), chrome


def test_print_cuts_nothing(printed):
    wide = printed.evaluate(
        """() => [...document.querySelectorAll('article, article *')]
            .filter(e => !e.closest('svg, math') && e.clientWidth
                && (e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > 674))
            .filter(e => e.closest('.md-content') && getComputedStyle(e).position !== 'absolute')
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert wide == []


def test_print_cuts_no_drawing_at_the_edge_of_the_sheet(printed):
    begins = printed.locator(".drawing > svg text").evaluate_all(
        "all => all.map((words) => words.getBoundingClientRect().left)"
    )
    assert len(begins) > 100 and min(begins) >= 0


def test_print_sets_a_caption_beside_its_drawing(printed):
    gaps = printed.locator(".figure:has(> figcaption)").evaluate_all(
        """all => all.map((figure) => {
            const [svg, caption] = ['.drawing > svg', 'figcaption'].map((part) =>
                figure.querySelector(part).getBoundingClientRect());
            return [caption.left - svg.right, svg.bottom - caption.top];
        })"""
    )
    assert len(gaps) > 10
    assert all(aside >= 8 and below > 0 for aside, below in gaps), gaps


def test_print_lets_a_listing_go_on_overleaf_by_four_lines_at_least(printed):
    listings = printed.locator("pre:not(table pre, .admonition pre) > code").evaluate_all(
        """all => all.map((code) => {
            const kept = [];
            for (let e = code; e.matches(':not(article)'); e = e.parentElement)
                kept.push(getComputedStyle(e).breakInside);
            const { orphans, widows } = getComputedStyle(code);
            return [orphans, widows, ...new Set(kept)].join(' ');
        })"""
    )
    assert set(listings) == {"4 4 auto"} and len(listings) > 40


def test_a_wide_table_reaches_into_the_gutter(opened, address):
    with opened(f"{address}#which-one") as page:
        table, column = (
            page.locator(f"#which-one + .section {what}").first.bounding_box()
            for what in ("table", "p")
        )
        assert table["width"] > column["width"] + 150
        assert table["x"] + table["width"] <= 1280


def test_print_spells_addresses_out(printed):
    shown = printed.evaluate(
        """() => {
            const link = document.createElement('a');
            link.href = 'https://example.org/paper';
            document.querySelector('article p').append(link);
            return getComputedStyle(link, '::after').content;
        }"""
    )
    assert "https://example.org/paper" in shown or "attr(href)" in shown


SHADED = ".formula, pre > code, .md-typeset__scrollwrap"
FITS = """all => all.flatMap((e, n) =>
    e.checkVisibility() && e.scrollWidth <= e.clientWidth ? n : [])"""


def green(picture):
    """How many pixels of a PNG are of the shade's colour in this test."""
    red, greens, blue = (255 * imread(BytesIO(picture))[..., :3]).transpose(2, 0, 1)
    return int(((greens > red + 40) & (greens > blue + 40)).sum())


SHADE = """
    :root { --shade: lime !important }
    .section { content-visibility: visible !important }
"""


@pytest.mark.parametrize(("width", "density"), [(360, 2), (412, 2.625), (1280, 1.5)])
def test_what_fits_has_no_sliver_of_the_shade_that_says_more(opened, address, width, density):
    with opened(address, width, 900, device_scale_factor=density) as page:
        page.evaluate(ADOPT, SHADE)
        page.evaluate("document.fonts.ready")
        blocks = page.locator(SHADED)
        fits = blocks.evaluate_all(FITS)
        assert len(fits) > 40
        found = {n: green(blocks.nth(n).screenshot()) for n in fits[::3]}
        assert {n: pixels for n, pixels in found.items() if pixels} == {}
        blocks.nth(fits[0]).evaluate("e => { e.firstElementChild.style.minWidth = '200%' }")
        assert green(blocks.nth(fits[0]).screenshot()) > 100


def written_with(sign):
    """Where the pages are published whose text has this in it."""
    pages = [path for path in sorted(DOCS.glob("*.md")) if sign in path.read_text("utf-8")]
    return ["" if path.stem == "index" else f"{path.stem}/" for path in pages]


@pytest.fixture
def phone(opened):
    """A page as wide as a phone; the test says which address it opens."""
    with opened("about:blank", 360, 740, reduced_motion="reduce") as page:
        yield page


@pytest.mark.parametrize("part", written_with("\n|---"))
def test_a_phone_shows_every_table_whole(phone, address, part):
    phone.goto(address + part)
    room = phone.locator(".md-typeset__scrollwrap").evaluate_all(
        "wraps => wraps.map(wrap => wrap.clientWidth - wrap.scrollWidth)"
    )
    assert room and min(room) >= 0


# Of each formula: its tag, how far it is hidden, and what the tag strikes.
TAGGED = """() => {
    for (const section of document.querySelectorAll('.section'))
        section.style.contentVisibility = 'visible';
    const box = (node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getBoundingClientRect();
    };
    return [...document.querySelectorAll('.equation')].map((equation) => {
        const formula = equation.querySelector('.formula');
        const tag = equation.querySelector('a.tag, mtd.tag:not(:empty)');
        const at = box(tag.firstElementChild ?? tag);
        const struck = [...formula.querySelectorAll('mi, mo, mn, mtext')].filter((part) => {
            const { right, top, bottom } = box(part);
            return !tag.contains(part)
                && right > at.left + 1 && bottom > at.top && top < at.bottom;
        });
        const hidden = formula.scrollWidth - formula.clientWidth;
        return [tag.textContent, hidden, struck.map((part) => part.textContent)];
    });
}"""


@pytest.mark.parametrize("part", written_with("\\label{"))
def test_a_phone_shows_every_formula_whole_and_its_tag_beside_or_below(phone, address, part):
    phone.goto(address + part)
    phone.evaluate("document.fonts.ready")
    for width in (320, 360):
        phone.set_viewport_size({"width": width, "height": 740})
        found = phone.evaluate(TAGGED)
        assert found
        assert [one for one in found if one[1:] != [0, []]] == [], width


@pytest.mark.parametrize("part", ["", "checks/"])
def test_a_phone_cuts_no_title_of_the_chrome(phone, address, part):
    phone.goto(address + part)
    cut = phone.locator(".md-header .md-ellipsis, .md-footer .md-ellipsis").evaluate_all(
        """titles => titles.filter(title => title.clientWidth
            && title.scrollWidth > title.clientWidth).map(title => title.innerText)"""
    )
    assert cut == []
    phone.mouse.wheel(0, 600)
    assert phone.locator(".md-header__topic:visible").count() == 1
    for title in phone.locator(".md-footer__title").all():
        assert title.is_visible()


# Blocks that have no button within a second of their reader's coming.
BARE = """async () => {
    const bare = [], button = '.md-code__nav';
    for (const block of document.querySelectorAll('article pre')) {
        if (!block.checkVisibility()) continue;
        block.scrollIntoView();
        for (let n = 0; n < 60 && !block.querySelector(button); n++)
            await new Promise(requestAnimationFrame);
        if (!block.querySelector(button)) bare.push(block.textContent);
    }
    return bare;
}"""


def test_a_phones_copy_button_covers_no_code(phone, address):
    phone.goto(address)
    assert phone.evaluate(BARE) == []
    navs = phone.locator("pre:has(.md-code__nav:visible)")
    assert navs.count() > 20
    covered = navs.evaluate_all(
        """blocks => blocks.filter(block => {
            const code = block.querySelector('code'), nav = block.querySelector('nav');
            const first = code.getBoundingClientRect().top + parseFloat(
                getComputedStyle(code).paddingTop);
            return nav.getBoundingClientRect().bottom > first + 1;
        }).map(block => block.innerText.slice(0, 60))"""
    )
    assert covered == []


def test_marks_of_footnotes_are_as_high_as_a_finger_needs(phone, address):
    phone.goto(address)
    heights = phone.locator(".footnote-ref, .footnote-backref").evaluate_all(
        "marks => marks.map(mark => mark.getBoundingClientRect().height)"
    )
    assert len(heights) >= 12 and min(heights) >= 24


def comments(**wanted):
    """The comments block of a page called “Two roads”, with these settings in mkdocs.yml."""
    templates = Environment(loader=FileSystemLoader(ROOT / "scripts" / "explainer" / "theme"))
    config, page = SimpleNamespace(extra={"comments": wanted}), SimpleNamespace(title="Two roads")
    return templates.get_template("partials/comments.html").render(config=config, page=page)


def test_without_a_setting_there_are_no_comments():
    assert comments(forum="", isso="", giscus={}).strip() == comments().strip() == ""


def test_a_forum_is_a_link_that_loads_nothing_by_itself():
    block = comments(forum="https://example.org/forum?about={page}")
    assert 'href="https://example.org/forum?about=Two%20roads"' in block
    assert not re.search(r"<(script|iframe|img|link)|src=", block)


# What Safari leaves out, until tests run in it.

ABLE = re.compile(r"@supports \(overflow-clip-margin: .*?\n\}", re.DOTALL)
DROPPED = {
    r"text-decoration: [^\s;]+ (?!!important)": "a line together with its colour or thickness",
    r"\A(?![\s\S]*mtd > \* \{\s+text-align: start;\s+\})[\s\S]*: -webkit-": "places inside a cell",
    r"contain:[^;]*paint": "what stands beyond a box",
    r":has\(\*": "time: the whole page is styled anew at every change of it",
}
"""By what a stylesheet says: what readers with Safari lose."""


def dropped(css):
    css = ABLE.sub("", css)
    return [lost for said, lost in DROPPED.items() if re.search(said, css)]


@pytest.mark.parametrize("path", sorted((DOCS / "stylesheets").glob("*.css")), ids=lambda p: p.name)
def test_stylesheets_say_nothing_that_safari_drops(path):
    assert dropped(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "css",
    [
        "a { text-decoration: underline 2px; }",
        "abbr { text-decoration: underline dotted var(--muted); }",
        "mtd { text-align: -webkit-right; }",
        "svg {\n  contain: layout paint;\n}",
        "svg {\n  contain: paint;\n  overflow-clip-margin: 1rem;\n}",
        "p:not(:empty, :has(*)) {\n  margin: 0;\n}",
    ],
)
def test_what_safari_drops_is_noticed(css):
    assert dropped(css)
