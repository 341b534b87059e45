"""The site in the machine's own Firefox: figures, policy, formulas, and places on a phone."""

import shutil
import sys

import pytest
import stage
from browsers import FIREFOX, installed
from explainer.publishing.publish import POLICY
from firefox import Firefox, Refused
from moving import move_by_keys
from visits import ADOPT, TOP, USED

WIDE, PHONE = ({"width": width, "height": 800} for width in (1280, 360))
# Before the end of a formula is there, Firefox complains of what it has of it.
HALFWAY = "Invalid markup: Incorrect number of children"
FORMULAS = """() => {
  const wrong = [];
  const expect = (right, e, what) => right || wrong.push(`${what}: ${e.textContent.slice(0, 40)}`);
  const { left, right } = document.querySelector('article h1').getBoundingClientRect();
  const inside = (box) => box.left >= left - 1 && box.right <= right + 1 && box.height > 5;

  for (const math of document.querySelectorAll('math')) {
    const font = [...document.fonts].find(({ family }) => family.includes('STIX Two Math'));
    expect(font?.status === 'loaded', math, 'not in its font');
    const first = getComputedStyle(math).fontFamily.startsWith('"STIX Two Math"');
    expect(first, math, 'in another font');
  }
  const parts = { mfrac: 2, msub: 2, msup: 2, munder: 2, mover: 2, msubsup: 3, munderover: 3 };
  for (const [name, count] of Object.entries(parts)) {
    for (const e of document.querySelectorAll(name)) {
      expect(e.children.length === count, e, `${name} of ${e.children.length}`);
    }
  }
  for (const formula of document.querySelectorAll('.formula')) {
    if (innerWidth > 1000) expect(formula.scrollWidth <= formula.clientWidth, formula, 'cut');
    const tag = formula.parentElement.querySelector(':scope > .tag');
    if (tag) {
      const text = document.createRange();
      text.selectNodeContents(tag);
      const [at, from] = [text.getBoundingClientRect(), formula.getBoundingClientRect()];
      expect(from.right <= at.left || from.bottom <= at.top + 1, formula, 'under its tag');
    }
  }
  for (const tag of document.querySelectorAll('.tag:not(:empty)')) {
    expect(inside(tag.getBoundingClientRect()), tag, 'a tag outside of the column');
  }
  for (const tag of document.querySelectorAll('mtd.tag:not(:empty) > *')) {
    const [at, row] = [tag.getBoundingClientRect(), tag.closest('mtr')];
    const text = document.createRange();
    text.selectNodeContents(tag);
    const { left: start } = text.getBoundingClientRect();
    for (const part of row.querySelectorAll('mtd:not(.side, .tag) > *')) {
      const { right: end, bottom } = part.getBoundingClientRect();
      expect(end <= start || bottom <= at.top + 2, row, 'covered by its tag');
    }
  }
  for (const table of document.querySelectorAll('mtable.align')) {
    const signs = [...table.querySelectorAll('mtd:nth-child(2) + mtd > mo:first-child')];
    const places = signs.map((sign) => sign.getBoundingClientRect().left);
    expect(Math.max(...places) - Math.min(...places) < 1, table, 'not aligned');
  }
  for (const sign of document.querySelectorAll('.formula :is(munder, munderover) > mo')) {
    if (!'∑∏'.includes(sign.textContent) || sign.closest('mfrac')) continue;
    const { height } = sign.getBoundingClientRect();
    expect(height > 1.2 * parseFloat(getComputedStyle(sign).fontSize), sign, 'small');
  }
  return wrong;
}"""


@pytest.fixture(scope="module")
def pages(site):
    """The addresses of the site's pages, below its own."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert "index.html" in names and len(names) > 4
    return [name.removesuffix("index.html") for name in names]


@pytest.fixture
def phone(firefox, address):
    """The article as a phone shows it from its top."""
    with firefox.opened(**PHONE) as page:
        page.goto(address)
        yield page


# The driver


def test_an_answer_that_never_comes_is_not_waited_for(firefox):
    with firefox.opened() as page:
        with pytest.raises(Refused, match=r"(?s)evaluate .*no answer in 0\.2 s"):
            page.until("false", limit=0.2)
        assert page.evaluate("6 * 7") == 42


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("process.stdin.resume(); process.stdin.on('end', () => {})", "the driver does not answer"),
        ("process.exit(3)", "the driver (has )?ended"),
    ],
)
def test_neither_is_a_driver_that_hangs_or_ends(tmp_path, monkeypatch, script, complaint):
    (tmp_path / "driver.mjs").write_text(script, "utf-8")
    monkeypatch.setattr("firefox.GRACE", 0.2)
    with pytest.raises(Refused, match=f"^start: {complaint}"):
        Firefox("none", tmp_path / "driver.mjs", start=0.2)


def test_what_is_no_firefox_is_said():
    with pytest.raises(Refused, match=r"^start: "):
        Firefox(sys.executable)


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip), ("true", pytest.fail)])
def test_without_firefox_tests_are_skipped_but_not_in_ci(monkeypatch, ci, outcome):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome.Exception, match=r"there is no Firefox .*apt install firefox-esr"):
        installed("Firefox", FIREFOX, "firefox-esr")


# Figures that move


def wake(page, name):
    figure = f"[data-figure={name}]"
    page.evaluate("(figure) => document.querySelector(figure).scrollIntoView()", figure)
    page.until(f"document.querySelector('{figure} .live-row')")


@pytest.fixture(scope="module")
def figures(firefox, staged):
    """One open stage for all figures: each test resets what it moves."""
    with firefox.opened(height=900) as page:
        page.goto(staged)
        yield page
        assert page.said() == []


@pytest.mark.parametrize("name", stage.NAMES)
def test_what_the_keyboard_moves_is_what_numpy_says(name, figures):
    wake(figures, name)
    move_by_keys(figures, name)


def test_a_wrong_number_is_noticed(firefox, serve_folder, tmp_path):
    stage.build(tmp_path)
    maths = tmp_path / "live" / "maths.js"
    right = maths.read_text("utf-8")
    wrong = right.replace("(z >= 0 ? 1 : u) / (1 + u)", "(z >= 0 ? 1 : u) / (1.05 + u)")
    assert wrong != right
    maths.write_text(wrong, "utf-8")
    with firefox.opened(height=900) as page:
        page.goto(serve_folder(tmp_path))
        wake(page, "sigmoid_mirror")
        with pytest.raises(AssertionError, match=r"sigmoid_mirror at .*z.*: "):
            move_by_keys(page, "sigmoid_mirror")


# The content policy


def use(page):
    """Read a page to its end, move a figure, press what there is to press, search; what was."""
    for name in page.evaluate(
        "Array.from(document.querySelectorAll('[data-live]'), (e) => e.dataset.figure)"
    ):
        wake(page, name)
    if page.evaluate("!!document.querySelector('[data-live] input[type=range]')"):
        page.evaluate("document.querySelector('[data-live] input[type=range]').focus()")
        page.keyboard.press("ArrowRight")
    used = [
        what
        for what, selector in USED.items()
        if page.evaluate("(selector) => !!document.querySelector(selector)", selector)
    ]
    for what in used:
        page.click(USED[what])
    page.click(".md-search__input")
    page.keyboard.type("softmax")
    page.until("document.querySelector('.md-search-result__item')")
    return used


def complaints(page):
    return [line for line in page.said() if not line.startswith(HALFWAY)]


def test_no_page_breaks_the_policy_while_everything_on_it_is_used(firefox, address, pages):
    for name in pages:
        with firefox.opened() as page:
            page.goto(address + name)
            used = use(page)
            assert complaints(page) == [], name
            assert name or used == list(USED)


@pytest.mark.parametrize(
    ("planted", "directive"),
    [
        ("<script>document.title = 'inline'</script>", "script-src-elem"),
        ("<p style='color: red'>inline</p>", "style-src-attr"),
        ("<img src='http://127.0.0.1:9/a.png' alt='a'>", "img-src"),
    ],
)
def test_what_the_policy_refuses_is_noticed(firefox, serve_folder, tmp_path, planted, directive):
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (tmp_path / "index.html").write_text(
        f"<!doctype html><head>{head}</head><body>{planted}", "utf-8"
    )
    with firefox.opened() as page:
        page.goto(serve_folder(tmp_path))
        assert any(line.startswith(f"policy: {directive} ") for line in complaints(page))


# Formulas


def test_formulas_stand_right_in_a_wide_window_and_on_a_phone(firefox, address, pages):
    tags = 0
    with firefox.opened() as page:
        for name in pages:
            page.goto(f"{address}{name}#all")
            page.rest()
            for size in (WIDE, PHONE):
                page.resize(**size)
                assert page.evaluate(FORMULAS) == [], (name, size)
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            tags += page.evaluate("document.querySelectorAll('.tag:not(:empty)').length")
            page.resize(**WIDE)
    assert tags > 20


def test_a_formula_that_stands_wrong_is_noticed(firefox, address):
    with firefox.opened() as page:
        page.goto(f"{address}#all")
        page.rest()
        for complaint, style in {
            "in another font": "math { font-family: serif; }",
            "cut": ".formula { max-width: 5rem; }",
            "under its tag": ".formula { position: relative; left: 12rem; }",
            "a tag outside of the column": ".tag { position: relative; left: 2rem; }",
            "covered by its tag": "mtd.tag > * { display: block; margin-left: -30rem; }",
            "not aligned": "mtable.align > mtr > mtd { text-align: center !important; }",
            "small": "math { math-style: compact; }",
        }.items():
            page.evaluate(ADOPT, style)
            assert any(line.startswith(f"{complaint}: ") for line in page.evaluate(FORMULAS)), style
            page.evaluate("void document.adoptedStyleSheets.pop()")


def test_a_font_that_is_not_there_is_noticed(firefox, site, serve_folder, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.woff2", "pictures"))
    with firefox.opened() as page:
        page.goto(f"{serve_folder(folder)}#all")
        page.rest()
        assert any(line.startswith("not in its font: ") for line in page.evaluate(FORMULAS))


# Places on a phone


def stands_below_the_header(page, place):
    page.rest()
    return 40 <= page.evaluate(TOP, place) <= 100


def test_who_comes_for_one_place_finds_it_below_the_header(firefox, address):
    with firefox.opened(**PHONE) as page:
        for place in ("deciding", "quiz"):
            page.goto(f"{address}?{place}#{place}")
            assert stands_below_the_header(page, place)


def test_who_reloads_in_the_middle_finds_the_place_again(phone):
    for place in ("the-bridge", "deciding"):
        phone.evaluate("(id) => document.getElementById(id).scrollIntoView()", place)
        assert stands_below_the_header(phone, place)
        phone.reload()
        assert stands_below_the_header(phone, place)


def test_who_comes_back_from_another_page_finds_the_place_again(phone, address):
    phone.evaluate("document.getElementById('deciding').scrollIntoView()")
    phone.rest()
    phone.goto(f"{address}glossary/")
    phone.evaluate("void setTimeout(() => history.back())")
    phone.until("location.pathname === '/' && scrollY > 0")
    assert stands_below_the_header(phone, "deciding")


def test_a_link_to_a_place_far_away_leads_there(phone):
    for place in ("quiz", "inside-the-linear-layer", "deciding"):
        phone.evaluate(
            "(id) => { const link = document.createElement('a');"
            "link.href = `#${id}`; document.body.append(link); link.click(); link.remove(); }",
            place,
        )
        assert stands_below_the_header(phone, place)


def test_a_place_that_is_lost_is_noticed(phone):
    phone.evaluate("document.getElementById('deciding').scrollIntoView()")
    phone.evaluate("void (history.scrollRestoration = 'manual')")
    phone.reload()
    assert not stands_below_the_header(phone, "deciding")
