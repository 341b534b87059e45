"""The layer, the article's numbers, the bridge, vanishing slopes, the fits and the simulation."""

import subprocess
import sys

import logistic_regression
import numpy as np
import pytest
import three_class_fit
from bridge import draw_exactly_one, exactly_one
from cross_entropy import cross_entropy
from dsigmoid import dsigmoid
from explainer.project import SNIPPETS
from five_classes import five_classes
from scipy.optimize import minimize
from sigmoid import sigmoid
from sigmoid_layer import Sigmoid
from simulation import simulate, table
from softmax import softmax
from vanishing import chain_slope


def test_the_layer_returns_probabilities_and_their_slopes():
    z = np.linspace(-3, 3, 12).reshape(3, 4)
    np.testing.assert_array_equal(Sigmoid().forward(z), sigmoid(z))
    np.testing.assert_array_equal(Sigmoid().derivative(z), dsigmoid(z))


def test_backward_agrees_with_a_central_difference_of_any_loss():
    rng = np.random.RandomState(0)
    z, weight = rng.randn(3, 4), rng.randn(3, 4)
    layer = Sigmoid()

    def loss(z):
        return np.sum(weight * sigmoid(z) ** 2)

    p = layer.forward(z)
    dz = layer.backward(2 * weight * p)
    for place in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[place] = 1e-6
        assert dz[place] == pytest.approx((loss(z + step) - loss(z - step)) / 2e-6, abs=1e-9)


def test_backward_before_forward_says_what_to_do():
    with pytest.raises(RuntimeError, match="call forward before backward"):
        Sigmoid().backward(1.0)


def test_backward_uses_the_logits_of_the_last_forward_though_the_array_changes_later():
    z = np.array([0.0, 1.0])
    layer = Sigmoid()
    layer.forward([5, 5])
    layer.forward(z)
    layer.derivative([9.0])
    z[:] = 100
    np.testing.assert_array_equal(layer.backward(1), dsigmoid([0, 1]))


def test_a_gradient_of_another_shape_is_refused_instead_of_growing():
    layer = Sigmoid()
    layer.forward([1, 2, 3])
    for wrong in ([1, 2], np.ones((3, 1))):
        with pytest.raises(ValueError, match=r"broadcast|dimensions"):
            layer.backward(wrong)


def test_the_articles_numbers_are_one_stream_of_sixty_five_normals():
    five = five_classes()
    stream = np.random.RandomState(42).randn(65)
    drawn = [five.logits, five.W1.ravel(), five.h1, five.W2.ravel(), five.h2]
    np.testing.assert_array_equal(np.concatenate(drawn), stream)
    np.testing.assert_array_equal(five.b, np.ones(5))


def test_the_seed_of_the_article_is_that_of_numpys_global_stream():
    state = np.random.get_state()
    np.random.seed(42)
    expected = np.random.randn(5)
    np.random.set_state(state)
    np.testing.assert_array_equal(five_classes().logits, expected)


def test_the_layers_of_the_article_are_affine_with_one_row_of_weights_a_class():
    five = five_classes(seed=7, K=4)
    for W, h, z in ((five.W1, five.h1, five.z1), (five.W2, five.h2, five.z2)):
        by_hand = [sum(W[k, j] * h[j] for j in range(4)) + five.b[k] for k in range(4)]
        np.testing.assert_allclose(z, by_hand, rtol=1e-14)


def test_the_source_articles_printed_numbers_come_out():
    five = five_classes()
    for values, printed in (
        (five.logits, [0.49671415, -0.1382643, 0.64768854, 1.52302986, -0.23415337]),
        (five.z1, [4.99851316, 1.01778965, -0.74321057, 0.75818997, -0.80840313]),
        (sigmoid(five.z2), [0.99577714, 0.47530024, 0.17042292, 0.85459768, 0.80969836]),
    ):
        np.testing.assert_allclose(values, printed, rtol=0, atol=5.1e-9)


@pytest.mark.parametrize("K", [1, 2, 5, 8])
def test_sigmoids_told_that_exactly_one_is_right_are_the_softmax(K):
    z = np.random.RandomState(K).randn(K) * 3
    only = exactly_one(z)
    np.testing.assert_allclose(only / only.sum(), softmax(z), rtol=1e-13)
    alone = [sigmoid(z[k]) * np.prod(np.delete(sigmoid(-z), k)) for k in range(K)]
    np.testing.assert_allclose(only, alone, rtol=1e-13)


def test_drawing_comes_near_to_what_counting_gives():
    z, n = five_classes().logits, 200_000
    kept = draw_exactly_one(z, n, np.random.RandomState(1))
    only = exactly_one(z)
    assert (np.abs(kept - n * only) < 5 * np.sqrt(n * only)).all()


def test_the_slope_of_a_chain_agrees_with_a_central_difference():
    def chain(h, depth, weight, bias):
        for _ in range(depth):
            h = sigmoid(weight * h + bias)
        return h

    for depth, weight, bias in ((0, 1, 0), (1, 1, 0), (3, -2.5, 0.5), (6, 8, -4)):
        rise = (
            chain(0.4 + 1e-6, depth, weight, bias) - chain(0.4 - 1e-6, depth, weight, bias)
        ) / 2e-6
        assert chain_slope(0.4, depth, weight, bias) == pytest.approx(rise, rel=1e-6)


def test_a_chain_has_weight_one_and_no_bias_unless_said_otherwise():
    assert chain_slope(1, 1) == dsigmoid(1)
    assert chain_slope(1, 2) == dsigmoid(1) * dsigmoid(sigmoid(1))


def test_a_chain_loses_three_quarters_at_least_for_every_unit_of_weight_and_layer():
    for weight in (0.5, 1, 4, -3, 8):
        for depth in range(1, 12):
            assert abs(chain_slope(0.3, depth, weight)) <= (abs(weight) / 4) ** depth


def test_newton_ends_where_the_gradient_is_zero_and_descent_goes_there():
    hours, passed = logistic_regression.exam()
    X = np.column_stack([np.ones_like(hours), hours])
    path = logistic_regression.newton(X, passed)
    losses = [logistic_regression.mean_loss(w, X, passed) for w in path]
    np.testing.assert_allclose(X.T @ (sigmoid(X @ path[-1]) - passed), 0, atol=1e-10)
    assert losses[0] == pytest.approx(np.log(2)) and (np.diff(losses[:5]) < 0).all()
    descended = logistic_regression.descend(X, passed, rate=0.05, steps=20_000)
    np.testing.assert_allclose(descended, path[-1], atol=1e-6)


@pytest.mark.parametrize("penalty", [0, 0.3, np.array([0, 0.02, 1])])
def test_gradient_and_hessian_are_the_slopes_of_the_loss_and_of_the_gradient(penalty):
    rng = np.random.RandomState(0)
    X, y, w = rng.randn(40, 3), rng.randint(0, 2, 40), rng.randn(3)
    gradient, hessian = logistic_regression.derivatives(w, X, y, penalty)
    steps = 1e-5 * np.eye(3)
    for function, wanted in (
        (lambda at: logistic_regression.mean_loss(at, X, y, penalty), gradient),
        (lambda at: logistic_regression.derivatives(at, X, y, penalty)[0], hessian),
    ):
        found = [(function(w + step) - function(w - step)) / 2e-5 for step in steps]
        np.testing.assert_allclose(found, wanted, atol=1e-9)


def test_a_penalty_gives_the_optimum_that_a_general_minimiser_finds():
    hours, passed = logistic_regression.exam()
    X, penalty = np.column_stack([np.ones_like(hours), hours]), np.array([0, 1 / 200])
    found = minimize(lambda w: logistic_regression.mean_loss(w, X, passed, penalty), [0, 0])
    path = logistic_regression.newton(X, passed, penalty=penalty)
    np.testing.assert_allclose(path[-1], found.x, atol=1e-4)


def test_newton_s_weight_grows_with_every_step_where_the_logits_part_the_labels():
    x, y = np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1])
    path = logistic_regression.newton(x, y, steps=12)
    assert (np.diff(path[:, 0]) > 0.5).all()


def test_newton_says_that_columns_which_repeat_each_other_have_no_one_optimum():
    with pytest.raises(np.linalg.LinAlgError):
        logistic_regression.newton(np.ones((4, 2)), np.array([0, 1, 1, 1]))


def test_three_classes_are_fitted_downhill_and_weights_sum_to_zero_over_classes():
    X, y = three_class_fit.three_clouds()
    losses = [
        cross_entropy(X @ three_class_fit.descend(X, y, steps=n).T, y).mean()
        for n in (0, 1, 10, 50)
    ]
    assert losses[0] == pytest.approx(np.log(3)) and (np.diff(losses) < 0).all()
    np.testing.assert_allclose(three_class_fit.descend(X, y, steps=50).sum(axis=0), 0, atol=1e-13)
    for k in range(3):
        assert X[y == k, 1:].mean(axis=0) == pytest.approx([(0, 2), (-2, -1), (2, -1)][k], abs=0.3)


def test_the_simulation_starts_on_the_articles_numbers():
    five = five_classes()
    np.testing.assert_array_equal(simulate(), [five.logits, five.z1, five.z2])
    assert simulate(K=7, layers=4, seed=1).shape == (5, 7)


def test_the_simulation_runs_alone_and_prints_what_its_functions_say():
    command = [sys.executable, "-W", "error", SNIPPETS / "simulation.py", "--classes", "3"]
    done = subprocess.run(
        [*command, "--layers", "1", "--seed", "9"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    expected = "".join(table(z) + "\n\n" for z in simulate(K=3, layers=1, seed=9))
    assert done.stdout == expected


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--classes", "0", "--classes is at least 1"),
        ("--layers", "-1", "--layers at least 0"),
        ("--seed", "-1", "--seed lies between 0 and 4294967295"),
        ("--seed", "4294967296", "--seed lies between 0 and 4294967295"),
        ("--seed", "x", "argument --seed: invalid int value: 'x'"),
    ],
)
def test_what_the_simulation_cannot_run_with_gets_a_message(option, value, said):
    done = subprocess.run(
        [sys.executable, SNIPPETS / "simulation.py", option, value], capture_output=True, text=True
    )
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and "Traceback" not in done.stderr


def test_the_simulations_table_shows_logit_sigmoid_and_softmax_of_every_class():
    _, *rows = table(np.array([0.5, -1.0])).splitlines()
    shown = [[float(cell) for cell in row.split()] for row in rows]
    np.testing.assert_allclose(shown, [[0, 0.5, 0.62246, 0.81757], [1, -1, 0.26894, 0.18243]])
