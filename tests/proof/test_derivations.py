"""Every formula of the site holds, as read from its TeX; one that does not is found by its line."""

import random
import re
from dataclasses import replace

import pytest
from explainer.faults import report
from explainer.proof import derivations
from explainer.reader.pages import Page, pages
from formulas import FORMULAS

SEED = 3


@pytest.fixture
def check(page):
    return lambda text: derivations.check.__wrapped__(page(text))


def statuses(claims):
    return [claim.status for claim in claims]


def test_nine_of_ten_displayed_relations_of_the_site_are_proved():
    claims = [claim for page in pages() for claim in derivations.check(page) if claim.display]
    proved = [claim for claim in claims if claim.status == "proved"]
    unchecked = [claim for claim in claims if claim.status == "unchecked"]
    assert len(proved) >= 9 * len(unchecked), "\n".join(map(str, unchecked))
    assert all(claim.reason for claim in unchecked)


PLAIN_DEFINITIONS = {"calibration error", "affine"}


@pytest.mark.parametrize("name", FORMULAS)
def test_every_step_of_the_derivations_is_proved(check, name):
    claims = check(FORMULAS[name])
    report(claim.fault for claim in claims if claim.fault)
    assert "unchecked" not in statuses(claims)
    assert "proved" in statuses(claims) or name in PLAIN_DEFINITIONS


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (
            "One\n\n$$\n\\begin{aligned}\np &= \\frac{e^z}{1+e^z} \\\\\n  &= \\frac{1}{1+e^{z}}\n"
            "\\end{aligned}\n$$\n",
            6,
            r"the sides of `\frac{e^z}{1+e^z} = \frac{1}{1+e^{z}}` differ: "
            "left is 0.25001, right is 0.74999 at z = -1.099",
        ),
        (
            "\\begin{align}\na_k &= z_k \\label{a} \\\\\n&= z_k\n\\\\ &= z_j\n\\end{align}\n",
            4,
            "the sides of `z_k = z_j` differ: left is -1.62907, right is 0.248774 at j = 5, k = 1",
        ),
        ("Half: $\\sigma(0)=\\frac13$.", 1, "left is 0.5, right is 0.333333"),
        ("About $\\sigma(2) \\approx 0.8807$.", 1, "left is 0.880797, right is 0.8807"),
        ("$$ 1-p_k = 0.2 $$", 1, "right is 0.2"),
        ("Never $\\sigma(c) = 2$.", 1, "right is 2"),
        ("Never $\\sigma(c) = -2$.", 1, "right is -2"),
        ("Slope $\\sigma' \\le \\frac15$, so", 1, None),
        ("\n$$ \\sigma' \\le \\frac15 $$", 2, "`\\sigma' ≤ \\frac15` does not hold: left is 0.2"),
        ("Shares $\\sum_k p_k = 2$.", 1, "left is 1, right is 2"),
        (
            "$$ z = 0 \\Rightarrow p = \\frac13 $$",
            1,
            "does not hold: left holds, right does not at",
        ),
        ("$$ z > 0 \\iff p > \\frac23 $$", 1, "does not hold: left holds, right does not at"),
        ("$$ p_k \\propto e^{-z_k} $$", 1, "does not hold: left is"),
        ("$$ J = \\diag(p) - p^\\top p $$", 1, "a sum of a number and a matrix"),
        (
            "$$ J = \\diag(p) - pp $$",
            1,
            "the shapes of a product do not fit; is a transpose missing?",
        ),
        ("$$ \\LSE(c) = c $$", 1, "LSE of what is no vector"),
        ("$$ \\vp = \\LSE(\\vz) $$", 1, "one side is a vector or matrix, the other a number"),
        ("$$ \\nabla^2 \\LSE = \\diag(p) - 2pp^\\top $$", 1, "left is a matrix, right is a matrix"),
        ("$$ \\nabla \\LSE = \\diag(p) - pp^\\top $$", 1, "the sides have different shapes"),
        ("$$ p \\in (0, \\tfrac12) $$\n", 1, None),
        ("$$ \\sigma(z)^2 \\in (0, \\tfrac12) $$\n", 1, "does not hold: left is 0.7"),
    ],
)
def test_what_does_not_hold_is_found_by_its_line_with_a_counterexample(check, text, line, what):
    faults = [claim.fault for claim in check(text) if claim.fault]
    if what is None:
        assert not faults
        return
    (fault,) = faults
    assert fault.place.line == line and fault.place.file.endswith("x.md")
    assert what in fault.what
    assert fault.remedy.startswith("mend the formula")


def test_a_symbol_is_held_to_what_the_page_has_defined(check):
    (*_, wrong) = check("Let $u = e^{-|z|}$.\n\n$$ u = e^{|z|} $$\n")
    assert wrong.fault.place.line == 3
    assert "mend it, or define it anew with `:=` (it has been defined at" in wrong.fault.remedy
    assert "x.md:1)" in wrong.fault.remedy


def test_a_symbol_defined_anew_by_colon_equals_has_its_new_meaning(check):
    text = "$u = e^{-|z|}$, now $u := e^{|z|}$, so $\\ln u = |z|$."
    assert statuses(check(text)) == ["definition", "definition", "proved"]


def test_a_definition_may_stand_below_its_use(check):
    text = "$$ \\sigma(z) = \\frac{1}{1+u} \\qquad z \\ge 0 $$\n\nwhere $u = e^{-|z|}$."
    assert statuses(check(text)) == ["proved", "condition", "definition"]


def test_logits_may_be_made_of_other_symbols_and_keep_their_meaning(check):
    text = "$$ z = wx + b, \\qquad p = \\frac{1}{1+e^{-wx-b}} $$"
    assert statuses(check(text)) == ["definition", "proved"]


def test_known_functions_are_the_code_that_the_pages_show(check, monkeypatch):
    import sigmoid

    assert statuses(check("$\\sigma(z) = 1/(1+e^{-z})$")) == ["proved"]
    monkeypatch.setattr(sigmoid, "sigmoid", lambda z: 1 / (1 + 2.0**-z))
    assert statuses(check("$\\sigma(z) = 1/(1+e^{-z})$")) == ["wrong"]


def test_a_mark_says_what_symbols_stand_for(check):
    formula = "$$\n\\sqrt{a^2} = a\n$$\n"
    assert statuses(check(formula)) == ["wrong"]
    assert statuses(check("<!-- where: a > 0 -->\n" + formula)) == ["proved"]
    assert statuses(check("<!-- where: a in {1,2},\n  y in {0,1} -->\n" + formula)) == ["proved"]
    assert statuses(check("<!-- where: a \\in (-1, 0) -->\n" + formula)) == ["wrong"]
    assert statuses(check("<!-- where: a = e^z -->\n\n" + formula)) == ["proved"]
    two = "$$ p_1 = \\sigma(z_1 - z_2) $$"
    assert statuses(check("<!-- where: K = 2 -->\n" + two)) == ["proved"]
    assert statuses(check(two)) == ["wrong"]


def test_a_mark_holds_for_its_own_formula_only(check):
    text = "<!-- where: a > 0 -->\n$$ |a| = a $$\n\n$$ |a| = a $$\n"
    assert statuses(check(text)) == ["proved", "wrong"]


def test_a_mark_that_says_nothing_is_a_fault(check):
    (claim,) = check("<!-- where: a positive -->\n$$ |a| = a $$\n")
    assert claim.fault.place.line == 2
    assert claim.fault.what == "its mark `where: a positive` is not understood: it states nothing"


def test_what_cannot_be_read_or_compared_is_listed_with_its_reason(check):
    text = """$$ \\oint z = 1 $$

$$ \\sigma(z) \\to 1 $$

$$ 2\\,10^{-2}c \\approx c $$

$$ \\sigma(z) \\in $$

$$ \\sigma(z) \\in (0, 1, 2) $$

<!-- not checked: only a name -->
$$ \\sigma = \\operatorname{expit} $$

$$ \\frac{\\partial m}{\\partial z} = 0 $$

$$ \\sqrt{-1-z^2} = 1 + \\sqrt{-1-z^2} $$
"""
    found = check(text)
    assert statuses(found) == ["unchecked"] * 8
    assert [claim.reason for claim in found] == [
        "'\\\\oint' where a factor is expected is not read",
        "→, which compares nothing",
        "≈ without digits to compare to",
        "this set",
        "this interval",
        "only a name",
        "a derivative by z of what is not said to depend on it",
        "conditions that hardly any random point meets",
    ]


def test_text_may_speak_of_particular_values(check):
    text = (
        "For $z = 2$, $T=0.5$, $p > \\frac12$, $\\sigma(z) = 0.8$, $i \\ne j$, $y\\in\\{0,1\\}$, "
        "$z_3 = 1.52$ or $C_{FP} < C_{FN}$; $k = 1, \\dots, K$."
    )
    assert set(statuses(check(text))) == {"condition"}
    text = "Let $u = e^{-|z|}$. From 0 up $e^{-z} = u$, and below 0 $e^z = u$, never $e^z = 2u$."
    assert statuses(check(text)) == ["definition", "condition", "condition", "wrong"]


def test_right_formulas_in_many_notations_raise_no_alarm(check):
    text = r"""
$0<p<1$, $\sigma'\le\frac14$, $\ln 2 \approx 0.693$, $0.25^{10} \approx 9.54\cdot10^{-7}$,
$\sigma(z) = 1 - \sigma(-z)$, $\sum_k p_k = 1$, $\max_k p_k \ge \frac1K$, $\sigma(z)\in(0,1)$,
$\argmax_k z_k = \argmax_k p_k$, $z > 0 \iff p > \frac12$, $e^{0.875}\approx 2.4$.

$$ \sigma'(z) = p(1-p) = \frac{dp}{dz} = \frac{\mathrm d}{\mathrm dz}\sigma(z) \leq 1/4 $$

$$ \E_{k\sim p}[z_k] = \sum_k p_k z_k = \vp^\top\vz = \E[z] $$

$$ \lVert\vp\rVert^2 = \sum_k p_k^2 $$

$$ \frac{\partial\LSE}{\partial\vz} = \nabla\LSE = \vp $$

$$ \sum_j \frac{\partial p_i}{\partial z_j} = 0 $$

$$ \frac{\partial\vp}{\partial\vz} = \diag(\vp)-\vp\vp^\top = \mathbf J $$

$$ \vp = \softmax(\vz/T) = \softmax\left(\frac{1}{T}\,\vz\right), \qquad p_k = \softmax_k(\vz/T) $$

$$ H(\vp) = -\sum_k p_k \ln p_k, \quad 0 \le H \le \ln K $$

$$ \sigma(\vz)_k = \sigma(z_k) $$

$$ \sigma^{-1}(p) = \logit(p), \quad \logit^{-1}(z) = \sigma(z) $$

$$ \frac{d}{dz}\ln\sigma(z) = 1-\sigma(z) = \sigma(-z) $$

$$ \underbrace{e^{z_k}}_{\text{positive}} > 0 , \quad \boxed{p = \sigma(z)} $$

$$ \mathbf 1^\top \vp = 1, \qquad \Var_{\vp}(\vz) = \sum_k p_k(z_k - \E_p[z])^2 $$

$$ \frac{\partial z_k}{\partial h_j} = W_{kj}, \quad \frac{\partial z_k}{\partial W_{kj}} = h_j $$

$$ \softmax(\ln\vp) = \vp, \quad \softmax(\vz + c) = \softmax(\vz) $$

$$ \lim_{T\to\infty} p_k = \frac1K, \quad \lim_{z\to 0^+} \frac{\ln(1+z)}{z} = 1 $$

$$ L(z, y) = L $$

$$ c = c \iff 2c = c + c $$

$$ \p_k = \frac{\exp(\z_k)}{\sum_{j=1}^{K}\exp(\z_j)} = \frac{1}{1+\sum_{j \neq k} e^{z_j-z_k}} $$
"""
    assert set(statuses(check(text))) == {"proved"}


def test_no_slip_of_the_hand_stops_the_check(check):
    draw = random.Random(SEED)
    formulas = [text for name, text in FORMULAS.items() if name != "Gumbel"]
    for _ in range(60):
        text = draw.choice(formulas)
        at = draw.randrange(len(text))
        slip = draw.choice(["", "{", "}", "^", "_", "(", "|", "&", "=", r"\\", r"\sum", r"\in "])
        check(text[:at] + slip + text[at + draw.randint(0, 3) :])


def test_a_label_without_a_reference_is_a_fault(tmp_path):
    path = tmp_path / "x.md"
    path.write_text("\\begin{align}\na &= b \\\\\nc &= d \\label{eq:c}\n\\end{align}\n", "utf-8")
    (fault,) = derivations.unreferred([Page(path)])
    assert fault.place.line == 3
    assert fault.what == "nothing refers to the equation 'eq:c'"
    other = tmp_path / "y.md"
    other.write_text("As $\\eqref{eq:c}$ says.\n", "utf-8")
    assert not derivations.unreferred([Page(path), Page(other)])


CHANGES = [
    (r"(?<![\w{^])\+", "-"),
    (r"(?<=[\w})\s])-(?=[\w\\({])", "+"),
    (r"\^\{-", "^{"),
    (r"(?<=[\^{c( ])2", "3"),
    (r"(?<=[({c])1(?=[-+}{ \d])", "2"),
    (r"_\{?k", lambda m: m[0].replace("k", "i")),
    (r"_\{?i", lambda m: m[0].replace("i", "j")),
    (r"_\{?j", lambda m: m[0].replace("j", "k")),
    (r"e\^", "2e^"),
    (r"\\sigma(?![a-z])", r"2\\sigma"),
    (r"\\ln\b", r"2\\ln"),
    (r"\\sum\b", r"\\prod"),
    (r"\\prod\b", r"\\sum"),
    (r"\\max\b", r"\\min"),
    (r"\\p\b", r"2\\p"),
    (r"\\le\b", r"\\ge"),
    (r"\\ge\b", r"\\le"),
]


def mutants(tex):
    """The formula with one sign, exponent, index, factor or digit changed, and where."""
    for pattern, new in CHANGES:
        for match in re.finditer(pattern, tex):
            changed = match.expand(new) if isinstance(new, str) else new(match)
            yield match.start(), tex[: match.start()] + changed + tex[match.end() :]


def provable(tex, claims):
    """The stretches of a formula in which a change is false: sides of what was proved equal.

    A bound may be changed and stay true, and a definition may be changed at will.
    """
    spaced = r"(?:\s|&|\\(?:notag|nonumber)|\\label\{[^}]*\})+"
    for claim in claims:
        if claim.status == "proved" and claim.relation == "=":
            for side in (claim.left, claim.right):
                pattern = spaced.join(map(re.escape, side.split()))
                yield from (match.span() for match in re.finditer(pattern, tex))


def noticed(page, sample):
    """How many of some changes to a page's displays are noticed; returns what is not, too."""
    checker, said = derivations.Checker(), derivations.marks(page)
    killed, survivors = 0, []
    steps = [(e, checker.steps(e, said.get(e.place, ""))) for e in page.equations]
    for equation, own in steps:
        before = replace_state(checker)
        claims = [claim for step in own for claim in checker.judge(step)]
        spans = list(provable(equation.tex, claims))
        found = [m for m in mutants(equation.tex) if any(a <= m[0] < b for a, b in spans)]
        for _, tex in sample(found if equation.display else []):
            other = replace_state(before)
            changed = replace(equation, tex=tex)
            again = other.steps(changed, said.get(equation.place, ""))
            if any(claim.fault for step in again for claim in other.judge(step)):
                killed += 1
            else:
                survivors.append(f"{equation.place}: {tex}")
    return killed, survivors


def replace_state(checker):
    other = derivations.Checker()
    other.definitions, other.own = dict(checker.definitions), dict(checker.own)
    other.later = dict(checker.later)
    return other


def enough(killed, survivors):
    share = killed / (killed + len(survivors))
    assert share >= 0.95, f"{share:.1%} noticed; not noticed:\n" + "\n".join(survivors)


def test_changes_to_the_derivations_are_noticed(tmp_path):
    draw = random.Random(SEED)
    killed, survivors = 0, []
    for name, text in FORMULAS.items():
        path = tmp_path / f"{name}.md"
        path.write_text(text, "utf-8")
        some, others = noticed(Page(path), lambda found: draw.sample(found, min(2, len(found))))
        killed, survivors = killed + some, survivors + others
    assert killed + len(survivors) > 40
    enough(killed, survivors)


def test_changes_to_the_formulas_of_the_site_are_noticed():
    draw = random.Random(SEED)
    killed, survivors = 0, []
    for page in pages():
        some, others = noticed(page, lambda found: draw.sample(found, min(3, len(found))))
        killed, survivors = killed + some, survivors + others
    enough(killed, survivors)


def test_a_sequence_may_say_how_it_goes_on(check):
    assert statuses(check("$$ s_l = s_{l-1}/2 $$")) == ["definition"]


def test_pi_is_a_share_where_a_page_uses_it_as_one(check):
    text = "$$ 3\\pi > 9 $$"
    assert statuses(check(text)) == ["proved"]
    share = "$$ 1 - (1-\\pi) = \\pi $$"
    assert statuses(check(f"{share}\n\n{text}")) == ["proved", "wrong"]


def test_what_is_not_read_asks_its_author_for_a_reason(check):
    text = "Words.\n\n$$\n1 = 1 \\\\\n\\oint v = 0\n$$\n"
    (fault,) = [claim.fault for claim in check(text) if claim.fault]
    assert fault.place.line == 5
    assert "is not compared" in str(fault) and "<!-- not checked: reason -->" in str(fault)
    for text in ("$$ \\oint v = 0 $$", "So $\\oint v = 0$ is."):
        assert [claim.fault is None for claim in check(text)] == [False]
        assert [claim.fault for claim in check(f"<!-- not checked: a law -->\n{text}")] == [None]


def test_a_sentence_may_say_whence_a_function_leads(check):
    assert [claim.fault for claim in check("Let $f : A \\to B$ be.")] == [None] * 2
    assert all(claim.fault for claim in check("$$ f : A \\to B $$"))
