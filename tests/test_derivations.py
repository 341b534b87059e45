"""Every formula of the site holds, as read from its TeX; one that does not is found by its line."""

import random
import re
from dataclasses import replace

import pytest
from explainer import derivations
from explainer.faults import report
from explainer.pages import Page, pages
from formulas import FORMULAS

SEED = 3


@pytest.fixture
def check(tmp_path):
    def write(text):
        path = tmp_path / "x.md"
        path.write_text(text, "utf-8")
        return derivations.check(Page(path))

    return write


def statuses(claims):
    return [claim.status for claim in claims]


def test_every_formula_of_the_site_holds_and_every_label_is_referred_to():
    report(derivations.faults(pages()))


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
        some, others = noticed(Page(path), lambda found: draw.sample(found, min(4, len(found))))
        killed, survivors = killed + some, survivors + others
    assert killed + len(survivors) > 100
    enough(killed, survivors)


def test_changes_to_the_formulas_of_the_site_are_noticed():
    draw = random.Random(SEED)
    killed, survivors = 0, []
    for page in pages():
        some, others = noticed(page, lambda found: draw.sample(found, min(3, len(found))))
        killed, survivors = killed + some, survivors + others
    enough(killed, survivors)
