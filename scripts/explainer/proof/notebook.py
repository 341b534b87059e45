"""The notebooks that pages make: one a page, named as it is, with all that the page says."""

import json
import re
from contextlib import suppress
from functools import partial
from itertools import zip_longest
from posixpath import normpath

import yaml
from markdown.extensions.toc import slugify

from explainer.cache import digest, kept, key, read
from explainer.faults import Edited, Fault, Place, Stale
from explainer.notebooks import opening, tex
from explainer.notebooks.cells import Cells
from explainer.palette import STYLESHEET
from explainer.project import DOCS, FIGURES, relative
from explainer.proof import convert
from explainer.proof.answers import once, written
from explainer.proof.transcript import printed, visible
from explainer.reader import yaml_nodes
from explainer.reader.pages import Page
from explainer.sources import text_of

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def stated(name):
    """A setting of mkdocs.yml that is a text."""
    node = yaml_nodes.entries(yaml_nodes.settings()).get(name)
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def named():
    """The notebooks that nav names; none if there is no list of pages."""
    with suppress(Fault):
        nav = yaml_nodes.entries(yaml_nodes.settings()).get("nav")
        for node in yaml_nodes.nodes(nav) if nav else ():
            if isinstance(node, yaml.ScalarNode) and node.value.endswith(".ipynb"):
                yield DOCS / node.value


def page_of(path):
    """The page that makes a notebook: of its name, or the front page, which has the site's."""
    front = slugify(stated("site_name"), "-")
    page = DOCS / ("index.md" if path.stem == front else f"{path.stem}.md")
    return page if path.parent == DOCS / "notebooks" and page.is_file() else None


def own(site=()):
    """The notebooks in nav that pages make, each with its page, which may have been read."""
    found, known = [(path, page_of(path)) for path in named()], {page.path: page for page in site}
    return [(path, known.get(page) or Page(page)) for path, page in found if page]


def address(page, path, anchor):
    """Where a link of a page leads on the published site; none while nobody knows its address."""
    site = stated("site_url")
    target = page.path.parent / normpath(path) if path else page.path
    if not site or not target.is_relative_to(DOCS):
        return ""
    name = re.sub(r"(^|/)index\.md$|\.md$|\.ipynb$", r"\1/", target.relative_to(DOCS).as_posix())
    return f"{site.rstrip('/')}/{name.removeprefix('/')}{anchor and f'#{anchor}'}"


def _tells(page):
    """What a notebook is made of: its page, the site's address, the figures, their style."""
    names = sorted(image.figure for image in page.images if image.figure)
    shared = sorted(FIGURES.glob("_*.py"))
    files = [STYLESHEET, opening.STYLE, *shared, *(FIGURES / f"{name}.py" for name in names)]
    return [*written(page), stated("site_url"), list(map(digest, files))]


@once(_tells)
def cells(page):
    """The cells of a page's notebook, with the outputs of a fresh run."""
    blocks, numbers = [block for block, _ in visible(page)], convert.equations(page)
    return Cells(page, blocks, printed(page), numbers, partial(address, page)).made


def text(page):
    """The notebook's file, byte for byte the same for the same page; that it was made is kept."""
    notebook = {"cells": cells(page), "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    made = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    kept("made", key(made), bytes)
    return made


def formulas(page):
    """A page's formulas by what they are in its notebook, for who knows the site's macros."""
    numbers = convert.equations(page)
    made = ((tex.plain(equation.tex, numbers), equation.tex) for equation in page.equations)
    return {" ".join(plain.split()): written for plain, written in made}


def faults(site=()):
    """The first line of each notebook that its page does not make: Stale, if it did once."""
    for path, page in own(site):
        if not path.is_file():
            continue
        try:
            made = text(page)
        except Fault as fault:
            yield fault
            continue
        if (old := text_of(path)) == made:
            continue
        lines = zip_longest(old.split("\n"), made.split("\n"))
        n = next(n for n, (was, now) in enumerate(lines, 1) if was != now)
        place, what = Place(relative(path), n), f"the notebook is not what {page.file} makes it"
        yield (Edited if read("made", key(old)) is None else Stale)(place, what)
