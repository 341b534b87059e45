"""How many of 400 answers are kept, and how many of these are wrong, by the least share."""

import numpy as np
from claims import Slider, concept, fixed, label, line
from explainer import project
from optical_digits import split
from scipy.special import softmax

says = [
    {"up": "0, 200, 400"},
    {"across": "0, ½, 1, least share that counts as an answer", "up": "0, 20, 40"},
]
always = ("0.8",)
controls = {"least": Slider("least share", 0, 1, 0.01, 0.8, "0.80", "probability")}
dragged = "across"


def judged(name):
    """The largest shares of 400 pictures, and which of them are of wrong answers."""
    shuffled = name == "known"
    stored = project.SNIPPETS / f"digit_weights_{'shuffled' if shuffled else 'in_order'}.csv"
    X, digits = split(shuffled)[2:]
    p = softmax(X @ np.loadtxt(stored, delimiter=",").T, axis=1)
    return p.max(axis=1), p.argmax(axis=1) != digits


def counts(name, least):
    """How many are answered, and how many of these wrongly, where a share is at least this."""
    sure, wrong = judged(name)
    return {"answered": int((sure >= least).sum()), "wrong": int((wrong & (sure >= least)).sum())}


KIND = {"answered": "probability", "wrong": "ink"}
PARTS = [(name, what) for name in ("known", "new") for what in KIND]


def steps(name, what):
    """A point for every hundredth."""

    def holds(artist):
        assert list(artist.get_xdata()) == [n / 100 for n in range(101)]
        wanted = [counts(name, n / 100)[what] for n in range(101)]
        assert list(artist.get_ydata()) == wanted
        assert concept(artist) == KIND[what]

    return holds


def drawn():
    for name, what in PARTS:
        n = counts(name, 0.8)[what]
        yield f"{name}-{what}", steps(name, what)
        yield f"{name}-{what}-dot", line([0.8], [n], KIND[what])
        yield f"{name}-value-{what}", label(f"{name} hands: {n} {what}", KIND[what])
        yield f"least-{what}", line([0.8, 0.8], [0, 1], "probability")


def moved(least):
    told = [(counts(name, least)[what], 0) for name, what in PARTS]
    yield "said", {"numbers": [fixed(least), *told]}
    for grip, ((name, what), number) in enumerate(zip(PARTS, told, strict=True)):
        at = {"x": least, "y": number[0]}
        yield f"{name}-{what}-dot", at
        yield f"grip {grip} {list(KIND).index(what)}", at
        yield f"{name}-value-{what}", {"numbers": [number]}
    for what in KIND:
        yield f"least-{what}", {"x": least}


def test_the_two_models_are_told_apart_by_their_dashes(figure):
    for what in KIND:
        styles = [figure.parts[f"{name}-{what}"].get_linestyle() for name in ("known", "new")]
        assert styles == ["-", ":"]
