"""Soft labels: shares of the truth, and the loss against them."""

import numpy as np
from log_softmax import log_softmax


# --8<-- [start:smooth]
def smooth(y, K, epsilon):
    """Labels y (...) as shares (..., K), less sure by epsilon.

    The part epsilon is shared by all K classes alike, the
    true one too; the rest stays with the true class.
    """
    return (1 - epsilon) * np.eye(K)[y] + epsilon / K


# --8<-- [end:smooth]


# --8<-- [start:soft_cross_entropy]
def soft_cross_entropy(z, q):
    """Expected loss -ln p_k where class k has the share q_k.

    z: logits (..., K); q: shares (..., K) that add up to 1.
    A share of 0 costs nothing, whatever the logit.
    """
    log_p, q = log_softmax(z), np.asarray(q)
    return -(q * np.where(q > 0, log_p, 0)).sum(-1)


# --8<-- [end:soft_cross_entropy]


# --8<-- [start:kl_divergence]
def kl_divergence(q, z):
    """What softmax(z) costs above the least that shares q cost.

    The arguments are of two kinds: q (..., K) are shares,
    z (..., K) are logits or log-probabilities.
    """
    q = np.asarray(q)
    own = np.log(np.where(q > 0, q, 1))
    return soft_cross_entropy(z, q) + (q * own).sum(-1)


# --8<-- [end:kl_divergence]
