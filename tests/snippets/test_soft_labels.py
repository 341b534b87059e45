"""Smoothed labels, the divergence from them, masked rows, a second softmax, and borders."""

import mpmath
import numpy as np
import pytest
import scipy.special
import scipy.stats
from borders import border, meeting_point
from cross_entropy import cross_entropy
from masked_softmax import masked_softmax
from soft_labels import kl_divergence, smooth, soft_cross_entropy
from softmax import softmax
from softmax_twice import lead_loss

RNG = np.random.RandomState(7)
LOGITS = RNG.randn(200, 5) * 3
SHARES = RNG.dirichlet(np.ones(5), 200)


def test_a_smoothed_label_adds_up_to_1_and_keeps_its_class_in_front():
    for epsilon in (0, 0.1, 0.9):
        q = smooth(np.array([[3, 0], [4, 1]]), 5, epsilon)
        np.testing.assert_allclose(q.sum(axis=-1), 1)
        assert q.shape == (2, 2, 5)
        assert q.argmax(axis=-1).tolist() == [[3, 0], [4, 1]]
        np.testing.assert_allclose(q.min(), epsilon / 5)


def test_sharing_among_the_rivals_is_sharing_more_among_all():
    rivals = np.where(np.arange(5) == 3, 0.9, 0.1 / 4)
    np.testing.assert_allclose(smooth(3, 5, 0.1 * 5 / 4), rivals)


def test_the_loss_of_a_hard_label_is_cross_entropy():
    y = RNG.randint(0, 5, 200)
    np.testing.assert_allclose(soft_cross_entropy(LOGITS, np.eye(5)[y]), cross_entropy(LOGITS, y))


def test_the_loss_of_a_soft_label_agrees_with_mpmath():
    for z, q in zip(LOGITS[:5], SHARES, strict=False):
        whole = mpmath.fsum(mpmath.exp(mpmath.mpf(v)) for v in z)
        shares = [mpmath.exp(mpmath.mpf(v)) / whole for v in z]
        true = -mpmath.fsum(mpmath.mpf(a) * mpmath.log(b) for a, b in zip(q, shares, strict=True))
        np.testing.assert_allclose(soft_cross_entropy(z, q), float(true), rtol=1e-14)


def test_a_share_of_0_costs_nothing_even_where_its_logit_is_minus_infinity():
    assert soft_cross_entropy([0, -np.inf], [1, 0]) == 0
    assert soft_cross_entropy([0, -np.inf], [0.5, 0.5]) == np.inf
    assert kl_divergence([1, 0], [0, -np.inf]) == 0


def test_the_divergence_is_scipy_s_and_0_only_from_itself():
    wanted = scipy.stats.entropy(SHARES, softmax(LOGITS), axis=-1)
    np.testing.assert_allclose(kl_divergence(SHARES, LOGITS), wanted, rtol=1e-12)
    np.testing.assert_allclose(kl_divergence(softmax(LOGITS), LOGITS + 3), 0, atol=1e-14)
    assert kl_divergence(SHARES, LOGITS).min() > 1e-3


def test_the_gradient_of_a_soft_label_s_loss_is_shares_minus_label():
    z, q, step = LOGITS[0], SHARES[0], 1e-6 * np.eye(5)
    for loss in (soft_cross_entropy, lambda z, q: kl_divergence(q, z)):
        rise = [(loss(z + h, q) - loss(z - h, q)) / 2e-6 for h in step]
        np.testing.assert_allclose(softmax(z) - q, rise, atol=1e-8)


def test_a_masked_softmax_is_that_of_what_is_left():
    allowed = RNG.uniform(size=(200, 5)) < 0.5
    p = masked_softmax(LOGITS, allowed)
    assert not p[~allowed].any()
    for z, keep, row in zip(LOGITS, allowed, p, strict=True):
        np.testing.assert_allclose(row[keep], scipy.special.softmax(z[keep]) if keep.any() else [])
    empty = ~allowed.any(axis=-1)
    assert empty.any() and not p[empty].any()
    np.testing.assert_allclose(p[~empty].sum(axis=-1), 1)


def test_what_is_masked_may_be_anything():
    allowed = [[True, True, False], [False, False, False]]
    z = [[2.0, 1.0, np.nan], [np.inf, np.nan, -np.inf]]
    np.testing.assert_allclose(masked_softmax(z, allowed)[0], [*softmax([2, 1]), 0])
    assert not masked_softmax(z, allowed)[1].any()


@pytest.mark.parametrize("K", [2, 5, 1000])
def test_two_softmaxes_have_a_floor_and_one_has_none(K):
    lead = np.linspace(-30, 60, 91)
    floor = np.log(np.e + K - 1) - 1
    twice = lead_loss(lead, K, twice=True)
    assert twice.min() >= floor - 1e-12
    np.testing.assert_allclose(twice[-1], floor)
    np.testing.assert_allclose(lead_loss(lead, K), np.log1p((K - 1) * np.exp(-lead)), atol=1e-12)


def test_borders_run_from_where_three_tie_to_the_box_between_two_that_win():
    low, high = np.array([-5.0, -4]), np.array([4.0, 5])
    for W in RNG.randn(50, 3, 3):
        tie = W @ [1, *meeting_point(W)]
        np.testing.assert_allclose(tie, tie[0], atol=1e-9)
        for i, j in ((0, 1), (1, 2), (0, 2)):
            ends = border(W, i, j, low, high)
            if np.allclose(*ends):
                continue
            z = np.column_stack([np.ones(2), ends]) @ W.T
            np.testing.assert_allclose(z[:, i], z[:, j], atol=1e-9)
            assert (z[:, 3 - i - j] <= z[:, i] + 1e-9).all()
            assert ((low - 1e-9 <= ends) & (ends <= high + 1e-9)).all()
            assert np.isclose(ends[1], [low, high]).any()
