"""Random weights make logits, and logits probabilities.

Run it: `python simulation.py --classes 7 --layers 3 --seed 1`.
"""

from argparse import ArgumentParser

import numpy as np
from sigmoid import sigmoid
from softmax import softmax


# --8<-- [start:simulate]
def simulate(K=5, layers=2, seed=42):
    """Logits (1 + layers, K): a row at random, then layers.

    Each layer, untrained, draws weights W (K, K) and then
    an input h (K,) of its own: z = W h + 1. As it stands,
    the rows are the article's.
    """
    rng = np.random.RandomState(seed)
    z = [rng.randn(K)]
    for _ in range(layers):
        W, h = rng.randn(K, K), rng.randn(K)
        z.append(W @ h + np.ones(K))
    return np.array(z)


# --8<-- [end:simulate]


# --8<-- [start:table]
def table(z):
    """Logits (K,) beside their sigmoids and softmax, as text."""
    rows = np.transpose([z, sigmoid(z), softmax(z)])
    lines = ["class     logit   sigmoid   softmax"]
    for k, (x, yes, one) in enumerate(rows):
        lines.append(f"{k:5}{x:10.5f}{yes:10.5f}{one:10.5f}")
    return "\n".join(lines)


# --8<-- [end:table]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classes", type=int, default=5)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=42)
    asked = parser.parse_args()
    if asked.classes < 1 or asked.layers < 0:
        parser.error("--classes is at least 1 and --layers at least 0")
    if not 0 <= asked.seed < 2**32:
        parser.error("--seed lies between 0 and 4294967295")
    for z in simulate(asked.classes, asked.layers, asked.seed):
        print(table(z), end="\n\n")
