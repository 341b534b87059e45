"""The functions of the moving figures are the snippets' functions, to the last digits."""

import base64
import json

import numpy as np
import pytest
from calibration import overconfident, reliability
from cross_entropy import cross_entropy
from dsigmoid import dsigmoid
from explainer import node
from explainer.project import ROOT
from four_cases import weights
from gaussians import bayes, bell, line
from logistic_regression import derivatives, exam, mean_loss, newton
from logit import logit
from odds import odds
from sigmoid import sigmoid
from simulation import simulate
from softmax import softmax
from softmax_twice import lead_loss
from squared_error import squared_slope
from temperature import temperature
from three_class_fit import descend, three_clouds
from threshold import threshold
from vanishing import chain_slope

RUNNER = ROOT / "scripts" / "explainer" / "proof" / "livecheck.mjs"
COUNT = 10_000
EXTREMES = np.array(
    [
        *(0.0, -0.0, 5e-324, -5e-324, 2.3e-308, 1e-16, 1.0, -1.0, 36.7, 37.0, -37.0, 709.7),
        *(709.8, -709.8, 745.2, -745.2, 1e300, -1e300, 8.9e307, np.inf, -np.inf, np.nan),
    ]
)


def in_javascript(name, *arguments):
    """What docs/live/maths.js makes of arrays of one length, whose rows are single arguments."""
    calls = [
        {
            "values": base64.b64encode(np.asarray(values, float).tobytes()).decode(),
            "columns": values.shape[1] if np.ndim(values) == 2 else 0,
        }
        for values in arguments
    ]
    asked = json.dumps({"name": name, "calls": calls})
    done = node.run(RUNNER, input=asked, timeout=30)
    return np.frombuffer(base64.b64decode(done.stdout))


def ulps(found, wanted, scale=None):
    """The largest distance, in units of the last place of `scale` (at least of what is wanted)."""
    found, wanted = np.ravel(found), np.ravel(wanted)
    assert found.shape == wanted.shape
    assert np.array_equal(np.isnan(found), np.isnan(wanted))
    finite = np.isfinite(wanted)
    same = np.isnan(found) | (found == wanted)
    assert same[~finite].all() and np.isfinite(found[finite]).all()
    largest = np.maximum(np.abs(found), np.abs(wanted))
    if scale is not None:
        largest = np.maximum(largest, np.ravel(scale))
    return np.max(np.abs(found[finite] - wanted[finite]) / np.spacing(largest[finite]))


def logits(rng, *shape):
    """Logits of every size, from subnormal to beyond exp's reach."""
    sizes = 10.0 ** rng.uniform(-3, 3, shape)
    sizes[: len(sizes) // 10] = 10.0 ** rng.uniform(-310, -3, shape)[: len(sizes) // 10]
    return sizes * rng.choice([-1, 1], shape)


@pytest.fixture
def rng():
    return np.random.RandomState(42)


@pytest.mark.parametrize("function", [sigmoid, dsigmoid], ids=lambda f: f.__name__)
def test_a_function_of_a_logit_is_the_snippet_s(function, rng):
    z = np.concatenate([EXTREMES, logits(rng, COUNT)])
    assert ulps(in_javascript(function.__name__, z), function(z)) <= 3


@pytest.mark.parametrize("function", [odds, logit], ids=lambda f: f.__name__)
def test_a_function_of_a_probability_is_the_snippet_s(function, rng):
    gaps = 10.0 ** rng.uniform(-16, 0, COUNT)
    sides = [10.0 ** rng.uniform(-320, 0, COUNT), 1 - gaps, 0.5 - gaps / 2, 0.5 + gaps / 2]
    p = np.concatenate([EXTREMES, rng.uniform(size=COUNT), *sides])
    assert ulps(in_javascript(function.__name__, p), function(p)) <= 2


# Each of two exponentials may be one unit off; from eight terms on NumPy adds in another order.
@pytest.mark.parametrize(("classes", "bound"), [(1, 0), (2, 4), (5, 4), (10, 6)])
def test_softmax_is_the_snippet_s(classes, bound, rng):
    z = np.concatenate([rng.choice(EXTREMES, (200, classes)), logits(rng, COUNT, classes)])
    z = np.concatenate([z, rng.randn(COUNT, classes)])
    assert ulps(in_javascript("softmax", z), softmax(z)) <= bound


def test_softmax_at_a_temperature_is_the_snippet_s(rng):
    z, T = rng.randn(COUNT, 5), 10.0 ** rng.uniform(-2, 2, COUNT)
    wanted = [temperature(row, t) for row, t in zip(z, T, strict=True)]
    assert ulps(in_javascript("temperature", z, T), wanted) <= 4


def test_cross_entropy_is_the_snippet_s(rng):
    z, y = rng.randn(COUNT, 5) * 10.0 ** rng.uniform(-2, 2, (COUNT, 1)), rng.randint(0, 5, COUNT)
    found = in_javascript("crossEntropy", z, y)
    assert ulps(found, cross_entropy(z, y), 1 + np.ptp(z, axis=-1)) <= 4


@pytest.mark.parametrize("twice", [0, 1])
def test_the_loss_of_a_lead_is_the_snippet_s(twice, rng):
    lead, K = rng.uniform(-8, 12, COUNT), rng.randint(2, 8, COUNT)
    wanted = [lead_loss(at, k, twice) for at, k in zip(lead, K, strict=True)]
    found = in_javascript("leadLoss", lead, K, np.full(COUNT, twice))
    assert ulps(found, wanted, 1 + np.abs(lead)) <= 4


def test_the_three_clouds_and_their_fit_are_the_snippet_s():
    X, y = three_clouds(7, 3)
    wanted = np.column_stack([X[:, 1:], y])
    assert ulps(in_javascript("threeClouds", *np.array([[7], [3]])), wanted, 5) <= 2
    for steps in (1, 2000):
        found = in_javascript("descendClasses", np.array([steps]))
        wanted = descend(*three_clouds(), steps=steps).ravel()
        np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-12)


def test_the_cases_of_the_reliability_diagram_are_the_snippet_s():
    z, y = (half[20:] for half in overconfident(n=40, seed=3))
    below, right = z.max(axis=-1, keepdims=True) - z, z.argmax(axis=-1) == y
    found = in_javascript("tested", *np.array([[40], [3]])).reshape(20, 6)
    np.testing.assert_allclose(found, np.column_stack([below, right]), rtol=1e-12, atol=1e-14)
    assert 0 < right.sum() < 20


def test_its_groups_are_the_snippet_s_at_every_temperature():
    z, y = (half[5000:] for half in overconfident())
    found = in_javascript("reliability", T := np.array([0.5, 1, 2.47, 4])).reshape(4, 3, 10)
    for one, t in zip(found, T, strict=True):
        wanted = reliability(softmax(z / t), y)
        np.testing.assert_allclose(one, wanted, rtol=1e-12)


def test_the_threshold_is_the_snippet_s(rng):
    fp, fn = 10.0 ** rng.uniform(-300, 300, (2, COUNT))
    assert ulps(in_javascript("threshold", fp, fn), threshold(fp, fn)) == 0


def test_the_slope_of_a_chain_is_the_snippet_s(rng):
    h, weight, bias = rng.randn(3, COUNT) * [[3], [4], [2]]
    depth = rng.randint(0, 11, COUNT)
    wanted = [chain_slope(*chain) for chain in zip(h, depth, weight, bias, strict=True)]
    # Two units a layer at most, and what a layer's input was off by.
    assert ulps(in_javascript("chainSlope", h, depth, weight, bias), wanted) <= 32


def test_the_slope_of_squared_error_is_the_snippet_s(rng):
    z, y = np.concatenate([EXTREMES, logits(rng, COUNT)]), rng.randint(0, 2, COUNT + len(EXTREMES))
    assert ulps(in_javascript("squaredSlope", z, y), squared_slope(z, y)) <= 6


def test_the_weight_of_four_cases_is_the_snippet_s():
    penalties = np.array([0, 1e-5, 0.01, 1])
    wanted = [weights(penalty, 300) for penalty in penalties]
    # Rounding may add up along a path; far below what a figure shows.
    assert ulps(in_javascript("fourCases", penalties, np.full(4, 300)), wanted) <= 300


def test_bells_and_what_bayes_makes_of_them_are_the_snippet_s(rng):
    x, no, yes = rng.uniform(-5, 5, COUNT), *rng.uniform(-3, 3, (2, COUNT))
    rate, spread = rng.uniform(0.05, 0.95, COUNT), rng.uniform(0.5, 2, COUNT)
    assert ulps(in_javascript("bell", x, no, spread), bell(x, no, spread)) <= 4
    assert ulps(in_javascript("bayes", x, no, yes, rate), bayes(x, (no, yes), (1, 1), rate)) <= 12
    found = in_javascript("gaussianLine", no, yes, rate)
    wanted = np.stack(line((no, yes), 1, rate), axis=1)
    assert ulps(found, wanted, np.full_like(wanted, 8)) <= 4


def test_the_exam_is_the_snippet_s():
    for n, seed in ((200, 42), (1, 0), (50, 7)):
        assert (
            ulps(in_javascript("exam", *np.array([[n], [seed]])), np.concatenate(exam(n, seed)))
            == 0
        )


def test_the_loss_of_a_fit_its_slopes_and_the_steps_are_the_snippet_s(rng):
    n, cases = 200, 30
    at = rng.randn(n, 2) * [3, 1]
    x, y = rng.uniform(-5, 5, (n, cases)), rng.randint(0, 2, (n, cases))
    wanted, steps, descents = [], [], []
    for w, hours, passed in zip(at, x, y, strict=True):
        X = np.column_stack([np.ones(cases), hours])
        gradient, hessian = derivatives(w, X, passed)
        wanted.append([mean_loss(w, X, passed), *gradient, *hessian[np.triu_indices(2)]])
        steps.append(w - np.linalg.solve(hessian, gradient))
        descents.append(w - 0.05 * gradient)
    # Sums of thirty terms in another order, and then a system of two equations.
    assert ulps(in_javascript("lossAndSlopes", at, x, y), wanted, 25) <= 8
    found = in_javascript("newtonStep", at, x, y)
    np.testing.assert_allclose(found, np.ravel(steps), rtol=1e-9, atol=1e-9)
    found = in_javascript("descentStep", at, x, y, np.full(n, 0.05))
    assert ulps(found, descents, 10) <= 8


def test_newton_s_path_in_the_figures_is_the_snippet_s():
    hours, passed = exam()
    X = np.column_stack([np.ones_like(hours), hours])
    assert ulps(in_javascript("newton", np.array([5])), newton(X, passed, 5), 10) <= 200


def test_the_linear_layer_is_numpy_s(rng):
    W, h, b = rng.randn(COUNT, 25), rng.randn(COUNT, 5), rng.randn(COUNT, 5)
    wanted = np.einsum("nkj,nj->nk", W.reshape(-1, 5, 5), h) + b
    size = np.einsum("nkj,nj->nk", np.abs(W).reshape(-1, 5, 5), np.abs(h)) + np.abs(b)
    assert ulps(in_javascript("affine", W, h, b), wanted, size) <= 2


def test_the_simulation_is_the_snippet_s():
    for K, layers, seed in ((5, 2, 42), (2, 20, 0), (10, 20, 99)):
        rows = simulate(K, layers, seed)
        found = in_javascript("simulate", *np.array([[K], [layers], [seed]]))
        assert ulps(found, rows, 10 * K) <= 2


def test_the_simulation_as_it_stands_is_the_article_s():
    assert ulps(in_javascript("article", np.zeros(1)), simulate(), 50) <= 2


def test_a_pair_on_the_circle_s_rim_or_at_its_centre_is_drawn_anew():
    uniforms = np.array([0.5, 0.5, 1, 0.5, 0.75, 0.625])
    scale = np.sqrt(-2 * np.log(0.3125) / 0.3125)
    assert ulps(in_javascript("normal", *uniforms[:, None]), scale * np.array([0.25, 0.5])) <= 2


def test_a_chain_s_weight_is_one_and_its_bias_zero_unless_told(rng):
    h, depth = rng.randn(100), rng.randint(1, 11, 100)
    wanted = [chain_slope(*chain) for chain in zip(h, depth, strict=True)]
    assert ulps(in_javascript("chainSlope", h, depth), wanted) <= 32


def test_the_random_streams_are_numpy_s_number_for_number():
    seeds = np.array([0, 1, 42, 1234, 2**32 - 1])
    for name in ("randn", "random"):
        wanted = [getattr(np.random.RandomState(seed), name)(2500) for seed in seeds]
        found = in_javascript(name, seeds, np.full(5, 2500))
        assert ulps(found, wanted) <= (2 if name == "randn" else 0)
