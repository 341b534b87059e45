"""Three clouds and where two classes tie; biases, a turn and a factor for all weights move that."""

from xml.etree import ElementTree

import numpy as np
from claims import CONCEPT, Slider, fixed, label, line
from explainer.drawing import drawings
from matplotlib.colors import to_hex
from scipy.special import log_softmax
from three_class_fit import descend, three_clouds

X, labels = three_clouds()
FIT = descend(X, labels)
LOW, HIGH = (-5.5, -4.5), (5.5, 5.5)

says = [
    {
        "across": "−5, 0, 5, one measurement",
        "up": "−4, 0, 4, another",
        "ink": "cat, dog, fox",
    }
]
controls = {
    **{
        f"b{k}": Slider(
            *(f"bias b{'₀₁₂'[k]}", -8, 8, 0.05, float(bias)),
            *(fixed_text, "weight"),
        )
        for k, (bias, fixed_text) in enumerate(
            zip(FIT[:, 0], ("0.51", "−0.23", "−0.29"), strict=True)
        )
    },
    "turn": Slider("turn", -180, 180, 1, 0, "0", whole=True),
    "scale": Slider("all weights ×", 0.1, 10, 0.05, 1, "1", "weight", log=True),
}
dragged = "across"


def ends(W, i, j):
    """The points of a border that are on the frame, or are where all three tie; none or two."""
    k = 3 - i - j
    b, w1, w2 = W[i] - W[j]
    on_frame = [(x, -(b + w1 * x) / w2) for x in (LOW[0], HIGH[0])]
    on_frame += [(-(b + w2 * y) / w1, y) for y in (LOW[1], HIGH[1])]
    points = [*on_frame, tuple(np.linalg.solve((W[1:] - W[0])[:, 1:], -(W[1:] - W[0])[:, 0]))]
    inside = [
        p
        for p in points
        if all(a - 1e-9 <= v <= c + 1e-9 for a, v, c in zip(LOW, p, HIGH, strict=True))
        and W[i] @ [1, *p] >= W[k] @ [1, *p] - 1e-9
    ]
    return np.array(inside)


def segment(W, i, j):
    wanted = ends(W, i, j)

    def holds(artist):
        found = artist.get_xydata()
        order = [0, 1] if np.allclose(found[0], wanted[0]) else [1, 0]
        np.testing.assert_allclose(found, wanted[order], atol=1e-9)
        assert CONCEPT[to_hex(artist.get_color())] == "weight"

    return holds


def cloud(k, tall):
    def holds(artist):
        x, y = artist.get_data()
        np.testing.assert_array_equal(x[::3], X[labels == k, 1])
        np.testing.assert_allclose(y[::3], X[labels == k, 2] - tall / 2)
        np.testing.assert_allclose(y[1::3], X[labels == k, 2] + tall / 2)
        assert np.isnan(y[2::3]).all()

    return holds


def loss_and_right(W):
    log_p = log_softmax(X @ W.T, axis=-1)
    return -log_p[np.arange(300), labels].mean(), int((log_p.argmax(axis=-1) == labels).sum())


def drawn():
    for k, (name, tall) in enumerate((("cat", 0.02), ("dog", 0.02), ("fox", 0.3))):
        yield name, cloud(k, tall)
    for i, j in ((0, 1), (0, 2), (1, 2)):
        yield f"border-{i}-{j}", segment(FIT, i, j)
    yield "meeting", line([0.020606], [-0.205822], "weight")
    yield "loss", label("loss 0.1188")
    yield "right", label("right: 287 of 300")


def meeting(W):
    return np.linalg.solve((W[1:] - W[0])[:, 1:], -(W[1:] - W[0])[:, 0])


def moved(b0, b1, b2, turn, scale):
    angle = np.radians(turn)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    W = np.column_stack([[b0, b1, b2], FIT[:, 1:] @ rotation.T])
    loss, right = loss_and_right(scale * W)
    at = meeting(W)
    told = [fixed(loss, 4), (right, 0), (300, 0)]
    yield "said", {"numbers": told}
    yield "loss", {"numbers": told[:1]}
    yield "right", {"numbers": told[1:]}
    outside = any(v < a or v > c for a, v, c in zip(LOW, at, HIGH, strict=True))
    yield "meeting", {"hidden": outside, "moved": tuple(at - meeting(FIT))}
    yield "grip 0 0", {"x": at[0], "y": at[1]}
    for i, j in ((0, 1), (0, 2), (1, 2)):
        there = ends(W, i, j)
        part = f"border-{i}-{j}"
        if len(there) < 2:
            yield part, {"hidden": True}
            continue
        one, other = sorted(there, key=lambda p: np.hypot(*(p - at)))
        yield (
            part,
            {"hidden": False, "x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]},
        )


def test_the_clouds_are_told_apart_by_their_marks(figure):
    caps = [figure.parts[name].get_solid_capstyle() for name in ("cat", "dog", "fox")]
    assert caps == ["round", "projecting", "butt"]


def test_every_point_is_drawn(figure):
    svg = ElementTree.fromstring(drawings.drawings([figure.name])[figure.name].svg)
    for name in ("cat", "dog", "fox"):
        (part,) = svg.iterfind(f".//*[@data-part='{name}']")
        assert part.get("d").count("M") == 100
