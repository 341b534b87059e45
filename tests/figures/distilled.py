"""The push of a teacher on a student's first logit, by temperature, bare and times T²."""

import numpy as np
from claims import curve, label, line
from scipy.special import expit, logsumexp

says = [
    {
        "across": "1, 5, 10, temperature T",
        "up": "0.0, 0.1, 0.2",
        "muted": "push on the first logit",
    }
]


def share(T, *rivals):
    """The share of a logit by what it leads its rivals by, one temperature at a time."""
    return np.array([expit(-logsumexp(-np.array(rivals) / t)) for t in np.atleast_1d(T)])


def bare(T):
    return (share(T, 1, 2) - share(T, 0, 1.5)) / T


def scaled(T):
    return T**2 * bare(T)


def drawn():
    yield "limit", line([0, 1], [1 / 6, 1 / 6], "muted")
    for part, push, told in (
        ("bare", bare, "as it comes: 0.0018"),
        ("scaled", scaled, "times T²: 0.1760"),
    ):
        yield part, curve(push, "derivative")
        yield f"{part}-dot", line([10], push(10), "derivative")
        yield f"{part}-value", label(told, "derivative", (9.9, push(10)[0]), 30)


def test_bare_the_push_dies_as_the_square_and_scaled_it_comes_to_the_limit():
    T = np.array([1e3, 1e4])
    np.testing.assert_allclose(scaled(T), 1 / 6, rtol=1e-3)
    np.testing.assert_allclose(bare(T), 1 / (6 * T**2), rtol=1e-3)


def test_the_push_is_minus_the_slope_of_the_divergence(figure):
    def divergence(first, T):
        student = np.array([0.5 + first, 0.5, -1]) / T
        teacher = np.array([1, 0, -1]) / T
        q = np.exp(teacher - logsumexp(teacher))
        return q @ (teacher - logsumexp(teacher) - student + logsumexp(student))

    T, push = figure.parts["bare"].get_data()
    for t, p in zip(T[::60], push[::60], strict=True):
        np.testing.assert_allclose((divergence(-1e-5, t) - divergence(1e-5, t)) / 2e-5, p, 1e-6)


def test_the_lines_are_told_apart_by_their_dashes(figure):
    assert [figure.parts[part].get_linestyle() for part in ("bare", "scaled")] == [":", "--"]
