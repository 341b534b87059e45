"""Formulas are read as their reader reads them, and what is not known is said to be unknown."""

import numpy as np
import pytest
from explainer.formula.evaluate import World
from explainer.formula.expression import parse
from explainer.formula.statements import statements
from explainer.formula.symbols import keys
from explainer.formula.tex import UnsupportedNotation, tokens


def value(tex, **symbols):
    """The worth of a formula without random symbols, or with those given."""
    world = World({})
    for name, worth in symbols.items():
        world = world.with_value(("sym", name), worth)
    return float(np.ravel(world.see(parse(tokens(tex))))[0])


def said(tex):
    """Each statement as its chains, each chain as its sides with the signs between them."""
    found = []
    for statement in statements(tex):
        found.append([])
        for chain in statement.chains:
            signs = [sign for sign, _ in chain.relations]
            sides = [side.text for side in chain.sides]
            found[-1].append(
                " ".join(x for pair in zip(sides, [*signs, ""], strict=True) for x in pair).strip()
            )
    return found


ARITHMETIC = [
    (r"\frac12", 0.5),
    (r"\frac 12x", 1.5),
    (r"\tfrac{1}{2}\cdot 3 - 1/4", 1.25),
    (r"2^{-1} + x^2", 9.5),
    (r"-x^2", -9),
    (r"e^{\ln x}", 3),
    (r"\ln e^2", 2),
    (r"\ln(e)\,x", 3),
    (r"\log e^x\!", 3),
    (r"\sqrt{x+1}", 2),
    (r"\left|-x\right| + \lvert -1\rvert", 4),
    (r"2^{\lvert -3\rvert}", 8),
    (r"|x-5|\,|{-1}|", 2),
    (r"\max(x, 5) - \min\{x, 5\}", 2),
    (r"\max(x, 5, 7) + \min(x)", 10),
    (r"\sum_{j=1}^{4} j^2", 30),
    (r"\sum_{j\ne 2} j", 13),
    (r"\prod_{j=1}^{3} 2j", 48),
    (r"\max_j (7 - j)", 6),
    (r"\argmax_j (j-3)^2", 1),
    (r"\delta_{2,2} + \delta_{1,2}", 1),
    (r"\frac{d}{dx} x^3", 27),
    (r"\frac{d^2}{dx^2} x^3", 18),
    (r"\frac{\partial (x^2)}{\partial x}", 6),
    (r"\int_0^\infty e^{-u x}\,du", 1 / 3),
    (r"\int_{-\infty}^{\infty} e^{-u^2}\,\mathrm{d}u", np.sqrt(np.pi)),
    (r"\lim_{t\to\infty} \frac{1}{1+e^{-t}}", 1),
    (r"\begin{cases} 1 & x < 0 \\ 2 & \text{otherwise} \end{cases}", 2),
    (r"\sigma(0) + \sigma'(0) + \sigma''(0)", 0.75),
    (r"\logit(0.5) + \odds(0.5)", 1),
    (r"\operatorname{sp}(0)", np.log(2)),
    (r"\bigl(1+\bigl(2+x\bigr)\bigr)", 6),
    (r"50{,}256", 50256),
    (r"\logitc{x}^2 + \class{probability}{x}", 12),
    (r"\tanh\tfrac x2", np.tanh(1.5)),
    (r"x' + 0", 4),
]


@pytest.mark.parametrize(("tex", "worth"), ARITHMETIC)
def test_notation_means_what_it_means_to_a_reader(tex, worth):
    assert value(tex, x=3.0, **{"x'": 4.0}) == pytest.approx(worth, rel=1e-9)


def test_a_sigma_within_brackets_after_sigma_makes_them_a_factor():
    assert value(r"\sigma(1-\sigma)", z=2.0) == pytest.approx(value(r"\sigma'", z=2.0))


@pytest.mark.parametrize(
    ("tex", "known"),
    [
        (r"z^{\top} w", {("vec", "z"), ("sym", "w")}),
        (r"\nabla\LSE(z)", {("vec", "z")}),
        (r"z_i + A_{kl}", {("vec", "z"), ("mat", "A"), *(("sym", n) for n in "ikl")}),
    ],
)
def test_a_formula_is_made_of_symbols_of_their_kinds(tex, known):
    assert keys(parse(tokens(tex))) == known


def test_words_rows_and_commas_part_statements():
    assert said(r"a = b, \quad c = d \text{ and } e = f \\ g = h") == [
        ["a = b"],
        ["c = d"],
        ["e = f"],
        ["g = h"],
    ]


@pytest.mark.parametrize("tex", [r"\frac{x}{d}", r"\frac{d}{x}"])
def test_a_letter_d_alone_makes_no_derivative(tex):
    assert parse(tokens(tex)).kind == "over"


def test_a_point_behind_a_gap_is_no_side_of_a_bracket():
    assert said(r"a = b\,.") == [[r"a = b\,"]]


def test_a_row_that_opens_with_a_relation_goes_on_from_the_row_before():
    tex = (
        r"\begin{align} a &= b \quad \text{(why)} \label{x} \\ &\le \frac{c}{d} \notag \end{align}"
    )
    assert said(tex) == [[r"a = b ≤ \frac{c}{d}"]]


def test_a_comma_parts_behind_a_matrix():
    tex = r"\begin{array}{rl} v &= \begin{array}{c} 1 \end{array}, \\ c &= d, e = f \end{array}"
    assert said(r"v = \begin{array}{c} 1 \end{array}, c = d")[1:] == [["c = d"]]
    assert len(said(tex)) == 3


def test_a_row_goes_on_behind_words_that_limit_the_row_before():
    assert said(r"a = b \quad \text{for all } k \\ = c") == [["a = b = c"]]


def test_what_stands_in_brackets_of_its_own_limits_only_where_it_relates():
    assert said("(a > b)") == [["(a > b)"]]
    assert said(r"\text{if } a > b") == [["a > b"]]
    assert said("a = b, c = (d > e)") == [["a = b"], ["c = (d > e)"]]
    assert said("a = b, (c + d)") == [["a = b"], ["(c + d)"]]
    assert said(r"a = b, \max_{j \ne k} z_j") == [["a = b"], [r"\max_{j \ne k} z_j"]]
    first, other = statements(r"a = b, \quad c \quad (d > e)")
    assert first.conditions and not other.conditions


def test_a_relation_goes_on_in_the_next_row():
    assert said(r"a = \\ b") == [["a = b"]]


def test_implications_part_chains():
    assert said(r"a = b \Rightarrow c < d \iff e > f") == [["a = b", "c < d", "e > f"]]


@pytest.mark.parametrize(
    "tex", [r"a = b \quad (z \ge 0)", r"a = b \text{ if } z \ge 0", r"a = b, \text{ for } z \ge 0"]
)
def test_conditions_belong_to_the_statement_before_them(tex):
    (statement,) = statements(tex)
    (condition,) = statement.conditions
    assert [sign for sign, _ in condition.relations] == ["≥"]


UNKNOWN = [
    (r"\oint z", r"'\\oint' where a factor is expected"),
    (r"\iint z", r"'\\iint' where a factor is expected"),
    (r"a/bc", "a/bc, which may be read in two ways"),
    (r"\int z\,dz", "an integral without limits"),
    (r"\sum_{i<j} z_i", "limits of this kind"),
    (r"\sum_k \sum z_j w_i", "a sum whose index is not said"),
    (r"\frac{d^4 z}{dz^4}", "a derivative of this order"),
    (r"\frac{d^2 z}{dz}", "a derivative of two orders"),
    (r"\frac{d z^2}{d (2z)}", "a derivative by this"),
    (r"\frac{d z^2}{d (z + h)_k}", "a derivative by this"),
    (r"\frac{d^2 L}{d \mathbf z^2}", "a derivative by this"),
    (r"\begin{array} 1 \end{array}", "the environment array"),
    (r"1 \end{array}", "the notation 'array'"),
    (r"\begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix}", "a matrix whose rows differ in length"),
    (r"\frac{1}", "the end where a symbol is expected"),
    (r"(1+2", "the end where a symbol is expected"),
    (r"1 +", "an expression cut short"),
    (r"z_{ijk}", "this subscript"),
    (r"\ln", "ln without an argument"),
    (r"\ln_p(z)", "a subscript of ln"),
    (r"\begin{cases} 1 & z < 0", "the end where cases is expected"),
    (r"(f)'(z)", "a prime after this expression"),
    (r"f'(y,z)", "a prime after a function of several arguments"),
]


@pytest.mark.parametrize(("tex", "reason"), UNKNOWN)
def test_what_is_not_known_is_named(tex, reason):
    with pytest.raises(UnsupportedNotation) as raised:
        parse(tokens(tex))
    assert reason in str(raised.value)


UNWORKED = [
    (r"\sum_{k=1}^{\infty} 2^{-k}", "an infinite sum"),
    (r"\sum_{k=-\infty}^{3} 2^k", "an infinite sum"),
    (r"\LSE'(z)", "this use of LSE"),
    (r"\LSE(z, y)", "this use of LSE"),
    (r"f'(2)", "f(·), which is not defined before"),
]


@pytest.mark.parametrize(("tex", "reason"), UNWORKED)
def test_what_cannot_be_worked_out_is_named(tex, reason):
    with pytest.raises(UnsupportedNotation) as raised:
        value(tex)
    assert reason in str(raised.value)
