"""Numbers, vectors and matrices at many random points at once.

A number is a float or an array with one entry a point, a vector is (points, K, 1), a matrix
(points, K, K).
"""

import numpy as np

POINTS = 160
EDGES = 6
"""How many of them, the first ones, are exceptional: zeros, equal arguments, ends of domains."""
CLASSES = 5
STEP = 0.005
STENCIL = ((1, 3 / 4), (2, -3 / 20), (3, 1 / 60))
"""Central difference of order six: with STEP its error stays below 1e-11 for what pages show."""


class ShapeError(Exception):
    """Shapes that cannot be added or multiplied."""


def derivative(function, x, order=1):
    """The derivative of a smooth function at x, by central differences."""
    if not order:
        return function(x)
    return sum(
        weight * (derivative(function, x + k * STEP, order - 1)
                  - derivative(function, x - k * STEP, order - 1))
        for k, weight in STENCIL
    ) / STEP  # fmt: skip


def derivatives(function, count, points):
    """The derivatives by each of so many entries of a vector, of a function of how it is moved.

    It is given all steps at once, (steps, count), and tells its worth at the points of each, as
    far as that is not the same everywhere: called once, as it is slow to call.
    """
    steps = STEP * np.array([[k, -k] for k, _ in STENCIL])
    moves = np.eye(count)[:, None, None] * steps[..., None]
    worth = function(moves.reshape(-1, count))
    worth = np.broadcast_to(worth, (steps.size * count * points, *np.shape(worth)[1:]))
    worth = worth.reshape(*moves.shape[:3], points, *worth.shape[1:])
    change = (worth[:, :, 0] - worth[:, :, 1]).swapaxes(0, 1)
    return list(sum(weight * one for (_, weight), one in zip(STENCIL, change, strict=True)) / STEP)


def again(value, times):
    """What has a worth at every point, at so many copies of the points, one after another."""
    if not np.ndim(value) or len(value) == 1:
        return value
    return np.tile(value, (times, *(1 for _ in value.shape[1:])))


def wide(value):
    """A number per point, shaped to meet vectors and matrices."""
    return value[:, None, None] if np.ndim(value) == 1 else value


def times(a, b):
    """The product of numbers, (points,), or of matrices, (points, m, k) by (points, k, n)."""
    if np.ndim(a) < 3 and np.ndim(b) < 3:
        return a * b
    if np.ndim(a) < 3 or np.ndim(b) < 3:
        return wide(a) * wide(b)
    if a.shape[2] != b.shape[1]:
        raise ShapeError("the shapes of a product do not fit; is a transpose missing?")
    product = a @ b
    return product[:, 0, 0] if product.shape[1:] == (1, 1) else product


def plus(a, b):
    """The sum of two of one shape; a number, (points,), is added to each entry of a vector."""
    shapes = {np.shape(x)[1:] for x in (a, b) if np.ndim(x) == 3}
    if len(shapes) > 1:
        raise ShapeError("a sum of different shapes")
    if not shapes:
        return a + b
    if any(np.ndim(x) < 3 for x in (a, b)) and shapes.pop()[1] > 1:
        raise ShapeError("a sum of a number and a matrix")
    return wide(a) + wide(b)
