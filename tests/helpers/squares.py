"""What figures of signed numbers can claim: a square for each, filled or not, its area the size."""

import numpy as np
from claims import edged


def squares(cells, left, top, most, least=0):
    """Each number above `least` has a square in the middle of its cell, which `most` would fill.

    Yields what its filled part and its outlined part are, which has the numbers below -`least`.
    """
    for sign, filled in ((1, True), (-1, False)):
        yield _part(sign * np.asarray(cells), left, top, most, least, filled)


def _part(cells, left, top, most, least, filled):
    def holds(artist):
        drawn = artist.get_path().vertices.reshape(-1, 5, 2)
        low, high = drawn.min(axis=1), drawn.max(axis=1)
        np.testing.assert_array_equal(drawn[:, 0], drawn[:, 4])
        sides = high - low
        np.testing.assert_allclose(sides[:, 0], sides[:, 1])
        found = {
            (round(y - top - 0.5, 6), round(x - left - 0.5, 6)): most * side**2
            for (x, y), side in zip((low + high) / 2, sides[:, 0], strict=True)
        }
        wanted = {cell: size for cell, size in np.ndenumerate(cells) if size > least}
        assert found.keys() == wanted.keys()
        for cell, size in wanted.items():
            np.testing.assert_allclose(found[cell], size)
        assert artist.get_fill() == filled
        assert edged(artist) == "weight"

    return holds


def edge(left, top):
    """The muted edge of a picture, around its cells."""

    def holds(artist):
        assert artist.get_xy() == (left, top)
        assert artist.get_width() == artist.get_height() == 8
        assert edged(artist) == "muted"

    return holds
