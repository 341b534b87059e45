"""What the tests of the snippets share: floats of every kind, and errors counted in ulp."""

import mpmath
import numpy as np

INF, NAN = np.inf, np.nan
DTYPES = (np.float16, np.float32, np.float64)
INTEGERS = (bool, np.int8, np.uint8, np.int16, np.uint16, np.int64, np.uint64)

mpmath.mp.prec = 300


def every_kind(count=4001):
    """Finite float64 of every size and sign, evenly spaced by their bits, so subnormals too."""
    largest = np.float64(np.finfo(np.float64).max).view(np.uint64)
    bits = np.linspace(0, 1, count) * float(largest)
    positive = np.minimum(bits, float(largest) - 2048).astype(np.uint64).view(np.float64)
    extremes = [0.0, 5e-324, 2.2250738585072014e-308, 1.0, 1.7976931348623157e308]
    return np.concatenate([-positive, positive, np.negative(extremes), extremes])


def where_it_matters(count=3001):
    """Logits over the range in which exp(z) is neither 0 nor infinite, and tiny ones."""
    tiny = np.logspace(-20, 0, 60)
    return np.concatenate([np.linspace(-746, 746, count), np.linspace(-40, 40, 801), tiny, -tiny])


def probabilities(count=1500):
    """Numbers in (0, 1): near 0 down to the subnormals, near one half, and near 1."""
    near = np.logspace(-16, -1, 200)
    return np.concatenate([
        np.logspace(-323, -1, count), np.linspace(0.01, 0.99, count),
        0.5 - near / 4, 0.5 + near / 4, 1 - near,
    ])  # fmt: skip


def largest_error(got, exact, x):
    """Largest |got - exact(x)| in ulp of the exact value."""
    worst = 0.0
    for value, argument in zip(np.ravel(got), np.ravel(x), strict=True):
        true = exact(mpmath.mpf(float(argument)))
        unit = mpmath.mpf(float(np.spacing(abs(float(true)))))
        worst = max(worst, float(mpmath.fabs(mpmath.mpf(float(value)) - true) / unit))
    return worst
