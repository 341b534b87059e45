"""The slope of the sigmoid: a quarter at most."""

import numpy as np


# --8<-- [start:dsigmoid]
def dsigmoid(z):
    """Slope of the sigmoid at each logit; any shape, kept.

    From 0 in the tails (and at inf, -inf) to 1/4 where
    the logit is 0; nan gives nan; nothing cancels.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    u = np.exp(-np.abs(z))
    return u / (1 + u) ** 2


# --8<-- [end:dsigmoid]
