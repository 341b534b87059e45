"""What symbols are worth at random points: drawn from their domains, or worked out."""

import zlib
from copy import copy
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np

from explainer.formula.arrays import CLASSES, EDGES, POINTS, ShapeError, again
from explainer.formula.tex import UnsupportedNotation
from explainer.formula.tree import ARGUMENT, Node
from explainer.notation import DOMAINS, FUNCTIONS, SYMBOLS, UNMENTIONED

WHOLE = {"diag", "E", "Var", "argmax"} | {
    name for name, f in FUNCTIONS.items() if f.get("takes") == "vector"
}
"""Functions of a whole vector."""
VECTORS, MATRICES = set(SYMBOLS["vectors"]), set(SYMBOLS["matrices"])
REAL = [-3, 3]


@dataclass(frozen=True)
class Definition:
    """What a name stands for: its indices or arguments, and its body."""

    parameters: tuple
    body: Node
    convention: bool = False


def keys(node, vector=False):
    """The symbols that an expression is made of, as (kind, name); vector as in `World.see`."""
    if node.kind == "sym":
        name = node.args[0]
        plain = "vec" if vector and name in VECTORS else "sym"
        return {("mat" if name in MATRICES else plain, name)}
    if node.kind == "vec":
        return {("vec", node.args[0])}
    if node.kind == "index" and node.args[0].kind in {"sym", "vec"}:
        base, within = node.args
        kind = "vec" if len(within) == 1 else "mat"
        return {(kind, base.args[0])}.union(*map(keys, within))
    of_vector = node.kind in {"transpose", "gradient"} or node.args[:1] in {(n,) for n in WHOLE}
    below = (keys(part, vector or of_vector) for part in node.parts())
    return _unwritten(node, of_vector).union(*below)


def _unwritten(node, of_vector):
    """The symbols that a call means without writing them, and the name of a function."""
    if node.kind == "apply":
        return {("fn", node.args[0]), ("fn", literally(*node.args)[0])}
    if node.kind != "call":
        return set()
    if node.args[0] in {"E", "Var"}:
        return {("vec", SYMBOLS["weights"])}
    return set() if node.args[2] else {("vec" if of_vector else "sym", ARGUMENT)}


def literally(name, arguments):
    """A function's name with the numbers among its arguments put in, and the other arguments."""
    for node in arguments:
        name = name.replace("#", node.args[0] if node.kind == "num" else "\0", 1)
    return name.replace("\0", "#"), [node for node in arguments if node.kind != "num"]


class Symbols:
    """Random points: what every symbol is worth there, and every expression made of them."""

    def __init__(self, definitions, said=(), domains=None):
        """said: the expressions to come, which tell what y, T and the letters in indices mean."""
        self.definitions, self.domains = definitions, domains or {}
        self.classes, self.points = self.domains.get("K", CLASSES), POINTS
        self.fixed, self.memo, self.drawn, self.reach, self.open = {}, {}, {}, {}, []
        reached = set().union(*(self.reaches(key) for node in said for key in keys(node)))
        used = [definitions[key] for key in reached if key in definitions]
        written = [*said, *(d.body for d in used if not d.convention)]
        self.mentioned = set().union(*map(keys, written))
        self.indices = set().union(*(n.indices() for n in [*said, *(d.body for d in used)]))

    def with_value(self, key, value):
        """The same points with one symbol changed, and all that depends on it."""
        child = copy(self)
        child.fixed = self.fixed | {key: value}
        child.memo = {k: v for k, v in self.memo.items() if key not in self.reaches(k)}
        return child

    def copies(self, times):
        """The same points so many times, one after another."""
        child = copy(self)
        child.points = self.points * times
        known = self.fixed, self.memo, self.drawn
        child.fixed, child.memo, child.drawn = (
            {key: again(value, times) for key, value in worths.items()} for worths in known
        )
        return child

    def reaches(self, key):
        """All symbols that a symbol's worth depends on."""
        if key not in self.reach:
            self.reach[key] = {key}
            if definition := self.definitions.get(key):
                vector = key[0] == "vec" and not definition.parameters
                for other in keys(definition.body, vector):
                    self.reach[key] |= self.reaches(other)
        return self.reach[key]

    def reach_of(self, node):
        """All symbols that an expression's worth depends on."""
        return set().union(*(self.reaches(key) for key in keys(node)))

    def value(self, kind, name):
        """What a symbol is worth, shaped as `arrays` says: fixed, defined, or random."""
        key = (kind, name)
        if key in self.fixed:
            return self.fixed[key]
        if key not in self.definitions:
            if key not in self.drawn:
                self.drawn[key] = again(self.random(*key), self.points // POINTS)
            return self.drawn[key]
        if key not in self.memo:
            if key in self.open:
                raise UnsupportedNotation(f"{name}, which is defined by itself")
            self.open.append(key)
            try:
                self.memo[key] = self.defined(key)
            finally:
                self.open.pop()
        return self.memo[key]

    def defined(self, key):
        definition = self.definitions[key]
        if key[0] == "sym" or not definition.parameters:
            return self.see(definition.body, vector=key[0] != "sym")
        rows = [self.bind(definition.parameters[:1], [k]) for k in range(1, self.classes + 1)]
        if len(definition.parameters) == 1:
            return self.stack([row.see(definition.body) for row in rows])
        columns = definition.parameters[1:]
        return np.concatenate(
            [
                self.stack([row.bind(columns, [k]).see(definition.body) for row in rows])
                for k in range(1, self.classes + 1)
            ],
            axis=2,
        )

    def forget(self, key):
        """Drop what was worked out with an older meaning of a symbol."""
        self.reach.clear()
        self.memo = {k: v for k, v in self.memo.items() if key not in self.reaches(k)}

    def shown(self, at, nodes):
        """What the symbols of some expressions are at one point: ` at z = 0.3, k = 2`."""
        found = set().union(*map(keys, nodes))
        names = sorted(name for kind, name in found if kind == "sym" and name != "±")
        worths = [(name, np.asarray(self.value("sym", name))) for name in names]
        shown = [f"{name} = {worth[at]:.4g}" for name, worth in worths if worth.ndim == 1]
        return f" at {', '.join(shown[:5])}" if shown else ""

    def bind(self, parameters, values):
        child = self
        for name, value in zip(parameters, values, strict=True):
            child = child.with_value(("sym", name), value)
        return child

    def stack(self, values):
        if any(np.ndim(value) > 1 for value in values):
            raise ShapeError("a vector of vectors")
        return np.stack([np.broadcast_to(v, self.points) for v in values], axis=1)[:, :, None]

    def random(self, kind, name):
        random = np.random.RandomState(zlib.crc32(f"{kind} {name}".encode()))
        if kind == "vec" and name in {"0", "1"}:
            return np.full((1, self.classes, 1), float(name))
        if kind != "sym":
            drawn = 0.7 * random.standard_normal(
                (POINTS, self.classes, 1 if kind == "vec" else self.classes)
            )
            drawn[0], drawn[1], drawn[2, :2] = 0, 0.5, drawn[2, :1]
            return drawn
        if name in {"K", "n"}:
            return self.classes
        if name in self.domains:
            domain = self.domains[name]
        elif name in self.indices:
            return random.randint(1, self.classes + 1, POINTS)
        elif name == "±":
            domain = {"of": [-1, 1]}
        elif name == "infty":
            return np.inf
        elif name in UNMENTIONED and not self.mentions(name):
            return UNMENTIONED[name]
        else:
            domain = next((DOMAINS[n] for n in DOMAINS if fnmatchcase(name, n)), REAL)
        if isinstance(domain, dict):
            return random.choice(np.array(domain["of"], float), POINTS)
        low, high = domain
        drawn = random.uniform(low, high, POINTS)
        edges = [0, 1, -1] if high > 1 > -1 > low else [low, high, (low + high) / 2]
        # All alike at first, then in turns that differ from symbol to symbol.
        turn = random.randint(3)
        drawn[:EDGES] = [*edges[:2], *(edges[(turn + n) % 3] for n in range(EDGES - 2))]
        return drawn

    def mentions(self, name):
        """Whether a number is spoken of, by its own name or by what is defined by it."""
        key, meant = ("sym", name), self.definitions.items()
        by = {other for other, d in meant if d.convention and key in keys(d.body)}
        return bool(self.mentioned & {key, *by})
