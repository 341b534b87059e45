"""The odds: how many times likelier a yes is than a no."""

import numpy as np


# --8<-- [start:odds]
def odds(p):
    """Turn probabilities into odds; any shape, kept.

    0 gives 0, 1 gives inf, nan gives nan. What is no
    probability gives what is no odds: below 0, or nan.
    """
    p = 1.0 * np.asarray(p)
    with np.errstate(divide="ignore", invalid="ignore"):
        return p / (1 - p)


# --8<-- [end:odds]
