"""Temperature: the same ranking, more or less sure of itself."""

import numpy as np
from softmax import softmax


# --8<-- [start:temperature]
def temperature(z, T, axis=-1):
    """Softmax of z / T: sharper below T = 1, flatter above.

    z: logits, any shape, kept. T above 0, or ValueError.
    """
    T = 1.0 * np.asarray(T)
    if not T > 0:
        raise ValueError("a temperature is above 0")
    z = 1.0 * np.asarray(z)
    # The row's maximum goes first: z / T alone may overflow.
    with np.errstate(over="ignore", invalid="ignore"):
        p = softmax((z - z.max(axis, keepdims=True)) / T, axis)
    return p.astype(z.dtype)


# --8<-- [end:temperature]
