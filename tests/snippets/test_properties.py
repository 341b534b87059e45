"""Rules that the snippets keep for whatever floats, shapes and axes one comes up with."""

import mpmath
import numpy as np
import pytest
import scipy.special
from bce_with_logits import bce_with_logits
from bridge import draw_exactly_one, exactly_one
from calibration import ece, reliability
from cross_entropy import cross_entropy
from dsigmoid import dsigmoid
from entropy import entropy
from explainer.project import ROOT
from fit_temperature import fit_temperature
from floats import DTYPES, INF, NAN
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.extra.numpy import array_shapes, arrays
from log_sigmoid import log_sigmoid
from log_softmax import log_softmax
from logit import logit
from logsumexp import logsumexp
from odds import odds
from shift_prior import shift_prior
from sigmoid import sigmoid
from sigmoid_layer import Sigmoid
from simulation import table
from softmax import softmax
from softplus import softplus
from temperature import temperature
from three_class_fit import descend
from threshold import threshold
from vanishing import chain_slope

# What it reads out of the code goes where other caches are.
set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
# The same inputs at every run, nothing kept between runs, and a failure without a long search.
several = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=50,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)

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


def numbers(dtype, low=None, high=None):
    """Floats of a dtype: of every size, nan and infinities among them, unless bounded."""
    return st.floats(low, high, width=np.finfo(dtype).bits)


def probabilities(dtype):
    """Floats from 0 to 1, and those that lie near 1/2 and 1, at distances of every size."""
    info = np.finfo(dtype)
    sides = st.sampled_from([(0.5, -1), (0.5, 1), (1.0, -1)])
    near = st.tuples(sides, st.integers(0, info.nmant - 3), st.integers(0, 8))
    return numbers(dtype, 0, 1) | near.map(
        lambda at: at[0][0] + at[0][1] * at[2] * 2.0 ** at[1] * float(info.eps) / 2
    )


def logits(dtype, largest=3e4):
    """Floats whose differences are within every dtype's reach, and -inf."""
    sizes = [float(dtype(size)) for size in (1e-3, 1, 30, largest)]
    near = st.sampled_from(sizes).flatmap(lambda size: numbers(dtype, -size, size))
    return near | st.sampled_from([0.0, 1.0, -INF])


@st.composite
def shaped(draw, elements, min_dims=0):
    """An array of some float dtype, of some shape with at least one entry."""
    dtype = draw(st.sampled_from(DTYPES))
    shape = array_shapes(min_dims=min_dims, max_dims=3, max_side=4)
    return draw(arrays(dtype, shape, elements=elements(dtype)))


@st.composite
def rows(draw, elements=logits):
    """An array, and the axis along which its rows lie: None for all of it."""
    z = draw(shaped(elements, min_dims=1))
    return z, draw(st.sampled_from([None, *range(-z.ndim, z.ndim)]))


def exactly(x):
    return [mpmath.mpf(float(value)) for value in np.ravel(x)]


def by_row(x, axis):
    """The rows of x along an axis, side by side."""
    return x.reshape(1, -1) if axis is None else np.moveaxis(x, axis, -1).reshape(-1, x.shape[axis])


def assert_near(got, true, ulps, dtype):
    """Each as near to what is true as so many units in the last place of the dtype."""
    info = np.finfo(dtype)
    assert np.size(got) == len(true)
    for value, truth in zip(np.ravel(got), true, strict=True):
        if mpmath.isinf(truth) or abs(truth) > float(info.max):
            assert value == float(truth) or np.isinf(value)
            continue
        allowed = ulps * (abs(truth) * float(info.eps) + float(info.smallest_subnormal))
        assert abs(mpmath.mpf(float(value)) - truth) <= allowed, (value, float(truth))


def assert_kept(result, x, dtype=None):
    """The shape is that of x, and the dtype; of no dimension at all, a NumPy number is given."""
    assert result.shape == x.shape and result.dtype == (dtype or x.dtype)
    assert isinstance(result, np.ndarray if x.ndim else np.generic)


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


def test_a_number_in_gives_a_number_out_in_every_function_and_so_does_a_single_row():
    numbers = [function(np.array(0.5, np.float32)) for function, _ in ELEMENTWISE]
    numbers += [function(np.float32(2), axis) for function in ORACLE for axis in (-1, None)]
    numbers += [temperature(np.float32(2), 3, axis) for axis in (-1, None)]
    numbers += [entropy(np.float32(1), axis) for axis in (-1, None)]
    row = np.array([0.25, 0.75], np.float32)
    numbers += [logsumexp(row), entropy(row), cross_entropy(row, 1), logsumexp(row, None)]
    one = np.array(0.5, np.float32)
    numbers += [bce_with_logits(one, 1), shift_prior(one, 0.5, 0.1), threshold(one, one)]
    numbers += [chain_slope(one, 2), chain_slope(one, 0)]
    assert [type(number) for number in numbers] == [np.float32] * len(numbers)
    assert softmax(5.0) == 1 and log_softmax(5.0) == 0 and logsumexp(5.0) == 5


def forwards(z):
    layer = Sigmoid()
    layer.forward([0.5, 0.5])
    return layer.backward(z)


RNG = np.random.RandomState(0)
TAKES_REAL_NUMBERS = {
    **{function.__name__: function for function, _ in ELEMENTWISE},
    **{function.__name__: function for function in (*ORACLE, entropy, exactly_one, table)},
    "layer": Sigmoid().forward,
    "gradient": forwards,
    "temperature": lambda z: temperature(z, 2),
    "T": lambda z: temperature([1, 2], z[0]),
    "cross_entropy": lambda z: cross_entropy(z, 0),
    "bce_with_logits": lambda z: bce_with_logits(z, 1),
    "label": lambda y: bce_with_logits([1, 2], y),
    "shift_prior": lambda z: shift_prior(z, 0.5, 0.1),
    "old": lambda p: shift_prior(1, p, 0.1),
    "new": lambda p: shift_prior(1, 0.1, p),
    "threshold": lambda c: threshold(c, 1),
    "cost_fn": lambda c: threshold(1, c),
    "chain_slope": lambda h: chain_slope(h, 2),
    "draw_exactly_one": lambda z: draw_exactly_one(z, 9, RNG),
    "fit_temperature": lambda z: fit_temperature([z, z], [0, 1]),
    "reliability": lambda p: reliability([p], [0]),
    "descend": lambda x: descend([x, x], [0, 1], steps=1),
}


@pytest.mark.parametrize("name", TAKES_REAL_NUMBERS)
def test_complex_numbers_are_refused_though_their_imaginary_part_be_zero(name):
    for kind in (list, np.array, np.complex64):
        with pytest.raises(TypeError, match=r"are real numbers|Cannot cast .* from .*complex"):
            TAKES_REAL_NUMBERS[name](kind([0.5 + 0j, 0.25 + 0j]))


@pytest.mark.parametrize(
    ("z", "y"), [(np.zeros((4, 3)), 2), (np.zeros((4, 3)), [0, 1]), (np.zeros(3), [0])]
)
def test_labels_that_are_not_one_a_row_are_refused(z, y):
    with pytest.raises(ValueError, match="every row of logits has one class"):
        cross_entropy(z, y)


def test_what_others_add_is_kept_beside_the_largest_logit():
    np.testing.assert_allclose(logsumexp([0, -40]), 4.248354255291589e-18, rtol=1e-14)
    np.testing.assert_allclose(logsumexp([-40, 0, -41]), np.exp(-40) + np.exp(-41), rtol=1e-14)


def test_near_even_odds_the_logit_is_as_exact_as_scipys():
    p = 0.5 + np.array([-0.2, -1e-3, -1e-9, 2e-16, 1e-12, 1e-6, 0.2])
    np.testing.assert_allclose(logit(p), scipy.special.logit(p), rtol=5e-16)
