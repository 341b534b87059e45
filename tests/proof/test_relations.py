"""Of two relations that differ by a slip, the right one is proved and the other is wrong."""

import pytest
from explainer.proof import derivations


@pytest.fixture
def check(page):
    return lambda text: [claim.status for claim in derivations.check.__wrapped__(page(text))]


RIGHT_AND_WRONG = {
    "a symbol by itself": (r"m = m/1", r"m = m/2"),
    "a slope of a function": (r"f(t) = t^3, \quad f'(t) = 3t^2", r"f(t) = t^3, \quad f'(t) = 2t^2"),
    "a second slope": (r"g(t) = t^3, \quad g''(2) = 12", r"g(t) = t^3, \quad g''(2) = 6"),
    "a word": (
        r"\text{risk} = 2c, \quad \text{risk} = c+c",
        r"\text{risk} = 2c, \quad \text{risk} = c",
    ),
    "a word of something": (
        r"\text{KL}(p) = 2c, \quad 2c = \text{KL}(p)",
        r"\text{KL}(p) = 2c, \quad \mathrm{KL}(p) = c",
    ),
    "an array of relations": (
        r"\begin{array}{rcl} 5 - 2 &=& 3 \\ 2c &=& c + c \end{array}",
        r"\begin{array}{rcl} 5 - 2 &=& 3 \\ 2c &=& c \end{array}",
    ),
    "a circle's number": (r"\pi \approx 3.1416", r"\pi \approx 3.1516"),
    "a bell": (
        r"\int_{-\infty}^\infty e^{-t^2}\,dt = \sqrt\pi",
        r"\int_{-\infty}^\infty e^{-t^2}\,dt = \pi",
    ),
    "a decimal that begins with its point": (r"\tfrac14 = .25", r"\tfrac14 = .5"),
    "a bound that is reached": (r"\sigma'(z) \le \frac14", r"\sigma'(z) < \frac14"),
    "one that is not": (r"\tanh(c)^2 < 1", r"\tanh(c)^2 < 0"),
    "a quotient at 0": (r"\frac{e^c}{e^c} = 1", r"\frac{c}{c} = 1"),
    "a case for 0": (
        r"|c| = \begin{cases} c & c \ge 0 \\ -c & c < 0 \end{cases}",
        r"|c| = \begin{cases} c & c > 0 \\ -c & c < 0 \end{cases}",
    ),
    "equal arguments": (
        r"(c-t)^2 \ge 0",
        r"(c-t)^2 > 0",
    ),
    "a power of ten": (r"c \cdot 10^2 = 100c", r"c \cdot 10^2 = 10c"),
    "a whole number nearby": (r"3 \approx \sqrt{8.4}", r"3 \approx \sqrt{6}"),
    "a limit behind": (
        r"1 = \lim_{t\to 0^+} \frac{\ln(1+t)}{t}",
        r"2 = \lim_{t\to 0^+} \frac{\ln(1+t)}{t}",
    ),
    "plain letters of vectors": (r"W\vh + \vb = Wh + b", r"W\vh + \vb = Wh - b"),
    "a vector of ones": (
        r"\nabla(\mathbf 1^\top\vz) = \mathbf 1",
        r"\nabla(\mathbf 1^\top\vz) = 2\,\mathbf 1",
    ),
    "a factor in braces": (r"\sigma{c} = c\,\sigma(z)", r"\sigma{c} = \sigma(c)"),
    "a letter with and without an index": (
        r"u_k = 2\z_k, \quad u = c^2, \quad u + u_1 = c^2 + 2\z_1",
        r"u_k = 2\z_k, \quad u = c^2, \quad u + u_1 = 2c^2 + 2\z_1",
    ),
    "matrices with a dot": (r"J \cdot J = JJ", r"J \cdot J = J"),
    "the last class": (r"\z_K = \z_5", r"\z_K = \z_4"),
    "where two are equal": (
        r"c = |c| + 0 \text{ for } c = |c|",
        r"c = -|c| \text{ for } c = |c|",
    ),
    "where a quotient is 1": (r"|c| = c \text{ if } |c|/c = 1", r"|c| = -c \text{ if } |c|/c = 1"),
    "a bound behind an equation": (r"c/1 = c, \quad |c| + 1 \ge 1", r"c/1 = c, \quad |c| + 1 < 1"),
    "a power of T": (r"2^T \cdot 2^{-T} = 1", r"2^T \cdot 2^{-T} = 2"),
    "a word at the end": (
        r"\text{risk} = 2c, \quad c + c = \text{risk}",
        r"\text{risk} = 2c, \quad c/1 = \text{risk}",
    ),
    "there and back": (r"c > 0 \iff -c < 0", r"c > 0 \iff c \ge 0"),
    "back from what is met nowhere": (r"z = 0 \iff p = \frac12", r"z = 0 \iff p < 1"),
    "an index below 0": (
        r"s_l = \sigma(s_{l-1}), \quad \prod_{l=1}^n s_l \le 1",
        r"s_l = \sigma(s_{l-1}), \quad \prod_{l=0}^n s_{l-1} \le 1",
    ),
}


@pytest.mark.parametrize("name", RIGHT_AND_WRONG)
def test_what_is_so_is_told_from_what_is_not(check, name):
    right, wrong = (check(f"$$ {tex} $$") for tex in RIGHT_AND_WRONG[name])
    assert "proved" in right and "wrong" not in right
    assert "wrong" in wrong


def test_a_condition_excludes_the_point_at_which_a_side_is_undefined(check):
    text = "<!-- where: c > 0 -->\n$$ \\frac{c}{c} = 1 $$\n"
    assert check(text) == ["proved"]


def test_no_point_lies_outside_its_domain(check):
    assert check("<!-- where: a \\in (-0.5, 0.5) -->\n$$ |a| < 0.9 $$\n") == ["proved"]


def test_what_a_mark_defines_is_not_defined_anew(check):
    assert check("<!-- where: L = c^2 -->\n$$ L = c $$\n") == ["wrong"]
