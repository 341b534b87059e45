"""Formulas: what browsers get for each construct, numbers and links, and every author's mistake."""

# ruff: noqa: RUF001 (mathematical letters look like others)

import re
import xml.etree.ElementTree as etree

import pytest
from explainer.extensions import equations
from explainer.typesetting import mathjax
from markdown import Markdown
from rendered import EXTENSIONS, display, fault, formula, render

pytestmark = pytest.mark.usefixtures("empty_cache")

# What browsers get


def test_a_subscript_keeps_the_colour_of_its_concept():
    assert formula(r"\z_k") == '<math><msub><mi class="logit">z</mi><mi>k</mi></msub></math>'


@pytest.mark.parametrize(
    ("macro", "concept"),
    [
        ("logitc", "logit"),
        ("probc", "probability"),
        ("derivc", "derivative"),
        ("weightc", "weight"),
    ],
)
def test_a_group_takes_the_colour_of_its_concept(macro, concept):
    assert f'<mrow class="{concept}"><mi>a</mi><mo>+</mo><mi>b</mi></mrow>' in formula(
        rf"\{macro}{{a+b}}"
    )


@pytest.mark.parametrize("macro", sorted(equations.MACROS))
def test_every_macro_is_understood_and_shown_by_the_font(macro):
    argument = "{a}" if isinstance(equations.MACROS[macro], list) else ""
    assert formula(rf"\{macro}{argument}") != "<math />"


def test_vectors_are_bold_letters_of_their_own():
    assert formula(r"\vz") == '<math><mi class="logit">𝐳</mi></math>'
    assert formula(r"\vp+\mathbf 1") == (
        '<math><mi class="probability">𝐩</mi><mo>+</mo><mn>𝟏</mn></math>'
    )


def test_other_letters_are_mathematical_characters_too():
    assert formula(r"\mathbb R\mathcal L\boldsymbol\mu") == (
        "<math><mi>ℝ</mi><mi>ℒ</mi><mi>𝝁</mi></math>"
    )


def test_operators_within_scripts_stand_close():
    assert formula("x_{i+1}") == (
        '<math><msub><mi>x</mi><mrow><mi>i</mi><mo lspace="0" rspace="0">+</mo><mn>1</mn></mrow>'
        "</msub></math>"
    )


def test_operators_in_a_line_need_no_words():
    assert formula("a=b+c,d") == (
        "<math><mi>a</mi><mo>=</mo><mi>b</mi><mo>+</mo><mi>c</mi><mo>,</mo><mi>d</mi></math>"
    )


def test_a_sign_after_a_relation_is_no_difference():
    assert formula("a=-b") == (
        '<math><mi>a</mi><mo>=</mo><mo lspace="0" rspace="0">−</mo><mi>b</mi></math>'
    )


def test_a_function_s_name_stands_off_its_argument():
    assert formula(r"\ln p") == '<math><mi>ln</mi><mspace width=".167em" /><mi>p</mi></math>'
    assert "mspace" not in formula(r"\ln(p)")


def test_a_prime_is_an_operator_on_the_line():
    prime = '<mo lspace="0" rspace="0">{}</mo>'
    assert formula(r"\sigma'") == f"<math><mrow><mi>σ</mi>{prime.format('′')}</mrow></math>"
    assert formula(r"\sigma''^2") == (
        f"<math><msup><mrow><mi>σ</mi>{prime.format('″')}</mrow><mn>2</mn></msup></math>"
    )
    assert formula(r"\sigma'_k") == (
        f"<math><msub><mrow><mi>σ</mi>{prime.format('′')}</mrow><mi>k</mi></msub></math>"
    )


def test_a_hat_is_an_accent():
    assert '<mover accent="true"><mi>y</mi><mo stretchy="false">ˆ</mo></mover>' in formula(
        r"\hat y"
    )


def test_the_sum_s_limits_and_space_are_tex_s():
    box, space, _ = render(r"$$\sum_{j=1}^K e^{z_j}$$").find(".//math")
    assert [child.tag for child in box] == ["mo", "mrow", "mi"]
    assert box[0].attrib == {"lspace": "0", "rspace": "0"}
    assert space.attrib == {"width": ".167em"}


def test_space_beside_limits_is_none_of_their_operator():
    """Firefox would forget it in the formula's width, and cut the formula."""
    assert re.findall(r"<(m\w+)", formula(r"2\sum_j a")) == (
        ["math", "mn", "mspace", "munder", "mo", "mi", "mspace", "mi"]
    )
    assert 'lspace="0" rspace="0"' in formula(r"a\overset{!}=b")


def test_brackets_of_left_and_right_grow():
    math = etree.fromstring(formula(r"\left(\frac12\right)"))
    first, last = math[0][0], math[0][-1]
    assert (first.text, last.text) == ("(", ")")
    assert "stretchy" not in first.attrib and "stretchy" not in last.attrib


def test_cases_open_a_brace_and_close_none():
    math = render(r"$$\begin{cases}1&\text{if }a\\2&b\end{cases}$$").find(".//math")
    assert [child.tag for child in math.find("mrow")] == ["mo", "mtable"]
    assert math.find(".//mtable").get("class") == "cases"


def test_a_derivation_is_aligned_by_a_class():
    table = render("\\begin{align*}\na &= b \\\\\n &= c\n\\end{align*}").find(".//mtable")
    assert table.get("class") == "align"
    assert [len(row) for row in table] == [2, 2]
    assert table[1][1][0].attrib == {"lspace": ".278em", "rspace": ".278em"}


def test_nothing_ships_that_a_content_policy_forbids_or_browsers_ignore():
    body = render(
        r"$\z'+\hat y+\mathbf x+\tfrac12$"
        + "\n\n"
        + display(r"a &= \eqref{x} \label{x}").replace("equation", "align")
    )
    names = {name for element in body.iter() for name in element.attrib}
    assert not names & {"style", "mathvariant", "columnalign", "xmlns"}
    assert not [
        name for name in names if name.startswith("data-") and name != "data-search-exclude"
    ]
    assert not list(body.iter("mlabeledtr"))


# Numbers and references


def test_equations_are_numbered_in_order_and_their_tags_are_links_to_themselves():
    body = render(display(r"a\label{eq:a}") + "\n\n" + display(r"b\label{eq:b}"))
    boxes = body.findall("div")
    assert [box.get("id") for box in boxes] == ["eq:a", "eq:b"]
    assert [(a.get("href"), a.text) for a in body.iter("a")] == [("#eq:a", "(1)"), ("#eq:b", "(2)")]


def test_a_reference_is_an_ordinary_link_also_to_a_later_equation():
    body = render("See $\\eqref{eq:a}$.\n\n" + display(r"a\label{eq:a}"))
    paragraph = body.find("p")
    assert etree.tostring(paragraph, encoding="unicode").strip() == (
        '<p>See <a href="#eq:a">(1)</a>.</p>'
    )


def test_a_reference_inside_a_formula_is_a_link_in_its_words():
    body = render(display(r"a\label{eq:a}") + "\n\n" + r"$b \text{ by } \eqref{eq:a}$")
    assert body.find("p//mtext/a").attrib == {"href": "#eq:a"}


def test_a_tag_replaces_the_number():
    body = render(r"$$ a \tag{S}\label{eq:s} $$" + "\n\n" + display(r"b\label{eq:b}"))
    assert [a.text for a in body.iter("a")] == ["(S)", "(1)"]


def test_each_row_of_a_derivation_may_have_its_number():
    body = render(
        "\\begin{align}\na &= b \\label{eq:one} \\\\\n &= c \\notag \\\\\n &= d \\label{eq:two}\n"
        "\\end{align}"
    )
    rows = body.findall(".//mtr")
    assert [row.get("id") for row in rows] == ["eq:one", None, "eq:two"]
    assert {len(row) for row in rows} == {4}
    assert [row[-1].get("class") for row in rows] == ["tag", "tag", "tag"]
    assert ["".join(row[-1].itertext()) for row in rows] == ["(1)", "", "(2)"]
    links = body.findall(".//div/a[@class='row']")
    assert [(a.get("href"), a.text) for a in links] == [("#eq:one", "(1)"), ("#eq:two", "(2)")]


@pytest.mark.parametrize(
    ("first", "label"),
    [(r"\label{eq:one}", "Equations (1) to (2)"), (r"\notag", "Equation (1)")],
)
def test_a_derivation_is_a_group_named_by_its_numbers(first, label):
    body = render(f"\\begin{{align}}\na &= b {first} \\\\\n &= c \\label{{eq:two}}\n\\end{{align}}")
    box = body.find(".//div[@class='formula']")
    assert (box.get("role"), box.get("aria-label")) == ("group", label)


def test_centred_rows_have_their_numbers_too():
    table = render("\\begin{gather}\na \\label{eq:a} \\\\ b \\label{eq:b}\n\\end{gather}").find(
        ".//mtable"
    )
    assert table.get("class") == "tagged"
    assert [row.get("id") for row in table] == ["eq:a", "eq:b"]


def test_long_formulas_take_the_keyboard_and_short_ones_do_not():
    long = render(display("+".join("abcdefghijkl") + r"\label{eq:long}")).find(".//div/div")
    short = render(display(r"a\label{eq:short}")).find(".//div/div")
    assert long.attrib == {
        "class": "formula",
        "data-search-exclude": "",
        "tabindex": "0",
        "role": "group",
        "aria-label": "Equation (1)",
    }
    assert short.attrib == {"class": "formula", "data-search-exclude": ""}


# Wherever a formula may stand


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| $x$ | c |",
        '!!! note "On $x$"\n    Here.',
        "!!! note\n    $$\n    x\n    $$",
        '??? note "Answer"\n    So $x$.',
        "A note.[^1]\n\n[^1]: On $x$.",
        "![alt](a.svg)\n\n/// caption\nOn $x$.\n///",
        "- an item with $x$\n\n    $$ y $$",
        "> quoted $x$",
    ],
)
def test_a_formula_stands_in_every_kind_of_block(text):
    body = render(text)
    assert list(body.iter("math"))
    assert "arithmatex" not in etree.tostring(body, encoding="unicode")


def test_a_heading_s_formula_reads_as_its_letters_in_the_contents():
    md = Markdown(
        extensions=EXTENSIONS, extension_configs={"pymdownx.arithmatex": {"generic": True}}
    )
    md.convert(r"# Where $\sigma(z)$ bends {: #bend }")
    assert md.toc_tokens[0]["name"].startswith("Where σ(z) bends")


def test_search_reads_the_words_and_no_formula_but_in_headings():
    body = render("# On $z$\n\nA logit $z$ is.\n\n$$ z $$")
    assert "data-search-exclude" not in body.find("h1/math").attrib
    assert "data-search-exclude" in body.find("p/math").attrib
    assert all("data-search-exclude" in part.attrib for part in body.find("div"))
    assert body.find("p").text + body.find("p/math").tail == "A logit  is."


def test_a_formula_keeps_its_comma_on_its_line():
    paragraph = render("Let $u$, which is $v$ here.").find("p")
    joined = paragraph.find("span")
    assert (joined.get("class"), joined[0].tail, joined.tail) == ("joined", ",", " which is ")
    assert paragraph[1].tag == "math"


# An author's mistakes


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("A\n\nand $\\sofmax(z)$.", 3, r"MathJax knows no \sofmax"),
        ("$$\na\n+ \\nonsense\n$$", 3, r"MathJax knows no \nonsense"),
        ("A\n$\\frac{1}{2$", 2, "MathJax cannot read this formula: Missing close brace"),
        ("A\n$a}$", 2, "MathJax cannot read this formula: Extra close brace"),
        ("$a_b_c$", 1, "Double subscripts"),
        ("$a^b^c$", 1, "Double exponent"),
        ("$$ \\begin{align} a $$", 1, r"Missing \end{align}"),
        ("$$ \\begin{aling} a \\end{aling} $$", 1, "Unknown environment 'aling'"),
        ("$$ a \\end{align} $$", 1, "end{align}"),
        ("$\\left( a$", 1, r"\left"),
        ("$\\style{color:red}{a}$", 1, r"MathJax knows no \style"),
        ("$\\href{x}{a}$", 1, r"MathJax knows no \href"),
        ("$\\require{physics}$", 1, r"MathJax knows no \require"),
        ("$\\class{red}{a}$", 1, "no concept is called 'red'"),
        ("A\n\n$ж$", 3, "the mathematics font has no 'ж' (CYRILLIC SMALL LETTER ZHE)"),
        (f"A\n${'+'.join('abcdefghijkl')}$", 2, "too wide for a phone's line"),
        ("A line\n\\begin{align}\na\n\\end{align}", 2, "\\begin{align} stands outside a formula"),
        ("A\n\nThe $$x$$ in a line.", 3, "$ stands outside a formula"),
        ("A\n\nfrom \\eqref{eq:a}.", 3, "\\eqref{eq:a} stands outside a formula"),
        ("- an item with $x", 1, "$ stands outside a formula"),
        ("# A $\\frac12$", 1, r"the contents list cannot show $\frac12$"),
    ],
)
def test_a_formula_that_is_not_understood_is_named(text, line, words):
    message = fault(text)
    assert message.startswith(f"<markdown>:{line}: ")
    assert words in message
    assert "; " in message


def test_code_and_an_escaped_dollar_may_look_like_tex():
    body = render("It costs \\$5.\n\n`$x$` and `\\label{a}`\n\n    $$ x $$")
    assert body.find("p").text == "It costs $5."
    assert not list(body.iter("math"))


def test_a_label_given_twice_is_named_where_it_is_given_again():
    message = fault(display(r"a\label{eq:a}") + "\n\n" + display("b\n\\label{eq:a}"))
    assert message == (
        "<markdown>:7: Label 'eq:a' multiply defined; give each equation of a page its own label"
    )


def test_a_reference_to_nothing_is_named():
    message = fault(display(r"a\label{eq:a}") + "\n\nIt follows\nfrom $\\eqref{eq:b}$.")
    assert message == (
        "<markdown>:6: no equation of this page is labelled 'eq:b'; "
        "label it with \\label{eq:b}, or refer to one of eq:a"
    )


def test_a_mistake_in_a_footnote_or_below_the_same_formula_has_its_own_line():
    text = "A $z$.[^1]\n\n[^1]: On $\\oops$.\n\nThen $z$ and $z$."
    assert fault(text).startswith("<markdown>:3: ")
    assert fault("A $z$ `$\\oops$`\n\nthen $z$\nand $\\oops$").startswith("<markdown>:4: ")


def test_missing_packages_are_named_with_the_command_that_installs_them(monkeypatch, tmp_path):
    monkeypatch.setattr(mathjax, "PACKAGE", tmp_path / "none")
    assert fault("A\n\n$z$") == (
        "<markdown>:3: MathJax is not installed; `make serve` and `make test` install it"
    )


def test_a_formula_that_a_table_cuts_says_how_to_write_its_bar():
    said = fault("It is $a$.\n\n| a |\n|---|\n| $p(a|b)$ |\n")
    assert said.startswith("<markdown>:5: $ stands outside a formula; ")
    assert said.endswith(r", and \mid or \vert for | in a table, where it ends the cell")
