"""Cross-entropy: how much the true class surprises."""

import numpy as np
from log_softmax import log_softmax


# --8<-- [start:cross_entropy]
def cross_entropy(z, y):
    """Loss -ln p_y of every row of logits, in nats.

    z: logits (..., K); y: true classes (...), one a row,
    or ValueError is raised; integers from 0 to K - 1, or
    IndexError is.
    """
    log_p, y = log_softmax(z), np.asarray(y)
    if y.shape != log_p.shape[:-1]:
        raise ValueError("every row of logits has one class")
    if np.any(y < 0):
        raise IndexError("classes are counted from 0")
    return 0 - np.take_along_axis(log_p, y[..., None], -1)[..., 0]


# --8<-- [end:cross_entropy]
