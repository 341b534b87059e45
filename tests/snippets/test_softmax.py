"""Functions of a row: log-sum-exp, softmax, log-softmax, temperature and entropy."""

import mpmath
import numpy as np
import pytest
import scipy.special
from entropy import entropy
from floats import DTYPES, INF, INTEGERS, NAN, every_kind
from log_softmax import log_softmax
from logit import logit
from logsumexp import logsumexp
from sigmoid import sigmoid
from softmax import softmax
from temperature import temperature

OF_LOGITS = (softmax, log_softmax, logsumexp)
KEEPING = (softmax, log_softmax)
ORACLE = {
    softmax: scipy.special.softmax,
    log_softmax: scipy.special.log_softmax,
    logsumexp: scipy.special.logsumexp,
}


def rows(K, scale, count=30, seed=0):
    """Rows of K logits; a common offset, which no probability may notice, is part of them."""
    rng = np.random.RandomState(seed)
    return scale * (rng.randn(count, K) + rng.randn(count, 1))


def in_ulp(got, true, size=0.0):
    """How far `got` is from `true`, in units of the last place of `true`, or of `size`."""
    unit = np.spacing(max(size, abs(float(true))))
    return float(mpmath.fabs(mpmath.mpf(float(got)) - true) / mpmath.mpf(float(unit)))


# z - m is rounded once, and that weighs |z - m| / 2 ulp in exp(z - m).
@pytest.mark.parametrize("K", [2, 5, 40])
@pytest.mark.parametrize("scale", [1e-9, 1, 10, 200])
def test_softmax_and_its_relatives_err_by_a_few_ulp(K, scale):
    z = rows(K, scale)
    p, log_p, lse = softmax(z), log_softmax(z), logsumexp(z)
    for i, row in enumerate(z):
        e = [mpmath.exp(mpmath.mpf(float(x))) for x in row]
        assert in_ulp(lse[i], mpmath.log(sum(e)), size=1.0) < 2
        for k in range(K):
            others = sum(e[:k] + e[k + 1 :])
            far = row.max() - row[k] + max(1, row.max() - np.partition(row, -2)[-2])
            assert in_ulp(p[i, k], e[k] / sum(e)) < 4 + far
            assert in_ulp(log_p[i, k], -mpmath.log1p(others / e[k])) < 4 + far


@pytest.mark.parametrize("function", OF_LOGITS)
def test_rows_of_every_kind_of_logit_are_taken_without_a_warning(function):
    z = np.random.RandomState(0).permutation(every_kind()[:8000]).reshape(-1, 5)
    assert not np.isnan(function(z)).any()


@pytest.mark.parametrize("function", KEEPING)
@pytest.mark.parametrize("big", [1.7e308, -1.7e308, 1e5, -1e5])
def test_a_common_offset_however_large_changes_nothing(function, big):
    np.testing.assert_array_equal(function([big, big]), function([0, 0]))


def test_probabilities_sum_to_one_along_the_axis():
    z = np.random.RandomState(1).randn(3, 4, 5) * 50
    for axis in (-1, 0, 1, 2):
        np.testing.assert_allclose(softmax(z, axis).sum(axis), 1, rtol=1e-15)
        assert softmax(z, axis).shape == z.shape


@pytest.mark.parametrize("function", OF_LOGITS)
@pytest.mark.parametrize("axis", [-1, 0, 1, -3])
def test_the_axis_is_the_one_that_scipy_takes(function, axis):
    z = np.random.RandomState(1).randn(3, 4, 5) * 5
    expected = ORACLE[function](z, axis=axis)
    np.testing.assert_allclose(function(z, axis), expected, rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(function(z, axis=axis), expected, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("function", OF_LOGITS)
def test_classes_are_the_last_axis_unless_said_otherwise(function):
    z = np.random.RandomState(2).randn(3, 4)
    np.testing.assert_array_equal(function(z), function(z, axis=1))


@pytest.mark.parametrize("function", OF_LOGITS)
def test_a_row_does_not_notice_the_rows_beside_it(function):
    z = np.array([[0.0, 1, 2], [1000, 1001, 1002], [-1000, -999, -998], [1e300, -1e300, 0]])
    together = function(z)
    for row, expected in zip(z, together, strict=True):
        np.testing.assert_array_equal(function(row), expected)


@pytest.mark.parametrize(
    ("row", "p", "log_p", "lse"),
    [
        ([-INF, 0], [0, 1], [-INF, 0], 0),
        ([-INF, -INF], [NAN, NAN], [NAN, NAN], -INF),
        ([INF, 1], [NAN, NAN], [NAN, -INF], INF),
        ([INF, 1000], [NAN, NAN], [NAN, -INF], INF),
        ([INF, INF], [NAN, NAN], [NAN, NAN], INF),
        ([INF, -INF], [NAN, NAN], [NAN, -INF], INF),
        ([NAN, 1000], [NAN, NAN], [NAN, NAN], NAN),
        ([NAN, INF], [NAN, NAN], [NAN, NAN], NAN),
        ([1.7e308, -1.7e308], [1, 0], [0, -INF], 1.7e308),
        ([3], [1], [0], 3),
    ],
)
def test_infinities_and_nan_give_what_scipy_gives_without_its_warnings(row, p, log_p, lse):
    row = np.array(row, float)
    for function, expected in ((softmax, p), (log_softmax, log_p), (logsumexp, lse)):
        with np.errstate(all="ignore"):
            oracle = ORACLE[function](row, axis=-1)
        np.testing.assert_array_equal(oracle, expected)
        np.testing.assert_allclose(function(row), oracle, rtol=1e-15)


def test_the_log_softmax_keeps_what_scipy_rounds_away():
    assert scipy.special.log_softmax([0, -40])[0] == 0
    np.testing.assert_allclose(log_softmax([0, -40]), [-np.exp(-40), -40], rtol=1e-15)


@pytest.mark.parametrize("function", OF_LOGITS)
def test_no_rows_are_fine_and_a_row_of_no_logits_is_an_error(function):
    kept = (0, 3) if function in KEEPING else (0,)
    assert function(np.zeros((0, 3))).shape == kept
    with pytest.raises(ValueError, match=r"empty|zero-size"):
        function([])


@pytest.mark.parametrize("function", OF_LOGITS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_a_float_keeps_its_precision(function, dtype):
    z = np.array([[0.5, 1.25, -2], [11, 10, 9]], dtype)
    assert function(z).dtype == dtype
    eps = np.finfo(dtype).eps
    np.testing.assert_allclose(function(z), function(z.astype(float)), rtol=6 * eps, atol=eps)


@pytest.mark.parametrize("function", OF_LOGITS)
@pytest.mark.parametrize("dtype", INTEGERS)
def test_integers_count_as_float64_and_never_wrap(function, dtype):
    z = np.array([[0, 1], [1, 1]] if dtype is bool else [[0, 100], [127, 1]], dtype)
    assert function(z).dtype == np.float64
    np.testing.assert_array_equal(function(z), function(z.astype(float)))
    np.testing.assert_array_equal(function(z.tolist()), function(z.astype(float)))


@pytest.mark.parametrize("function", OF_LOGITS)
def test_the_argument_is_left_as_it_was(function):
    z = np.array([1.0, 3.0, 2.0])
    function(z)
    assert z.tolist() == [1, 3, 2]


def test_two_classes_are_one_sigmoid_of_their_difference():
    z = rows(2, 30, count=500)
    np.testing.assert_allclose(softmax(z)[:, 0], sigmoid(z[:, 0] - z[:, 1]), rtol=1e-13)


def test_only_differences_of_logits_are_log_odds():
    z = rows(5, 3)
    p = softmax(z)
    np.testing.assert_allclose(np.log(p[:, 1] / p[:, 4]), z[:, 1] - z[:, 4], atol=1e-13)
    rest = logsumexp(z[:, 1:])
    np.testing.assert_allclose(logit(p[:, 0]), z[:, 0] - rest, rtol=1e-9, atol=1e-12)


def test_the_log_sum_exp_lies_between_the_maximum_and_ln_K_above_it():
    z = rows(7, 4, count=10_000)
    above = logsumexp(z) - z.max(-1)
    assert (above > 0).all() and (above <= np.log(7) + 1e-15).all()
    np.testing.assert_allclose(logsumexp(np.zeros((2, 7))), np.log(7), rtol=1e-15)


def test_the_slope_of_the_log_sum_exp_is_the_softmax():
    z, step = rows(5, 2, count=1)[0], 1e-6 * np.eye(5)
    difference = (logsumexp(z + step) - logsumexp(z - step)) / 2e-6
    np.testing.assert_allclose(softmax(z), difference, atol=1e-9)


def test_softmax_maximises_entropy_plus_the_mean_logit():
    z = rows(5, 1, count=1)[0]
    others = np.random.RandomState(3).dirichlet(np.ones(5), 20_000)
    assert (entropy(others) + others @ z <= logsumexp(z) + 1e-12).all()
    p = softmax(z)
    np.testing.assert_allclose(entropy(p) + p @ z, logsumexp(z), rtol=1e-14)


def test_entropy_is_that_of_scipy_and_certainty_has_none():
    p = softmax(rows(5, 3))
    np.testing.assert_allclose(entropy(p), scipy.special.entr(p).sum(-1), rtol=1e-14)
    np.testing.assert_array_equal(entropy([[0, 1], [1, 0]]), [0, 0])
    np.testing.assert_allclose(entropy(np.full((4, 2), 0.25), axis=0), np.log(4))
    assert np.isnan(entropy([-0.5, 1.5])) and np.isnan(entropy([NAN, 1]))


def test_temperature_divides_the_logits_and_one_changes_nothing():
    z = rows(5, 3)
    np.testing.assert_allclose(temperature(z, 1), softmax(z), rtol=1e-14)
    np.testing.assert_allclose(temperature(z, 0.3), softmax(z / 0.3), rtol=1e-13)
    np.testing.assert_allclose(temperature(z.T, 3, axis=0), softmax(z / 3).T, rtol=1e-14)


def test_a_temperature_near_zero_shares_one_among_the_largest():
    np.testing.assert_array_equal(temperature([1e300, 1e300, 0], 5e-324), [0.5, 0.5, 0])


def test_infinite_logits_are_at_any_temperature_what_they_are_to_softmax():
    for row in ([INF, 1], [-INF, -INF], [-INF, 0, 0]):
        np.testing.assert_array_equal(temperature(row, 3), softmax(row))


@pytest.mark.parametrize("T", [0, -1, NAN])
def test_a_temperature_that_is_not_above_zero_is_refused(T):
    with pytest.raises(ValueError, match="a temperature is above 0"):
        temperature([1, 2], T)


def test_entropy_rises_with_temperature_by_variance_over_its_cube():
    z, T = rows(5, 1, count=1)[0], 1.7
    p = temperature(z, T)
    variance = p @ z**2 - (p @ z) ** 2
    rise = (entropy(temperature(z, T + 1e-5)) - entropy(temperature(z, T - 1e-5))) / 2e-5
    np.testing.assert_allclose(rise, variance / T**3, rtol=1e-8)
