"""The weights of ten digits as ten pictures: what ink in a cell does to each logit."""

import numpy as np
from claims import label
from explainer import project
from squares import edge, squares

says = [{}]
WEIGHTS = np.loadtxt(project.SNIPPETS / "digit_weights_shuffled.csv", delimiter=",")


def drawn():
    for digit in range(10):
        left, top = 10.25 * (digit % 5), 2.6 + 11.8 * (digit // 5)
        yield f"weights-{digit}-edge", edge(left, top)
        yield f"name-{digit}", label(str(digit), near=(left + 4, top), within=10)
        cells = WEIGHTS[digit, 1:].reshape(8, 8)
        both = squares(cells, left, top, 3.8, least=0.3)
        for part, holds in zip(("raises", "lowers"), both, strict=True):
            yield f"weights-{digit}-{part}", holds


def test_what_is_left_out_is_small_beside_what_is_drawn():
    sizes = np.abs(WEIGHTS[:, 1:])
    assert sizes.max() < 3.8
    assert sizes[sizes <= 0.3].sum() < 0.1 * sizes.sum()
