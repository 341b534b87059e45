"""The fit among the students and in the valley of the loss; a hand or a button goes elsewhere."""

import numpy as np
from claims import CONCEPT, Slider, concept, curve, fixed, label, line
from logistic_regression import derivatives, descend, exam, newton
from matplotlib.colors import to_hex
from moving import READ, check, holds, put, reset, settled
from scipy.special import expit, log_expit

says = [
    {"across": "0, 5, 10, hours of study", "up": "0, ½, 1"},
    {"across": "−8, −4, 0, bias b", "up": "0, 1", "weight": "weight w"},
]
HOURS, PASSED = exam()
X = np.column_stack([np.ones_like(HOURS), HOURS])
PATH = newton(X, PASSED, steps=5)
B, W = map(float, PATH[-1])
beyond = (131.3,)  # the figure says so where a step leaves it
controls = {
    "b": Slider("bias b", -8, 2, 0.01, B, "−3.59", "weight"),
    "w": Slider("weight w", -0.4, 1.6, 0.01, W, "0.74", "weight"),
}
dragged = "up"


def loss(b, w):
    z = np.asarray(b)[..., None] + np.asarray(w)[..., None] * HOURS
    return -log_expit(np.where(PASSED, z, -z)).mean(axis=-1)


def students(artist):
    x, y = artist.get_data()
    np.testing.assert_array_equal(x[::3], HOURS)
    np.testing.assert_array_equal(x[1::3], HOURS)
    np.testing.assert_array_equal(y[::3], PASSED)
    np.testing.assert_allclose(y[1::3], np.where(PASSED, 0.94, 0.06))
    assert np.isnan(y[2::3]).all()
    assert concept(artist) == "ink"


def contours(artist):
    """Each line is where the loss has one value, and they are some way apart."""
    levels, lines = artist.levels, artist.get_paths()
    assert len(levels) == len(lines) > 5
    for level, path in zip(levels, lines, strict=True):
        np.testing.assert_allclose(loss(*path.vertices.T), level, rtol=0.01)
    assert {CONCEPT[to_hex(colour)] for colour in artist.get_edgecolor()} == {"muted"}


def stops(artist):
    np.testing.assert_allclose(artist.get_xydata()[::3], PATH)
    np.testing.assert_allclose(artist.get_xydata()[1::3], PATH)
    assert artist.get_solid_capstyle() == "round"


def drawn():
    yield "students", students
    yield "half", line([0, 10], [0.5, 0.5], "muted")
    yield "curve", curve(lambda x: expit(B + W * x), "probability")
    for n, at in enumerate((2.5, 6.5)):
        yield f"handle-{n}", line([at], [expit(B + W * at)], "probability")
    yield "contours", contours
    yield "path", line(*PATH.T, "ink")
    yield "stops", stops
    yield "bead", line([B], [W], "weight")
    yield "loss", label("loss 0.3935")


def shows(path, stopped, steps=0):
    """What the figure shows at the end of a path of so many steps, which has stops."""
    path, stopped = np.asarray(path), np.asarray(stopped)
    b, w = path[-1]
    yield "loss", {"numbers": [fixed(loss(b, w), 4)]}
    x = np.linspace(0, 10, 101)
    yield "curve", {"through": (x, expit(b + w * x))}
    for n, at in enumerate((2.5, 6.5)):
        yield f"handle-{n}", {"y": expit(b + w * at)}
        yield f"grip {n} 0", {"x": at, "y": expit(b + w * at)}
    yield "grip 2 1", {"x": b, "y": w}
    yield "bead", {"moved": (b - B, w - W)}
    padded = np.vstack([path, *[path[-1:]] * (3 - len(path))])
    yield "path", {"through": padded.T}
    yield "stops", {"through": np.repeat(stopped, 2, axis=0).T}
    yield ".live-note", {"text": f"{steps} step{'s' * (steps > 1)}" if steps else ""}
    yield "said", {"numbers": [fixed(b), fixed(w), fixed(loss(b, w), 4)]}


def moved(b, w):
    path = PATH if (b, w) == (B, W) else [[b, w]]
    yield from shows(path, path, 5 if path is PATH else 0)


def seen(page, claims):
    """All of these claims hold on the page as it is now."""
    claims = [(part, claim) for part, claim in claims if part != "said"]
    found = page.evaluate(READ, ["exam_fit", [part for part, _ in claims]])
    for (part, claim), there in zip(claims, found, strict=True):
        for what, wanted in claim.items():
            holds(there, what, wanted, f"{what} of {part}")


def put_at(page, b, w):
    for key, value in (("b", b), ("w", w)):
        put(page.locator(f"#live-exam_fit-{key}"), value)


def test_a_newton_step_is_newton_s_and_the_path_remembers(figure, page):
    put_at(page, 0, 0)
    for steps in (1, 2, 3):
        page.get_by_role("button", name="Newton step").click()
        seen(page, shows(PATH[: steps + 1], PATH[: steps + 1], steps))
    reset(page, "exam_fit")
    check(page, "exam_fit", figure.start)


def test_descend_takes_a_hundred_steps_and_shows_their_path(figure, page):
    put_at(page, 0, 0)
    path = [descend(X, PASSED, 0.05, steps) for steps in range(0, 201, 5)]
    for presses in (1, 2):
        page.get_by_role("button", name="100 steps down").click()
        until = path[: 20 * presses + 1]
        seen(page, shows(until, until[::20], 100 * presses))
    reset(page, "exam_fit")
    check(page, "exam_fit", figure.start)


def test_a_newton_step_that_leaves_the_picture_is_told_and_not_taken(figure, page):
    put_at(page, -7, 0)
    page.get_by_role("button", name="Newton step").click()
    told = "Newton’s step leaves the picture"
    quiet = [claim for claim in shows([[-7, 0]], [[-7, 0]]) if claim[0] != ".live-note"]
    seen(page, [*quiet, (".live-note", {"text": "out of the picture"})])
    settled(page)
    assert page.locator("[role=status]").text_content().endswith(told)
    put_at(page, 0, 0)
    seen(page, shows([[0, 0]], [[0, 0]]))
    reset(page, "exam_fit")
    check(page, "exam_fit", figure.start)


def test_the_steps_after_a_drag_begin_where_the_hand_let_go(figure, page):
    put_at(page, 0, 0)
    page.get_by_role("button", name="100 steps down").click()
    put_at(page, -3, 0.5)
    seen(page, shows([[-3, 0.5]], [[-3, 0.5]]))
    page.get_by_role("button", name="Newton step").click()
    step = derivatives(np.array([-3, 0.5]), X, PASSED)
    path = [[-3, 0.5], [-3, 0.5] - np.linalg.solve(step[1], step[0])]
    seen(page, shows(path, path, 1))
    reset(page, "exam_fit")
