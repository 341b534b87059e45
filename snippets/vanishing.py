"""Vanishing gradients: every sigmoid in a row takes its toll."""

import numpy as np
from dsigmoid import dsigmoid
from sigmoid import sigmoid


# --8<-- [start:chain_slope]
def chain_slope(h, depth, weight=1, bias=0):
    """Slope, at h, of sigmoid after sigmoid, depth of them.

    Each is fed weight times the one before, plus bias; its
    factor in the chain rule is weight times its own slope.
    """
    h = 1.0 * np.asarray(h)
    slope = h**0
    for _ in range(depth):
        z = weight * h + bias
        slope = slope * weight * dsigmoid(z)
        h = sigmoid(z)
    return slope


# --8<-- [end:chain_slope]
