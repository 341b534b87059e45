"""What a drawing says through artists that its script gives no name."""

from matplotlib.colors import to_hex
from matplotlib.text import Annotation


def kind(colour):
    """What a colour means; what means nothing is told where the drawing is made."""
    from explainer.palette import COLOUR  # read late: the stylesheet may have changed

    value = to_hex(colour)
    return next((concept for concept, colour in COLOUR.items() if colour == value), value)


def _points(pairs):
    return " ".join(f"{x:.2g},{y:.2g}" for x, y in pairs)


def said(ax):
    """What an axes tells a reader through artists that its script gives no name."""
    found = {}
    for axis, way in ((ax.xaxis, "across"), (ax.yaxis, "up")) if ax.axison else ():
        ticks = [tick.get_text() for tick in axis.get_ticklabels()]
        found[way] = [*ticks, axis.label.get_text()]
    for text in [ax.title, *ax.texts]:
        if isinstance(text, Annotation) and text.arrow_patch:
            found["arrows"] = [kind(text.arrow_patch.get_edgecolor())]
        elif not text.get_gid():
            found.setdefault(kind(text.get_color()), []).append(text.get_text())
    found["lines"] = [
        f"{_points(line.get_xydata())} {kind(line.get_color())}"
        for line in ax.lines
        if not line.get_gid()
    ]
    found["outline"] = [
        f"{_points(patch.get_path().vertices)} {kind(patch.get_edgecolor())}"
        for patch in ax.patches
        if not patch.get_gid()
    ]
    joined = {
        key: ("; " if key == "lines" else ", ").join(filter(None, words))
        for key, words in found.items()
    }
    return {key: words for key, words in joined.items() if words}
