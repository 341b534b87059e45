"""Entropy: how undecided a row of probabilities is."""

import numpy as np


# --8<-- [start:entropy]
def entropy(p, axis=-1):
    """Entropy in nats along axis, which is dropped.

    p: probabilities that sum to 1 along axis; 0 adds 0.
    Below 0, and for nan, the result is nan.
    """
    p = 1.0 * np.asarray(p)
    if p.dtype.kind != "f":
        raise TypeError("probabilities are real numbers")
    with np.errstate(invalid="ignore"):
        terms = p * np.log(np.where(p == 0, 1, p))
    return 0 - terms.sum(axis)


# --8<-- [end:entropy]
