"""The same logits through a softmax along the classes, and along the batch."""

import numpy as np
from claims import frame, label, tint
from scipy.special import softmax

Z = np.array([[2, 1, 0], [0, 2, 1]])

says = [
    {"ink": "cat, dog, fox", "probability": "axis −1: along the classes"},
    {"ink": "cat, dog, fox", "probability": "axis 0: along the batch"},
]
sums = {
    "rows-sum-0": "rows-0-*-value",
    "rows-sum-1": "rows-1-*-value",
    "columns-sum-0": "columns-*-0-value",
    "columns-sum-1": "columns-*-1-value",
    "columns-sum-2": "columns-*-2-value",
}


def drawn():
    for name, axis in (("rows", -1), ("columns", 0)):
        for (i, k), share in np.ndenumerate(softmax(Z, axis)):
            yield f"{name}-{i}-{k}", tint(share / 2, "probability")
            near = (k + 0.47, i + 0.45)
            yield f"{name}-{i}-{k}-value", label(f"{share:.2f}", near=near, within=0)
        for n in range(2 if axis else 3):
            yield f"{name}-sum-{n}", label("Σ=1.00")
            ends = (f"{n}-0", f"{n}-2") if axis else (f"0-{n}", f"1-{n}")
            yield f"{name}-frame-{n}", frame(*(f"{name}-{end}" for end in ends))
