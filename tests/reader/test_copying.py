"""A copied formula is a line of text, as one would type it."""

# ruff: noqa: RUF001 (mathematical letters look like others)

import xml.etree.ElementTree as etree

import pytest
from explainer.project import DOCS
from rendered import render

pytestmark = pytest.mark.usefixtures("empty_cache")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\sigma(z)=\frac{1}{1+e^{-z}}", "σ(z) = 1/(1 + e^(−z))"),
        (r"\p_k=\softmax(\vz)_k", "p_k = softmax(𝐳)_k"),
        (r"\sum_{j=1}^K x_j", "∑_(j = 1)^K x_j"),
        (r"\pm\ln(2+\sqrt3),\ \sigma'", "±ln(2 + √3), σ′"),
    ],
)
def test_a_copied_formula_is_a_line_of_text(copying, tex, text):
    assert copied(copying(f"So ${tex}$ holds."), "p") == f"So {text} holds."


@pytest.fixture
def copying(opened):
    """A function that shows some Markdown on a page, with what copies its formulas."""
    with opened("about:blank") as page:

        def show(source):
            page.set_content(etree.tostring(render(source), encoding="unicode"))
            page.add_style_tag(path=DOCS / "stylesheets" / "equations.css")
            page.add_script_tag(path=DOCS / "live" / "copy.js")
            return page

        yield show


def copied(page, selector):
    """What is copied of all within the first element that a selector finds."""
    return page.evaluate(
        """(selector) => new Promise((resolve) => {
            addEventListener('copy', (e) => resolve(e.clipboardData.getData('text/plain')));
            getSelection().selectAllChildren(document.querySelector(selector));
            document.execCommand('copy');
        })""",
        selector,
    )


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        ("math", "σ(z) = 1/(1 + e^(−z))"),
        ("mfrac > :last-child", "1 + e^(−z)"),
        ("msup", "e^(−z)"),
        ("msup > :last-child", "−z"),
    ],
)
def test_what_is_copied_from_within_a_formula_is_that_part(copying, selector, text):
    assert copied(copying(r"$\sigma(z)=\frac{1}{1+e^{-z}}$"), selector) == text


def test_a_part_of_a_fraction_or_a_power_is_copied_as_it_stands(copying):
    page = copying(r"$\frac{a}{b} c^d$")
    found = page.evaluate(
        """() => ['mfrac', 'msup'].map((name) => {
            const part = document.querySelector(name), range = new Range();
            range.setStart(document.querySelector('math'), 0);
            range.setEnd(part, 1);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            let text;
            addEventListener('copy', (e) => { text = e.clipboardData.getData('text/plain'); },
                { once: true });
            document.execCommand('copy');
            return text;
        })"""
    )
    assert found == ["a", "a/bc"]


def test_rows_of_a_copied_formula_are_lines(copying):
    source = r"$$\begin{aligned} a &= b \\ c &= d \end{aligned}$$"
    assert copied(copying(source), "math") == "a = b\nc = d"


def test_where_nothing_is_selected_nothing_is_copied(copying):
    page = copying("So $a$ holds.")
    taken = page.evaluate(
        """() => [() => getSelection().collapse(document.querySelector('mi'), 0),
            () => getSelection().removeAllRanges()].map((select) => {
            select();
            const event = new ClipboardEvent('copy', { cancelable: true, bubbles: true,
                clipboardData: new DataTransfer() });
            document.body.dispatchEvent(event);
            return event.defaultPrevented;
        })"""
    )
    assert taken == [False, False]
