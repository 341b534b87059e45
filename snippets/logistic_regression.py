"""Logistic regression: weights that make labels likeliest."""

import numpy as np
from bce_with_logits import bce_with_logits
from dsigmoid import dsigmoid
from sigmoid import sigmoid


# --8<-- [start:exam]
def exam(n=200, seed=42):
    """Hours of study (n,) and whether the exam was passed (n,).

    True log-odds: -4 and 0.8 for every hour.
    """
    rng = np.random.RandomState(seed)
    hours = rng.uniform(0, 10, n)
    return hours, rng.uniform(size=n) < sigmoid(-4 + 0.8 * hours)


# --8<-- [end:exam]


# --8<-- [start:fit]
def fit(X, y, steps=7):
    """Newton's method for the weights w (d,) of logits X @ w.

    X: (n, d), a column of ones among them; y: 0 or 1 (n,).
    Returns w, the loss before every step and at the end,
    and the curvature (d, d). Labels that the logits part
    without error have no best w: LinAlgError, or large w.
    """
    w, losses = np.zeros(X.shape[1]), []
    for _ in range(steps):
        z = X @ w
        losses.append(bce_with_logits(z, y).mean())
        slope = X.T @ (sigmoid(z) - y) / len(y)
        curvature = X.T * dsigmoid(z) @ X / len(y)
        w = w - np.linalg.solve(curvature, slope)
    losses.append(bce_with_logits(X @ w, y).mean())
    return w, losses, curvature


# --8<-- [end:fit]


# --8<-- [start:descend]
def descend(X, y, rate, steps):
    """Gradient descent for the weights w (d,) of logits X @ w.

    X: (n, d); y: 0 or 1 (n,); rate: how far to follow the
    slope at each of the steps. Starts at w = 0.
    """
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w - rate * X.T @ (sigmoid(X @ w) - y) / len(y)
    return w


# --8<-- [end:descend]
