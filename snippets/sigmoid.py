"""The sigmoid: from a logit to a probability."""

import numpy as np


# --8<-- [start:sigmoid]
def sigmoid(z):
    """Turn logits into probabilities; any shape, kept."""
    u = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, u) / (1 + u)
# --8<-- [end:sigmoid]
