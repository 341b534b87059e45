"""Temperature scaling: one number that mends overconfidence."""

import numpy as np
from softmax import softmax


# --8<-- [start:fit_temperature]
@np.errstate(over="ignore", invalid="ignore")
def fit_temperature(z, y, low=1e-3, high=1e3):
    """The T that minimises the cross-entropy of z / T.

    z: logits (n, K); y: true classes (n,). The slope by
    1/T only ever rises, so bisection finds its zero; if T
    is not between low and high, ValueError is raised.
    """
    z, low, high = 1.0 * np.asarray(z), 1 / high, 1 / low
    lead = np.subtract(z, z[range(len(y)), y, None], dtype=float)

    def slope(b):
        p = softmax(b * lead)
        return (p * np.where(p > 0, lead, 0)).sum(-1).mean()

    if not slope(low) < 0 < slope(high):
        raise ValueError("no temperature fits best")
    for _ in range(100):
        b = np.sqrt(low * high)
        low, high = (b, high) if slope(b) < 0 else (low, b)
    return (1 / b).astype(z.dtype)


# --8<-- [end:fit_temperature]
