"""Binary cross-entropy, from the logit, not the probability."""

import numpy as np


# --8<-- [start:bce_with_logits]
def bce_with_logits(z, y):
    """Loss -y ln p - (1 - y) ln(1 - p) of logits z, in nats.

    y: labels from 0 to 1, of a shape that broadcasts.
    nan gives nan; so does 0 times, or inf minus, inf.
    """
    z = 1.0 * np.asarray(z)
    y = np.asarray(y, z.dtype)
    u = np.exp(-np.abs(z))
    with np.errstate(invalid="ignore"):
        return np.maximum(z, 0) - y * z + np.log1p(u)


# --8<-- [end:bce_with_logits]
