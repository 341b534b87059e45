"""Logistic regression with a penalty on its weights."""

import numpy as np

# --8<-- [start:imports]
from sigmoid import sigmoid

# --8<-- [end:imports]


# --8<-- [start:descend_penalised]
def descend_penalised(X, y, penalty, rate, steps):
    """Gradient descent on loss + penalty / 2 * w @ w.

    X: (n, d); y: 0 or 1 (n,); starts at w = 0 and returns
    w (d,). All weights are penalised, so leave a column of
    ones out of X: a bias should stay free.
    """
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        slope = X.T @ (sigmoid(X @ w) - y) / len(y)
        w = w - rate * (slope + penalty * w)
    return w


# --8<-- [end:descend_penalised]
