"""What authors write, as text and as settings; what cannot be read is a Fault at its line."""

import re
import tomllib
from pathlib import Path

from explainer.faults import Fault, Place
from explainer.project import relative

LEFT = re.compile(r"[.#].*|.*(~|\.orig|\.rej|\.bak|\.sw.)|4913")
"""The names of what editors leave beside a file, as in mkdocs.yml."""


def ours(path):
    """Whether a file is an author's, and not what an editor keeps beside it while he writes."""
    return not LEFT.fullmatch(path.name)


def text_of(path):
    """A file's text with plain newlines; a Fault where it is gone or not UTF-8."""
    try:
        data = Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise Fault(Place(relative(path), 1), "the file is gone", "bring it back") from None
    except UnicodeDecodeError as error:
        place = Place(relative(path), data.count(b"\n", 0, error.start) + 1)
        raise Fault(place, "this is not UTF-8", "save the file in the encoding UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def where(path, word):
    """The first line of a file that says a word, or its first line."""
    lines = text_of(path).split("\n")
    said = (n for n, line in enumerate(lines, 1) if word in line)
    return Place(relative(path), next(said, 1))


def toml_of(path):
    """What a file of settings says; a Fault where it is not TOML."""
    text = text_of(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"(?P<what>.*) \(at (?:line (?P<line>\d+))?", str(error))
        line = int(told["line"] or text.count("\n") + 1)
        what = f"this is not TOML: {told['what']}"
        raise Fault(Place(relative(path), line), what, "mend it there or above") from None
