"""Which classes are taken for which."""

import numpy as np


# --8<-- [start:confusion]
def confusion(y, read, K=10):
    """How often (K, K): a row the truth, a column what was read.

    y, read: classes (n,) from 0 to K - 1.
    """
    table = np.zeros((K, K), int)
    np.add.at(table, (y, read), 1)
    return table


# --8<-- [end:confusion]
