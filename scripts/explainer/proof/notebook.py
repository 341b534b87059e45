"""The notebook: the article's headings, code and outputs, from the page's own blocks."""

import json
import re
from contextlib import suppress
from itertools import zip_longest

from explainer.faults import Fault, Place
from explainer.project import DOCS, ROOT, relative
from explainer.proof.answers import once_a_text
from explainer.proof.transcript import printed, visible
from explainer.reader import marks
from explainer.reader.pages import Heading, Page
from explainer.sources import text_of

PAGE = DOCS / "index.md"
OPENING = """# The notebook

The code of *{title}*, in its order and with its outputs. Run the cells from top to bottom; \
they need only NumPy."""


def named():
    """The notebook among the site's pages; None if it has none, or no list of pages."""
    with suppress(Fault):
        nav = marks.entries(marks.settings(text_of(ROOT / "mkdocs.yml"))).get("nav")
        names = [node.value for node in marks.nodes(nav) if isinstance(node.value, str)]
        return next((DOCS / name for name in names if name.endswith(".ipynb")), None)


NOTEBOOK = named()
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def _source(text):
    return text.removesuffix("\n").splitlines(keepends=True)


def _plain(text):
    """A heading without formulas, which a notebook's page does not set."""
    return re.sub(r"\s*\(?\$[^$]*\$\)?", "", text).replace("`", "").strip()


def _code(n, code, output):
    text = output.splitlines(keepends=True)
    stream = {"name": "stdout", "output_type": "stream", "text": text}
    return {
        "cell_type": "code",
        "execution_count": n,
        "id": f"code-{n}",
        "metadata": {},
        "outputs": [stream] if output else [],
        "source": _source(code),
    }


def _heading(n, headings):
    paragraphs = []
    for heading in headings:
        title = _plain(heading.text)
        first = heading.level == 1
        paragraphs.append(
            OPENING.format(title=title) if first else f"{'#' * heading.level} {title}"
        )
    return {
        "cell_type": "markdown",
        "id": f"heading-{n}",
        "metadata": {},
        "source": _source("\n\n".join(paragraphs)),
    }


@once_a_text
def cells(page):
    """A code cell for each visible block, with the output of a fresh run, under its headings.

    Headings of sections without code are left out, except those above a section with code.
    """
    outputs = iter(printed(page))
    events = [(heading.at, heading) for heading in page.headings]
    events += [(block.fences[0].at, block) for block, _ in visible(page)]
    found, waiting, count = [], [], 0
    for _, event in sorted(events, key=lambda pair: pair[0]):
        if isinstance(event, Heading):
            waiting = [above for above in waiting if above.level < event.level] + [event]
            continue
        count += 1
        if waiting:
            found.append(_heading(count, waiting))
            waiting = []
        found.append(_code(count, event.code, next(outputs)))
    return found


def text():
    """The notebook's file, byte for byte the same for the same page."""
    notebook = {
        "cells": cells(Page(PAGE)),
        "metadata": METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def faults():
    """A Fault for the first line of the notebook, if it has one, that its page does not make."""
    if not NOTEBOOK or not NOTEBOOK.is_file() or not PAGE.is_file():
        return
    old, new = text_of(NOTEBOOK).split("\n"), text().split("\n")
    for n, (was, now) in enumerate(zip_longest(old, new), 1):
        if was != now:
            what = f"the notebook is not what {relative(PAGE)} makes it"
            yield Fault(Place(relative(NOTEBOOK), n), what, "mend the page, and run make bless")
            return
