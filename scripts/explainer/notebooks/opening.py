"""The first cells of a notebook: what its figures are drawn with, and the data that it reads."""

import base64
import re

from explainer.palette import COLOUR
from explainer.project import SCRIPTS, SNIPPETS

STYLE = SCRIPTS / "explainer" / "drawing" / "figures.mplstyle"
WIDTH = 520
"""Of every figure, in CSS pixels, as `drawing` draws them."""
FIGURE = '''\
# @title What the figures are drawn with
import io

import matplotlib
from matplotlib.figure import Figure

COLOUR = {colours}
STYLE = {style}


class Picture:
    """A drawing as Jupyter shows it, and in words where nothing can be shown."""

    def __init__(self, png, words):
        self.png, self.words = png, words

    def __repr__(self):
        return self.words

    def _repr_png_(self):
        return self.png, {{"width": {width}, "alt": self.words}}


def figure(draw, height, words):
    """The picture that draw(fig) makes."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        fig = Figure(figsize=({width} / 72, height / 72))
        draw(fig)
        if not any(ax.get_subplotspec() for ax in fig.axes):
            fig.set_layout_engine("none")
        fig.draw_without_rendering()
        for ax in fig.axes:
            # A marker on the edge of its axes is shown whole.
            box = ax.get_window_extent().padded(1)
            for line in ax.lines:
                extent = line.get_path().get_extents(line.get_transform())
                inside = box.x0 <= extent.x0 and extent.x1 <= box.x1
                if inside and box.y0 <= extent.y0 and extent.y1 <= box.y1:
                    line.set_clip_on(False)
        file = io.BytesIO()
        fig.savefig(file, format="png", dpi=144)
    return Picture(file.getvalue(), words)'''
DATA = """\
# @title Data that the next cells read
import base64

with open({name!r}, "wb") as file:
    file.write(base64.b64decode("{data}"))"""
"""On one line: not every program that shows notebooks folds a cell."""


def style():
    """The settings of every figure, by name, as they are written; and the palette's for what is
    plain, on paper of its own."""
    lines = re.findall(r"^([a-z][\w.]*): *(.+?) *$", STYLE.read_text("utf-8"), re.M)
    found = {key: value for key, value in lines if not key.startswith("svg.")}
    found |= {"figure.facecolor": COLOUR["paper"]}
    found["axes.prop_cycle"] = f"cycler('color', ['{COLOUR['ink']}'])"
    inked = ("text.color", "lines.color", "patch.facecolor", "patch.edgecolor")
    found |= dict.fromkeys(inked, COLOUR["ink"])
    muted = ("axes.edgecolor", "xtick.color", "ytick.color", "axes.labelcolor")
    return found | dict.fromkeys(muted, COLOUR["muted"])


def written(mapping):
    """A mapping as Python source, an entry a line."""
    return "{\n" + "".join(f"    {key!r}: {value!r},\n" for key, value in mapping.items()) + "}"


def figures():
    """The cell that every figure's cell stands on."""
    return FIGURE.format(colours=written(COLOUR), style=written(style()), width=WIDTH)


def data(name):
    """The cell that puts a file of snippets/ into the notebook's folder."""
    text = base64.b64encode((SNIPPETS / name).read_bytes()).decode()
    return DATA.format(name=name, data=text)
