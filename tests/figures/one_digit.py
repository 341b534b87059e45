"""One picture of a 9: its ink, what its cells give to the logits of the 9 and the 1, ten shares."""

import gzip

import numpy as np
from claims import bar, label, tint
from explainer import project
from scipy.special import softmax
from squares import edge, squares

WEIGHTS = np.loadtxt(project.SNIPPETS / "digit_weights_shuffled.csv", delimiter=",")
with gzip.open(project.SNIPPETS / "optical_digits.csv.gz") as file:
    ROWS = np.loadtxt(file, int, delimiter=",")
*INK, DIGIT = ROWS[np.random.RandomState(42).permutation(1797)[-400]]
INK = np.reshape(INK, (8, 8)) / 16

says = [
    {"ink": "ink", "weight": "for the 9, for the 1"},
    {"across": "0, 1, 2, 3, 4, 5, 6, 7, 8, 9", "probability": "shares"},
]


def drawn():
    yield "ink-edge", edge(0, 0)
    for (i, j), ink in np.ndenumerate(INK):
        if ink:
            yield f"ink-{i}-{j}", tint(ink, "ink", (j + 0.5, i + 0.5))
    for left, digit, told in ((10.8, 9, "−0.177 + 6.3735"), (21.6, 1, "−0.847 + 4.4181")):
        yield f"picture-{digit}-edge", edge(left, 0)
        evidence = WEIGHTS[digit, 1:].reshape(8, 8) * INK
        both = squares(evidence, left, 0, 2.4)
        for part, holds in zip(("raises", "lowers"), both, strict=True):
            yield f"picture-{digit}-{part}", holds
        yield f"sum-{digit}", label(told, "weight", (left, 8), 25)
        logit = WEIGHTS[digit, 0] + evidence.sum()
        yield f"logit-{digit}", label(f"logit {logit:.4f}", "logit", (left, 9.4), 25)
    logits = WEIGHTS[:, 0] + WEIGHTS[:, 1:] @ INK.ravel()
    for digit, share in enumerate(softmax(logits)):
        yield f"share-{digit}", bar(digit, share, "probability")
        if share > 0.01:
            yield f"share-{digit}-value", label(f"{share:.3f}", near=(digit, share), within=20)


def test_the_picture_shows_a_nine():
    assert DIGIT == 9


def test_the_two_terms_make_the_logit_as_printed(figure):
    for digit in (9, 1):
        terms = figure.parts[f"sum-{digit}"].get_text().split(" + ")
        logit = figure.parts[f"logit-{digit}"].get_text().removeprefix("logit ")
        assert round(sum(map(float, terms)), 4) == float(logit)
