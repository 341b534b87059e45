"""The threshold: the probability at which acting breaks even."""

import numpy as np


# --8<-- [start:threshold]
def threshold(cost_fp, cost_fn):
    """The probability above which to act.

    cost_fp: what it costs to act when it is not so;
    cost_fn: what it costs not to act when it is so. Same
    unit, any shapes that broadcast. A cost below 0, a sum
    that is not finite, or both 0, raise ValueError.
    """
    fp, fn = 1.0 * np.asarray(cost_fp), 1.0 * np.asarray(cost_fn)
    with np.errstate(over="ignore", invalid="ignore"):
        both = fp + fn
    if both.dtype.kind != "f":
        raise TypeError("costs are real numbers")
    good = (fp >= 0) & (fn >= 0) & (both > 0) & (both < np.inf)
    if not np.all(good):
        raise ValueError("costs: 0 or more, finite, not both 0")
    return fp / both


# --8<-- [end:threshold]
