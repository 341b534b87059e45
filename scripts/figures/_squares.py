"""Signed numbers as squares, after Hinton: filled above 0, outlined below, their area the size."""

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


def squares(ax, cells, left, top, name, most, least=0):
    """Parts NAME-for and NAME-against in a frame; a number of size `most` fills its cell."""
    frame(ax, left, top, name)
    for part, sign in (("for", 1), ("against", -1)):
        at = np.argwhere(sign * cells > least)
        side = np.sqrt(np.abs(cells[tuple(at.T)]) / most)[:, None, None]
        points = (left, top) + at[:, None, ::-1] + 0.5 + CORNERS * side
        path = Path(points.reshape(-1, 2), CODES * len(at))
        style = {"ec": COLOUR["weight"], "lw": 1, "fc": COLOUR["weight"], "fill": sign > 0}
        ax.add_patch(PathPatch(path, **style)).set_gid(f"{name}-{part}")
