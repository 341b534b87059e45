"""Four cases that a line parts: x = -2, -1 are no, 1, 2 are yes."""

import math


def weights(penalty=0.0, steps=100_000):
    """The weight before each of so many steps of descent at rate 1, and after the last.

    The two yes are enough: the slope of a case is that of its mirror image.
    """
    w, path = 0.0, [0.0]
    for _ in range(steps):
        w += 0.5 / (1 + math.exp(w)) + 1 / (1 + math.exp(2 * w)) - penalty * w
        path.append(w)
    return path
