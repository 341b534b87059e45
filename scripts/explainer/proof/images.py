"""Pictures that pages show, and that nothing else reads before a reader does."""

import re
import xml.etree.ElementTree as etree

from explainer.faults import Fault

BEGINS = {
    ".png": b"\x89PNG\r\n",
    ".jpg": b"\xff\xd8",
    ".jpeg": b"\xff\xd8",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}
"""By the end of its name, how a picture's file begins."""


def faults(page):
    """A Fault for each picture of a page whose file is none, or stands elsewhere."""
    for image in page.images:
        if re.match(r"https:", image.target):
            what = f"the picture {image.target} stands on another host, and is not shown"
            yield Fault(image.place, what, "save it in docs/, and show that file")
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
