r"""Proves each formula from its own TeX: neighbours in a chain are compared at random points.

A symbol alone on the left that the page has not used yet is defined there, and what follows is
held to it. `<!-- where: y \in \{0,1\}, a > 0 -->` above a display says what its symbols stand
for, `<!-- not checked: reason -->` that it cannot be checked.
"""

import re
from dataclasses import dataclass, replace

import numpy as np

from explainer.compare import CONSTANTS, EQUAL, NEEDED, Comparison, Differs, Partial, closed
from explainer.evaluate import COMPARE, MATRICES, POINTS, Definition, Misfit, World, keys
from explainer.expression import Node, condition, parse
from explainer.faults import Fault, Place
from explainer.tex import Unreadable, statements

CONVENTIONS = r"""
    \beta = \frac1T
    p = \sigma(z)
    \mathbf p = \softmax(\beta\mathbf z)
    o = \odds(p)
    \mathbf z = W\mathbf h + \mathbf b
"""
"""What the site's symbols mean wherever a page does not say; a page that says so is held to it."""

DEFAULTS = r"""
    y_k = \delta_{ky}
    S = \sum_j e^{z_j}
    H = -\sum_k p_k\ln p_k
    J_{ij} = \frac{\partial p_i}{\partial z_j}
    L = p^2 + \tanh p
"""
"""What they mean until a page defines them anew; L stands for any smooth function of p."""


@dataclass(frozen=True)
class Claim:
    """One relation of a page: where, its two sides and sign, and what became of it.

    status: "proved", "definition", "condition" (said of some z, as in `z > 0`), "unchecked" (see
    reason) or "wrong" (see fault). display: whether it stands in a display.
    """

    place: Place
    left: str
    relation: str
    right: str
    status: str
    reason: str = ""
    fault: Fault | None = None
    display: bool = True


def definition_of(head, body):
    """What a head such as `S`, `p_k` or `P(only k)` defines: its key and definition, or None."""
    if head.kind in {"sym", "vec"}:
        kind = "mat" if head.args[0] in MATRICES else head.kind
        return (kind, head.args[0]), Definition((), body)
    if head.kind == "index" and head.args[0].kind in {"sym", "vec"}:
        base, within = head.args
        if all(node.kind == "sym" for node in within):
            kind = "vec" if len(within) == 1 else "mat"
            return (kind, base.args[0]), Definition(tuple(n.args[0] for n in within), body)
    if head.kind == "apply":
        name, arguments = head.args
        for node in arguments:
            mark = node.args[0] if node.kind == "num" else "\0"
            name = name.replace("#", mark, 1)
        free = [node for node in arguments if node.kind != "num"]
        if all(node.kind == "sym" for node in free):
            names = tuple(node.args[0] for node in free)
            return ("fn", name.replace("\0", "#")), Definition(names, body)
    return None


def _table(text):
    found = {}
    for line in text.strip().splitlines():
        left, right = statements(line)[0].chains[0].sides
        key, definition = definition_of(parse(left.tokens), parse(right.tokens))
        found[key] = replace(definition, convention=True)
    return found


FIRM = _table(CONVENTIONS)
SOFT = _table(DEFAULTS)
BASE = {("sym", "z"), ("sym", "T"), ("mat", "W"), ("vec", "h"), ("vec", "b")}
KNOWN = FIRM.keys() | SOFT.keys() | BASE | CONSTANTS
LOGITS = {("sym", "z"), ("vec", "z")}
CHOSEN = frozenset("ynckijlrx")
"""Letters that running text gives a value for a while: `y = 1`."""


class Checker:
    """Goes through a page's formulas in reading order and remembers what it has defined."""

    def __init__(self):
        self.definitions = FIRM | SOFT
        self.own = {}

    def formula(self, equation, mark=None):
        """The claims of one formula; mark: the author's comment above it, if any."""
        word, _, said = (mark or "").partition(":")
        try:
            found = [s for s in statements(equation.tex) if s.says and not _enumerates(s)]
            local = Local(said if word == "where" else "", equation.place)
        except Unreadable as error:
            return [Claim(equation.place, equation.tex, "", "", "unchecked", f"{error}")]
        claims = []
        for statement in found:
            step = Step(self, equation, local, statement)
            claims += step.unchecked(said.strip()) if word == "not checked" else step.claims()
        return claims


def _enumerates(statement):
    """Whether it is the beginning of `k = 1, …, K`."""
    chain = statement.chains[0]
    left, right = (side.tokens for side in chain.sides[:2])
    return (
        len(chain.relations) == 1
        and [token.kind for token in left + right] == ["sym", "num"]
        and left[0].text in "ijklr"
    )


class Local:
    """What a formula's own mark says of its symbols: definitions, domains and conditions."""

    def __init__(self, said, place):
        self.definitions, self.domains, self.conditions = {}, {}, []
        said = re.sub(r"(?<!\\)\bin\s*\{([^}]*)\}", r"\\in \\{\1\\}", said)
        for statement in statements(re.sub(r"(?<!\\)\bin\b", r"\\in", said)):
            chain = statement.chains[0]
            left, sign = parse(chain.sides[0].tokens), chain.relations and chain.relations[0][0]
            if sign == "∈" and left.kind == "sym":
                self.domains[left.args[0]] = domain(chain.sides[1].tokens)
            elif sign == "=" and left == Node("sym", ("K",)):
                self.domains["K"] = int(chain.sides[1].tokens[0].text)
            elif sign == "=" and (found := definition_of(left, parse(chain.sides[1].tokens))):
                self.definitions |= [found]
            elif sign:
                self.conditions.append(condition(chain))
            else:
                raise Fault(
                    place,
                    f"its mark `where: {said.strip()}` says nothing",
                    r"write such as `a > 0`, `y \in \{0,1\}` or `m = \max_j z_j`",
                )


def domain(found):
    """The values of an interval (low, high) or of a set (a list) on the right of ∈."""
    texts = [token.text for token in found]
    if texts == ["R"]:
        return -np.inf, np.inf
    if len(found) < 3 or texts[0] not in {"(", "[", r"\{"}:
        raise Unreadable("this set")
    parts = [[]]
    for token in found[1:-1]:
        parts.append([]) if token.text == "," else parts[-1].append(token)
    values = [float(World({}).see(parse(part))) for part in parts]
    if texts[0] == r"\{":
        return values
    if len(values) != 2:
        raise Unreadable("this interval")
    return tuple(values)


class Step:
    """One statement of a formula, checked in the light of what the page has said before."""

    def __init__(self, checker, equation, local, statement):
        self.checker, self.equation, self.statement = checker, equation, statement
        self.definitions = checker.definitions | local.definitions
        self.local, self.reasons = local.definitions, {}
        self.nodes = [[self.read(c, n) for n in range(len(c.sides))] for c in statement.chains]
        said = [node for chain in self.nodes for node in chain if node]
        self.conditions = [*local.conditions, *self.readable_conditions()]
        self.defines = self.opening_definition()
        domains = {
            name: values if isinstance(values, list | int) else tuple(np.clip(values, -3, 3))
            for name, values in local.domains.items()
        }
        self.world = World(self.definitions, [*said, *self.conditions], domains)

    def opening_definition(self):
        """Whether the statement begins by defining a symbol that has no meaning yet, or anew."""
        chain, nodes = self.statement.chains[0], self.nodes[0]
        sign = chain.relations[0][0] if chain.relations else None
        found = sign in {"=", ":="} and None not in nodes[:2] and definition_of(*nodes[:2])
        if not found:
            return False
        key, definition = found
        if ("mat", key[1]) in self.definitions:
            return False
        chosen = closed(definition.body) and key[1] in CHOSEN
        if sign == "=" and (chosen or key in KNOWN or key in self.definitions):
            return False
        self.define(chain, key, definition)
        return True

    def define(self, chain, key, definition):
        if key not in keys(definition.body):
            self.checker.definitions[key] = self.definitions[key] = definition
            self.checker.own[key] = self.place(chain.relations[0][1])

    def read(self, chain, n):
        if n and chain.relations[n - 1][0] == "∈":
            return None
        try:
            return parse(chain.sides[n].tokens)
        except Unreadable as error:
            self.reasons[id(chain.sides[n])] = f"{error} is not read"
            return None

    def readable_conditions(self):
        found = []
        for chain in self.statement.conditions:
            try:
                node = condition(chain)
            except Unreadable:
                continue
            if set(node.args[1]) <= COMPARE.keys() and not _ranges(node):
                found.append(node)
        return found

    def place(self, at):
        place = self.equation.place
        return Place(place.file, place.line + self.equation.tex.count("\n", 0, at))

    def claim(self, chain, n, status, reason="", fault=None):
        sign, at = chain.relations[n]
        left, right = chain.sides[n].text, chain.sides[n + 1].text
        display = self.equation.display
        return Claim(self.place(at), left, sign, right, status, reason, fault, display)

    def unchecked(self, reason):
        """Every relation listed with the author's reason."""
        return [
            self.claim(chain, n, "unchecked", reason)
            for chain in self.statement.chains
            for n in range(len(chain.relations))
        ]

    def claims(self):
        mask = np.full(POINTS, True)
        try:
            with np.errstate(all="ignore"):
                for node in self.conditions:
                    mask = mask & np.broadcast_to(self.world.see(node), POINTS)
                found = []
                for chain, nodes in zip(self.statement.chains, self.nodes, strict=True):
                    comparison = Comparison(self.world, nodes, mask)
                    for n in range(len(chain.relations)):
                        found.append(self.relation(comparison, chain, n))
                return found + self.links(mask)
        except Unreadable as error:
            return self.unchecked(f"{error} is not read")

    def relation(self, comparison, chain, n):
        """The claim that relation n of a chain makes, judged."""
        left, right = self.nodes_of(chain, n)
        sign = chain.relations[n][0]
        missing = [self.reasons.get(id(side)) for side in chain.sides[n : n + 2]]
        if any(missing):
            return self.claim(chain, n, "unchecked", next(filter(None, missing)))
        try:
            if sign == "∈":
                return self.member(comparison, chain, n, left)
            if n == 0 and self.defines and chain is self.statement.chains[0]:
                return self.claim(chain, n, "definition")
            if n == 0 and sign == "=" and (found := definition_of(left, right)):
                return self.definition(comparison, chain, *found)
            comparison.compare(n, sign)
            return self.claim(chain, n, "proved")
        except Unreadable as error:
            return self.claim(chain, n, "unchecked", f"{error}")
        except (Differs, Partial, Misfit) as error:
            return self.failed(comparison, chain, n, error)

    def nodes_of(self, chain, n):
        nodes = self.nodes[[id(c) for c in self.statement.chains].index(id(chain))]
        return nodes[n], nodes[n + 1]

    def definition(self, comparison, chain, key, definition):
        """A head that has a meaning is held to it; some may be given another on a page."""
        try:
            comparison.compare(0, "=")
            return self.claim(chain, 0, "proved")
        except (Differs, Partial, Misfit):
            if closed(definition.body) and (key[1] in CHOSEN or key in BASE | FIRM.keys()):
                return self.claim(chain, 0, "condition", "a value chosen here")
            foreign = keys(definition.body) - KNOWN - CONSTANTS - self.checker.own.keys()
            bound = {("sym", name) for name in definition.body.indices()}
            if (
                key in self.checker.own
                or ("mat", key[1]) in self.local
                or not (key in SOFT or (key in LOGITS and foreign - bound))
            ):
                raise
        self.define(chain, key, definition)
        self.world.forget(key)
        return self.claim(chain, 0, "definition")

    def failed(self, comparison, chain, n, error):
        """A fault, unless the relation is only said of some points, as in `z > 0`."""
        left, right = self.nodes_of(chain, n)
        bare = {left.kind, right.kind} & {"sym", "index"}
        sign = chain.relations[n][0]
        alone = len(chain.relations) == 1
        linked = bool(self.statement.links)
        if isinstance(error, Partial) and sign not in EQUAL and (linked or (bare and alone)):
            return self.claim(chain, n, "condition", "said of some points only")
        if not self.equation.display and alone and self.is_condition(left, sign, right, error):
            return self.claim(chain, n, "condition", "said of some points only")
        return self.claim(chain, n, "wrong", f"{error}", self.fault(chain, n, error))

    def is_condition(self, left, sign, right, error):
        """Whether one side varies around the number on the other: `σ(z) = ½`, in running text."""
        if closed(left) == closed(right) or isinstance(error, Misfit):
            return False
        varying, number = (right, left) if closed(left) else (left, right)
        values = np.ravel(self.world.see(varying))
        number = np.ravel(self.world.see(number))
        return bool(values.min() < number.min() and number.max() < values.max())

    def fault(self, chain, n, error):
        sign, at = chain.relations[n]
        left, right = (_short(side.text) for side in chain.sides[n : n + 2])
        remedy = "mend the formula, or say what its symbols stand for in `<!-- where: … -->`"
        found = definition_of(*self.nodes_of(chain, n)) if n == 0 else None
        if found and found[0] in self.checker.own:
            remedy = (
                f"mend it, or define it anew with `:=` (it stands at {self.checker.own[found[0]]})"
            )
        what = f"the sides of `{left} {sign} {right}` differ: {error}"
        if sign not in EQUAL:
            what = f"`{left} {sign} {right}` does not hold: {error}"
        return Fault(self.place(at), what, remedy)

    def member(self, comparison, chain, n, left):
        values = domain(chain.sides[n + 1].tokens)
        worth = comparison.value(left)
        opening, closing = chain.sides[n + 1].tokens[0].text, chain.sides[n + 1].tokens[-1].text
        if isinstance(values, list):
            held = np.isin(worth, values)
        else:
            above = np.greater_equal if opening == "[" else np.greater
            below = np.less_equal if closing == "]" else np.less
            held = above(worth, values[0]) & below(worth, values[1])
        comparison.defined = np.full(POINTS, True)
        held = held.all(axis=(1, 2)) if np.ndim(held) == 3 else held
        try:
            comparison.judge(held, worth, 0.0)
        except (Differs, Partial):
            if left.kind in {"sym", "index"}:
                return self.claim(chain, n, "condition", "a domain stated here")
            raise
        return self.claim(chain, n, "proved")

    def links(self, mask):
        """The claims that ⇒ and ⟺ make about the truth of their two sides, point by point."""
        found = []
        for n, (sign, at) in enumerate(self.statement.links):
            first, second = self.statement.chains[n : n + 2]
            sides = [" ".join(side.text for side in chain.sides) for chain in (first, second)]
            claim = [self.place(at), sides[0], sign, sides[1]]
            display = self.equation.display
            try:
                status, reason, fault = self.link(n, sign, mask, claim)
            except (Unreadable, Misfit) as error:
                status, reason, fault = "unchecked", f"{error}", None
            found.append(Claim(*claim, status, reason, fault, display))
        return found

    def link(self, n, sign, mask, claim):
        one, other = self.truth(n) & mask, self.truth(n + 1) & mask
        wrong = np.flatnonzero(one & ~other if sign == "⇒" else one ^ other)
        if len(wrong):
            held = "left holds, right does not" if one[wrong[0]] else "right holds, left does not"
            what = f"`{_short(claim[1])} {sign} {_short(claim[3])}` does not hold: {held}"
            what += self.world.shown(wrong[0])
            return "wrong", what, Fault(claim[0], what, "mend the formula")
        equations = all(
            s in EQUAL for c in self.statement.chains[n : n + 2] for s, _ in c.relations
        )
        if one.sum() < NEEDED or (not equations and sign == "⟺" and one.sum() == mask.sum()):
            return "unchecked", "conditions that hardly any random point meets", None
        return "proved", "", None

    def truth(self, n):
        chain, nodes = self.statement.chains[n], self.nodes[n]
        if None in nodes:
            raise Unreadable(next(iter(self.reasons.values()), "a set"))
        comparison = Comparison(self.world, nodes, np.full(POINTS, True))
        held = np.full(POINTS, True)
        for k, (sign, _) in enumerate(chain.relations):
            a, b = comparison.value(nodes[k]), comparison.value(nodes[k + 1])
            if sign not in COMPARE.keys() | EQUAL:
                return held
            held = held & comparison.holds(a, b, sign, nodes[k], nodes[k + 1])
        return np.broadcast_to(held, POINTS)


def _ranges(node):
    """Whether a condition only begins `k = 1, …, K`."""
    sides, signs = node.args
    return signs == ("=",) and sides[0].kind == "sym" and sides[1].kind == "num"


def _short(text):
    return text if len(text) <= 60 else text[:59] + "…"


MARK = re.compile(r"^\s*<!--\s*((?:where|not checked):.*?)-->\s*$")
OPENS = re.compile(r"^\s*(?:\$\$|\\\[)?\s*(?:\\begin\{[a-z]+\*?\})?\s*$")


def marks(page):
    """The author's marks, by the place of the display each stands above."""
    found, lines = {}, page.lines
    for n, line in enumerate(lines):
        if match := MARK.match(line):
            for below in lines[n + 1 :]:
                found[below.place] = match[1].strip()
                if not OPENS.match(below):
                    break
    return found


def check(page):
    """Every relation that the page's formulas state, in reading order, as claims."""
    checker, said, claims = Checker(), marks(page), []
    for equation in page.equations:
        claims += checker.formula(equation, said.get(equation.place))
    return claims


REFERENCE = re.compile(r"\\(?:eq)?ref\{([^}]*)\}|\]\([^)\s]*#([^)\s]+)\)")


def unreferred(pages):
    """A fault for each label that no page refers to."""
    pages = list(pages)
    used = {m[1] or m[2] for page in pages for m in REFERENCE.finditer(page.text)}
    found = []
    for page in pages:
        for equation in page.equations:
            for match in re.finditer(r"\\label\{([^}]*)\}", equation.tex):
                if match[1] not in used:
                    line = equation.place.line + equation.tex.count("\n", 0, match.start())
                    place = Place(equation.place.file, line)
                    what = f"nothing refers to the equation {match[1]!r}"
                    found.append(Fault(place, what, "refer to it with \\eqref, or drop its label"))
    return found


def faults(pages):
    """What is wrong with the formulas of these pages: sides that differ, labels without use."""
    pages = list(pages)
    return [c.fault for page in pages for c in check(page) if c.fault] + unreferred(pages)
