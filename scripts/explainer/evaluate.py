"""Evaluates expressions at many random points at once, with the page's own code for σ and softmax.

A number is a float or an array with one entry a point, a vector is (points, K, 1), a matrix
(points, K, K).
"""

import sys
import zlib
from copy import copy
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from explainer.expression import Node
from explainer.project import SNIPPETS
from explainer.tex import Unreadable

POINTS = 160
CLASSES = 5
STEP = 0.005
STENCIL = ((1, 3 / 4), (2, -3 / 20), (3, 1 / 60))
"""Central difference of order six: with STEP its error stays below 1e-11 for what pages show."""

CODE = {
    "sigma": "sigmoid",
    "softmax": "softmax",
    "LSE": "logsumexp",
    "logit": "logit",
    "odds": "odds",
    "sp": "softplus",
}
"""The function of the page's own snippets that a name in a formula stands for."""

PLAIN = {"ln": np.log, "exp": np.exp, "tanh": np.tanh, "sqrt": np.sqrt}
WHOLE = frozenset({"softmax", "LSE", "diag", "E", "Var", "argmax"})
"""Functions of a whole vector."""
VECTORS, MATRICES = frozenset("zphbwy"), frozenset("WXJ")
DOMAINS = {"T": (0.7, 2), "beta": (0.5, 1.5), "pi": (0.05, 0.95), "pi'": (0.05, 0.95)}
POSITIVE = (0.3, 3)
REAL = (-3, 3)


class Misfit(Exception):
    """Shapes that cannot be added or multiplied."""


@dataclass(frozen=True)
class Definition:
    """What a name stands for: its indices or arguments, and its body."""

    parameters: tuple
    body: Node
    convention: bool = False


def code(name):
    """The snippet's function that a formula's name stands for."""
    if str(SNIPPETS) not in sys.path:
        sys.path.insert(0, str(SNIPPETS))
    return getattr(import_module(CODE[name]), CODE[name])


def derivative(function, x, order=1):
    """The derivative of a smooth function at x, by central differences."""
    if not order:
        return function(x)
    return sum(
        weight * (derivative(function, x + k * STEP, order - 1)
                  - derivative(function, x - k * STEP, order - 1))
        for k, weight in STENCIL
    ) / STEP  # fmt: skip


def keys(node, vector=False):
    """The symbols that an expression is made of, as (kind, name); vector as in `World.see`."""
    if node.kind == "sym":
        name = node.args[0]
        kinds = ["mat"] if name in MATRICES else ["vec"] if vector and name in VECTORS else ["sym"]
        return {(kind, name) for kind in kinds}
    if node.kind == "vec":
        return {("vec", node.args[0])}
    if node.kind == "index" and node.args[0].kind in {"sym", "vec"}:
        base, within = node.args
        kind = "vec" if len(within) == 1 else "mat"
        return {(kind, base.args[0])}.union(*(keys(i) for i in within))
    of_vector = node.kind in {"transpose", "gradient"} or node.args[:1] in {(n,) for n in WHOLE}
    found, stack = set(), list(node.args)
    if node.kind == "call" and not node.args[2]:
        found = {("vec" if of_vector else "sym", "z")}
    if node.kind == "apply":
        found = {("fn", node.args[0])}
    if node.kind == "call" and node.args[0] in {"E", "Var"}:
        found = {("vec", "p")}
    while stack:
        part = stack.pop()
        if isinstance(part, Node):
            found |= keys(part, vector or of_vector)
        elif isinstance(part, tuple):
            stack += part
    return found


def wide(value):
    """A number per point, shaped to meet vectors and matrices."""
    return value[:, None, None] if np.ndim(value) == 1 else value


def times(a, b):
    if np.ndim(a) < 3 and np.ndim(b) < 3:
        return a * b
    if np.ndim(a) < 3 or np.ndim(b) < 3:
        return wide(a) * wide(b)
    if a.shape[2] != b.shape[1]:
        raise Misfit("the shapes of a product do not fit; is a transpose missing?")
    product = a @ b
    return product[:, 0, 0] if product.shape[1:] == (1, 1) else product


def plus(a, b):
    shapes = {np.shape(x)[1:] for x in (a, b) if np.ndim(x) == 3}
    if len(shapes) > 1:
        raise Misfit("a sum of different shapes")
    if not shapes:
        return a + b
    if any(np.ndim(x) < 3 for x in (a, b)) and shapes.pop()[1] > 1:
        raise Misfit("a sum of a number and a matrix")
    return wide(a) + wide(b)


class World:
    """Random points: what every symbol is worth there, and every expression made of them."""

    def __init__(self, definitions, said=(), domains=None):
        """said: the expressions to come, which tell what y, T and the letters in indices mean."""
        self.definitions, self.domains = definitions, domains or {}
        self.classes = self.domains.get("K", CLASSES)
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

    def reaches(self, key):
        """All symbols that a symbol's worth depends on."""
        if key not in self.reach:
            self.reach[key] = {key}
            if definition := self.definitions.get(key):
                vector = key[0] == "vec" and not definition.parameters
                for other in keys(definition.body, vector):
                    self.reach[key] |= self.reaches(other)
        return self.reach[key]

    def value(self, kind, name):
        """What a symbol is worth: fixed, defined, or random."""
        key = (kind, name)
        if key in self.fixed:
            return self.fixed[key]
        if key not in self.definitions:
            if key not in self.drawn:
                self.drawn[key] = self.random(*key)
            return self.drawn[key]
        if key not in self.memo:
            if key in self.open:
                raise Unreadable(f"{name}, which is defined by itself")
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

    def shown(self, at):
        """The random symbols of one point, for a message: ` at z = 0.3, k = 2`."""
        worths = [
            f"{name} = {value[at]:.4g}"
            for (kind, name), value in sorted(self.drawn.items(), key=lambda item: item[0])
            if kind == "sym" and name != "±" and np.ndim(value) == 1
        ]
        return f" at {', '.join(worths[:4])}" if worths else ""

    def bind(self, parameters, values):
        child = self
        for name, value in zip(parameters, values, strict=True):
            child = child.with_value(("sym", name), value)
        return child

    def stack(self, values):
        return np.stack([np.broadcast_to(v, POINTS) for v in values], axis=1)[:, :, None]

    def random(self, kind, name):
        random = np.random.RandomState(zlib.crc32(f"{kind} {name}".encode()))
        if kind == "vec" and name in "01":
            return np.full((1, self.classes, 1), float(name))
        if kind != "sym":
            return 0.7 * random.standard_normal(
                (POINTS, self.classes, 1 if kind == "vec" else self.classes)
            )
        if name in {"K", "n"}:
            return self.classes
        if name in self.domains:
            domain = self.domains[name]
            if isinstance(domain, list):
                return random.choice(domain, POINTS)
            return random.uniform(*domain, POINTS)
        if name in self.indices:
            return random.randint(1, self.classes + 1, POINTS)
        if name in {"y", "±"}:
            return random.choice([0.0, 1.0] if name == "y" else [-1.0, 1.0], POINTS)
        if name == "infty":
            return np.inf
        if name == "T" and not self.mentioned & {("sym", "T"), ("sym", "beta")}:
            return 1.0
        domain = POSITIVE if name.startswith("C_") else REAL
        return random.uniform(*DOMAINS.get(name, domain), POINTS)

    def see(self, node, vector=False):
        """The expression's worth at every point; vector: a plain z is the vector of logits."""
        return getattr(self, f"see_{node.kind}")(*node.args, vector=vector)

    def see_num(self, text, vector):
        return float(text)

    def see_e(self, vector):
        return np.e

    def see_vec(self, name, vector):
        return self.value("vec", name)

    def see_sym(self, name, vector):
        if ("sym", name) in self.fixed:
            return self.value("sym", name)
        if name in MATRICES or ("mat", name) in self.definitions:
            return self.value("mat", name)
        is_vector = name in VECTORS or ("vec", name) in self.definitions
        alone = ("sym", name) not in self.definitions and ("vec", name) in self.definitions
        if is_vector and (vector or (alone and name not in VECTORS)):
            return self.value("vec", name)
        return self.value("sym", name)

    def see_sum(self, *terms, vector):
        total = None
        for sign, node in terms:
            value = self.see(node, vector)
            if sign in "±∓":
                value = times(self.value("sym", "±"), value)
            if sign in "-∓":
                value = -value
            total = value if total is None else plus(total, value)
        return total

    def see_product(self, *factors, vector):
        value = self.see(factors[0], vector)
        for factor in factors[1:]:
            value = times(value, self.see(factor, vector))
        return value

    def see_dot(self, left, right, vector):
        a, b = self.see(left, vector), self.see(right, vector)
        if np.ndim(a) == 3 and np.shape(a)[2] == 1 and np.shape(a) == np.shape(b):
            return (a * b).sum(axis=(1, 2))
        return times(a, b)

    def see_entrywise(self, left, right, vector):
        return wide(self.see(left, vector)) * wide(self.see(right, vector))

    def see_over(self, above, below, vector):
        divisor = self.see(below, vector)
        if np.ndim(divisor) == 3:
            raise Misfit("a division by a vector")
        return times(self.see(above, vector), 1 / np.asarray(divisor))

    def see_power(self, base, exponent, vector):
        power = self.see(exponent, vector)
        if base.kind == "e":
            return np.exp(power)
        value = self.see(base, vector)
        if np.ndim(value) == 3:
            raise Misfit("a power of a vector")
        return np.power(np.asarray(value, float), power)

    def see_transpose(self, node, vector):
        value = self.see(node, True)
        if np.ndim(value) < 3:
            raise Misfit("a number transposed")
        return np.swapaxes(value, 1, 2)

    def see_index(self, base, within, vector):
        place = [np.asarray(self.see(node), float) for node in within]
        if base == Node("sym", ("delta",)) and len(place) == 2:
            return np.asarray(place[0] == place[1], float)
        if base.kind in {"sym", "vec"}:
            array = self.value("vec" if len(place) == 1 else "mat", base.args[0])
        else:
            array = self.see(base, True)
        if np.ndim(array) < 3 or (len(place) == 1 and array.shape[2] != 1):
            raise Misfit("an index of what is no vector")
        rows, *columns = [np.broadcast_to(p, POINTS).astype(int) - 1 for p in place]
        array = np.broadcast_to(array, (POINTS, *array.shape[1:]))
        column = columns[0] % self.classes if columns else 0
        return array[np.arange(POINTS), rows % self.classes, column]

    def see_apply(self, key, arguments, vector):
        literal = key
        for argument in arguments:
            mark = argument.args[0] if argument.kind == "num" else "\0"
            literal = literal.replace("#", mark, 1)
        literal = literal.replace("\0", "#")
        given = [a for a in arguments if a.kind != "num"] if literal != key else arguments
        for name, values in ((literal, given), (key, arguments)):
            if found := self.definitions.get(("fn", name)):
                return self.bind(found.parameters, [self.see(a) for a in values]).see(found.body)
        raise Unreadable(f"{key.replace('#', '·')}, which is not defined before")

    def see_call(self, name, primes, arguments, vector):
        if name in WHOLE:
            return self.of_vector(name, primes, arguments)
        values = [self.see(a, vector) for a in arguments] or [self.value("sym", "z")]
        if name in {"max", "min"}:
            if len(values) == 1 and np.ndim(values[0]) == 3:
                return getattr(values[0], name)(axis=(1, 2))
            pick = np.maximum if name == "max" else np.minimum
            return pick(*values) if len(values) == 2 else values[0]
        if len(values) != 1:
            raise Unreadable(f"{name} of {len(values)} arguments")
        function = PLAIN.get(name) or code(name)
        return derivative(function, values[0], primes)

    def of_vector(self, name, primes, arguments):
        if primes or len(arguments) > 1:
            raise Unreadable(f"this use of {name}")
        value = self.see(arguments[0], True) if arguments else self.value("vec", "z")
        if np.ndim(value) < 3 or value.shape[2] != 1:
            raise Misfit(f"{name} of what is no vector")
        row = value[..., 0]
        if name == "diag":
            return row[:, :, None] * np.eye(self.classes)
        if name == "argmax":
            return row.argmax(axis=1) + 1
        if name in {"E", "Var"}:
            p = self.value("vec", "p")[..., 0]
            mean = (p * row).sum(axis=1)
            return mean if name == "E" else (p * (row - mean[:, None]) ** 2).sum(axis=1)
        result = code(name)(row)
        return result[..., None] if name == "softmax" else result

    def see_abs(self, node, vector):
        return np.abs(self.see(node, vector))

    def see_norm(self, node, vector):
        return np.sqrt((self.see(node, True) ** 2).sum(axis=(1, 2)))

    def moved(self, variable, step):
        """The points with the variable of a derivative moved by a step."""
        if variable.kind in {"sym", "vec"}:
            key = ("sym", variable.args[0])
            return self.with_value(key, self.value(*key) + step)
        if variable.kind != "index" or variable.args[0].kind not in {"sym", "vec"}:
            raise Unreadable("a derivative by this")
        base, within = variable.args
        key = ("vec" if len(within) == 1 else "mat", base.args[0])
        value = self.value(*key)
        marks = [
            np.asarray(self.see(node))[..., None] == np.arange(1, self.classes + 1)
            for node in within
        ]
        mark = marks[0][..., :, None] * (marks[1][..., None, :] if len(marks) == 2 else 1)
        return self.with_value(key, value + step * mark)

    def see_diff(self, body, variable, order, vector):
        return derivative(lambda step: self.moved(variable, step).see(body, vector), 0.0, order)

    def see_gradient(self, body, by, vector):
        rows = [Node("index", (by, (Node("num", (str(k + 1),)),))) for k in range(self.classes)]
        return self.stack([self.see_diff(body, row, 1, vector) for row in rows])

    def see_big(self, kind, variable, low, high, extra, body, vector):
        first = np.asarray(self.see(low)) if low else np.asarray(1)
        last = np.asarray(self.see(high)) if high else np.asarray(self.classes)
        if not (np.isfinite(first).all() and np.isfinite(last).all()):
            raise Unreadable("an infinite sum")
        nothing = {"sum": 0.0, "prod": 1.0, "min": np.inf}.get(kind, -np.inf)
        values = []
        for k in range(int(first.min()), int(last.max()) + 1):
            world = self.with_value(("sym", variable), k)
            value = world.see(body, vector)
            within = (first <= k) & (k <= last)
            if extra:
                within = within & world.see(extra)
            values.append(value if np.all(within) else np.where(wide(within), value, nothing)
                          if np.ndim(value) == 3 else np.where(within, value, nothing))  # fmt: skip
        if not values:
            return nothing
        values = np.stack(np.broadcast_arrays(*values))
        if kind == "LSE":
            return np.log(np.exp(values).sum(axis=0))
        if kind == "argmax":
            return values.argmax(axis=0) + 1
        return getattr(values, kind)(axis=0)

    def see_integral(self, low, high, variable, body, vector):
        """By the trapezium rule after a change of variable that suits exponential tails."""
        ends = float(self.see(low)), float(self.see(high))
        t = np.arange(-4.5, 4.6, 1 / 12)
        if ends == (0, np.inf):
            x = np.exp(t - np.exp(-t))
            slope = x * (1 + np.exp(-t))
        elif ends == (-np.inf, np.inf):
            x, slope = np.sinh(t), np.cosh(t)
        else:
            raise Unreadable("an integral between these limits")
        return sum(
            weight / 12 * self.with_value(("sym", variable), u).see(body)
            for u, weight in zip(x, slope, strict=True)
        )

    def see_limit(self, variable, target, body, vector):
        """The worth far out or close by: enough to tell a right limit from a wrong one."""
        end = np.asarray(self.see(target), float)
        far = [1e8, 700.0, 36.0] if np.isinf(end).all() else [1e-8, 1e-4]
        for distance in far:
            x = np.sign(end) * distance if np.isinf(end).all() else end + distance
            value = self.with_value(("sym", variable.args[0]), x).see(body, vector)
            if np.isfinite(value).all():
                return value
        raise Unreadable("a limit that is not reached in floating point")

    def see_condition(self, sides, signs, vector):
        values = [self.see(side) for side in sides]
        held = True
        for left, sign, right in zip(values, signs, values[1:], strict=False):
            held = held & np.asarray(COMPARE[sign](left, right))
        return held

    def see_cases(self, *rows, vector):
        """Not a number where no case applies, and where two apply that disagree."""
        result, decided = np.nan, False
        for value, said in rows:
            worth = self.see(value, vector)
            applies = ~np.asarray(decided) if said is None else self.see(said)
            clash = decided & applies & (np.abs(worth - result) > 1e-9)
            result = np.where(clash, np.nan, np.where(applies, worth, result))
            decided = decided | applies
        return result


COMPARE = {
    "=": np.equal,
    "≠": np.not_equal,
    "<": np.less,
    ">": np.greater,
    "≤": np.less_equal,
    "≥": np.greater_equal,
}
