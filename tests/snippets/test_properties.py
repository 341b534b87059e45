"""Rules that the functions keep for whatever floats, shapes and axes one comes up with."""

import mpmath
import numpy as np
import pytest
import scipy.special
from bce_with_logits import bce_with_logits
from cross_entropy import cross_entropy
from dsigmoid import dsigmoid
from entropy import entropy
from floats import DTYPES, INF, NAN
from generated import (
    assert_kept,
    assert_near,
    by_row,
    exactly,
    logits,
    numbers,
    probabilities,
    rows,
    several,
    shaped,
)
from hypothesis import example, given
from hypothesis import strategies as st
from log_sigmoid import log_sigmoid
from log_softmax import log_softmax
from logit import logit
from logsumexp import logsumexp
from odds import odds
from sigmoid import sigmoid
from softmax import softmax
from softplus import softplus
from temperature import temperature

EXACT = {
    sigmoid: lambda z: 1 / (1 + mpmath.exp(-z)),
    dsigmoid: lambda z: 1 / (2 + mpmath.exp(z) + mpmath.exp(-z)),
    softplus: lambda z: mpmath.log1p(mpmath.exp(z)),
    log_sigmoid: lambda z: -mpmath.log1p(mpmath.exp(-z)),
    odds: lambda p: p / (1 - p),
    logit: lambda p: mpmath.log(p / (1 - p)),
}
LIMITS = {
    sigmoid: {-INF: 0, INF: 1},
    dsigmoid: {-INF: 0, INF: 0},
    softplus: {-INF: 0, INF: INF},
    log_sigmoid: {-INF: -INF, INF: 0},
    odds: {0: 0, 1: INF},
    logit: {0: -INF, 1: INF},
}
ORACLE = {
    softmax: scipy.special.softmax,
    log_softmax: scipy.special.log_softmax,
    logsumexp: scipy.special.logsumexp,
}


ELEMENTWISE = [
    *((function, numbers) for function in (sigmoid, dsigmoid, softplus, log_sigmoid)),
    *((function, probabilities) for function in (odds, logit)),
]


@pytest.mark.parametrize(("function", "kind"), ELEMENTWISE, ids=lambda f: f.__name__)
def test_a_function_of_each_number_is_exact_to_a_few_ulps_and_keeps_shape_and_dtype(function, kind):
    @several
    @given(shaped(kind))
    def holds(x):
        result = function(x)
        assert_kept(result, x)
        for value, got in zip(np.ravel(x), np.ravel(result), strict=True):
            if np.isnan(value) or value in LIMITS[function]:
                np.testing.assert_array_equal(got, LIMITS[function].get(value, NAN))
            else:
                assert_near(got, [EXACT[function](mpmath.mpf(float(value)))], 6, x.dtype)
        np.testing.assert_array_equal(function(x.tolist()), function(x.astype(float)))

    holds()


@several
@given(shaped(numbers))
def test_mirror_images_of_a_logit(z):
    eps = np.finfo(z.dtype).eps
    np.testing.assert_array_equal(dsigmoid(-z), dsigmoid(z))
    np.testing.assert_array_equal(log_sigmoid(-z), -softplus(z))
    for y in (0, 0.25, 1):
        np.testing.assert_array_equal(bce_with_logits(-z, 1 - y), bce_with_logits(z, y))
    p = (sigmoid(z) + sigmoid(-z))[~np.isnan(z)]
    np.testing.assert_allclose(p, 1, rtol=2 * eps)


@several
@given(shaped(probabilities))
def test_mirror_images_of_a_probability(p):
    exact = p[1 - (1 - p) == p]
    tolerance = 8 * np.finfo(p.dtype).eps
    np.testing.assert_allclose(logit(1 - exact), -logit(exact), rtol=tolerance)
    wide = p[(p > 0) & (p < 1)].astype(float)
    np.testing.assert_allclose(sigmoid(logit(wide)), wide, rtol=1e-12)


@several
@given(rows())
def test_softmax_and_its_relatives_are_exact_to_the_rounding_of_differences(z_and_axis):
    z, axis = z_and_axis
    p, log_p, lse = softmax(z, axis), log_softmax(z, axis), logsumexp(z, axis)
    assert_kept(p, z)
    assert_kept(log_p, z)
    assert_kept(lse, z.max(axis))
    for row, ours, logs, total in zip(
        *(by_row(x, axis) for x in (z, p, log_p)), np.ravel(lse), strict=True
    ):
        if np.isneginf(row).all():
            assert np.isnan(ours).all() and np.isnan(logs).all() and total == -INF
            continue
        row = exactly(row)
        top = max(row)
        e = [mpmath.exp(x - top) for x in row]
        first = row.index(top)
        others = sum(e[:first] + e[first + 1 :])
        added = mpmath.log1p(others)
        # A difference is rounded once, which weighs as much as it is long.
        gaps = [min(float(top - x), 800) for x in row]
        nearest = min(gaps[:first] + gaps[first + 1 :], default=0)
        for k, x in enumerate(row):
            assert_near(ours[k], [e[k] / sum(e)], 8 + gaps[k], z.dtype)
            assert_near(logs[k], [x - top - added], 8 + nearest, z.dtype)
        # What is added keeps its digits, wherever the largest logit leaves room for them.
        info, error = np.finfo(z.dtype), abs(mpmath.mpf(float(total)) - top - added)
        rounding = 2 * abs(top) + (8 + nearest) * added
        assert error <= rounding * float(info.eps) + 2 * float(info.smallest_subnormal)


@several
@given(rows(numbers))
def test_softmax_and_its_relatives_take_any_floats_and_give_infinities_and_nan_as_scipy_does(
    z_and_axis,
):
    z, axis = z_and_axis
    near = 8 * np.finfo(z.dtype).eps
    for function, oracle in ORACLE.items():
        result = function(z, axis)
        with np.errstate(all="ignore"):
            expected = oracle(z, axis)
        assert result.shape == expected.shape and result.dtype == z.dtype
        np.testing.assert_allclose(result, expected, rtol=near, atol=near)


@several
@given(rows(), st.integers(-50, 50))
def test_a_common_offset_without_rounding_changes_no_bit(z_and_axis, c):
    z, axis = z_and_axis
    z = np.round(np.clip(z, -100, 100))
    for function in (softmax, log_softmax, lambda z, axis: temperature(z, 0.7, axis)):
        np.testing.assert_array_equal(function(z + c, axis), function(z, axis))


@several
@given(rows())
def test_probabilities_sum_to_one_and_their_entropy_lies_between_none_and_ln_K(z_and_axis):
    z, axis = z_and_axis
    p = softmax(np.maximum(z, -3e4), axis)
    K = z.size if axis is None else z.shape[axis]
    eps = np.finfo(z.dtype).eps
    np.testing.assert_allclose(p.sum(axis), 1, rtol=K * eps)
    h = entropy(p, axis)
    assert_kept(h, z.max(axis))
    assert (h >= -2 * eps).all() and (h <= np.log(K) + 4 * K * eps).all()


@several
@given(rows(probabilities))
def test_entropy_is_that_of_mpmath(p_and_axis):
    p, axis = p_and_axis
    for row, got in zip(by_row(p, axis), np.ravel(entropy(p, axis)), strict=True):
        terms = [-x * mpmath.log(x) for x in exactly(row) if x]
        assert_near(got, [sum(terms)], 8, p.dtype)


@several
@given(rows(), st.sampled_from([float, *DTYPES]), st.floats(1e-4, 1e4))
def test_a_temperature_of_any_size_and_kind_leaves_shape_and_dtype_alone(z_and_axis, kind, T):
    (z, axis), T = z_and_axis, kind(T)
    result = temperature(z, T, axis)
    assert_kept(result, z)
    for row, shares in zip(by_row(z, axis), by_row(result, axis), strict=True):
        if np.isneginf(row).all():
            assert np.isnan(shares).all()
            continue
        below = [(max(exactly(row)) - x) / mpmath.mpf(float(T)) for x in exactly(row)]
        total = sum(mpmath.exp(-d) for d in below)
        for share, d in zip(shares, below, strict=True):
            assert_near(share, [mpmath.exp(-d) / total], 8 + min(float(d), 800), z.dtype)
    for extreme in (5e-324, 1e308):
        assert_kept(temperature(z, extreme, axis), z)


@several
@given(shaped(logits, min_dims=1), st.randoms(use_true_random=False))
def test_cross_entropy_is_the_log_softmax_of_the_class(z, random):
    y = np.reshape([random.randrange(z.shape[-1]) for _ in range(z[..., 0].size)], z.shape[:-1])
    loss = cross_entropy(z, y)
    assert_kept(loss, z.max(-1))
    table = log_softmax(z.reshape(-1, z.shape[-1]))
    np.testing.assert_array_equal(loss, -table[np.arange(y.size), y.ravel()].reshape(y.shape))
    assert not np.signbit(loss[loss == 0]).any()
    wide = z.astype(float)
    np.testing.assert_array_equal(cross_entropy(wide.tolist(), y.tolist()), cross_entropy(wide, y))


@several
@given(shaped(logits), probabilities(np.float64))
@example(np.array([40.3, 1e4]), 1 - 1e-10)
def test_the_binary_loss_is_exact_for_labels_of_every_softness(z, y):
    loss = bce_with_logits(z, y)
    assert_kept(loss, z)
    y = float(z.dtype.type(y))
    for x, got in zip(exactly(z), np.ravel(loss), strict=True):
        if x == -INF:
            assert np.isnan(got) if y == 0 else got == INF
        else:
            turned_away = (1 - mpmath.mpf(y)) * x if x > 0 else -y * x
            assert_near(got, [turned_away + mpmath.log1p(mpmath.exp(-abs(x)))], 6, z.dtype)


def test_what_others_add_is_kept_beside_the_largest_logit():
    np.testing.assert_allclose(logsumexp([0, -40]), 4.248354255291589e-18, rtol=1e-14)
    np.testing.assert_allclose(logsumexp([-40, 0, -41]), np.exp(-40) + np.exp(-41), rtol=1e-14)


def test_near_even_odds_the_logit_is_as_exact_as_scipys():
    p = 0.5 + np.array([-0.2, -1e-3, -1e-9, 2e-16, 1e-12, 1e-6, 0.2])
    np.testing.assert_allclose(logit(p), scipy.special.logit(p), rtol=5e-16)
