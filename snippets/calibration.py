"""Calibration: is what is said to be 80% sure 80% right?"""

import numpy as np


# --8<-- [start:overconfident]
def overconfident(n=10_000, K=5, factor=2.5, seed=42):
    """A model that knows the truth and shouts it.

    Returns the logits it reports (n, K), factor times the
    true ones, and the classes y (n,) drawn from the truth.
    """
    rng = np.random.RandomState(seed)
    z = 1.5 * rng.randn(n, K)
    y = np.argmax(z + rng.gumbel(size=(n, K)), axis=-1)
    return factor * z, y


# --8<-- [end:overconfident]


# --8<-- [start:reliability]
def reliability(p, y, bins=10):
    """By bin (bins,): how many, how sure, how often right.

    p: probabilities (n, K); y: true classes (n,). Bins
    part the largest p evenly; an empty one has nan. Means
    over cases are float64.
    """
    p = 1.0 * np.asarray(p)
    if p.dtype.kind != "f":
        raise TypeError("probabilities are real numbers")
    said, right = p.max(axis=-1), p.argmax(axis=-1) == y
    where = np.minimum((said * bins).astype(int), bins - 1)
    n = np.bincount(where, minlength=bins)
    sure = np.bincount(where, said, minlength=bins)
    hits = np.bincount(where, right, minlength=bins)
    with np.errstate(invalid="ignore"):
        return n, sure / n, hits / n


# --8<-- [end:reliability]


# --8<-- [start:ece]
def ece(p, y, bins=10):
    """Mean gap between how sure and how right, by bin.

    p: probabilities (n, K); y: true classes (n,).
    """
    n, sure, right = reliability(p, y, bins)
    return np.nansum(n * np.abs(right - sure)) / n.sum()


# --8<-- [end:ece]
