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
    step = np.asarray(logit(new) - logit(old), z.dtype)
    return z + step


# --8<-- [end:shift_prior]
