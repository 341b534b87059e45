"""What a sentence says of a formula: its worth, its words, and that something was proved of it.

A formula in a sentence that relates nothing must stand, as it is, in a relation of some page or
in the glossary; unless it is as short as 2x, or a hidden example says it.
"""

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import cached_property

import numpy as np

from explainer.extensions.glossary import GLOSSARY
from explainer.faults import Fault
from explainer.formula.claims import Step
from explainer.formula.conventions import KNOWN, closed
from explainer.formula.evaluate import World
from explainer.formula.expression import parse
from explainer.formula.statements import statements
from explainer.formula.tex import CONNECTIVES, UnsupportedNotation
from explainer.proof import derivations, facts, terms
from explainer.proof.answers import once_a_text
from explainer.proof.numbers import hide, readable
from explainer.proof.numerals import every_number
from explainer.proof.phrases import found, tokens
from explainer.proof.statements import stated
from explainer.reader.pages import MATHS, typed

BEFORE = re.compile(r"(?:,?\s+(?:which is|or|=|≈)|(?:\s+[a-z]+){1,3},\s+which is)\s+\Z")
AFTER = re.compile(r",?\s+(?:which is|is|or|=|≈)\s+(?=[-−±]?\d)")
SCALED = re.compile(r"\s*(?:twice|times)\b")
TEXT = re.compile(r"\\text(?:rm)?\{([^{}]*)\}")
LEAVES = {"sym", "vec", "num", "index", "e"}


class Formula:
    """A formula of a page, read: its place, whether it is displayed, its sides, what it relates."""

    def __init__(self, match, place):
        (self.at, self.end), self.start = match.span(), match.start(match.lastgroup)
        self.place = place
        self.tex, self.display = typed(match)

    @cached_property
    def statements(self):
        try:
            return statements(self.tex)
        except UnsupportedNotation:
            return []

    @cached_property
    def sides(self):
        """The sides that are read, as trees, each with whether it stands in a relation."""
        return [
            (node, bool(s.says))
            for s in self.statements
            for chain in (*s.chains, *s.conditions)
            for side in chain.sides
            if side.tokens and (node := _tree(side.tokens))
        ]


def _tree(found):
    try:
        return parse(found)
    except UnsupportedNotation:
        return None


def trees(tex):
    """All that a formula relates, or the one expression that it is, as trees."""
    try:
        found = [chain for s in statements(tex) for chain in (*s.chains, *s.conditions)]
    except UnsupportedNotation:
        return []
    return list(
        filter(None, (_tree(side.tokens) for c in found for side in c.sides if side.tokens))
    )


def formulas(page):
    """Every formula of a page, with where it stands in the text."""
    return [Formula(m, page.place(m.start())) for m in MATHS.finditer(page.words)]


def related(page):
    """Every expression of which a relation on a page, or a term's formula, says something."""
    return {
        part
        for formula in formulas(page)
        for node, says in formula.sides
        if says or page.path == GLOSSARY
        for part in node.walk()
    }


def short(node):
    """Whether it is as short as 2x and needs no proof."""
    return len(list(node.walk())) <= 4


def unsaid(page):
    """Each expression in a sentence that no fact says, with the Fault that it is if unproved."""
    own, found, shown = stated(page), [], decimals(page)
    places = [token.at for token in own.told.tokens]
    for formula in formulas(page):
        begins, ends = bisect_right(places, formula.at), bisect_left(places, formula.end)
        inside = set(places[begins:ends])
        for node, says in formula.sides if not formula.display else ():
            bare = not says and node.kind not in LEAVES and not short(node)
            if bare and not (inside <= own.said or beside(formula, *shown)):
                what = f"nothing states `{formula.tex}`"
                remedy = "write what it equals, or print in a hidden example what is said of it"
                found.append((node, Fault(formula.place, what, remedy)))
    return found


def beside(formula, text, numbers):
    """The decimals that a sentence sets equal to a formula that is a number by itself."""
    (node, says), *more = formula.sides or [(None, True)]
    if says or more or formula.display or not closed(node):
        return []
    after = AFTER.match(text, formula.end)
    return [
        number
        for number in numbers
        if (after and number.at == after.end()) or BEFORE.fullmatch(text, number.end, formula.at)
        if not SCALED.match(text, number.end)
    ]


def decimals(page):
    """The text of a page as its reader sees it, and every decimal in it."""
    text, maths = readable(page)
    return text, [number for _, number, _ in every_number(text, maths) if number.quantum < 1]


def worths(page):
    """A Fault for each decimal that is not worth its formula: `0.6931, which is $\\ln 2$`."""
    text, numbers = decimals(page)
    for formula in formulas(page):
        for number in beside(formula, text, numbers):
            node = formula.sides[0][0]
            if not _is(number, node):
                worth = f"{abs(float(np.ravel(World({}).see(node))[0])):.8g}"
                what = f"{number.text} is not `{formula.tex}`, whose size is {worth}"
                yield Fault(page.place(number.at), what, "correct the one or the other")


def _is(number, node):
    """Whether a number is the rounding of a formula's worth, or of one of its two signs."""
    values = np.unique(np.ravel(World({}).see(node)))
    return any(number.rounds(Decimal(repr(float(value)))) for value in values)


def words(page):
    """A Fault for each word in a formula that no sentence of its section uses."""
    text, maths = readable(page)
    told = facts.Told(hide(text, maths), [], page.section)
    for formula in formulas(page):
        section = page.section(text.count("\n", 0, formula.at))
        for m in TEXT.finditer(formula.tex):
            phrase = [token for token in tokens(m[1]) if token.word not in CONNECTIVES]
            if phrase and not found(phrase, told.tokens[told.of(section)]):
                what = f"no sentence of this section says “{m[1].strip()}”, as this formula does"
                place = page.place(formula.start + m.start())
                yield Fault(place, what, "use one name for it in both")


def undefined(page):
    """Each symbol of a page that nothing defines, with the Fault that it is if unexplained."""
    checker, said = derivations.Checker(derivations.numbers(page)), derivations.marks(page)
    steps = [(e, checker.steps(e, said.get(e.place, ""))) for e in page.equations]
    defined = checker.definitions.keys() | checker.later.keys() | KNOWN
    names, found = {key[1] for key in defined}, []
    for equation, own in steps:
        for step in own:
            if isinstance(step, Step):
                local = {key[1] for key in step.local.definitions} | step.local.domains.keys()
                for name in sorted(_symbols(step) - names - local):
                    what = f"the symbol {name} has no meaning here"
                    remedy = "say in words what it is: $…$ by itself"
                    found.append((name, Fault(equation.place, what, remedy)))
    return found


def _symbols(step):
    nodes = [node for chain in step.chains for r in chain for node in r.nodes if node]
    used = {part.args[0] for node in nodes for part in node.walk() if part.kind in {"sym", "vec"}}
    bound = {part.args[1] for node in nodes for part in node.walk() if part.kind == "big"}
    return {name.partition("^")[0] for name in used} - bound


def introduced(page):
    """The symbols that stand by themselves in a sentence or a table of a page."""
    alone = [node for f in formulas(page) for node, says in f.sides if not says and not f.display]
    heads = [node.args[0] if node.kind == "index" else node for node in alone]
    found = {node.args[0] for node in heads if node.kind in {"sym", "vec", "apply"}}
    within = {i.args[0] for node in alone for i in node.walk() if i.kind in {"sym", "vec"}}
    return found | {name for node in alone if node.kind in LEAVES | {"apply"} for name in within}


def of_page(page):
    """The Faults of a page's formulas that its own text shows."""
    return [*worths(page), *words(page), *terms.faults(page)]


@once_a_text
def answers(page):
    """What a page's formulas give and want, by the names of the questions."""
    asked = (related, introduced, unsaid, undefined, of_page)
    return {ask.__name__: ask(page) for ask in asked}


def faults(page, pages):
    """The Faults of a page's formulas, beside those of all pages."""
    every, own = {p.path: answers(p) for p in pages}, answers(page)
    proved = set().union(*(one["related"] for one in every.values()))
    meant = own["introduced"] | every.get(GLOSSARY, own)["introduced"]
    bare = [fault for node, fault in own["unsaid"] if node not in proved]
    strange = [fault for name, fault in own["undefined"] if name not in meant]
    return own["of_page"] + bare + strange
