"""Arrays that Hypothesis comes up with, and how near to the truth what is made of them is."""

import mpmath
import numpy as np
from explainer.project import ROOT
from floats import DTYPES, INF
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.extra.numpy import array_shapes, arrays

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
