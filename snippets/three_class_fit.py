"""Softmax regression: three clouds of points, three lines."""

import numpy as np
from softmax import softmax


# --8<-- [start:three_clouds]
def three_clouds(n=100, seed=42):
    """Points with a leading 1 (3n, 3) and their classes (3n,)."""
    rng = np.random.RandomState(seed)
    centres = np.repeat([(0, 2), (-2, -1), (2, -1)], n, axis=0)
    points = centres + rng.randn(3 * n, 2)
    X = np.column_stack([np.ones(3 * n), points])
    return X, np.repeat([0, 1, 2], n)


# --8<-- [end:three_clouds]


# --8<-- [start:descend]
def descend(X, y, rate=0.5, steps=2000):
    """Weights W (K, d) of logits X @ W.T, by gradient descent.

    X: (n, d); y: classes (n,) from 0. The gradient of the
    mean cross-entropy by the logits is (p - one-hot y) / n.
    """
    X, y = 1.0 * np.asarray(X), np.asarray(y)
    wanted = np.eye(y.max() + 1, dtype=X.dtype)[y]
    W = np.zeros_like(wanted.T @ X)
    for _ in range(steps):
        dz = (softmax(X @ W.T) - wanted) / len(y)
        W = W - rate * dz.T @ X
    return W


# --8<-- [end:descend]
