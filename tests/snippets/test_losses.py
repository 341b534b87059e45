"""Losses, thresholds, base rates, temperature scaling and calibration."""

import mpmath
import numpy as np
import pytest
from bce_with_logits import bce_with_logits
from calibration import ece, overconfident, reliability
from cross_entropy import cross_entropy
from fit_temperature import fit_temperature
from floats import DTYPES, INF, NAN, every_kind, where_it_matters
from log_sigmoid import log_sigmoid
from logit import logit
from shift_prior import shift_prior
from sigmoid import sigmoid
from softmax import softmax
from softplus import softplus
from threshold import threshold


@pytest.mark.parametrize("label", [0, 1])
def test_the_binary_loss_is_a_softplus_of_the_logit_turned_against_the_label(label):
    z = np.concatenate([where_it_matters(), every_kind()])
    away = z if label == 0 else -z
    np.testing.assert_allclose(bce_with_logits(z, label), softplus(away), rtol=1e-15)
    np.testing.assert_allclose(bce_with_logits(z, label), -log_sigmoid(-away), rtol=1e-15)


def test_the_binary_loss_of_a_soft_label_agrees_with_mpmath():
    for z in (-800.0, -3.0, 0.0, 1.4, 40.0):
        for y in (0.25, 0.9):
            p = 1 / (1 + mpmath.exp(-mpmath.mpf(z)))
            other = 1 / (1 + mpmath.exp(mpmath.mpf(z)))
            true = -y * mpmath.log(p) - (1 - mpmath.mpf(y)) * mpmath.log(other)
            np.testing.assert_allclose(bce_with_logits(z, y), float(true), rtol=1e-15)


def test_the_slope_of_the_binary_loss_is_probability_minus_label():
    z, y = np.meshgrid(np.linspace(-9, 9, 37), [0, 0.3, 1])
    rise = (bce_with_logits(z + 1e-5, y) - bce_with_logits(z - 1e-5, y)) / 2e-5
    np.testing.assert_allclose(sigmoid(z) - y, rise, atol=2e-10)


def test_the_binary_loss_takes_lists_integers_and_labels_as_truths():
    expected = bce_with_logits(np.array([1.0, 200.0]), np.array([1.0, 0.0]))
    np.testing.assert_array_equal(bce_with_logits([1, 200], [True, False]), expected)
    uints = np.array([1, 200], np.uint8)
    np.testing.assert_array_equal(bce_with_logits(uints, np.array([1, 0], np.uint8)), expected)
    np.testing.assert_array_equal(
        bce_with_logits([NAN, INF, -INF, INF, -INF], [0, 0, 1, 1, 0]), [NAN, INF, INF, NAN, NAN]
    )


@pytest.mark.parametrize("dtype", DTYPES)
def test_labels_and_base_rates_leave_the_precision_of_the_logits_alone(dtype):
    z = np.array([-1, 0.5, 17], dtype)
    for y in (0, 1, np.array([0, 1, 0]), np.array([0.0, 1.0, 0.5])):
        assert bce_with_logits(z, y).dtype == dtype
    assert shift_prior(z, 0.5, 0.1).dtype == dtype
    assert cross_entropy(z, 1).dtype == dtype


def test_cross_entropy_is_minus_the_log_of_the_true_classes_share():
    z = np.random.RandomState(0).randn(4, 3, 5) * 4
    y = np.random.RandomState(1).randint(5, size=(4, 3))
    share = np.take_along_axis(softmax(z), y[..., None], -1)[..., 0]
    np.testing.assert_allclose(cross_entropy(z, y), -np.log(share), rtol=1e-12, atol=1e-15)
    assert cross_entropy(z, y).shape == (4, 3)
    np.testing.assert_array_equal(cross_entropy(z[0, 0], y[0, 0]), cross_entropy(z, y)[0, 0])


def test_the_gradient_of_cross_entropy_is_softmax_minus_the_label():
    z, step = np.random.RandomState(0).randn(5), 1e-6 * np.eye(5)
    for y in range(5):
        rise = [(cross_entropy(z + h, y) - cross_entropy(z - h, y)) / 2e-6 for h in step]
        np.testing.assert_allclose(softmax(z) - np.eye(5)[y], rise, atol=1e-9)


def test_cross_entropy_survives_any_distance_between_logits():
    np.testing.assert_array_equal(cross_entropy([[1000, 0], [0, 1000]], [1, 1]), [1000, 0])
    assert cross_entropy([40, 0], 0) == np.exp(-40)
    assert not np.signbit(cross_entropy([1000, 0], 0))


@pytest.mark.parametrize("y", [-1, 3])
def test_a_class_that_does_not_exist_is_an_error(y):
    with pytest.raises(IndexError, match=r"counted from 0|out of bounds"):
        cross_entropy([1, 2, 3], y)


def test_two_classes_lose_what_one_logit_loses():
    z = where_it_matters()
    pair = np.stack([np.zeros_like(z), z], axis=-1)
    for y in (0, 1):
        rows = cross_entropy(pair, np.full(len(z), y))
        np.testing.assert_allclose(rows, bce_with_logits(z, y), rtol=1e-15)


def test_at_the_threshold_acting_costs_what_not_acting_costs():
    fp, fn = np.random.RandomState(0).uniform(0, 10, (2, 100))
    t = threshold(fp, fn)
    np.testing.assert_allclose((1 - t) * fp, t * fn, rtol=1e-13)
    np.testing.assert_allclose(logit(t), np.log(fp / fn), rtol=1e-12, atol=1e-14)


def test_a_missed_case_that_costs_nine_times_as_much_is_acted_on_from_a_tenth():
    assert threshold(cost_fp=1, cost_fn=9) == 0.1
    assert threshold(np.uint8(200), np.uint8(200)) == 0.5
    np.testing.assert_array_equal(threshold([0, 1], [1, 0]), [0, 1])


@pytest.mark.parametrize("costs", [(-1, 2), (2, -1), (0, 0), (INF, 1), (1, INF), (NAN, 1)])
def test_costs_that_decide_nothing_are_refused(costs):
    with pytest.raises(ValueError, match="0 or more, finite, not both 0"):
        threshold(*costs)


def test_a_new_base_rate_multiplies_the_odds_by_its_own_odds():
    p, old, new = 0.9, 0.5, 0.01
    yes, no = p / old * new, (1 - p) / (1 - old) * (1 - new)
    np.testing.assert_allclose(sigmoid(shift_prior(logit(p), old, new)), yes / (yes + no))
    np.testing.assert_array_equal(shift_prior([1, 2], 0.3, 0.3), [1, 2])


@pytest.mark.parametrize("factor", [0.4, 1.0, 2.5])
def test_the_fitted_temperature_is_about_the_factor_by_which_logits_are_too_large(factor):
    z, y = overconfident(factor=factor)
    T = fit_temperature(z, y)
    np.testing.assert_allclose(T, factor, rtol=0.03)
    best = cross_entropy(z / T, y).mean()
    for other in (T * 0.99, T * 1.01):
        assert cross_entropy(z / other, y).mean() > best


def test_a_model_that_is_always_right_has_no_best_temperature():
    with pytest.raises(ValueError, match="no temperature fits best"):
        fit_temperature(np.eye(3), np.arange(3))


def test_a_model_that_is_worse_than_chance_has_no_best_temperature():
    with pytest.raises(ValueError, match="no temperature fits best"):
        fit_temperature(np.eye(3), np.array([1, 2, 0]))


def test_reliability_counts_every_row_once_in_the_bin_of_its_largest_probability():
    p = np.array([[0.05, 0.95], [0.55, 0.45], [0.45, 0.55], [0, 1]])
    n, sure, right = reliability(p, np.array([1, 1, 1, 0]), bins=4)
    np.testing.assert_array_equal(n, [0, 0, 2, 2])
    np.testing.assert_allclose(sure, [NAN, NAN, 0.55, 0.975])
    np.testing.assert_allclose(right, [NAN, NAN, 0.5, 0.5])
    np.testing.assert_allclose(ece(p, np.array([1, 1, 1, 0]), 4), (0.05 + 0.475) / 2)


def test_a_model_that_says_the_truth_is_calibrated_and_one_that_shouts_is_not():
    z, y = overconfident(n=50_000)
    assert ece(softmax(z / 2.5), y) < 0.01 < 0.2 < ece(softmax(z), y)
