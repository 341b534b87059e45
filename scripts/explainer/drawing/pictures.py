"""Draws the picture that stands for a page where its address is shared: title, promise, figure."""

import functools
import html
import io
import re
import sys
from pathlib import Path

from explainer import cache, project
from explainer.cache import digest
from explainer.drawing.drawings import drawings, environment
from explainer.palette import COLOUR, STYLESHEET

FOLDER = "pictures"
WIDTH, HEIGHT = 1200, 630
LEFT, COLUMN = 76, 470
"""Where the words begin and how wide they run, in pixels."""
SPACE = (600, 1140, 56, 574)
"""The room of the drawing: left, right, top, bottom."""
MARKS = project.FIGURES / "_marks.py"
"""Draws what is the site's own: its `mark`, and a `motif` where a page has no figure."""
MADE_BY = [
    Path(__file__),
    MARKS,
    *(Path(__file__).with_name(n) for n in ("draw.py", "figures.mplstyle")),
]
META = r'<meta property="og:{}" content="([^"]*)">'


def name_of(path):
    """The picture's name for a page of the built site, `glossary/index.html` for one."""
    stem = re.sub(r"(^|/)index\.html$|\.html$", "", Path(path).as_posix())
    return stem.replace("/", "-") or "index"


def told(page):
    """What a built page tells of itself, or None: its texts, as `og:` tags, and first figure."""
    keys = ("title", "description", "site_name")
    found = {key: re.search(META.format(key), page) for key in keys}
    if not all(found.values()):
        return None
    figure = re.search(r'<figure\b[^>]* data-figure="([\w-]+)"', page)
    texts = {key: html.unescape(match[1]) for key, match in found.items()}
    return texts | {"figure": figure and figure[1]}


def key(page):
    """Changes with whatever the picture of a page is made from."""
    made_of = [page, environment(), [digest(path) for path in [*MADE_BY, STYLESHEET]]]
    if page["figure"]:
        made_of.append(drawings([page["figure"]])[page["figure"]].svg)
    else:
        made_of += [digest(path) for path in sorted(project.SNIPPETS.glob("*.py"))]
    return cache.key(made_of)


def promise(description):
    """The description's first sentence: what fits beside a figure."""
    return re.split(r"(?<=[.!?;])\s", description.strip())[0].rstrip(";")


@functools.cache
def font(family, weight, size):
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    # Not Matplotlib's own instance, whose size changes with every text it draws.
    face = FT2Font(findfont(FontProperties(family=family, weight=weight)))
    face.set_size(size, 72)
    return face


def width_of(text, look):
    """How wide a line is, in pixels; `look` is its family, weight and size."""
    face = font(*look)
    face.set_text(text, 0)
    return face.get_width_height()[0] / 64


def wrapped(text, look, width):
    """The text in as few lines as fit the width, and those as even as can be."""
    words = text.split()

    def lines(limit):
        found = [words[0]]
        for word in words[1:]:
            longer = f"{found[-1]} {word}"
            if width_of(longer, look) <= limit:
                found[-1] = longer
            else:
                found.append(word)
        return found

    fewest = lines(width)
    for limit in range(width // 2, width, 4):
        even = lines(limit)
        if len(even) == len(fewest) and all(width_of(line, look) <= width for line in even):
            return even
    return fewest


def write(fig, lines, top, look, colour, leading, left=LEFT):
    """Set lines from `top` downwards, in pixels; returns where the last one ends."""
    family, weight, size = look
    for n, line in enumerate(lines):
        baseline = top + size * 0.78 + n * size * leading
        text = fig.text(left / WIDTH, 1 - baseline / HEIGHT, line, va="baseline", color=colour)
        text.set(family=family, weight=weight, size=size)
    return top + size + (len(lines) - 1) * size * leading


def bare_axes(fig, left, top, wide, high):
    """Axes without any frame, in pixels from the top left."""
    ax = fig.add_axes((left / WIDTH, 1 - (top + high) / HEIGHT, wide / WIDTH, high / HEIGHT))
    ax.axis("off")
    return ax


def figure(name):
    """A page's figure as an image, as large as its room allows."""
    from PIL import Image

    from explainer.drawing import draw

    fig = draw.drawn(name)
    draw.unclip(fig)
    left, right, top, bottom = SPACE
    wide, high = fig.get_size_inches() * 72
    file = io.BytesIO()
    fig.savefig(file, format="png", dpi=72 * min((right - left) / wide, (bottom - top) / high))
    return Image.open(file)


def drawn(page):
    """The picture of a page, from what `told` found, as the bytes of a PNG."""
    import matplotlib
    from matplotlib.figure import Figure
    from PIL import Image

    from explainer.drawing import draw

    shown = figure(page["figure"]) if page["figure"] else None
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        fig = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor=COLOUR["paper"])
        marks = draw.executed(MARKS) if MARKS.is_file() else None
        if marks:
            marks.mark(bare_axes(fig, LEFT, 76, 64, 64), 64)
        words(fig, page)
        if marks and not shown:
            left, right = SPACE[:2]
            marks.motif(bare_axes(fig, left, HEIGHT * 0.2, right - left, HEIGHT * 0.6))
        file = io.BytesIO()
        fig.savefig(file, format="png", dpi=72)
    picture = Image.open(file).convert("RGB")
    if shown:
        left, right, top, bottom = SPACE
        at = (left + right - shown.width) // 2, (top + bottom - shown.height) // 2
        picture.paste(shown, at, shown)
    file = io.BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(file, "png", optimize=True)
    return file.getvalue()


def fitted(text, family, sizes, lines):
    """The lines of a text and its look, in the largest size that takes no more than `lines`."""
    for size in sizes:
        look = (family, "normal", size)
        found = wrapped(text, look, COLUMN)
        if len(found) <= lines and all(width_of(line, look) <= COLUMN for line in found):
            break
    return found, look


def words(fig, page):
    """The site's name at the head beside its mark, title and promise in the middle.

    Returns where the words end, in pixels from the top.
    """
    title, title_look = fitted(page["title"], "STIXGeneral", (72, 64, 56, 48, 40), 3)
    text, text_look = fitted(promise(page["description"]), "DejaVu Sans", (25, 22, 19, 17), 6)
    if page["site_name"] != page["title"]:
        look = ("DejaVu Sans", "normal", 22)
        write(fig, [page["site_name"]], 98, look, COLOUR["muted"], 1, LEFT + 64 + 20)
    high = title_look[2] * 1.08 * len(title) + 34 + text_look[2] * 1.5 * len(text)
    end = write(fig, title, max(180, 345 - high / 2), title_look, COLOUR["ink"], 1.08)
    return write(fig, text, end + 34, text_look, COLOUR["muted"], 1.5)


def kept(page):
    """The picture from the cache, drawn if it is not there."""
    return cache.kept("pictures", key(page), lambda: drawn(page))


def make(folder):
    """Put `pictures/NAME.png` into a built site for each page that tells its title.

    Returns the files. Raises the Fault of a figure that cannot be drawn.
    """
    folder, made = Path(folder), []
    for path in sorted(folder.rglob("*.html")):
        if page := told(path.read_text("utf-8")):
            file = folder / FOLDER / f"{name_of(path.relative_to(folder))}.png"
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(kept(page))
            made.append(file)
    return made


if __name__ == "__main__":
    make(sys.argv[1])
