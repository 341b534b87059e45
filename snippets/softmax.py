"""The softmax: from a row of logits to shares of one."""

import numpy as np


# --8<-- [start:softmax]
def softmax(z, axis=-1):
    """Turn logits into probabilities that sum to 1 along axis.

    -inf gives 0. A row that holds inf or nan, or nothing
    but -inf, gives nan, as in scipy.special.softmax (its
    own axis is None: all logits are one row). A row of no
    logits raises ValueError.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(z - z.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


# --8<-- [end:softmax]
