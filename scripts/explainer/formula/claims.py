"""Judges the relations of one statement in the light of what its page has said before."""

import numpy as np

from explainer.faults import Fault
from explainer.formula.arrays import POINTS, ShapeError
from explainer.formula.compare import EQUAL, NEEDED, ORDER, Comparison, Differs, Edge, Partial
from explainer.formula.conventions import (
    BASE,
    CHOSEN,
    FIRM,
    KNOWN,
    MOVABLE,
    SOFT,
    closed,
)
from explainer.formula.evaluate import World
from explainer.formula.expression import condition, parse
from explainer.formula.relations import Claim, Relation, domain, names_a_class, ranges, short
from explainer.formula.symbols import keys
from explainer.formula.tex import UnsupportedNotation


class Step:
    """One statement of a formula: read at once, judged when its turn comes."""

    def __init__(self, checker, equation, local, statement):
        self.checker, self.equation, self.statement = checker, equation, statement
        self.local, self.reasons = local, {}
        self.chains = [self.relations(chain) for chain in statement.chains]
        self.conditions = [*local.conditions, *self.readable_conditions()]
        self.world = None

    def relations(self, chain):
        nodes = [self.read(side) for side in chain.sides]
        for n, (sign, _) in enumerate(chain.relations):
            if sign == "∈":
                nodes[n + 1] = None
        return [
            Relation(
                sign,
                at,
                chain.sides[n : n + 2],
                nodes[n : n + 2],
                first=n == 0,
                alone=len(chain.relations) == 1,
                linked=bool(self.statement.links),
            )
            for n, (sign, at) in enumerate(chain.relations)
        ]

    def read(self, side):
        try:
            return parse(side.tokens)
        except UnsupportedNotation as error:
            self.reasons[id(side)] = f"{error} is not read"
            return None

    def readable_conditions(self):
        found = []
        for chain in self.statement.conditions:
            try:
                node = condition(chain)
            except UnsupportedNotation:
                continue
            if set(node.args[1]) <= ORDER.keys() and not ranges(node):
                found.append(node)
        return found

    def opening(self):
        """The key and definition of a symbol without a meaning that the statement begins with."""
        found = self.chains[0][0].definition if self.chains[0] else None
        if not found or found[0] in keys(found[1].body):
            return None
        key, definition = found
        if self.chains[0][0].sign == ":=":
            return found
        chosen = closed(definition.body) and key[1] in CHOSEN
        matrix = ("mat", key[1]) in self.local.definitions
        return None if chosen or matrix or key in KNOWN | self.local.definitions.keys() else found

    def claim(self, relation, status, reason="", fault=None):
        left, right = (side.text for side in relation.sides)
        place, display = self.equation.place_of(relation.at), self.equation.display
        return Claim(place, left, relation.sign, right, status, reason, fault, display)

    def unchecked(self, reason):
        """Every relation listed with one reason."""
        return [self.claim(r, "unchecked", reason) for chain in self.chains for r in chain]

    def claims(self):
        """What became of each relation and of each ⇒ and ⟺."""
        nodes = [node for chain in self.chains for r in chain for node in r.nodes if node]
        definitions = self.checker.later | self.checker.definitions | self.local.definitions
        self.world = World(definitions, [*nodes, *self.conditions], self.local.domains)
        mask = np.full(POINTS, True)
        try:
            with np.errstate(all="ignore"):
                opens = self.opens()
                for node in self.conditions:
                    held = self.world.see(node)
                    if np.ndim(held) > 1:
                        raise ShapeError("a condition on a vector")
                    mask = mask & held
                found = []
                for chain in self.chains:
                    comparison = Comparison(self.world, [r.nodes for r in chain], mask)
                    found += filter(None, [self.judged(r, comparison, opens) for r in chain])
                return found + self.links(mask)
        except (UnsupportedNotation, ShapeError) as error:
            return self.unchecked(f"{error}")

    def opens(self):
        """Whether the statement defines a symbol; from here on the page is held to it."""
        found = self.opening()
        new = found and (found[0] not in self.checker.definitions or self.chains[0][0].sign == ":=")
        if new:
            self.define(*found)
        return bool(new)

    def define(self, key, definition):
        self.checker.definitions[key] = self.world.definitions[key] = definition
        self.checker.own[key] = self.equation.place_of(self.chains[0][0].at)
        self.world.forget(key)

    def judged(self, relation, comparison, opens):
        """The claim that a relation makes, proved, wrong, or neither; None if it makes none."""
        reasons = [self.reasons[id(side)] for side in relation.sides if id(side) in self.reasons]
        if relation in self.chains[0][:1] and (opens or self.recurs(relation)):
            return self.claim(relation, "definition")
        try:
            if relation.sign == "∈" and relation.nodes[0]:
                comparison.member(relation.nodes[0], domain(relation.sides[1].tokens))
            elif None in relation.nodes:
                return self.claim(relation, "unchecked", (reasons or ["a set is not compared"])[0])
            else:
                comparison.compare(*relation.nodes, relation.sign)
        except UnsupportedNotation as error:
            return self.claim(relation, "unchecked", f"{error}")
        except (Differs, Partial, ShapeError) as error:
            return self.failed(relation, error)
        if relation.sign not in EQUAL and any(map(self.free, relation.nodes)):
            return self.claim(relation, "condition", "a domain stated here")
        return self.claim(relation, "proved")

    def recurs(self, relation):
        """Whether it says of a sequence how it goes on, as in `a_l = σ(a_{l−1})`."""
        found = relation.definition
        again = found and found[0] in keys(found[1].body) - self.world.definitions.keys()
        return bool(again and relation.nodes[0] not in found[1].body.walk())

    def free(self, node):
        """Whether it is a symbol that may have any value, so that nothing can be proved of it."""
        if not node or node.kind != "sym" or node.args[0] in self.local.numbers:
            return False
        return not keys(node) & self.world.definitions.keys()

    def failed(self, relation, error):
        """A fault, unless it defines anew what may be, or is said of some points only."""
        found = relation.definition
        if found and not isinstance(error, ShapeError) and self.redefines(*found):
            self.define(*found)
            return self.claim(relation, "definition")
        free = found and (found[0][1] in CHOSEN or found[0] in BASE | FIRM.keys())
        if free and closed(found[1].body) and found[0][1] not in self.local.numbers:
            return self.claim(relation, "condition", "a value chosen here")
        if isinstance(error, Partial) and relation.sign not in EQUAL:
            if relation.linked:
                return None  # It is the ⇒ or ⟺ that claims something.
            bare = any(node and node.kind in {"sym", "index"} for node in relation.nodes)
            text = not (self.equation.display or isinstance(error, Edge))
            if relation.alone and (bare or text):
                return self.claim(relation, "condition", "said of some points only")
        text = relation.alone and not self.equation.display
        data = any(map(names_a_class, filter(None, relation.nodes)))
        # Held on a whole stretch of z, as e^z = u below 0: the words around it say where.
        stretch = isinstance(error, Partial) and not any(n.indices() for n in relation.nodes if n)
        some = (text and stretch) or ((data or text) and self.varies(relation, error))
        if some and not isinstance(error, Edge):
            return self.claim(relation, "condition", "said of some points only")
        return self.claim(relation, "wrong", f"{error}", self.fault(relation, error))

    def redefines(self, key, definition):
        if key in self.checker.own or {key, ("mat", key[1])} & self.local.definitions.keys():
            return False
        bound = {("sym", name) for name in definition.body.indices()}
        foreign = keys(definition.body) - KNOWN - self.checker.own.keys() - bound
        return key in SOFT or (key in MOVABLE and bool(foreign))

    def varies(self, relation, error):
        """Whether one side varies around the number on the other: `σ(z) = ½`, in running text."""
        if None in relation.nodes or isinstance(error, ShapeError):
            return False
        if len({closed(node) for node in relation.nodes}) == 1:
            return False
        varying, number = sorted(relation.nodes, key=closed)
        values, number = np.ravel(self.world.see(varying)), np.ravel(self.world.see(number))
        return bool(values.min() < number.min() and number.max() < values.max())

    def fault(self, relation, error):
        left, right = (short(side.text) for side in relation.sides)
        remedy = "mend the formula, or say what its symbols stand for in `<!-- where: … -->`"
        if relation.definition and (own := self.checker.own.get(relation.definition[0])):
            remedy = f"mend it, or define it anew with `:=` (it has been defined at {own})"
        what = f"the sides of `{left} {relation.sign} {right}` differ: {error}"
        if relation.sign not in EQUAL:
            what = f"`{left} {relation.sign} {right}` does not hold: {error}"
        return Fault(self.equation.place_of(relation.at), what, remedy)

    def links(self, mask):
        """The claims that ⇒ and ⟺ make about the truth of their two sides, point by point."""
        found = []
        for n, (sign, at) in enumerate(self.statement.links):
            sides = [self.source(chain) for chain in self.statement.chains[n : n + 2]]
            fault = None
            try:
                status, reason = self.link(n, sign, mask)
            except (UnsupportedNotation, ShapeError) as error:
                status, reason = "unchecked", f"{error}"
            except Differs as error:
                what = f"`{short(sides[0])} {sign} {short(sides[1])}` does not hold: {error}"
                fault = Fault(self.equation.place_of(at), what, "mend the formula")
                status, reason = "wrong", f"{error}"
            claim = (self.equation.place_of(at), sides[0], sign, sides[1], status, reason, fault)
            found.append(Claim(*claim, self.equation.display))
        return found

    def source(self, chain):
        """A chain as it is written, in one line."""
        signs = [sign for sign, _ in chain.relations]
        return " ".join(
            text
            for n, side in enumerate(chain.sides)
            for text in ([signs[n - 1]] if n else []) + [side.text]
        )

    def link(self, n, sign, mask):
        """Raise Differs where one side of a link holds and the other, which follows, does not."""
        if not (self.chains[n] and self.chains[n + 1]):
            raise UnsupportedNotation(f"{sign} between other than relations")
        worlds = [self.world] if sign == "⟺" else []
        worlds += self.premises(n, sign) or [self.world]
        met = sum(self.agree(world, n, sign, mask) for world in worlds)
        equations = all(r.sign in EQUAL for k in (n, n + 1) for r in self.chains[k])
        always = met == len(worlds) * mask.sum()
        if met < NEEDED or (not equations and sign == "⟺" and always):
            return "unchecked", "conditions that hardly any random point meets"
        return "proved", ""

    def premises(self, n, sign):
        """The points moved to where such a side as z = 0 holds, which no random point meets."""
        found = []
        for k in (n, n + 1) if sign == "⟺" else (n,):
            said = self.chains[k][0].definition
            if said and closed(said[1].body) and said[0] in BASE:
                value = np.full(POINTS, self.world.see(said[1].body))
                found.append(self.world.with_value(said[0], value))
        return found

    def agree(self, world, n, sign, mask):
        """How often the left side of a link holds; Differs where the right one does not agree."""
        one, other = (self.truth(world, k) & mask for k in (n, n + 1))
        wrong = np.flatnonzero(one & ~other if sign == "⇒" else one ^ other)
        if len(wrong):
            held, fails = ("left", "right") if one[wrong[0]] else ("right", "left")
            nodes = [node for k in (n, n + 1) for r in self.chains[k] for node in r.nodes]
            raise Differs(f"{held} holds, {fails} does not{world.shown(wrong[0], nodes)}")
        return one.sum()

    def truth(self, world, n):
        """Where all relations of a chain hold, one truth a point."""
        held = np.full(POINTS, True)
        comparison = Comparison(world, [r.nodes for r in self.chains[n]], held)
        for relation in self.chains[n]:
            if None in relation.nodes:
                raise UnsupportedNotation("a side that is not read")
            if relation.sign not in ORDER.keys() | EQUAL:
                continue
            a, b = map(comparison.value, relation.nodes)
            held = held & comparison.holds(a, b, relation.sign, *relation.nodes)
        return held
