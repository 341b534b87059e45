"""The log-sigmoid: a log-probability straight from a logit."""

import numpy as np
from softplus import softplus


# --8<-- [start:log_sigmoid]
def log_sigmoid(z):
    """ln of the sigmoid of each logit; any shape, kept.

    inf gives 0, -inf gives -inf, nan gives nan, as in
    scipy.special.log_expit.
    """
    return -softplus(-1.0 * np.asarray(z))


# --8<-- [end:log_sigmoid]
