"""Functions of a single number: odds, logit, sigmoid, its slope, softplus and log-sigmoid."""

import mpmath
import numpy as np
import pytest
import scipy.special
from dsigmoid import dsigmoid
from floats import (
    DTYPES,
    INF,
    INTEGERS,
    NAN,
    every_kind,
    largest_error,
    probabilities,
    where_it_matters,
)
from log_sigmoid import log_sigmoid
from logit import logit
from odds import odds
from sigmoid import sigmoid
from softplus import softplus

OF_LOGITS = (sigmoid, dsigmoid, softplus, log_sigmoid)
OF_PROBABILITIES = (odds, logit)
ALL = OF_LOGITS + OF_PROBABILITIES

EXACT = {
    sigmoid: lambda z: 1 / (1 + mpmath.exp(-z)),
    dsigmoid: lambda z: mpmath.exp(-z) / (1 + mpmath.exp(-z)) ** 2,
    softplus: lambda z: mpmath.log1p(mpmath.exp(z)),
    log_sigmoid: lambda z: -mpmath.log1p(mpmath.exp(-z)),
}


# Measured with NumPy 2.4: 1.64, 2.51, 1.02 and 0.99 ulp; exp itself may err by one.
@pytest.mark.parametrize(
    ("function", "bound"), [(sigmoid, 3), (dsigmoid, 5), (softplus, 2), (log_sigmoid, 2)]
)
def test_a_function_of_logits_errs_by_a_few_ulp_tails_and_subnormals_included(function, bound):
    z = where_it_matters()
    assert largest_error(function(z), EXACT[function], z) < bound


def test_odds_err_by_two_ulp_at_most():
    p = probabilities()
    assert largest_error(odds(p), lambda p: p / (1 - p), p) < 2


def test_the_logit_errs_by_three_ulp_at_most_though_it_be_almost_zero():
    p = probabilities()
    assert largest_error(logit(p), lambda p: mpmath.log(p / (1 - p)), p) < 3


def test_the_sigmoid_does_better_than_scipy_where_scipy_gives_zero():
    assert scipy.special.expit(-720.0) == 0 < sigmoid(-720.0)


@pytest.mark.parametrize("function", OF_LOGITS)
def test_every_kind_of_logit_is_taken_without_a_warning(function):
    result = function(every_kind())
    assert np.isfinite(result).all()


def test_probabilities_lie_between_0_and_1_and_slopes_up_to_a_quarter_and_an_ulp():
    z = every_kind()
    assert ((sigmoid(z) >= 0) & (sigmoid(z) <= 1)).all()
    assert ((dsigmoid(z) >= 0) & (dsigmoid(z) <= 0.25 + 2**-54)).all()


@pytest.mark.parametrize("function", [sigmoid, softplus, log_sigmoid])
def test_a_larger_logit_never_gives_less(function):
    z = np.sort(np.concatenate([every_kind(), where_it_matters()]))
    result = function(z[np.abs(z) < 1e308])
    assert (np.diff(result) >= -2 * np.spacing(np.abs(result[1:]))).all()


@pytest.mark.parametrize("function", ALL)
def test_every_float16_comes_out_as_the_float64_result_rounded(function):
    # All bit patterns but the other nans: a signalling one may warn, as IEEE has it.
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    every = np.append(every[~np.isnan(every)], np.float16(NAN))
    wide = function(every.astype(np.float64))
    got = function(every)
    assert got.dtype == np.float16
    info = np.finfo(np.float16)
    np.testing.assert_allclose(
        got.astype(np.float64), wide, rtol=4 * info.eps, atol=4 * float(info.smallest_subnormal)
    )


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("dtype", DTYPES)
def test_a_float_keeps_its_precision(function, dtype):
    x = np.array([0.125, 0.5, 0.875], dtype)
    assert function(x).dtype == dtype
    assert function(dtype(0.5)).dtype == dtype
    expected = function(x.astype(np.float64))
    np.testing.assert_allclose(
        function(x), expected, rtol=4 * np.finfo(dtype).eps, atol=np.finfo(dtype).eps
    )


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("dtype", INTEGERS)
def test_integers_count_as_float64_and_never_wrap(function, dtype):
    values = [0, 1] if dtype is bool or function in OF_PROBABILITIES else [0, 1, 2, 127]
    x = np.array(values, dtype)
    assert function(x).dtype == np.float64
    np.testing.assert_array_equal(function(x), function(x.astype(np.float64)))


def test_the_lowest_integer_is_negative_though_its_absolute_value_does_not_fit():
    assert sigmoid(np.int8(-128)) == sigmoid(-128.0)


@pytest.mark.parametrize("function", ALL)
def test_lists_numbers_and_arrays_of_any_shape_are_taken_alike(function):
    x = np.linspace(0.1, 0.9, 24)
    expected = function(x)
    np.testing.assert_array_equal(function(list(x)), expected)
    np.testing.assert_array_equal(function(x.reshape(2, 3, 4)), expected.reshape(2, 3, 4))
    np.testing.assert_array_equal(function(x[::-2]), expected[::-2])
    assert isinstance(function(0.1), np.float64) and function(0.1) == expected[0]
    assert function([]).shape == (0,) and function(np.zeros((0, 3))).shape == (0, 3)


@pytest.mark.parametrize("function", ALL)
def test_the_argument_is_left_as_it_was(function):
    x = np.array([0.1, 0.5])
    function(x)
    assert x.tolist() == [0.1, 0.5]


@pytest.mark.parametrize(
    ("function", "of_minus_inf", "of_inf"),
    [(sigmoid, 0, 1), (dsigmoid, 0, 0), (softplus, 0, INF), (log_sigmoid, -INF, 0)],
)
def test_infinite_logits_give_the_limit_and_nan_gives_nan(function, of_minus_inf, of_inf):
    np.testing.assert_array_equal(function([-INF, INF, NAN]), [of_minus_inf, of_inf, NAN])


@pytest.mark.parametrize(
    ("function", "oracle"),
    [
        (sigmoid, scipy.special.expit),
        (log_sigmoid, scipy.special.log_expit),
        (logit, scipy.special.logit),
    ],
)
def test_special_values_are_those_of_scipy(function, oracle):
    x = [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 5e-324, -5e-324, 1.5e308, -1.5e308]
    np.testing.assert_allclose(function(x), oracle(x), rtol=1e-15)


def test_odds_of_no_probability_are_no_odds():
    result = odds([-0.5, 1.5, INF, -INF, NAN, 0.0, 1.0])
    assert result[0] < 0 and result[1] < 0
    np.testing.assert_array_equal(result[2:], [NAN, NAN, NAN, 0, INF])


def test_sigmoid_and_its_mirror_image_share_one():
    z = where_it_matters()
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1, rtol=3e-16)


def test_the_logit_undoes_the_sigmoid_in_the_lower_tail():
    z = np.linspace(-700, 0, 701)
    np.testing.assert_allclose(logit(sigmoid(z)), z, rtol=1e-15, atol=4e-16)


def test_the_sigmoid_undoes_the_logit():
    p = probabilities()
    np.testing.assert_allclose(sigmoid(logit(p)), p, rtol=3e-13)


def test_the_logit_changes_sign_when_yes_and_no_change_places():
    p = np.arange(1, 1024) / 1024
    np.testing.assert_allclose(logit(p), -logit(1 - p), rtol=0, atol=2e-15)


def test_adding_ln_2_to_a_logit_doubles_the_odds():
    z = np.linspace(-30, 0, 61)
    np.testing.assert_allclose(odds(sigmoid(z + np.log(2))), 2 * odds(sigmoid(z)), rtol=1e-14)


def test_the_slope_agrees_with_a_central_difference():
    z = np.linspace(-12, 12, 241)
    difference = (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5
    np.testing.assert_allclose(dsigmoid(z), difference, rtol=0, atol=3e-11)


def test_the_slope_is_sigmoid_times_its_mirror_image():
    z = where_it_matters()
    np.testing.assert_allclose(dsigmoid(z), sigmoid(z) * sigmoid(-z), rtol=2e-15, atol=1e-323)


def test_the_sigmoid_is_the_slope_of_the_softplus():
    z = np.linspace(-12, 12, 241)
    difference = (softplus(z + 1e-5) - softplus(z - 1e-5)) / 2e-5
    np.testing.assert_allclose(sigmoid(z), difference, rtol=0, atol=3e-10)


def test_a_softplus_minus_its_mirror_image_is_the_logit():
    z = every_kind()
    np.testing.assert_allclose(softplus(z) - softplus(-z), z, rtol=3e-16, atol=3e-16)


def test_the_log_sigmoid_is_the_log_of_the_sigmoid_where_that_has_digits():
    z = np.linspace(-700, 5, 1411)
    np.testing.assert_allclose(log_sigmoid(z), np.log(sigmoid(z)), rtol=3e-14)
