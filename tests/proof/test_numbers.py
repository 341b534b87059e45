"""A decimal in the text of a page is the correct rounding of a number that its code prints."""

from decimal import Decimal

import pytest
from explainer.proof import numbers
from explainer.proof.numerals import numbers_in
from explainer.proof.phrases import shows
from explainer.proof.statements import Statements
from explainer.reader.pages import pages

PRINTED = "0.73105858 -0.1382643 0.46784333 9.765625e-04 3 1.2345 2.675 0.5 12345.678"
CODE = f"""```python
cost = -0.25
print("…")
```
<!--pytest-codeblocks:expected-output-->
```text
{PRINTED}
```
"""


BEFORE_A_SIGN = [
    *(r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\ne", r"\neq", r"\to", r"\times", r"\cdot"),
    *(r"\pm", r"\mp", r"\quad", r"\qquad", r"\in", r"\sim", r"\simeq", r"\equiv", r"\propto"),
    *(r"\left", r"\bigl", r"\Big", r"\ln", r"\log", r"\exp", r"\min", r"\max", r"\iff"),
    *(r"\implies", r"\gt", r"\lt", r"\mid", r"\colon", r"\Rightarrow", r"\longrightarrow"),
    *(r"\Leftrightarrow", r"\mapsto", r"\,", r"\;", r"\:", r"\!"),
]
"""What a minus behind it belongs to the number that follows."""

RIGHT = [
    *("0.731", "0.73105858", "0.73", "−0.1383", "-0.14", "46.8 %", "46.78%", "47 %", "73 per cent"),
    *("$-0.1383$", "$p \\approx 0.731$", "$z=-0.14$", r"$46.8\,\%$", "$1-0.731$", r"$\pm 0.731$"),
    *("9.8×10⁻⁴", "9.766 × 10⁻⁴", r"$9.8\times10^{-4}$", r"$9.77 \cdot 10^{-4}$", "9.8e-4"),
    *("0.00098", "0.0010", "`0.731`", "3.0", "0.7310…", r"$-0.138\ldots$", "12,345.7"),
    *(
        "1.234",
        "1.235",
        "2.67",
        "2.68",
        "−0.25",
        "**0.731**",
        "0.50",
        "0.731,",
        "(0.731)",
        "|0.731|",
    ),
    *("z<-0.138", "from −0.14 to 0.73", "x&minus;0.73", "&minus;0.14"),
    "![the curve at 0.731](figures/x.svg)",
    *(
        r"$9.8{}\times{}10^{-4}$",
        "9.8 · 10⁻⁴",
        "46.8&nbsp;%",
        "46.8~%",
        r"$46.8\;\%$",
        "73 percent",
    ),
    *("0.7310...", r"$0.7310\dots$", "one —.731", "9.8E-4", "9.8 × 10^{−4}"),
    *(rf"$p {sign} -0.1383$" for sign in BEFORE_A_SIGN),
    "- item\n\n    !!! note\n        0.731",
    "/// caption\nAbout 0.731.\n///",
    "| a | b |\n|---|---|\n| 0.731 | $-0.14$ |",
]

WRONG = {
    "0.732": "0.732",
    "0.7310": "0.7310",
    "0.730 exactly": "0.730",
    "0.467": "0.467",
    "0.1383": "0.1383",
    "+0.1383": "0.1383",
    "−0.731": "−0.731",
    "46.7 %": "46.7 %",
    "46 %": "46 %",
    "0.46": "0.46",
    "$0.138$": "0.138",
    "$p=-0.731$": "-0.731",
    r"$\approx -0.731$": "-0.731",
    r"$46.7\,\%$": r"46.7\,\%",
    r"$9.7\times10^{-4}$": r"9.7\times10^{-4}",
    "9.8×10⁻³": "9.8×10⁻³",
    "9.8e-5": "9.8e-5",
    "9×10⁻⁴": "9×10⁻⁴",
    "0.7311…": "0.7311…",
    "0.468…": "0.468…",
    "1.2344": "1.2344",
    "2.66": "2.66",
    "0.7": "0.7",
    "0.6": "0.6",
    "`0.732`": "0.732",
    "0.25": "0.25",
    "12,345.6": "12,345.6",
    "![the curve at 0.732](figures/x.svg)": "0.732",
    "/// caption\nAbout 0.732.\n///": "0.732",
    "| a | b |\n|---|---|\n| 0.731 | $-0.15$ |": "-0.15",
    "??? answer\n    It is 0.732.": "0.732",
    "[0.732](x.md)": "0.732",
    "## At 0.732\n\n" + CODE: "0.732",
    "0.732[^nowhere]": "0.732",
    "0.732 as measured by others[^s]\n\n[^s]: A source.": "0.732",
}

NAMED = [
    *(
        "Python",
        "NumPy",
        "SciPy",
        "Matplotlib",
        "MathJax",
        "MkDocs",
        "Material",
        "Zensical",
        "Node",
    ),
    *("pytest", "WCAG", "CC BY", "version", "versions", "release", "v", "section", "sections"),
    *("chapter", "chapters", "figure", "figures", "table", "tables", "equation", "equations"),
    *("fig.", "eq.", "exercise", "exercises", "arXiv:", "§", "Python >", "Python ≥"),
]
"""What has a number, and is no claim."""

NO_CLAIM = [
    *("Python 3.11", "NumPy 2.4.6", "Python ≥ 3.11", "version 1.2", "section 1.3", "§1.4", "v0.5"),
    *("in 2017", "5 classes", "65 normals", "100 %", "0 %", "figure 2.1", "CC BY 4.0", "e^{10}"),
    *("$\\hspace{0.5em} x$", "$x \\tag{1.2}$", "$\\frac12$", "½", "arXiv:1706.04599", "`7 % 3`"),
    *("[a](https://x.org/0.732)", "<https://x.org/0.732>", '<img width="0.732">', "10.1093/imanum"),
    *("![a](x.svg){ width=0.732 }", "<!-- 0.732 -->", "[a]: https://x.org/0.732", "# 1.3 Title"),
    *(f"{name} 0.732" for name in NAMED),
    *(f"0.732{unit}" for unit in ("em", "ex", "mu", "pt", "px", "rem", "cm", "mm")),
    *(f"{word} 10.30" for word in ("at", "by", "from", "to", "until", "till", "before", "after")),
    *("since 10.30", "2.30 p.m.", "2.30 am", "2.30 h", "2.30 o’clock"),
    "0.732[^s]\n\n[^s]: Guo et al., 2017.",
    "0.732 %[^s], and more\n\n[^s]: Guo et al., 2017.",
    "$0.732$[^s]\n\n[^s]: Guo et al., 2017.",
    "1.47 Mbps[^s]\n\n[^s]: A source.",
    "<!-- not run: a listing -->\n```text\n0.732\n```",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_correct_rounding_is_proved(text, page):
    page = page(f"{CODE}\n{text}\n")
    assert numbers.claims(page)
    assert numbers.faults(page) == []


@pytest.mark.parametrize("text", WRONG)
def test_a_number_that_no_block_prints_is_a_fault_with_its_place(text, page):
    page = page(f"{CODE}\n{text}\n")
    (fault,) = numbers.faults(page)
    line = CODE.count("\n") + 2
    while WRONG[text] not in page.lines[line - 1]:
        line += 1
    assert str(fault).startswith(
        f"{page.file}:{line}: no block of this section prints {WRONG[text]} (the nearest "
    )
    assert str(fault).endswith(
        "; correct it, print it, or put the footnote of its source right after it"
    )


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_is_no_claim_or_names_its_source_needs_no_proof(text, page):
    assert numbers.claims(page(f"{CODE}\n{text}\n")) == []


def test_the_nearest_printed_number_is_named_with_its_place(page):
    page = page(f"text\n\n{CODE}\nIt is 0.732.\n")
    (fault,) = numbers.faults(page)
    assert f"(the nearest on the page is 0.73105858, {page.file}:9)" in str(fault)


def test_the_page_without_code_proves_nothing(page):
    (fault,) = numbers.faults(page("It is 0.731."))
    assert "no block of this section prints 0.731; correct it" in str(fault)


def test_front_matter_is_read_too(page):
    page = page(f"---\ndescription: From 0.731 to 0.732\n---\n{CODE}")
    (fault,) = numbers.faults(page)
    assert str(fault).startswith(f"{page.file}:2: no block of this section prints 0.732")


HIDDEN = f"<!--\n```python\nprint(1)\n```\n-->\n{CODE[CODE.index('<!--') :]}".replace(
    "```text", "<!--\n```text"
).replace("12345.678\n```", "12345.678\n```\n-->")


def test_a_hidden_block_proves_numbers(page):
    page = page(f"{HIDDEN}\nIt is 0.731, not 0.732.")
    assert [fault.what.split()[6] for fault in numbers.faults(page)] == ["0.732"]


def test_a_block_of_another_section_proves_only_long_or_repeated_numbers(page):
    text = f"# A\n\n{CODE}\n## B\n\n0.731, 0.7311\n\n0.4678\n"
    assert [f.place.line for f in numbers.faults(page(text))] == [14]
    text = f"# A\n\n{CODE}\n0.731\n\n## B\n\n0.731\n"
    assert numbers.faults(page(text)) == []


def test_two_digits_are_proved_by_the_blocks_next_to_them_alone(page):
    near = CODE.replace(PRINTED, "0.12345 0.5")
    text = f"## A\n\n{CODE}\nText.\n\n{near}\n0.12 and 0.73 and 0.731\n\n{near}\nLast.\n"
    (fault,) = numbers.faults(page(text))
    assert fault.what.startswith("no block right before or after it prints 0.73 (")


def test_short_percentages_are_printed_as_such(page):
    output = CODE.replace(PRINTED, "80% 0.9")
    page = page(f"{output}\n80 %, 0.9, 90 %, 0.8\n")
    assert [fault.what.split()[6] for fault in numbers.faults(page)] == ["90", "0.8"]


def test_constants_prove_where_a_reader_sees_them_and_only_to_the_digit(page):
    hidden = "<!--\n```python\nx = 0.125\n```\n-->\n"
    shown = "```python\ny = -0.375\n```\n"
    page = page(f"{hidden}\n{shown}\n0.125 −0.375 0.375 −0.38\n")
    assert [fault.what.split()[6] for fault in numbers.faults(page)] == ["0.125", "0.375", "−0.38"]


def test_zero_must_be_printed_as_it_is_written(page):
    output = CODE.replace(PRINTED, "0.0 0. -0.001")
    page = page(f"{output}\n0.0 and 0.00\n")
    assert [fault.what.split()[6] for fault in numbers.faults(page)] == ["0.00"]


def test_halves_round_either_way_and_no_further():
    (number,) = numbers_in("0.125")
    for exact, right in [("0.1245", 1), ("0.1255", 1), ("0.12449", 0), ("0.12551", 0)]:
        assert number.rounds(Decimal(exact)) == bool(right)


def said(page):
    """By its position, the exact number that a hidden example's words give for one of a page."""
    stated = Statements(page)
    return {
        token.at: printed.number.value
        for fact in stated.facts
        for span in stated.told.spans(fact.tokens, fact.at)
        for token, printed in zip(stated.told.tokens[span], fact.tokens, strict=True)
        if token.number
    }


def test_one_changed_digit_is_noticed_nearly_always():
    """Each digit of each decimal replaced by every other, on the real pages."""
    noticed = tried = 0
    for page in pages():
        proofs, exact = numbers.Proofs(page), said(page)
        for number, _, line in numbers.claims(page):
            for at, old in enumerate(number.text):
                if not old.isdigit():
                    continue
                for new in "0123456789".replace(old, ""):
                    text = number.text[:at] + new + number.text[at + 1 :]
                    for changed in numbers_in(f" {text}", [(0, 99)] if "\\" in text else ()):
                        tried += 1
                        other = line >= 0 and number.at in exact
                        other = other and not shows(changed, exact[number.at])
                        noticed += other or not proofs.proves(changed, line)
    assert noticed >= 0.98 * tried > 0


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a share of .625, or −.25", ["0.625", "-0.25"]),
        ("p < .05 (.1)", ["0.05", "0.1"]),
        ("x.5, 1.2.3, ...5, file.10", []),
        ("from 9.45 to 10.30, at 2.30 p.m.", []),
        ("a share and\n0.25, or\n−0.5", ["0.25", "-0.5"]),
        ("at 0.25, at 10.31, of 10.30", ["0.25", "10.31", "10.30"]),
    ],
)
def test_a_decimal_may_begin_with_its_point_and_a_time_of_day_is_none(text, read):
    assert [number.value for number in numbers_in(text)] == [Decimal(value) for value in read]
