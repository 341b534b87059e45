"""The site in WebKit, of Safari's engine: figures, policy, formulas, links, search and quiz."""

import pytest
import stage
from browsers import WEBKIT, installed
from driven import TYPESET, Refused, check_formulas, use, wake
from figure import named, written
from moving import FEW, move_by_keys
from visits import ADOPT, USED
from webkit import Listening, WebKit


@pytest.fixture(scope="module")
def address(site, serve_folder):
    return serve_folder(site, Listening)


# The driver


def test_what_fails_on_a_page_is_told(webkit):
    with webkit.opened() as page:
        with pytest.raises(Refused, match=r"(?s)evaluate .*no_such_thing"):
            page.evaluate("no_such_thing")
        with pytest.raises(Refused, match=r"(?s)evaluate .*[Tt]ime"):
            page.until("false", limit=0.2)
        assert page.evaluate("6 * 7") == 42


def test_what_is_no_webkit_is_said():
    with pytest.raises(Refused, match=r"^start: "):
        WebKit("/bin/false")


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip), ("true", pytest.fail)])
def test_without_webkit_tests_are_skipped_but_not_in_ci(monkeypatch, ci, outcome):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome.Exception, match=r"no WebKit .*apt install webkit2gtk-driver"):
        installed("WebKit", WEBKIT, "webkit2gtk-driver")


# Figures that move


@pytest.fixture(scope="module")
def figures(webkit, once, serve_folder):
    """One open stage for all figures: each test resets what it moves."""
    with webkit.opened(height=900) as page:
        page.goto(serve_folder(once("stage", stage.build), Listening))
        yield page
        assert page.said() == []


@pytest.mark.parametrize("name", stage.NAMES)
def test_what_the_keyboard_moves_is_what_numpy_says(name, figures):
    wake(figures, name)
    move_by_keys(figures, name, FEW)


@pytest.mark.parametrize("name", written())
def test_what_a_hand_and_the_keys_write_is_read(name, figures):
    wake(figures, name)
    named(name).asked.check_writing(figures)


# The content policy


def test_no_page_breaks_the_policy_while_everything_on_it_is_used(webkit, address, kinds):
    for name in kinds:
        with webkit.opened() as page:
            page.goto(address + name)
            used = use(page)
            assert page.said() == [], name
            assert name or used == list(USED)


def test_what_the_policy_refuses_is_noticed(webkit, address):
    with webkit.opened() as page:
        page.goto(address)
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.until("window.said.length")
        assert page.said()[0].startswith("policy: style-src-attr ")


# Formulas and links

# Scripts stand at their bases, small fractions are small, fences as high as what they
# hold, and links can be told from words.
LOOKS = """() => {
  const wrong = [];
  const box = (e) => e.getBoundingClientRect();
  for (const e of document.querySelectorAll('msub, msup, msubsup')) {
    const [base, ...scripts] = [...e.children].map(box);
    if (!base.height) continue;
    for (const { left } of scripts) {
      const apart = left - base.right;
      if (apart > 4 || apart < -0.6 * base.width - 4) wrong.push(`script: ${e.textContent}`);
    }
  }
  for (const e of document.querySelectorAll('math mfrac')) {
    const size = (e) => parseFloat(getComputedStyle(e).fontSize);
    const small = getComputedStyle(e).mathStyle === 'compact';
    const is = size(e.firstElementChild) < 0.9 * size(e);
    if (small !== is) wrong.push(`fraction: ${e.textContent}`);
  }
  for (const e of document.querySelectorAll(':is(mrow, mtd) > mo')) {
    if (!'([{'.includes(e.textContent) || e.matches('[stretchy=false], [minsize]')) continue;
    const [row, sign] = [e.parentElement, e].map((e) => box(e).height);
    if (sign < 0.6 * row) wrong.push(`fence: ${e.parentElement.textContent}`);
  }
  const links = 'article p > a[href]:not(.md-button, .headerlink, [role=button])';
  for (const e of document.querySelectorAll(links)) {
    const { textDecorationLine, display } = getComputedStyle(e);
    const seen = textDecorationLine.includes('underline') || display !== 'inline';
    if (!seen) wrong.push(`link: ${e.textContent}`);
  }
  return wrong;
}"""


def test_formulas_stand_right_in_a_wide_window_and_on_a_phone(webkit, address, kinds):
    with webkit.opened() as page:
        check_formulas(page, address, kinds, LOOKS)


def test_what_stands_or_looks_wrong_is_noticed(webkit, address):
    with webkit.opened() as page:
        page.goto(f"{address}#all")
        page.rest()
        for complaint, style in {
            "in another font": "math { font-family: serif; }",
            "cut": ".formula { max-width: 5rem; }",
            "script": "msub > :last-child { margin-left: 2rem; }",
            "fraction": "mfrac > * { font-size: inherit !important; }",
            "link": "article a { text-decoration-line: none !important; }",
        }.items():
            page.evaluate(ADOPT, style)
            found = page.evaluate(TYPESET) + page.evaluate(LOOKS)
            assert any(line.startswith(f"{complaint}: ") for line in found), style
            page.evaluate("void document.adoptedStyleSheets.pop()")


def test_a_fence_that_a_cell_does_not_stretch_is_noticed(webkit, address):
    with webkit.opened() as page:
        page.goto(f"{address}cross-entropy/#all")
        page.rest()
        page.evaluate(
            "document.querySelectorAll('mtd > mrow').forEach((e) => e.replaceWith(...e.children))"
        )
        assert any(line.startswith("fence: ") for line in page.evaluate(LOOKS))
