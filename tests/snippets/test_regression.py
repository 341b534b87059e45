"""Squared error behind a sigmoid, four separable cases, and two bells with the logit between."""

import numpy as np
import pytest
from four_cases import weights
from gaussians import bayes, bell, line
from logistic_regression import descend
from logit import logit
from scipy.integrate import quad
from scipy.stats import norm
from sigmoid import sigmoid
from squared_error import squared_slope


@pytest.mark.parametrize("y", [0, 0.3, 1])
def test_the_slope_of_half_the_squared_error_agrees_with_a_central_difference(y):
    z = np.linspace(-8, 8, 33)
    rise = [((sigmoid(z + h) - y) ** 2 / 2).astype(float) for h in (1e-5, -1e-5)]
    np.testing.assert_allclose(squared_slope(z, y), (rise[0] - rise[1]) / 2e-5, atol=1e-10)


def test_the_slope_of_squared_error_keeps_its_digits_where_the_answer_is_wrong_or_right():
    np.testing.assert_allclose(squared_slope([-50.0, 700.0], [1, 0]), np.exp([-50, -700]) * [-1, 1])


def test_two_cases_and_their_mirror_images_pull_like_all_four():
    x, yes = np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    for penalty in (0, 0.01, 1):
        path = weights(penalty, 200)
        assert len(path) == 201 and path[0] == 0
        for steps in (1, 7, 200):
            assert descend(x, yes, 1, steps, penalty) == pytest.approx(path[steps], abs=1e-12)


def test_without_a_penalty_the_weight_grows_with_the_logarithm_of_the_steps():
    path = np.array(weights())
    steps = np.arange(1000, len(path))
    gap = path[1000:] - np.log(steps / 2)
    assert (np.diff(path) > 0).all() and (np.diff(gap) < 0).all()
    assert 0 < gap[-1] < 1e-3


def test_a_bell_is_the_gaussian_density():
    x = np.linspace(-5, 5, 21)
    np.testing.assert_allclose(bell(x, 0.3, 1.7), norm.pdf(x, 0.3, 1.7), rtol=1e-13)
    assert quad(bell, -30, 30, args=(0.3, 1.7))[0] == pytest.approx(1)


def test_the_posterior_agrees_with_counting_cases_drawn_from_two_bells():
    rng = np.random.RandomState(0)
    yes = rng.uniform(size=400_000) < 0.3
    x = np.where(yes, rng.normal(1, 2, yes.size), rng.normal(-0.5, 1, yes.size))
    for at in (-2, 0, 3):
        near = np.abs(x - at) < 0.05
        error = 4 * np.sqrt(0.25 / near.sum())
        assert yes[near].mean() == pytest.approx(bayes(at, (-0.5, 1), (1, 2), 0.3), abs=error)


@pytest.mark.parametrize(("spread", "rate"), [(1, 0.5), (0.6, 0.1), (3, 0.9)])
def test_for_one_spread_the_logit_of_the_posterior_is_the_line(spread, rate):
    x, means = np.linspace(-2, 2, 9), (0.4, -0.8)
    slope, intercept = line(means, spread, rate)
    posterior = bayes(x, means, (spread, spread), rate)
    np.testing.assert_allclose(logit(posterior), slope * x + intercept, atol=1e-12)
