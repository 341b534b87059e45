"""Five classes: every number of the article, from one stream."""

from types import SimpleNamespace

import numpy as np


# --8<-- [start:five_classes]
def five_classes(seed=42, K=5):
    """Every number of the article, drawn in its order.

    logits (K,), then twice a layer of weights W (K, K),
    input h (K,), bias b (K,) of ones and z = W h + b (K,).
    """
    rng = np.random.RandomState(seed)
    draw = SimpleNamespace(logits=rng.randn(K), b=np.ones(K))
    draw.W1, draw.h1 = rng.randn(K, K), rng.randn(K)
    draw.W2, draw.h2 = rng.randn(K, K), rng.randn(K)
    draw.z1 = draw.W1 @ draw.h1 + draw.b
    draw.z2 = draw.W2 @ draw.h2 + draw.b
    return draw


# --8<-- [end:five_classes]
