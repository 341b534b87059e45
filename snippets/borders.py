"""Where three classes tie: a point, and from it three straight borders."""

import numpy as np


# --8<-- [start:meeting_point]
def meeting_point(W):
    """The input at which all three logits are equal.

    W: (3, 3), a row (bias, weight, weight) for each class.
    """
    apart = W[1:] - W[0]
    return np.linalg.solve(apart[:, 1:], -apart[:, 0])


# --8<-- [end:meeting_point]


# --8<-- [start:border]
def border(W, i, j, low, high):
    """Both ends of where classes i and j tie and k loses.

    It runs from the meeting point on without end; what lies
    outside the box from low to high is cut off.
    """
    k = 3 - i - j
    across = W[i, 1:] - W[j, 1:]
    along = np.array([-across[1], across[0]])
    along = along * np.sign((W[i, 1:] - W[k, 1:]) @ along)
    start = meeting_point(W)
    to = np.sort([(low - start) / along, (high - start) / along], 0)
    enters, leaves = max(to[0].max(), 0), to[1].min()
    return start + np.outer([enters, max(leaves, enters)], along)


# --8<-- [end:border]
