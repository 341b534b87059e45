"""Students as strokes, the share that passed in groups of two hours, and the true chance."""

import numpy as np
from claims import concept, curve, line
from logistic_regression import exam
from scipy.special import expit

says = [
    {
        "across": "0, 5, 10, hours of study",
        "up": "0, ½, 1",
        "ink": "passed, failed",
        "probability": "true chance",
    }
]
HOURS, PASSED = exam()


def strokes(length):
    """One for each student: down from the top if the exam was passed, else up from below."""

    def holds(artist):
        x, y = artist.get_data()
        np.testing.assert_array_equal(x[::3], HOURS)
        np.testing.assert_array_equal(x[1::3], HOURS)
        np.testing.assert_array_equal(y[::3], PASSED)
        np.testing.assert_allclose(y[1::3], np.where(PASSED, 1 - length, length))
        assert np.isnan(y[2::3]).all()
        assert concept(artist) == "ink"

    return holds


def drawn():
    yield "students", strokes(0.07)
    yield "truth", curve(lambda x: expit(0.8 * x - 4), "probability")
    group = (HOURS // 2).astype(int)
    shares = np.bincount(group, PASSED) / np.bincount(group)
    yield "shares", line([1, 3, 5, 7, 9], shares, "probability")


def test_each_kind_is_named_at_its_side(figure):
    at = {text.get_text(): text.get_position()[1] for text in figure.drawing.axes[0].texts}
    assert at["failed"] < 0.5 < at["passed"]
