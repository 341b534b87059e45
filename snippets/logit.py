"""The logit: from a probability to its log-odds."""

import numpy as np
from odds import odds


# --8<-- [start:logit]
def logit(p):
    """Turn probabilities into log-odds; any shape, kept.

    0 gives -inf, 1 gives inf; outside [0, 1], and for
    nan, the result is nan, as in scipy.special.logit.
    """
    o, p = odds(p), 1.0 * np.asarray(p)
    with np.errstate(divide="ignore", invalid="ignore"):
        far = np.log(o)
        # Odds near 1 are rounded; o - 1, as here, is not.
        near = np.log1p((p - 0.5) / (0.5 - p / 2))
    return np.where(np.abs(p - 0.5) < 0.25, near, far)[()]


# --8<-- [end:logit]
