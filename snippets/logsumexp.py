"""The log of a sum of exponentials: a smooth maximum."""

import numpy as np


# --8<-- [start:logsumexp]
def logsumexp(z, axis=-1):
    """Log of the sum of exp(z) along axis, which is dropped.

    inf in a row gives inf, a row of -inf gives -inf, nan
    gives nan, as in scipy.special.logsumexp (its own axis
    is None). A row of no logits raises ValueError.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    m = z.max(axis, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        d = z - m
    # Each largest counts 1; log1p keeps what the rest adds.
    top = ~(d < 0)
    ones = top.sum(axis, z.dtype)
    rest = np.where(top, 0, np.exp(d)).sum(axis)
    return m.squeeze(axis) + np.log1p(rest + (ones - 1))


# --8<-- [end:logsumexp]
