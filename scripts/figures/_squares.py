"""Numbers of 8 by 8 cells as squares, after Hinton: their area is the size."""

import numpy as np
from explainer.palette import COLOUR
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

CORNERS = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) / 2
CODES = [Path.MOVETO, *3 * [Path.LINETO], Path.CLOSEPOLY]


def frame(ax, left, top, name):
    """The part NAME-edge, around a picture of 8 by 8 cells."""
    edge = {"fill": False, "ec": COLOUR["muted"], "lw": 1, "alpha": 0.5}
    ax.add_patch(Rectangle((left, top), 8, 8, **edge, gid=f"{name}-edge"))


def filling(shares, left, top, size=1):
    """One path: in every cell of a picture a square that fills its share of it."""
    shares = np.clip(np.reshape(shares, (8, 8)), 0, 1)
    at = np.argwhere(shares)
    side = np.sqrt(shares[tuple(at.T)])[:, None, None]
    points = (left, top) + size * (at[:, None, ::-1] + 0.5 + CORNERS * side)
    return Path(points.reshape(-1, 2), CODES * len(at))


def squares(ax, cells, left, top, name, most, least=0):
    """Parts NAME-raises and NAME-lowers in a frame; a number of size `most` fills its cell."""
    frame(ax, left, top, name)
    for part, sign in (("raises", 1), ("lowers", -1)):
        shares = np.where(sign * cells > least, sign * cells / most, 0)
        style = {"ec": COLOUR["weight"], "lw": 1, "fc": COLOUR["weight"], "fill": sign > 0}
        path = filling(shares, left, top)
        ax.add_patch(PathPatch(path, **style)).set_gid(f"{name}-{part}")
