"""Derivatives, sums, integrals and limits, worked out in numbers at random points."""

import numpy as np

from explainer.formula.arrays import ShapeError, derivative, derivatives, wide
from explainer.formula.symbols import Symbols
from explainer.formula.tex import UnsupportedNotation


class Calculus(Symbols):
    """What takes an expression at more points than one."""

    def moved(self, variable, step):
        """The points with the variable of a derivative moved by a step."""
        if variable.kind == "sym":
            key = ("sym", variable.args[0])
            return self.with_value(key, self.value(*key) + step)
        base, within = variable.args
        key = ("vec" if len(within) == 1 else "mat", base.args[0])
        value = self.value(*key)
        marks = [
            np.asarray(self.see(node))[..., None] == np.arange(1, self.classes + 1)
            for node in within
        ]
        mark = marks[0][..., :, None] * (marks[1][..., None, :] if len(marks) == 2 else 1)
        return self.with_value(key, value + step * mark)

    def moved_along(self, vector, steps):
        """A copy of the points for each step, a vector with all that depends on it moved by it."""
        world, key = self.copies(len(steps)), ("vec", *vector.args)
        return world.with_value(key, world.value(*key) + steps.repeat(self.points, 0)[..., None])

    def see_diff(self, body, variable, order, vector):
        if variable.kind == "vec":
            return self.see_gradient(body, variable, vector)
        return derivative(lambda step: self.moved(variable, step).see(body, vector), 0.0, order)

    def see_slope(self, application, primes, vector):
        """The derivative of a function of the page by its only argument."""
        name, (argument,) = application.args
        found = self.definitions.get(("fn", name))
        if not found:
            raise UnsupportedNotation(f"{name.replace('#', '·')}, which is not defined before")

        def function(x):
            return self.bind(found.parameters, [x]).see(found.body)

        return derivative(function, self.see(argument), primes)

    def see_gradient(self, body, by, vector):
        """The column of derivatives of a number; of a vector, the matrix with a row an entry."""
        if body.kind == "gradient" and body.args[0].kind == "gradient":
            raise ShapeError("a third gradient has no shape here")
        slopes = derivatives(lambda steps: self.moved_along(by, steps).see(body, vector),
                             self.classes, self.points)  # fmt: skip
        if any(np.ndim(slope) == 3 for slope in slopes):
            return np.concatenate(slopes, axis=2)
        return self.stack(slopes)

    def see_big(self, kind, variable, low, high, extra, body, vector):
        first = np.asarray(self.see(low)) if low else np.asarray(1)
        last = np.asarray(self.see(high)) if high else np.asarray(self.classes)
        if not np.isfinite(last - first).all():
            raise UnsupportedNotation("an infinite sum")
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
        found = (np.asarray(self.see(end), float) for end in (low, high))
        ends = tuple(end.item() if end.ndim == 0 else np.nan for end in found)
        t = np.arange(-4.25, 4.3, 1 / 8)
        if ends == (0, np.inf):
            x = np.exp(t - np.exp(-t))
            slope = x * (1 + np.exp(-t))
        elif ends == (-np.inf, np.inf):
            x, slope = np.sinh(t), np.cosh(t)
        else:
            raise UnsupportedNotation("an integral between these limits")
        return sum(
            weight / 8 * self.with_value(("sym", variable), u).see(body)
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
        raise UnsupportedNotation("a limit that is not reached in floating point")
