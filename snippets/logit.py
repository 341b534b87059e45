"""The logit: from a probability to its log-odds."""

import numpy as np
from odds import odds


# --8<-- [start:logit]
def logit(p):
    """Turn probabilities into log-odds; any shape, kept.

    0 gives -inf, 1 gives inf; outside [0, 1], and for
    nan, the result is nan, as in scipy.special.logit.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(odds(p))


# --8<-- [end:logit]
