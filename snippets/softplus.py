"""The softplus: the loss of a logit whose answer is no."""

import numpy as np


# --8<-- [start:softplus]
def softplus(z):
    """ln(1 + exp(z)), the sigmoid's integral; any shape, kept.

    inf gives inf, -inf gives 0, nan gives nan; nothing
    overflows, and no digits are lost.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


# --8<-- [end:softplus]
