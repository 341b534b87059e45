"""What every moving figure must show, by the snippets: its numbers, and where its parts stand."""

import numpy as np
from bridge import draw_exactly_one
from dsigmoid import dsigmoid
from five_classes import five_classes
from logit import logit
from odds import odds
from sigmoid import sigmoid
from simulation import simulate
from softmax import softmax
from temperature import temperature
from threshold import threshold
from vanishing import chain_slope

ARTICLE = five_classes()
DRAWS = 100_000


def fixed(value, digits=2):
    """A number shown with so many decimals, and how far the shown one may be off."""
    return float(value), 0.5 * 10.0**-digits


def general(value, digits=3):
    """A number shown with so many significant digits, likewise."""
    size = np.floor(np.log10(abs(value))) if value else 0
    return float(value), 0.5 * 10.0 ** (size - digits + 1)


def numbered(symbol, values):
    return {f"{symbol}{k}": float(value) for k, value in enumerate(values)}


def row(v, symbol="z", count=5):
    return np.array([v[f"{symbol}{k}"] for k in range(count)])


def three_rows(v):
    z = row(v)
    yield "sigmoid-sum", {"numbers": [general(sigmoid(z).sum())]}
    for name, values in (("logit", z), ("sigmoid", sigmoid(z)), ("softmax", softmax(z))):
        for k, value in enumerate(values):
            yield f"{name}-value-{k}", {"numbers": [fixed(value)]}
            yield f"{name}-{k}", {"top" if value > 0 else "bottom": value}


def five_logits(v):
    yield ".live-note", {"numbers": [fixed(p) for p in softmax(ARTICLE.logits)]}
    for k, z in enumerate(ARTICLE.logits + v["c"]):
        yield f"value-{k}", {"numbers": [fixed(z)]}
        yield f"dot-{k}", {"x": k, "y": z}


def three_scales(v):
    p = sigmoid(v["z"])
    yield "value-logit", {"numbers": [fixed(v["z"])]}
    yield "value-odds", {"numbers": [general(odds(p)), (1, 0)]}
    yield "value-probability", {"numbers": [general(p)]}
    for name in ("logit", "odds", "probability"):
        yield f"bead-{name}", {"x": logit(p)}


def linear_layer(v):
    h = row(v, "h")
    for k, z in enumerate(ARTICLE.W1 @ h + ARTICLE.b):
        yield f"z-{k}-value", {"numbers": [fixed(z, 1)]}
        yield f"h-{k}-value", {"numbers": [fixed(h[k], 1)]}


def sigmoid_mirror(v):
    for name, z in (("point", v["z"]), ("mirror", -v["z"])):
        yield name, {"x": z, "y": sigmoid(z)}
        yield f"{name}-value", {"numbers": [general(z), fixed(sigmoid(z))]}


def sigmoid_and_slope(v):
    z = v["z"]
    yield "point", {"x": z, "y": sigmoid(z)}
    yield "peak", {"x": z, "y": dsigmoid(z)}
    if abs(z) < 4:
        yield "tangent", {"slope": dsigmoid(z)}


def vanishing(v):
    start, bias = (0.5, -v["weight"] / 2) if v["centred"] else (1, 0)
    slopes = [chain_slope(start, n, v["weight"], bias) for n in range(1, 11)]
    last = slopes[int(v["depth"]) - 1]
    yield "value", {"numbers": [general(last)]}
    for part in ("bound", "bound-edge", "bound-name"):
        yield part, {"hidden": v["weight"] != 1}
    for n, slope in enumerate(slopes, 1):
        if slope > 1e-7:
            yield f"bar-{n}", {"top": slope, "hidden": n > v["depth"]}


def five_probabilities(v):
    yield "half", {"y": v["t"]}
    for k, p in enumerate(sigmoid(ARTICLE.z2)):
        yield f"bar-{k}", {"top": p, "opacity": 1 if p > v["t"] else 0.4}


def exponentiate_stack_divide(v):
    z, p = row(v), softmax(row(v))
    yield "sum", {"numbers": [fixed(np.exp(z).sum())]}
    for k in range(5):
        yield f"exp-value-{k}", {"numbers": [fixed(z[k]), fixed(np.exp(z[k]))]}
        yield f"p-{k}", {"numbers": [fixed(p[k])] if p[k] > 0.06 else []}
        yield f"share-{k}", {"share": p[k]}
        yield f"exp-{k}", {"share": p[k]}


def two_and_three(v):
    z = row(v, count=3)
    p, share = softmax(z), softmax(z[:2])[0]
    corners = np.array([[0, 0], [1, 0], [0.5, 3**0.5 / 2]])
    yield "two", {"x": z[0] - z[1], "y": share}
    yield "two-value", {"numbers": [fixed(share)]}
    yield "three", dict(zip("xy", p @ corners, strict=True))
    for k in range(3):
        yield f"p-{k}", {"numbers": [fixed(p[k])]}


def bridge(v):
    n = int(v["n"])
    counts = draw_exactly_one(ARTICLE.logits, n, np.random.RandomState(42))
    shown = draw_exactly_one(ARTICLE.logits, min(n, 24), np.random.RandomState(42)).sum()
    yield "kept", {"numbers": [(counts.sum(), 0), (n, 0)]}
    yield "shown", {"numbers": [(shown, 0), (min(n, 24), 0)]}
    for k, count in enumerate(counts):
        yield f"share-{k}", {"top": count / max(counts.sum(), 1)}


def thresholds(v):
    t = threshold(1, v["cost"])
    yield "value-p", {"numbers": [general(t)]}
    yield "value-z", {"numbers": [fixed(logit(t))]}
    yield "point", {"x": logit(t), "y": t}
    yield "threshold-p", {"y": t}


def temperatures(v):
    p = temperature(ARTICLE.logits, v["T"])
    yield "T-1", {"numbers": [general(v["T"], 2)]}
    yield "value-1", {"numbers": [fixed(p.max())]}
    for k in range(5):
        yield f"bar-1-{k}", {"top": p[k]}


def which_head(v):
    heads = {
        "overlapping": "sigmoids",
        "two": "sigmoid",
        "ordered": "ordinal",
        "unordered": "softmax",
    }
    for classes, head in heads.items():
        yield head, {"opacity": 1 if v["classes"] in ("any", classes) else 0.45}
    ways = {
        "any": "right-0 down-0 right-1 down-1 right-2 down-2",
        "overlapping": "right-0",
        "two": "down-0 right-1",
        "ordered": "down-0 down-1 right-2",
        "unordered": "down-0 down-1 down-2",
    }
    for way in ways["any"].split():
        for part in (way, f"{way}-answer"):
            yield part, {"opacity": 1 if way in ways[v["classes"]].split() else 0.45}


def simulation(v):
    layer, K = int(v["layer"]), int(v["K"])
    z = simulate(K, layer, int(v["seed"]))[layer]
    yield "layer", {"numbers": [(layer, 0)]}
    for name, values in (
        ("logit", z),
        ("sigmoid", sigmoid(z)),
        ("softmax", temperature(z, v["T"])),
    ):
        for k, value in enumerate(values):
            yield f"{name}-value-{k}", {"numbers": [fixed(value)]}
            if -6 < value < 7:
                yield f"{name}-{k}", {"right" if value > 0 else "left": value}


SHOWS = {
    "three_rows": three_rows,
    "five_logits": five_logits,
    "three_scales": three_scales,
    "linear_layer": linear_layer,
    "sigmoid_mirror": sigmoid_mirror,
    "sigmoid_and_slope": sigmoid_and_slope,
    "vanishing": vanishing,
    "five_probabilities": five_probabilities,
    "exponentiate_stack_divide": exponentiate_stack_divide,
    "two_and_three": two_and_three,
    "bridge": bridge,
    "thresholds": thresholds,
    "temperature": temperatures,
    "which_head": which_head,
    "simulation": simulation,
}
"""By figure: given what its controls hold, the parts and what each must show."""

STARTS = {
    "three_rows": numbered("z", ARTICLE.logits),
    "five_logits": {"c": 0},
    "three_scales": {"z": float(logit(0.8))},
    "linear_layer": numbered("h", ARTICLE.h1),
    "sigmoid_mirror": {"z": 1.5},
    "sigmoid_and_slope": {"z": 0},
    "vanishing": {"depth": 10, "weight": 1, "centred": False},
    "five_probabilities": {"t": 0.5},
    "exponentiate_stack_divide": numbered("z", ARTICLE.logits),
    "two_and_three": numbered("z", ARTICLE.logits[:3]),
    "bridge": {"n": DRAWS},
    "thresholds": {"cost": 9},
    "temperature": {"T": 1},
    "which_head": {"classes": "any"},
    "simulation": {"layer": 1, "K": 5, "T": 1, "seed": 42, "speed": 1},
}
"""By figure: what its controls hold before anybody touches them."""

LOGARITHMIC = {("bridge", "n"), ("thresholds", "cost"), ("temperature", "T"), ("simulation", "T")}
