r"""Proves each formula from its own TeX: neighbours in a chain are compared at random points.

A symbol alone on the left that has no meaning yet is defined there, and the page is held to it.
`<!-- where: y \in \{0,1\}, a > 0 -->` above a display says what its symbols stand for, and
`<!-- not checked: reason -->` that it cannot be checked.
"""

import re
from dataclasses import replace
from itertools import dropwhile, pairwise, takewhile

import numpy as np

from explainer.faults import Fault
from explainer.formula.claims import Step
from explainer.formula.conventions import FIRM, SOFT, definition_of
from explainer.formula.expression import condition, parse
from explainer.formula.relations import Claim, domain, short
from explainer.formula.statements import statements
from explainer.formula.tex import UnsupportedNotation
from explainer.formula.tree import Node
from explainer.notation import NUMBERS
from explainer.proof.answers import once_a_text

MARKUP = re.compile(r"[|$<>\[\]`*_\\{}]|\d[.,]\d")


class Mark:
    """What an author's comment says of a display: definitions, domains, conditions, a reason."""

    def __init__(self, text, place, numbers):
        self.definitions, self.conditions, self.numbers = {}, [], numbers
        self.domains = {name: {"of": [worth]} for name, worth in numbers.items()}
        word, _, said = text.partition(":")
        self.reason = said.strip() if word == "not checked" else ""
        if found := MARKUP.search(self.reason):
            remedy = "say it in words alone, for the list of what is not compared"
            raise Fault(place, f"its reason holds {found[0]!r}", remedy)
        if word == "where":
            said = re.sub(r"(?<!\\)\bin\s*\{([^}]*)\}", r"\\in \\{\1\\}", said)
            for statement in statements(re.sub(r"(?<!\\)\bin\b", r"\\in", said)):
                try:
                    self.read(statement.chains[0])
                except UnsupportedNotation as error:
                    what = f"its mark `where:{said}` is not understood: {error}"
                    remedy = r"write such as `a > 0`, `y \in \{0,1\}` or `m = \max_j z_j`"
                    raise Fault(place, what, remedy) from None

    def read(self, chain):
        if not chain.relations:
            raise UnsupportedNotation("it states nothing")
        sign, right = chain.relations[0][0], chain.sides[1].tokens
        left = parse(chain.sides[0].tokens)
        if sign == "∈" and left.kind == "sym":
            values = domain(right)
            ends = isinstance(values, tuple)
            self.domains[left.args[0]] = np.clip(values[1:3], -3, 3) if ends else {"of": values}
        elif sign == "=" and left == Node("sym", ("K",)):
            self.domains["K"] = int(right[0].text)
        elif sign == "=" and (found := definition_of(left, parse(right))):
            self.definitions |= [found]
        else:
            self.conditions.append(condition(chain))


class Checker:
    """Goes through a page's formulas in reading order and remembers what it has defined."""

    def __init__(self, numbers=()):
        self.definitions, self.numbers = FIRM | SOFT, dict(numbers)
        self.own, self.later = {}, {}

    def steps(self, equation, mark=""):
        """A formula's statements, read; what they define is known from the start."""
        place, tex, display = equation.place, " ".join(equation.tex.split()), equation.display
        try:
            mark = Mark(mark, place, self.numbers)
            found = [s for s in statements(equation.tex) if s.says and not _enumerates(s)]
        except UnsupportedNotation as error:
            reason = f"{error} is not read"
            return [Claim(place, tex, "", "", "unchecked", reason, display=display)]
        except Fault as fault:
            return [Claim(place, tex, "", "", "wrong", fault.what, fault, display)]
        for before, statement in pairwise(found):
            if _qualifies(statement):
                before.conditions += statement.chains
        steps = [Step(self, equation, mark, statement) for statement in found]
        for step in steps:
            if (opening := step.opening()) and opening[0] not in self.definitions:
                self.later.setdefault(*opening)
        return steps

    def judge(self, step):
        """The claims of a statement."""
        if isinstance(step, Claim):
            return [step]
        return step.unchecked(step.local.reason) if step.local.reason else step.claims()


def numbers(page):
    """The letters that are numbers of their own on a page, with their worths."""
    tex = ["".join(part.split()) for part in (page.text, *marks(page).values())]
    used = {name: any(way in part for part in tex for way in said["unless"])
            for name, said in NUMBERS.items()}  # fmt: skip
    return {name: said["worth"] for name, said in NUMBERS.items() if not used[name]}


def _qualifies(statement):
    """Whether it is such as `z ≥ 0`, which limits what stands before it."""
    chain = statement.chains[0]
    bare = any([token.kind for token in side.tokens] == ["sym"] for side in chain.sides)
    return not statement.links and bare and {sign for sign, _ in chain.relations} <= set("<>≤≥≠")


def _enumerates(statement):
    """Whether it is the beginning of `k = 1, …, K`."""
    chain = statement.chains[0]
    kinds = [token.kind for side in chain.sides for token in side.tokens]
    return kinds == ["sym", "num"] and chain.sides[0].tokens[0].text in "ijklr"


MARK = re.compile(r"\s*<!--\s*(where|not checked):")


def marks(page):
    """The author's marks, by the places of the display, or the paragraph, each stands above."""
    found, lines = {}, page.lines
    for first, line in enumerate(lines):
        if MARK.match(line):
            last = next(n for n in range(first, len(lines)) if "-->" in lines[n])
            text = " ".join(lines[first : last + 1]).split("<!--")[1].split("-->")[0].strip()
            below = dropwhile(lambda line: not line.strip(), lines[last + 1 :])
            found |= {line.place: text for line in takewhile(str.strip, below)}
    return found


@once_a_text
def check(page):
    """Every relation that the page's formulas state, in reading order, as claims."""
    checker, said, steps = Checker(numbers(page)), marks(page), []
    for equation in page.equations:
        mark = said.get(equation.place, "")
        if not equation.display and not mark.startswith("not checked"):
            mark = ""
        steps += [(mark, step) for step in checker.steps(equation, mark)]
    return [demanding(claim, mark) for mark, step in steps for claim in checker.judge(step)]


def demanding(claim, mark):
    """The claim; where nothing compares it and no mark says why, with a Fault that asks for one."""
    plain = "compares nothing" in claim.reason and not claim.display
    if claim.status != "unchecked" or mark.startswith("not checked") or plain:
        return claim
    said = f"{claim.left} {claim.relation} {claim.right}".strip()
    what = f"`{short(said)}` is not compared: {claim.reason}"
    remedy = "write it so that it is, or say why not above it: <!-- not checked: reason -->"
    return replace(claim, fault=Fault(claim.place, what, remedy))


REFERENCE = re.compile(r"\\(?:eq)?ref\{([^}]*)\}|\]\([^)\s]*#([^)\s]+)\)")


def unreferred(pages):
    """A fault for each label that no page refers to."""
    pages = list(pages)
    used = {m[1] or m[2] for page in pages for m in REFERENCE.finditer(page.text)}
    used |= {link.target.partition("#")[2] for page in pages for link in page.links}
    found = []
    for page in pages:
        for equation in page.equations:
            for match in re.finditer(r"\\label\{([^}]*)\}", equation.tex):
                if match[1] not in used:
                    what = f"nothing refers to the equation {match[1]!r}"
                    place = equation.place_of(match.start())
                    found.append(Fault(place, what, "refer to it with \\eqref, or drop its label"))
    return found


def of_page(page):
    """What is wrong with the formulas of a page: sides that differ, marks that say nothing."""
    return [claim.fault for claim in check(page) if claim.fault]
