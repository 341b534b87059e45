"""Runs a figure's script: one `draw(fig)`, one SVG; whatever is wrong with it has its line."""

import ast
import contextlib
import importlib.util
import inspect
import io
import json
import re
import warnings
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import Collection
from matplotlib.colors import is_color_like, to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from explainer import project, workers
from explainer.drawing import form, words
from explainer.drawing.svg import Drawing, Unfit
from explainer.faults import Fault, Place
from explainer.workers import raised_at

STYLE = Path(__file__).with_name("figures.mplstyle")
WIDTH = 520
HEIGHT = 300
"""The canvas in CSS pixels; a script states another height as its own `HEIGHT`."""


def script(name, folder=None):
    """Where the script of a figure is."""
    return Path(folder or project.FIGURES) / f"{name}.py"


def executed(path):
    """A script as a fresh module; faults name its line."""
    spec = importlib.util.spec_from_file_location(f"figure_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    with at_its_line(path):
        # Compiled here, as a cached bytecode file may be older than its script by less than
        # the second that such files count in.
        exec(compile(path.read_bytes(), path, "exec"), module.__dict__)
    return module


def load(path):
    """A figure's script as a fresh module that draws."""
    module = executed(path)
    top = Place(project.relative(path), 1)
    if not (module.__doc__ or "").strip():
        raise Fault(top, "this figure has no docstring", "say first what the reader will see")
    if not callable(getattr(module, "draw", None)):
        raise Fault(top, "this figure has no draw(fig)", "define it; it draws on the fig it gets")
    height = getattr(module, "HEIGHT", HEIGHT)
    if not isinstance(height, int | float) or not 0 < height < 10 * HEIGHT:
        place = line_of(path, lambda name: name == "HEIGHT")
        raise Fault(place, f"HEIGHT is {height!r}", f"give CSS pixels, such as {HEIGHT}")
    return module


@contextlib.contextmanager
def at_its_line(path):
    """Whatever the script raises becomes a Fault at its line there or in a snippet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except Fault:
        raise
    except (Exception, SystemExit) as error:  # a script may raise anything
        file, line = raised_at(error, path.parent, project.SNIPPETS) or (path, 1)
        place = Place(project.relative(file), line)
        if isinstance(error, SyntaxError):
            raise Fault(place, f"SyntaxError: {error.msg}", "mend it") from error
        if isinstance(error, SystemExit):
            raise Fault(place, "this ends the drawing process", "take it out") from error
        if isinstance(error, workers.Late):
            raise Fault(place, f"the figure is not drawn: {error}", workers.REMEDY) from error
        what = " ".join(f"{type(error).__name__}: {error}".split())
        remedy = "mend the figure's script"
        if Path(file) != path:
            call = raised_at(error, path) or (path, 1)
            remedy = f"mend it, or its call in {Place(project.relative(path), call[1])}"
        raise Fault(place, what, remedy) from error


def style():
    """The settings of every figure: the style sheet, and the palette for what is plain."""
    from explainer.palette import COLOUR  # read as late as can be: the stylesheet may have changed

    settings = dict(matplotlib.rc_params_from_file(STYLE, use_default_template=False))
    for key in ("axes.edgecolor", "xtick.color", "ytick.color", "axes.labelcolor"):
        settings[key] = COLOUR["muted"]
    settings |= {"text.color": COLOUR["ink"], "lines.color": COLOUR["ink"]}
    settings |= {"patch.facecolor": COLOUR["ink"], "patch.edgecolor": COLOUR["ink"]}
    settings["axes.prop_cycle"] = matplotlib.cycler(color=[COLOUR["ink"]])
    return settings


def warm():
    """Draw something: what drawing loads, every process that is forked from this one has then."""
    with matplotlib.rc_context(fname=STYLE):
        fig = Figure()
        fig.subplots().plot(np.random.RandomState(0).rand(2))
        FigureCanvasSVG(fig).print_svg(io.StringIO())


@contextlib.contextmanager
def _drawn(path):
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(style())
        module = load(path)
        fig = Figure(figsize=(WIDTH / 72, getattr(module, "HEIGHT", HEIGHT) / 72))
        with at_its_line(path):
            module.draw(fig)
            if not any(ax.get_subplotspec() for ax in fig.axes):
                fig.set_layout_engine("none")  # every axes has its own place: nothing to lay out
            fig.draw_without_rendering()
        fig.set_layout_engine("none")  # it would shift things a little at every further drawing
        yield module, fig


def drawn(name):
    """The Matplotlib figure as its script leaves it, laid out, drawn in this very process.

    For checks that sample curves and read labels. Raises a Fault as the page would.
    """
    with _drawn(script(name)) as (_, fig):
        return fig


def transform(ax, height):
    """How an axes maps data to the SVG's units, as data attributes; not so for a round one."""
    if ax.name != "rectilinear":
        return {"data-axes": ax.name}
    box = ax.get_window_extent()
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    values = {"x0": x0, "x1": x1, "left": box.x0, "right": box.x1}
    values |= {"y0": y0, "y1": y1, "bottom": height - box.y0, "top": height - box.y1}
    found = {f"data-{key}": f"{float(value):.6g}" for key, value in values.items()}
    for key, scale in (("x", ax.get_xscale()), ("y", ax.get_yscale())):
        if scale != "linear":
            found[f"data-{key}scale"] = scale
    return found


def name_parts(fig, path):
    """Each named part's extra attributes, by gid; unnamed axes get names, for their transforms."""
    for n, ax in enumerate(fig.axes):
        ax.set_gid(ax.get_gid() or f"axes-{n}")
    artists = fig.findobj()
    # An annotation draws its arrow, but does not call it a child.
    artists += [a.arrow_patch for a in artists if getattr(a, "arrow_patch", None)]
    parts = [artist.get_gid() for artist in artists if artist.get_gid()]
    for gid in parts:
        if parts.count(gid) > 1:
            place = line_of(path, gid.__eq__, nth=1)
            raise Fault(place, f"two parts are named {gid!r}", "give each its own gid")
        if not re.fullmatch(r"[\w-]+", gid):
            place = line_of(path, gid.__eq__)
            raise Fault(place, f"the gid {gid!r} is no name", "write letters, digits and hyphens")
    height = fig.bbox.height
    return {key: {} for key in parts} | {ax.get_gid(): transform(ax, height) for ax in fig.axes}


def nowhere(artist):
    """Whether an artist is drawn at no place, because what it was given is no finite number."""
    if isinstance(artist, Line2D):
        at = artist.get_xydata()
    elif isinstance(artist, Collection):
        at = np.ma.filled(artist.get_offsets(), np.nan) if len(artist.get_offsets()) else ()
    elif isinstance(artist, Text):
        return not all(map(_is_finite, artist.get_position()))
    elif isinstance(artist, Rectangle):
        return not np.isfinite(artist.get_bbox().get_points()).all()
    else:
        return False
    return len(at) > 0 and not np.isfinite(np.asarray(at, float)).all(axis=1).any()


def _is_finite(value):
    return not isinstance(value, float | int) or np.isfinite(value)


def check_places(fig, path):
    """Every part that the script draws is somewhere."""
    for ax in fig.axes:
        for artist in ax.get_children():
            if nowhere(artist):
                gid = artist.get_gid()
                name = f"the part {gid!r}" if gid else f"a {type(artist).__name__}"
                place = line_of(path, lambda text, gid=gid: text == gid)
                remedy = "give it finite numbers"
                raise Fault(place, f"{name} is drawn nowhere: its place is no number", remedy)


def unclip(fig):
    """Leave clipping to what really leaves its axes: a live figure moves the rest freely."""
    for ax in fig.axes:
        box = ax.get_window_extent().padded(1)
        for artist in ax.findobj(lambda artist: artist.get_clip_on() and artist.axes is not None):
            if isinstance(artist, Line2D):  # a marker on the edge of its axes is shown whole
                extent = artist.get_path().get_extents(artist.get_transform())
            else:
                extent = artist.get_window_extent()
            inside = box.x0 <= extent.x0 and extent.x1 <= box.x1
            if inside and box.y0 <= extent.y0 and extent.y1 <= box.y1:
                artist.set_clip_on(False)


def line_of(path, says, nth=0):
    """Where a script has a string or name of which `says` is true; else the line of draw(fig)."""
    tree = ast.parse(path.read_bytes())
    texts = [(getattr(node, "value", getattr(node, "id", None)), node) for node in ast.walk(tree)]
    found = sorted(node.lineno for text, node in texts if isinstance(text, str) and says(text))
    draws = [node.lineno for node in tree.body if getattr(node, "name", "") == "draw"]
    return Place(project.relative(path), [*found[nth:], *found[-1:], *draws, 1][0])


def data(module, path):
    """What the script hands to the one that moves the drawing: its `DATA`, as data attributes."""
    try:
        found = dict(getattr(module, "DATA", {})).items()
        return {f"data-{key}": json.dumps(value, separators=(",", ":")) for key, value in found}
    except (TypeError, ValueError) as error:
        remedy = 'give numbers and lists of them by name, such as {"weights": W.tolist()}'
        raise Fault(line_of(path, "DATA".__eq__), f"DATA is no data: {error}", remedy) from error


def is_colour(text, value):
    """Whether a text names a colour that the drawing has, such as #ff0000."""
    return is_color_like(text) and to_hex(text) == value.lower()


def svg(path):
    """The figure's docstring, its <svg> element as text, its words, the Faults of its form."""
    from explainer.palette import COLOUR

    with _drawn(path) as (module, fig):
        parts = name_parts(fig, path)
        check_places(fig, path)
        said = [words.said(ax) for ax in fig.axes]
        found = list(form.faults(fig, path, line_of))
        unclip(fig)
        file = io.StringIO()
        # Laid out already: `savefig` would do that once more.
        FigureCanvasSVG(fig).print_svg(file, metadata={"Date": None, "Creator": None})
    palette = {colour: concept for concept, colour in COLOUR.items()}
    try:
        text = Drawing(path.stem, file.getvalue(), palette, parts).finish(data(module, path))
    except Unfit as fault:
        value = fault.what.partition(" is not a colour")[0]
        place = line_of(path, lambda text: is_colour(text, value))
        raise Fault(place, fault.what, fault.remedy) from fault
    return inspect.cleandoc(module.__doc__), text, said, found
