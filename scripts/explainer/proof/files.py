"""Files that pages show and that nothing else reads before a reader does: pictures, notebooks."""

import json
import re
import xml.etree.ElementTree as etree

from explainer.faults import Fault, Place
from explainer.project import DOCS, relative
from explainer.proof import links

BEGINS = {
    ".png": b"\x89PNG\r\n",
    ".jpg": b"\xff\xd8",
    ".jpeg": b"\xff\xd8",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}
"""By the end of its name, how a picture's file begins."""


def pictures(page):
    """A Fault for each picture of a page whose file is none."""
    for image in page.images:
        path = page.path.parent / image.target
        if not image.figure and path.is_file() and not _is_picture(path):
            what = f"the file {image.target} is no {path.suffix[1:].upper()}"
            yield Fault(image.place, what, "export it anew, or mend its name")


def _is_picture(path):
    data, kind = path.read_bytes(), path.suffix.lower()
    if kind == ".svg":
        try:
            return etree.fromstring(data).tag.endswith("svg")
        except etree.ParseError:
            return False
    return data.startswith(BEGINS.get(kind, b""))


def notebooks():
    """A Fault for each notebook that cannot be read, or that shows an error."""
    for name in links.notebooks():
        yield from notebook(DOCS / name)


def notebook(path):
    """What is wrong with one notebook."""
    file, text = relative(path), path.read_text("utf-8", errors="replace")
    try:
        cells = json.loads(text)["cells"]
        kinds = {cell["cell_type"] for cell in cells}
        sources = ["".join(cell["source"]) for cell in cells]
    except json.JSONDecodeError as error:
        remedy = "save it again from Jupyter, or bring the last good one back"
        yield Fault(Place(file, error.lineno), f"this is not JSON: {error.msg}", remedy)
        return
    except (KeyError, TypeError, AttributeError):
        yield Fault(Place(file, 1), "this is no notebook", "save it again from Jupyter")
        return
    if not sources or not kinds <= {"code", "markdown", "raw"}:
        yield Fault(Place(file, 1), "this notebook holds no cells", "save it again from Jupyter")
    lines = text.split("\n")
    for cell in cells:
        for output in cell.get("outputs", ()):
            if output.get("output_type") == "error":
                name = str(output.get("ename"))
                line = next((n for n, at in enumerate(lines, 1) if f'"{name}"' in at), 1)
                what = f"a cell shows {name}"
                yield Fault(Place(file, line), what, "mend it, and run the notebook to its end")
        if cell["cell_type"] == "markdown":
            for found in re.findall(r"\]\(([^)\s:#]+)(?:#[^)]*)?\)", "".join(cell["source"])):
                if not (path.parent / found).exists():
                    line = next((n for n, at in enumerate(lines, 1) if found in at), 1)
                    what = f"the link {found} leads nowhere"
                    yield Fault(Place(file, line), what, "write it from the notebook's folder")
