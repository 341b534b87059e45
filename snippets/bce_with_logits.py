"""Binary cross-entropy, from the logit, not the probability."""

import numpy as np


# --8<-- [start:bce_with_logits]
def bce_with_logits(z, y):
    """Loss -y ln p - (1 - y) ln(1 - p) of logits z, in nats.

    y: labels from 0 to 1, of a shape that broadcasts.
    inf and -inf give inf against their label, and nan
    with it; nan gives nan.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    y = np.asarray(y).astype(z.dtype, casting="same_kind")
    u = np.exp(-np.abs(z))
    with np.errstate(invalid="ignore"):
        # max(z, 0) - y * z as one product: nothing cancels.
        return np.where(z > 0, 1 - y, -y) * z + np.log1p(u)


# --8<-- [end:bce_with_logits]
