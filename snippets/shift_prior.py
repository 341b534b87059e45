"""Another base rate: the logits move, all by the same step."""

import numpy as np
from logit import logit


# --8<-- [start:shift_prior]
def shift_prior(z, old, new):
    """Logits learnt at base rate old, moved to rate new.

    z: logits, any shape, kept. old, new: shares between 0
    and 1; at 0 and 1 themselves inf and nan follow.
    """
    z = 1.0 * np.asarray(z)
    if z.dtype.kind != "f":
        raise TypeError("logits are real numbers")
    with np.errstate(invalid="ignore"):
        step = logit(new) - logit(old)
        return z + step.astype(z.dtype)


# --8<-- [end:shift_prior]
