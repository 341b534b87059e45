"""What ten digits are taken for, by hands that the model knows and by hands that it does not."""

from collections import Counter

import numpy as np
from claims import edged, label, line, tint
from explainer import project
from optical_digits import split

DIGITS = ", ".join(f"{k}, {k}" for k in range(10))
says = [{"ink": DIGITS}, {"ink": DIGITS}]


def mistakes(name):
    """How often each digit was read as another: a Counter of pairs, meant and read."""
    shuffled = name == "known"
    stored = project.SNIPPETS / f"digit_weights_{'shuffled' if shuffled else 'in_order'}.csv"
    X, digits = split(shuffled)[2:]
    read = (X @ np.loadtxt(stored, delimiter=",").T).argmax(axis=1)
    return Counter((int(a), int(b)) for a, b in zip(digits, read, strict=True) if a != b)


def edge(artist):
    assert artist.get_bbox().bounds == (0, 0, 10, 10)
    assert edged(artist) == "muted"


def drawn():
    for name, count in (("known", 21), ("new", 36)):
        found = mistakes(name)
        assert found.total() == count
        yield f"{name}-wrong", label(f"{name} hands: {count} wrong")
        yield f"{name}-edge", edge
        yield f"{name}-right", line([0, 10], [0, 10], "muted")
        for (i, j), n in found.items():
            middle = (j + 0.5, i + 0.5)
            yield f"{name}-{i}-{j}", tint(0.1 + n / 10, "probability", middle)
            yield f"{name}-{i}-{j}-value", label(str(n), near=middle, within=2)
