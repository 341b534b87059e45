"""What every moving figure must show, by the snippets: its numbers, and where its parts stand."""

import numpy as np
from bridge import draw_exactly_one
from dsigmoid import dsigmoid
from five_classes import five_classes
from logit import logit
from odds import odds
from sigmoid import sigmoid
from softmax import softmax
from temperature import temperature
from threshold import threshold
from vanishing import chain_slope

ARTICLE = five_classes()
DRAWS = 100_000


def fixed(value, digits=2):
    """A number shown with so many decimals, and how far the shown one may be off."""
    return float(value), 0.5 * 10.0**-digits


def general(value):
    """A number shown with three significant digits, likewise."""
    size = np.floor(np.log10(abs(value))) if value else 0
    return float(value), 0.5 * 10.0 ** (size - 2)


def numbered(symbol, values):
    return {f"{symbol}{k}": float(value) for k, value in enumerate(values)}


def frames(K, seed):
    """Weights (K, K), inputs (K,) and logits (K,) of layers 0 to 20: layer 0 is but logits."""
    stream = np.random.RandomState(seed)
    rows = [(np.zeros((K, K)), np.zeros(K), stream.randn(K))]
    for _ in range(20):
        W, h = stream.randn(K, K), stream.randn(K)
        rows.append((W, h, W @ h + 1))
    return rows


def row(v, symbol="z", count=5):
    return np.array([v[f"{symbol}{k}"] for k in range(count)])


def upright(value):
    """A bar between zero and a value."""
    return {"top": max(value, 0), "bottom": min(value, 0)}


def level(value):
    """A bar that lies, likewise."""
    return {"left": min(value, 0), "right": max(value, 0)}


def three_rows(v):
    z = row(v)
    p, shares = sigmoid(z), softmax(z)
    yield "said", {"numbers": [fixed(value) for value in (*p, *shares)]}
    yield "sigmoid-sum", {"numbers": [general(p.sum())]}
    for k, logit_k in enumerate(z):
        yield f"grip {k} 0", {"x": k, "y": logit_k}
    for name, values in (("logit", z), ("sigmoid", p), ("softmax", shares)):
        for k, value in enumerate(values):
            yield f"{name}-value-{k}", {"numbers": [fixed(value)]}
            yield f"{name}-{k}", upright(value)


def five_logits(v):
    shares = {"numbers": [fixed(p) for p in softmax(ARTICLE.logits)]}
    yield "said", shares
    yield ".live-note", shares
    for k, z in enumerate(ARTICLE.logits + v["c"]):
        # Over its dot, or under it, by 11 units and what lies between baseline and edge.
        yield f"value-{k}", {"numbers": [fixed(z)], "off": (f"dot-{k}", -14.85 if z > 0 else 23.15)}
        yield f"stem-{k}", {"x": k, "y1": 0, "y2": z}
        yield f"dot-{k}", {"x": k, "y": z}


def three_scales(v):
    z, p = v["z"], sigmoid(v["z"])
    yield "said", {"numbers": [general(p), general(odds(p)), (1, 0)]}
    yield "link", {"x": z, "y1": 0, "y2": 2}
    texts = {
        "logit": [fixed(z)],
        "odds": [general(odds(p)), (1, 0)],
        "probability": [general(p)],
    }
    for n, (name, text) in enumerate(texts.items()):
        yield f"value-{name}", {"numbers": text, "moved": (z - logit(0.8), 0)}
        yield f"bead-{name}", {"x": z, "y": n}
        yield f"grip {n} 0", {"x": z, "y": n}


def linear_layer(v):
    h = row(v, "h")
    logits = ARTICLE.W1 @ h + ARTICLE.b
    yield "said", {"numbers": [fixed(z, 1) for z in logits]}
    for k, z in enumerate(logits):
        tint = 0.5 * abs(z) / np.abs(ARTICLE.z1).max()
        yield f"z-{k}", {"opacity": min(tint, 0.8)}
        yield f"z-{k}-value", {"numbers": [fixed(z, 1)]}
        yield f"h-{k}-value", {"numbers": [fixed(h[k], 1)]}
        if h[k] != ARTICLE.h1[k]:
            yield f"column-{k}", {"left": k, "hidden": False}


def sigmoid_mirror(v):
    yield "said", {"numbers": [fixed(sigmoid(v["z"]), 4), fixed(sigmoid(-v["z"]), 4)]}
    for n, (name, turn, end) in enumerate((("point", 1, 1), ("mirror", -1, 0))):
        z = turn * v["z"]
        p, side = sigmoid(z), -1 if z < 0 or (z == 0 and name == "mirror") else 1
        yield name, {"x": z, "y": p}
        yield f"grip {n} 0", {"x": z, "y": p}
        yield f"{name}-gap", {"x": z, "y1": end, "y2": p}
        # A label is outside its point until it nears the edge; there it makes way upright.
        beside = min(abs(z) + 0.35, 2.7)
        aside = 0.12 * min(2 * (abs(z) + 0.35 - beside), 1)
        yield (
            f"{name}-value",
            {
                "numbers": [general(z), fixed(p)],
                "x": side * beside,
                "anchor": "end" if side < 0 else "start",
                "moved": (0, p - side * aside - sigmoid(turn * 1.5)),
            },
        )


def sigmoid_and_slope(v):
    z, p, slope = v["z"], sigmoid(v["z"]), dsigmoid(v["z"])
    yield "said", {"numbers": [fixed(p, 4), fixed(slope, 4)]}
    for n, (part, height) in enumerate((("point", p), ("peak", slope))):
        yield part, {"x": z, "y": height}
        yield f"grip {n} {n}", {"x": z, "y": height}
    # Until it meets an edge of the panel.
    run = min(8 - abs(z), p / slope, (1 - p) / slope)
    yield "tangent", {"x1": z - run, "x2": z + run, "y1": p - run * slope, "y2": p + run * slope}


def vanishing(v):
    start, bias = (0.5, -v["weight"] / 2) if v["centred"] else (1, 0)
    slopes = [chain_slope(start, n, v["weight"], bias) for n in range(1, 11)]
    last = {"numbers": [general(slopes[int(v["depth"]) - 1])]}
    yield "said", last
    yield "value", last
    for part in ("bound", "bound-edge", "bound-name"):
        yield part, {"hidden": v["weight"] != 1}
    for n, slope in enumerate(slopes, 1):
        ends = {"top": max(slope, 1), "bottom": min(max(slope, 1e-7), 1)}
        yield f"bar-{n}", {**ends, "hidden": n > v["depth"]}
        if n <= v["depth"] and slope < 1e-7:
            yield (
                f"below-{n}",
                {
                    **{"x": n, "y": 1.5e-7, "text": "↓", "anchor": "middle", "hidden": False},
                    "fill": "var(--paper)",
                },
            )


def five_probabilities(v):
    above = sigmoid(ARTICLE.z2) > v["t"]
    yield "said", {"numbers": [(k, 0) for k in np.flatnonzero(above)]}
    yield "half", {"y": v["t"]}
    yield "grip 0 0", {"x": 4.4, "y": v["t"]}
    for k, p in enumerate(sigmoid(ARTICLE.z2)):
        yield f"bar-{k}", {"top": p, "opacity": 1 if above[k] else 0.4}


def exponentiate_stack_divide(v):
    z, p = row(v), softmax(row(v))
    yield "said", {"numbers": [fixed(share) for share in p]}
    yield "sum", {"numbers": [fixed(np.exp(z).sum())]}
    whole = np.exp(ARTICLE.logits).sum()
    for k, (start, end) in enumerate(zip(np.cumsum(p) - p, np.cumsum(p), strict=True)):
        middle = whole * (start + end) / 2
        inside, left = p[k] > 0.4, end > 0.7
        at = middle if inside else whole * start - 0.12 if left else whole * end + 0.12
        yield (
            f"exp-value-{k}",
            {
                "numbers": [fixed(z[k]), fixed(np.exp(z[k]))],
                "x": at,
                "anchor": "middle" if inside else "end" if left else "start",
                "fill": f"var(--{'paper' if inside else 'logit'})",
            },
        )
        yield f"p-{k}", {"numbers": [fixed(p[k])] if p[k] > 0.06 else [], "x": middle}
        for part in (f"share-{k}", f"exp-{k}"):
            yield part, {"left": whole * start, "right": whole * end}
        for part in (f"drop-{k}", f"cut-{k}")[: 2 if k < 4 else 1]:
            yield part, {"x": whole * end}


CORNERS = np.array([[0, 0], [1, 0], [0.5, 3**0.5 / 2]])


def two_and_three(v):
    z = row(v, count=3)
    p, share = softmax(z), softmax(z[:2])[0]
    first, first_share = ARTICLE.logits[0] - ARTICLE.logits[1], softmax(ARTICLE.logits[:2])[0]
    x, y = p @ CORNERS
    gap = z[0] - z[1]
    yield "said", {"numbers": [fixed(share), *(fixed(value) for value in p)]}
    yield "two", {"x": gap, "y": share}
    at = (-6.4, 0.34) if gap < -2.2 else (gap, share)
    moved = (at[0] - first, at[1] - first_share)
    yield "two-value", {"numbers": [fixed(share)], "moved": moved}
    yield "three", {"x": x, "y": y}
    for k in range(3):
        foot = np.insert(np.delete(p, k) + p[k] / 2, k, 0) @ CORNERS
        yield f"distance-{k}", {"x1": x, "y1": y, "x2": foot[0], "y2": foot[1]}
        yield f"p-{k}", {"numbers": [fixed(p[k])]}


TOSSES = np.random.RandomState(42).uniform(size=(24, 5)) < sigmoid(ARTICLE.logits)


def bridge(v):
    n = int(v["n"])
    counts = draw_exactly_one(ARTICLE.logits, n, np.random.RandomState(42))
    shares = counts / max(counts.sum(), 1)
    shown = (TOSSES[:n].sum(axis=1) == 1).sum()
    yield "said", {"numbers": [fixed(share) for share in shares]}
    yield "kept", {"numbers": [(counts.sum(), 0), (n, 0)]}
    yield "shown", {"numbers": [(shown, 0), (min(n, 24), 0)]}
    for toss, k in np.argwhere(TOSSES):
        yield f"yes-{toss}-{k}", {"hidden": toss >= n}
    for k, share in enumerate(shares):
        yield f"share-{k}", upright(share)


def thresholds(v):
    t = threshold(1, v["cost"])
    z, first = logit(t), logit(0.1)
    yield "said", {"numbers": [general(t), fixed(z)]}
    yield "value-p", {"numbers": [general(t)], "moved": (0, t - 0.1)}
    # Labels make way for the curve.
    yield "value-z", {"numbers": [fixed(z)], "moved": (z - first, 0.57 if z < -2.3 else 0)}
    for part in ("act", "do-not"):
        yield part, {"moved": (z - first, 0.16 - 0.88 if z > 0 else 0)}
    yield "point", {"x": z, "y": t}
    yield "grip 0 0", {"x": z, "y": t}
    yield "threshold-p", {"x1": -6, "x2": z, "y": t}
    yield "threshold-z", {"x": z, "y1": 0, "y2": 1}
    if v["cost"] != 9:  # As drawn, each half has ends of its own.
        yield "below", {"curve": (sigmoid, -6, z)}
        yield "above", {"curve": (sigmoid, z, 6)}


def temperatures(v):
    p = temperature(ARTICLE.logits, v["T"])
    yield "said", {"numbers": [fixed(share) for share in p]}
    yield "T-1", {"numbers": [general(v["T"])]}
    moved = (0, p.max() - softmax(ARTICLE.logits).max())
    yield "value-1", {"numbers": [fixed(p.max())], "moved": moved}
    for k in range(5):
        yield f"bar-1-{k}", upright(p[k])


HEADS = {
    "overlapping": ("sigmoids", "question-0 right-0"),
    "two": ("sigmoid", "question-0 down-0 question-1 right-1"),
    "ordered": ("ordinal", "question-0 down-0 question-1 down-1 question-2 right-2"),
    "unordered": ("softmax", "question-0 down-0 question-1 down-1 question-2 down-2"),
}
"""By what the classes are: the head, and the way to it."""


def which_head(v):
    heads = [head for classes, (head, _) in HEADS.items() if v["classes"] in ("any", classes)]
    names = {"sigmoids": "K sigmoids", "sigmoid": "one sigmoid", "softmax": "one softmax"}
    names |= {"ordinal": "cumulative sigmoids"}
    yield "said", {"text": "Every head" if len(heads) > 1 else names[heads[0]]}
    for head, _ in HEADS.values():
        for part in (head, f"{head}-note"):
            yield part, {"opacity": 1 if head in heads else 0.45}
    ways = [f"{what}-{n}" for what in ("question", "right", "down") for n in range(3)]
    for way in ways:
        kept = v["classes"] == "any" or way in HEADS[v["classes"]][1].split()
        for part in (way,) if "question" in way else (way, f"{way}-answer"):
            yield part, {"opacity": 1 if kept else 0.45}


def simulation(v):
    layer, K = int(v["layer"]), int(v["K"])
    W, h, z = frames(K, int(v["seed"]))[layer]
    p, shares = sigmoid(z), temperature(z, v["T"])
    yield "said", {"numbers": [fixed(value) for value in (*z, *shares)]}
    yield "layer", {"numbers": [(layer, 0)]}

    def across(k, room):
        """From the upper edge to the lower one of the kth of K rows, in the drawing's units."""
        return {"top": 5 * (k + room) / K - 0.5, "bottom": 5 * (k + 1 - room) / K - 0.5}

    def tint(value):
        return min(abs(value) / 2.5, 1)

    for k in range(max(K, 5)):
        hidden = {"hidden": k >= K}
        if k >= K:
            yield f"h-{k}-0", hidden
        else:
            yield f"h-{k}-0", {**across(k, 0.1), **hidden, "opacity": tint(h[k])}
        for j in range(max(K, 5)):
            if max(j, k) >= K:
                yield f"W-{k}-{j}", {"hidden": True}
            else:
                sides = {"left": 5 * (j + 0.05) / K, "right": 5 * (j + 0.95) / K, "hidden": False}
                yield f"W-{k}-{j}", {**across(k, 0.1), **sides, "opacity": tint(W[k, j])}
        for name, values in (("logit", z), ("sigmoid", p), ("softmax", shares)):
            bar, value = f"{name}-{k}", f"{name}-value-{k}"
            if k >= K:
                yield bar, hidden
                yield value, hidden
                continue
            yield bar, {**across(k, 0.2), **level(np.clip(values[k], -6, 7)), **hidden}
            # From where it was drawn: what is more than five stood at first where class 0 does.
            moved = (0, 5 * (k + 0.5) / K - 0.5 - (k if k < 5 else 0))
            beyond = "←" if values[k] < -6 else "→" if values[k] > 7 else ""
            told = {"text": beyond + f"{values[k]:.2f}".replace("-", "−")} if beyond else {}
            yield value, {"numbers": [fixed(values[k])], **told, "moved": moved, **hidden}


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
