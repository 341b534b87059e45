"""Turns one page into HTML exactly as the builder does, for checks that ask what a reader gets."""

import logging
import re
from contextlib import suppress
from functools import lru_cache

from explainer.cache import digest
from explainer.drawing import drawings
from explainer.faults import Fault, Place
from explainer.project import DOCS, ROOT, SCRIPTS, relative
from explainer.proof.answers import once, written
from explainer.reader import yaml_nodes
from explainer.reader.lines import body_of, lines_of
from explainer.sources import text_of

SETTINGS = (
    *("mkdocs.yml", "docs/glossary.md", "docs/stylesheets/concepts.css"),
    *("requirements.txt", "package-lock.json"),
)
"""What every page's HTML depends on, beside our code and what the page itself names."""
ID = re.compile(r"""<[a-z][^<>]*?\sid=["']?([^"'\s>]+)""", re.I)

# Beside an equation of one line, and in a row of several.
TAG = re.compile(
    r"""<a\ class="tag"[^>]*\ href="\#(?P<one>[^"]+)">\((?P<number>[^)]*)\)
    | <mtr\ id="(?P<row>[^"]+)">(?:(?!</mtr>).)*<mtd\ class="tag"><mtext>\((?P<of_row>[^)]*)\)""",
    re.VERBOSE | re.DOTALL,
)


CONFIG = re.compile(r"Config value '(?P<key>[^']+)': (?P<what>.*)", re.S)
# An extension of ours that Python cannot read.
UNREADABLE = re.compile(r"SyntaxError: (?P<what>.*) \((?P<file>[\w.]+), line (?P<line>\d+)\)")


def setting(path, names):
    """Where mkdocs.yml says one of the names under the keys of a path, or the last key itself."""
    with suppress(Fault):
        said = yaml_nodes.spoken_of(yaml_nodes.settings(), path, names)
        return yaml_nodes.place_of("mkdocs.yml", said)
    return Place("mkdocs.yml", 1)


def misfit(message):
    """The Fault that MkDocs says a setting of mkdocs.yml has; None where it speaks of none."""
    m = CONFIG.match(message)
    if m and (found := UNREADABLE.search(message)):
        path = next(SCRIPTS.rglob(found["file"]), ROOT / "mkdocs.yml")
        return Fault(Place(relative(path), int(found["line"])), found["what"], "mend the Python")
    if m:
        named = re.findall(r"""["']([^"']+)["']""", m["what"])
        place = setting(m["key"].split("."), named)
        return Fault(place, f"{m['key']}: {m['what']}", "mend it or take it out")
    return None


class Said(logging.Handler):
    """What MkDocs says is wrong, while it reads its settings."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(" ".join(record.getMessage().split()))


def configuration():
    """What mkdocs.yml says now; a Fault at the setting that MkDocs does not take."""
    return _configuration(text_of(ROOT / "mkdocs.yml"))


@lru_cache(maxsize=1)
def _configuration(text):
    # Where HTML is kept, MkDocs, its theme and its plugins need not be read at all.
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    yaml_nodes.settings_of(text)
    said = Said()
    logging.getLogger("mkdocs").addHandler(said)
    try:
        read = load_config(str(ROOT / "mkdocs.yml"))
    except MkDocsException as error:
        read = error
    finally:
        logging.getLogger("mkdocs").removeHandler(said)
    if faults := [fault for fault in map(misfit, said.lines) if fault]:
        raise faults[0]
    if isinstance(read, MkDocsException):
        raise read
    return read


def _tells(page):
    """What the HTML of a page is made of: the page, its figures, the glossary, the settings."""
    names = sorted({image.figure for image in page.images} & set(drawings.names()))
    drawn = [one.svg for one in drawings.drawings(names).values()]
    files = [ROOT / name for name in SETTINGS] + [DOCS / "live" / f"{name}.js" for name in names]
    return [_text(page), *written(page), drawn, [digest(path) for path in files]]


def _text(page):
    return "\n".join(body_of(lines_of(page.path)))


def _html(path, text):
    import markdown

    config = configuration()
    converter = markdown.Markdown(
        extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]
    )
    converter.page = path
    return converter.convert(text)


@once(_tells)
def html(page):
    """The page's content as HTML, its links still as the author wrote them."""
    return _html(page.path, _text(page))


@lru_cache(maxsize=64)
def ids(page):
    """Every id of the page, in order and with repetitions."""
    return ID.findall(html(page))


def equations(page):
    """The numbers of a page's equations, by label, as text."""
    found = TAG.finditer(html(page))
    return {m["one"] or m["row"]: m["number"] or m["of_row"] for m in found}
