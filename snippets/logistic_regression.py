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


# --8<-- [start:mean_loss]
def mean_loss(w, X, y, penalty=0):
    """Mean cross-entropy of logits X @ w, in nats.

    X: (n, d), a column of ones among them; y: 0 or 1 (n,).
    penalty: half of it times w**2 is added, for all weights
    or for each (d,).
    """
    added = np.sum(penalty * w**2) / 2
    return bce_with_logits(X @ w, y).mean() + added


# --8<-- [end:mean_loss]


# --8<-- [start:derivatives]
def derivatives(w, X, y, penalty=0):
    """Gradient (d,) and Hessian (d, d) of mean_loss at w."""
    z = X @ w
    gradient = X.T @ (sigmoid(z) - y) / len(y)
    hessian = X.T * dsigmoid(z) @ X / len(y)
    added = penalty * np.eye(len(w))
    return gradient + penalty * w, hessian + added


# --8<-- [end:derivatives]


# --8<-- [start:newton]
def newton(X, y, steps=7, penalty=0):
    """Newton's method: the weights it visits (steps + 1, d).

    Begins at 0; arguments as in mean_loss. LinAlgError if
    columns of X repeat each other: no one w is best. Where
    logits part the labels without error, w grows for ever.
    """
    path = [np.zeros(X.shape[1])]
    for _ in range(steps):
        gradient, hessian = derivatives(path[-1], X, y, penalty)
        path.append(path[-1] - np.linalg.solve(hessian, gradient))
    return np.array(path)


# --8<-- [end:newton]


# --8<-- [start:descend]
def descend(X, y, rate, steps, penalty=0):
    """Gradient descent from 0: the weights (d,) it arrives at.

    rate: how far to go against the gradient at each step.
    The other arguments are as in mean_loss.
    """
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w - rate * derivatives(w, X, y, penalty)[0]
    return w


# --8<-- [end:descend]
