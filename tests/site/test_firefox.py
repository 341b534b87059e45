"""The site in the machine's own Firefox: figures, policy, formulas, and places on a phone."""

import shutil
import sys

import pytest
import stage
from browsers import FIREFOX, installed
from driven import PHONE, TYPESET, Refused, check_formulas, use, wake
from explainer.publishing.publish import POLICY
from figure import named, written
from firefox import Firefox
from moving import FEW, move_by_keys
from visits import ADOPT, TOP, USED

# Before the end of a formula is there, Firefox complains of what it has of it.
HALFWAY = "Invalid markup: Incorrect number of children"


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
    move_by_keys(figures, name, FEW)


@pytest.mark.parametrize("name", written())
def test_what_a_hand_a_finger_and_the_keys_write_is_read(name, figures):
    wake(figures, name)
    named(name).asked.check_writing(figures, figures.touch)


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


def complaints(page):
    return [line for line in page.said() if not line.startswith(HALFWAY)]


def test_no_page_breaks_the_policy_while_everything_on_it_is_used(firefox, address, kinds):
    for name in kinds:
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


def test_formulas_stand_right_in_a_wide_window_and_on_a_phone(firefox, address, kinds):
    with firefox.opened() as page:
        check_formulas(page, address, kinds)


def test_a_formula_that_stands_wrong_is_noticed(firefox, address):
    with firefox.opened() as page:
        page.goto(f"{address}#all")
        page.rest()
        for complaint, style in {
            "in another font": "math { font-family: serif; }",
            "cut": ".formula { max-width: 5rem; }",
            "under its tag": ".formula { position: relative; left: 12rem; }",
            "a tag outside of the column": ".tag { position: relative; left: 2rem; }",
            "a tag away from the edge": "mtd.tag > * { padding-right: 1rem; }",
            "covered by its tag": "mtd.tag > * { display: block; margin-left: -30rem; }",
            "not aligned": "mtable.align > mtr > mtd { text-align: center !important; }",
            "small": "math { math-style: compact; }",
            "broken": "math { white-space: normal; display: inline; }  p { width: 5rem; }",
            "words too large": "math mtext { font-size: 1em !important; }",
            "apart from what stands before it": "mfrac { margin-left: 0.2em !important; }",
        }.items():
            page.evaluate(ADOPT, style)
            assert any(line.startswith(f"{complaint}: ") for line in page.evaluate(TYPESET)), style
            page.evaluate("void document.adoptedStyleSheets.pop()")


def test_a_font_that_is_not_there_is_noticed(firefox, site, serve_folder, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.woff2", "pictures"))
    with firefox.opened() as page:
        page.goto(f"{serve_folder(folder)}#all")
        page.rest()
        assert any(line.startswith("not in its font: ") for line in page.evaluate(TYPESET))


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
