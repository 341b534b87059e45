"""The log-softmax: logs of probabilities never computed."""

import numpy as np


# --8<-- [start:log_softmax]
def log_softmax(z, axis=-1):
    """ln of the softmax of logits along axis; any shape, kept.

    -inf gives -inf; inf gives nan, and -inf to its row;
    nan and rows of -inf alone give nan, as in
    scipy.special.log_softmax (its own axis is None). A row
    of no logits raises ValueError.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    with np.errstate(over="ignore", invalid="ignore"):
        d = z - z.max(axis, keepdims=True)
    # Each largest counts 1; log1p keeps what the rest adds.
    top = ~(d < 0)
    ones = top.sum(axis, z.dtype, keepdims=True)
    rest = np.where(top, 0, np.exp(d)).sum(axis, keepdims=True)
    return d - np.log1p(rest + (ones - 1))


# --8<-- [end:log_softmax]
