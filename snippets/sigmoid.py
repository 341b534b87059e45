"""The sigmoid: from a logit to a probability."""

import numpy as np


# --8<-- [start:sigmoid]
def sigmoid(z):
    """Turn logits into probabilities; any shape, kept.

    inf gives 1, -inf gives 0, nan gives nan, as in
    scipy.special.expit; nothing overflows.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    u = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, u) / (1 + u)


# --8<-- [end:sigmoid]
