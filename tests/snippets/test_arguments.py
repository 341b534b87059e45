"""Every function takes a number, a row and an array of any floats, and refuses what is none."""

import numpy as np
import pytest
from bce_with_logits import bce_with_logits
from bridge import draw_exactly_one, exactly_one
from calibration import reliability
from cross_entropy import cross_entropy
from dsigmoid import dsigmoid
from entropy import entropy
from fit_temperature import fit_temperature
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

ELEMENTWISE = (sigmoid, dsigmoid, softplus, log_sigmoid, odds, logit)
ROWWISE = (softmax, log_softmax, logsumexp)


def test_a_number_in_gives_a_number_out_in_every_function_and_so_does_a_single_row():
    numbers = [function(np.array(0.5, np.float32)) for function in ELEMENTWISE]
    numbers += [function(np.float32(2), axis) for function in ROWWISE for axis in (-1, None)]
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
    **{f.__name__: f for f in (*ELEMENTWISE, *ROWWISE, entropy, exactly_one, table)},
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
