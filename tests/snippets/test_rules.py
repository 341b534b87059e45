"""Rules that what is made of logits keeps: base rates, costs, layers, fits and calibration."""

import numpy as np
import pytest
from bridge import draw_exactly_one, exactly_one
from calibration import ece, reliability
from dsigmoid import dsigmoid
from fit_temperature import fit_temperature
from floats import DTYPES, INF
from generated import assert_kept, assert_near, exactly, logits, numbers, several, shaped
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from shift_prior import shift_prior
from sigmoid import sigmoid
from sigmoid_layer import Sigmoid
from softmax import softmax
from three_class_fit import descend
from threshold import threshold
from vanishing import chain_slope


@several
@given(shaped(numbers), st.floats(0, 1), st.floats(0, 1))
def test_a_base_rate_moved_there_and_back_moves_nothing(z, old, new):
    moved = shift_prior(z, old, new)
    assert_kept(moved, z)
    np.testing.assert_array_equal(np.isnan(shift_prior(z, old, old)), np.isnan(z) | (old in (0, 1)))
    inside = np.isfinite(z) & (0 < old < 1) & (0 < new < 1)
    if inside.any():
        size = max(np.abs(z[inside].astype(float)).max(), 1500)
        back = shift_prior(moved, new, old)[inside]
        np.testing.assert_allclose(back, z[inside], atol=2 * size * float(np.finfo(z.dtype).eps))


@several
@given(shaped(lambda dtype: numbers(dtype, float(np.finfo(dtype).tiny), 2e4)), st.integers(0, 9))
def test_the_threshold_and_that_of_costs_changed_about_make_one(fp, seed):
    fn = np.random.RandomState(seed).permutation(fp.ravel()).reshape(fp.shape)
    t = threshold(fp, fn)
    assert_kept(t, fp)
    np.testing.assert_allclose(t + threshold(fn, fp), 1, rtol=2 * np.finfo(fp.dtype).eps)
    true = [a / (a + b) for a, b in zip(exactly(fp), exactly(fn), strict=True)]
    assert_near(t, true, 2, fp.dtype)
    np.testing.assert_array_equal(
        threshold(fp.tolist(), fn.tolist()), threshold(*np.float64([fp, fn]))
    )


@several
@given(shaped(numbers), st.sampled_from([1, 2.0, np.float64(0.5), np.int64(3), "z"]))
def test_backward_gives_slope_times_gradient_in_shape_and_dtype_of_the_logits(z, gradient):
    layer = Sigmoid()
    assert_kept(layer.forward(z.tolist() if z.dtype == float else z), z)
    gradient = np.ones(z.shape) if gradient == "z" else gradient
    dz = layer.backward(gradient)
    assert_kept(dz, z)
    np.testing.assert_array_equal(dz, (gradient * dsigmoid(z)).astype(z.dtype))


@several
@given(shaped(logits), st.integers(0, 4), st.sampled_from([(1, 0), (2.5, -1), (-3, 0.5)]))
def test_the_slope_of_a_chain_is_kept_and_obeys_the_chain_rule(h, depth, weight_and_bias):
    slope = chain_slope(h, depth, *weight_and_bias)
    assert_kept(slope, h)
    weight, bias = weight_and_bias
    first = weight * dsigmoid(weight * h + bias)
    rest = chain_slope(sigmoid(weight * h + bias), depth, *weight_and_bias)
    np.testing.assert_allclose(
        chain_slope(h, depth + 1, *weight_and_bias),
        first * rest,
        rtol=8 * np.finfo(h.dtype).eps,
        atol=8 * np.finfo(h.dtype).smallest_subnormal,
    )
    np.testing.assert_array_equal(
        chain_slope(h.tolist(), depth), chain_slope(h.astype(float), depth)
    )


@several
@given(st.sampled_from(DTYPES), st.data())
def test_exactly_one_yes_has_the_shares_of_softmax(dtype, data):
    z = data.draw(arrays(dtype, st.integers(1, 5), elements=numbers(dtype, -3, 3)))
    only = exactly_one(z)
    assert_kept(only, z)
    tolerance = 40 * np.finfo(dtype).eps
    np.testing.assert_allclose(only / only.sum(), softmax(z), rtol=tolerance)
    np.testing.assert_array_equal(exactly_one(z.tolist()), exactly_one(z.astype(float)))
    draws = [draw_exactly_one(x, 9, np.random.RandomState(1)) for x in (z, z.tolist())]
    assert draws[0].shape == z.shape and draws[0].sum() <= 9 and abs(draws[0] - draws[1]).max() <= 1


@pytest.mark.parametrize("dtype", DTYPES)
@settings(several, max_examples=8)
@given(st.integers(0, 2**32 - 1), st.integers(2, 5))
def test_the_best_temperature_scales_with_the_logits_and_ignores_impossible_classes(dtype, seed, K):
    rng = np.random.RandomState(seed)
    z = (3 * rng.randn(200, K)).astype(dtype)
    y = np.argmax(z + rng.gumbel(size=z.shape), axis=-1)
    T, near = fit_temperature(z, y), 4 * float(np.finfo(dtype).eps)
    assert isinstance(T, dtype) and 0.3 < T < 3
    assert fit_temperature(4 * z, y) == pytest.approx(4 * T, near)
    assert fit_temperature(z.tolist(), y.tolist()) == pytest.approx(T, near)
    assert fit_temperature(np.hstack([z, np.full((200, 1), -INF, dtype)]), y) == T


@settings(several, max_examples=20)
@given(st.sampled_from(DTYPES), st.integers(0, 2**32 - 1), st.integers(1, 12))
def test_calibration_takes_lists_and_floats_of_every_width(dtype, seed, bins):
    rng = np.random.RandomState(seed)
    p, y = softmax(rng.randn(50, 3).astype(dtype)), rng.randint(3, size=50)
    n, sure, right = reliability(p, y, bins)
    assert n.sum() == 50 and sure.dtype == right.dtype == np.float64
    assert (np.nansum(n * right), np.nansum(n * sure)) == pytest.approx(
        (np.sum(p.argmax(-1) == y), p.max(-1).sum(dtype=float)), 1e-12
    )
    wide = p.astype(float)
    assert ece(wide.tolist(), y.tolist(), bins) == ece(wide, y, bins) <= 1


@pytest.mark.parametrize("dtype", DTYPES)
def test_softmax_regression_takes_lists_and_keeps_floats(dtype):
    X, y = np.array([[1, 0.5], [1, -2], [1, 3]], dtype), [0, 1, 2]
    W = descend(X, y, steps=5)
    assert W.shape == (3, 2) and W.dtype == dtype
    np.testing.assert_array_equal(
        descend(X.tolist(), y, steps=5), descend(X.astype(float), y, steps=5)
    )
