"""Handwritten digits as counts of dots, and weights that read them."""

# --8<-- [start:optical_digits]
from pathlib import Path

import numpy as np

# Beside this file; pasted elsewhere, in the working folder.
HERE = Path(globals().get("__file__", "")).parent


def optical_digits():
    """Pictures (1797, 64), 0 to 16 dots a cell, and digits."""
    file = HERE / "optical_digits.csv.gz"
    data = np.loadtxt(file, int, delimiter=",")
    return data[:, :-1], data[:, -1]


# --8<-- [end:optical_digits]


# --8<-- [start:inputs]
def inputs(pictures):
    """Rows (n, 65): a 1 for the bias, then ink from 0 to 1."""
    pictures = np.reshape(pictures, (-1, 64))
    return np.column_stack([np.ones(len(pictures)), pictures / 16])


# --8<-- [end:inputs]


# --8<-- [start:split]
def split(shuffled=True):
    """1,000 pictures to learn from and 400 to be judged by.

    X (1000, 65), y (1000,), X (400, 65), y (400,). Shuffled,
    or in the order of the file: its first and its last.
    """
    pictures, digits = optical_digits()
    X, order = inputs(pictures), np.arange(len(digits))
    if shuffled:
        order = np.random.RandomState(42).permutation(order)
    learnt, unseen = order[:1000], order[-400:]
    return X[learnt], digits[learnt], X[unseen], digits[unseen]


# --8<-- [end:split]


# --8<-- [start:weights]
def weights(shuffled=True):
    """Rows (10, 65): what descend gave at rate 1, stored.

    After 2,000 steps, a row a digit, its bias first, rounded
    to three decimals.
    """
    order = "shuffled" if shuffled else "in_order"
    file = HERE / f"digit_weights_{order}.csv"
    return np.loadtxt(file, delimiter=",")


# --8<-- [end:weights]
