"""The digits are those of the source, and the weights that read them are what training gives."""

import hashlib

import numpy as np
import pytest
from optical_digits import inputs, optical_digits, split, weights
from scipy.special import logsumexp
from three_class_fit import descend


def test_the_digits_are_those_of_the_source():
    pictures, digits = optical_digits()
    assert (pictures.shape, digits.shape) == ((1797, 64), (1797,))
    # Of the counts and labels as bytes: those that scikit-learn's load_digits gives.
    held = np.column_stack([pictures, digits]).astype(np.uint8).tobytes()
    wanted = "68aea062d35a127749050fa0e52dca09d6569ac08092c925610e0954e172dde2"
    assert hashlib.sha256(held).hexdigest() == wanted


def test_an_input_is_a_one_and_ink_from_0_to_1():
    X = inputs(optical_digits()[0])
    assert X.shape == (1797, 65)
    assert (X[:, 0] == 1).all()
    assert (X.min(), X.max()) == (0, 1)


@pytest.mark.parametrize("shuffled", [True, False])
def test_no_picture_is_both_learnt_from_and_judged_by(shuffled):
    every = {row.tobytes() for row in inputs(optical_digits()[0])}
    X, y, unseen, digits = split(shuffled)
    learnt, judged = ({row.tobytes() for row in rows} for rows in (X, unseen))
    assert (len(X), len(y), len(unseen), len(digits)) == (1000, 1000, 400, 400)
    assert not learnt & judged
    assert learnt | judged <= every


@pytest.mark.parametrize("shuffled", [True, False])
def test_the_stored_weights_are_what_training_gives(shuffled):
    X, y = split(shuffled)[:2]
    W = descend(X, y, rate=1, steps=2000)
    remedy = "np.savetxt(file, W, '%.3f', ',') for the file beside optical_digits.py"
    # Another processor's last bit may round the third decimal the other way.
    np.testing.assert_allclose(weights(shuffled), W, 0, 0.00051, err_msg=remedy)


@pytest.mark.parametrize(("shuffled", "wrong"), [(True, 21), (False, 36)])
def test_the_weights_leave_little_to_learn_and_read_most_unseen_digits(shuffled, wrong):
    X, y, unseen, digits = split(shuffled)
    W = weights(shuffled)
    p = np.exp(X @ W.T - logsumexp(X @ W.T, axis=1, keepdims=True))
    slope = (p - np.eye(10)[y]).T @ X / len(y)
    assert np.abs(slope).max() < 1e-3
    assert ((unseen @ W.T).argmax(axis=1) != digits).sum() == wrong


def test_ten_weights_of_a_cell_make_0_but_for_their_rounding():
    assert np.abs(weights().sum(axis=0)).max() <= 10 * 0.0005
