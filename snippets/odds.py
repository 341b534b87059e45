"""The odds: how many times likelier a yes is than a no."""

# --8<-- [start:odds]
import numpy as np


def odds(p):
    """Turn probabilities into odds; any shape, kept.

    0 gives 0, 1 gives inf, nan gives nan. Outside [0, 1]
    the result means nothing: it is below 0, or nan.
    """
    p = 1.0 * np.asarray(p)  # integers become floats
    if p.dtype.kind != "f":
        raise TypeError("probabilities are real numbers")
    with np.errstate(divide="ignore", invalid="ignore"):
        return p / (1 - p)


# --8<-- [end:odds]
