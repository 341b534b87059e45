"""The sigmoid with a point and its mirror image, each with its gap and its value."""

from claims import Slider, curve, fixed, general, inside, label, line
from moving import check, put, reset
from scipy.special import expit

says = [{"across": "−6, 0, 6, logit z", "up": "0, ½, 1", "lines": "0,1 1,1 muted"}]
controls = {"z": Slider("logit z", -6, 6, 0.1, 1.5, "1.5", "logit", turns=(-0.5, 0.5, 2.2, 5.4))}
dragged = "across"


def drawn():
    yield "curve", curve(expit, "probability")
    yield "centre", line([0], [0.5], "muted")
    for z, name, end, text in (
        (1.5, "point", 1, "σ(1.5) = 0.82"),
        (-1.5, "mirror", 0, "σ(-1.5) = 0.18"),
    ):
        yield name, line([z], [expit(z)], "probability")
        yield f"{name}-gap", line([z, z], [end, expit(z)], "ink")
        yield f"{name}-value", label(text, "probability", (z, expit(z)), 20)


def moved(z):
    yield "said", {"numbers": [fixed(expit(z), 4), fixed(expit(-z), 4)]}
    for n, (name, turn, end) in enumerate((("point", 1, 1), ("mirror", -1, 0))):
        at = turn * z
        p, side = expit(at), -1 if at < 0 or (at == 0 and name == "mirror") else 1
        yield name, {"x": at, "y": p}
        yield f"grip {n} 0", {"x": at, "y": p}
        yield f"{name}-gap", {"x": at, "y1": end, "y2": p}
        # A label is outside its point until it nears the edge; there it makes way upright.
        beside = min(abs(at) + 0.35, 2.3)
        aside = 0.15 * min(2 * (abs(at) + 0.35 - beside), 1)
        yield (
            f"{name}-value",
            {
                "numbers": [general(at), inside(p)],
                "x": side * beside,
                "anchor": "end" if side < 0 else "start",
                "moved": (0, p - side * aside - expit(turn * 1.5)),
            },
        )


def test_values_stand_outside_of_the_points(figure):
    assert figure.box("point-value").x0 > figure.box("point").x1
    assert figure.box("mirror-value").x1 < figure.box("mirror").x0


def test_where_a_point_meets_its_mirror_image_their_labels_stand_apart(figure, page):
    put(page.locator("#live-sigmoid_mirror-z"), 0)
    check(page, "sigmoid_mirror", {"z": 0})
    left, right = (
        page.locator(f"[data-part={name}-value]").bounding_box() for name in ("mirror", "point")
    )
    assert left["x"] + left["width"] < right["x"]
    reset(page, "sigmoid_mirror")
