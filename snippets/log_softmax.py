"""The log-softmax: logs of probabilities never computed."""

import numpy as np


# --8<-- [start:log_softmax]
def log_softmax(z, axis=-1):
    """ln of the softmax of logits along axis; any shape, kept.

    -inf gives -inf; inf gives nan, and -inf to its row;
    nan and rows of -inf alone give nan, as in SciPy. The
    largest counts 1: log1p keeps what the others add.
    """
    z = 1.0 * np.asarray(z)
    top = z.argmax(axis, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        d = z - np.take_along_axis(z, top, axis)
    others = np.exp(d)
    np.put_along_axis(others, top, 0, axis)
    return d - np.log1p(others.sum(axis, keepdims=True))


# --8<-- [end:log_softmax]
