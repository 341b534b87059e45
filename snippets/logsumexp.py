"""The log of a sum of exponentials: a smooth maximum."""

import numpy as np


# --8<-- [start:logsumexp]
def logsumexp(z, axis=-1):
    """Log of the sum of exp(z) along axis, which is dropped.

    As scipy.special.logsumexp: inf in a row gives inf, a
    row of -inf gives -inf, nan gives nan. A row of no
    logits raises ValueError.
    """
    z = 1.0 * np.asarray(z)
    m = z.max(axis, keepdims=True)
    m = np.where(np.isfinite(m), m, 0)
    with np.errstate(over="ignore", divide="ignore"):
        s = np.exp(z - m).sum(axis, keepdims=True)
        return (m + np.log(s)).squeeze(axis)


# --8<-- [end:logsumexp]
