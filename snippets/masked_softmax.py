"""The softmax over some of the classes, and over none of them."""

import numpy as np
from softmax import softmax


# --8<-- [start:masked_softmax]
def masked_softmax(z, allowed):
    """Softmax of the allowed logits; the others get 0.

    z: (..., K); allowed: truths of its shape. A row with
    nothing allowed gives zeros, which add up to 0, not 1.
    """
    some = np.any(allowed, axis=-1, keepdims=True)
    # An empty row is filled before softmax can make it nan.
    z = np.where(allowed, z, np.where(some, -np.inf, 0))
    return np.where(some, softmax(z), 0)


# --8<-- [end:masked_softmax]
