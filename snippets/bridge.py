"""Softmax is sigmoids that are told: exactly one says yes."""

# --8<-- [start:imports]
from itertools import product

# --8<-- [end:imports]
import numpy as np
from sigmoid import sigmoid


# --8<-- [start:exactly_one]
def exactly_one(z):
    """Chance, for each class, that its yes is the only one.

    z: logits (K,) of independent yes/no answers. Goes
    through all 2**K outcomes and keeps those with one yes.
    """
    only = np.zeros_like(sigmoid(z))
    for yes in product([False, True], repeat=len(z)):
        if sum(yes) == 1:
            signs = np.where(yes, 1, -1)
            only[np.argmax(yes)] = np.prod(sigmoid(signs * z))
    return only


# --8<-- [end:exactly_one]


# --8<-- [start:draw_exactly_one]
def draw_exactly_one(z, n, rng):
    """How often, in n draws, each class was the only yes.

    z: logits (K,) of independent yes/no answers; rng: a
    RandomState.
    """
    yes = rng.uniform(size=(n, len(z))) < sigmoid(z)
    return yes[yes.sum(axis=-1) == 1].sum(axis=0)


# --8<-- [end:draw_exactly_one]
