"""Evaluates expressions at random points, with the page's own code for its functions."""

from functools import reduce
from importlib import import_module

import numpy as np

from explainer import notation
from explainer.formula.arrays import ShapeError, derivative, plus, times, wide
from explainer.formula.calculus import Calculus
from explainer.formula.symbols import MATRICES, VECTORS, WHOLE, literally
from explainer.formula.tex import UnsupportedNotation
from explainer.formula.tree import ARGUMENT, Node
from explainer.notation import FUNCTIONS, SOURCE, SYMBOLS
from explainer.project import relative

PLAIN = {"ln": np.log, "exp": np.exp, "tanh": np.tanh, "sqrt": np.sqrt}


def code(name):
    """The snippet's function that a formula's name stands for."""
    if name not in FUNCTIONS:
        raise UnsupportedNotation(f"{name}, which has no function in {relative(SOURCE)}")
    snippet = FUNCTIONS[name]["snippet"]
    try:
        return getattr(import_module(snippet), snippet)
    except (ModuleNotFoundError, AttributeError) as error:
        if getattr(error, "name", None) != snippet:
            raise
        what = f"the function {name} has no snippet {snippet}"
        raise notation.fault(f'"{snippet}"', what, f"define it in snippets/{snippet}.py") from None


class World(Calculus):
    """Random points, and every expression at them."""

    def see(self, node, vector=False):
        """The expression's worth at every point, shaped as `arrays` says.

        vector: a letter of vectors is one.
        """
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
            raise ShapeError("a division by a vector")
        return times(self.see(above, vector), 1 / np.asarray(divisor))

    def see_power(self, base, exponent, vector):
        power = self.see(exponent, vector)
        if base.kind == "e":
            return np.exp(power)
        value = self.see(base, vector)
        if np.ndim(value) == 3:
            raise ShapeError("a power of a vector")
        return np.power(np.asarray(value, float), power)

    def see_transpose(self, node, vector):
        value = self.see(node, True)
        if np.ndim(value) < 3:
            raise ShapeError("a number transposed")
        return np.swapaxes(value, 1, 2)

    def see_index(self, base, within, vector):
        place = [np.asarray(self.see(node), float) for node in within]
        if any(p.ndim > 1 for p in place):
            raise ShapeError("an index that is a vector")
        if base == Node("sym", ("delta",)) and len(place) == 2:
            return np.asarray(place[0] == place[1], float)
        if base.kind in {"sym", "vec"}:
            array = self.value("vec" if len(place) == 1 else "mat", base.args[0])
        else:
            array = self.see(base, True)
        if np.ndim(array) < 3 or ((len(place) == 1) != (array.shape[2] == 1)):
            raise ShapeError("an index of what is no vector")
        if any((p < 0).any() for p in place):
            raise ShapeError("an index below 0")
        rows, *columns = [np.broadcast_to(p, self.points).astype(int) - 1 for p in place]
        array = np.broadcast_to(array, (self.points, *array.shape[1:]))
        column = columns[0] % self.classes if columns else 0
        return array[np.arange(self.points), rows % self.classes, column]

    def see_apply(self, key, arguments, vector):
        literal, given = literally(key, arguments)
        for name, values in ((literal, given), (key, arguments)):
            if found := self.definitions.get(("fn", name)):
                return self.bind(found.parameters, [self.see(a) for a in values]).see(found.body)
        raise UnsupportedNotation(f"{key.replace('#', '·')}, which is not defined before")

    def see_matrix(self, *rows, vector):
        values = [[self.see(cell) for cell in row] for row in rows]
        if any(np.ndim(value) > 1 for row in values for value in row):
            raise ShapeError("a matrix of vectors")
        columns = [
            np.stack([np.broadcast_to(v, self.points) for v in row], axis=1) for row in values
        ]
        return np.stack(columns, axis=1)

    def see_call(self, name, primes, arguments, vector):
        if name in WHOLE:
            return self.of_vector(name, primes, arguments)
        values = [self.see(a, vector) for a in arguments] or [self.value("sym", ARGUMENT)]
        if name in {"max", "min"}:
            if len(values) == 1 and np.ndim(values[0]) == 3:
                return getattr(values[0], name)(axis=(1, 2))
            return reduce(np.maximum if name == "max" else np.minimum, values)
        if len(values) != 1:
            raise UnsupportedNotation(f"{name} of {len(values)} arguments")
        function = PLAIN.get(name) or code(name)
        return derivative(function, values[0], primes)

    def of_vector(self, name, primes, arguments):
        if primes or len(arguments) > 1:
            raise UnsupportedNotation(f"this use of {name}")
        value = self.see(arguments[0], True) if arguments else self.value("vec", ARGUMENT)
        if np.ndim(value) < 3 or value.shape[2] != 1:
            raise ShapeError(f"{name} of what is no vector")
        row = value[..., 0]
        if name == "diag":
            return row[:, :, None] * np.eye(self.classes)
        if name == "argmax":
            return row.argmax(axis=1) + 1
        if name in {"E", "Var"}:
            p = self.value("vec", SYMBOLS["weights"])[..., 0]
            mean = (p * row).sum(axis=1)
            return mean if name == "E" else (p * (row - mean[:, None]) ** 2).sum(axis=1)
        result = code(name)(row)
        return result[..., None] if FUNCTIONS[name].get("gives") == "vector" else result

    def see_abs(self, node, vector):
        return np.abs(self.see(node, vector))

    def see_norm(self, node, vector):
        return np.sqrt((self.see(node, True) ** 2).sum(axis=(1, 2)))

    def see_condition(self, sides, signs, vector):
        values = [self.see(side) for side in sides]
        held = True
        for left, sign, right in zip(values, signs, values[1:], strict=False):
            held = held & np.asarray(ORDER[sign](left, right))
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


ORDER = {
    "=": np.equal,
    "≠": np.not_equal,
    "<": np.less,
    ">": np.greater,
    "≤": np.less_equal,
    "≥": np.greater_equal,
}
