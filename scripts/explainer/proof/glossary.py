"""The glossary: its terms in the order of the alphabet, each linked by the pages that use it."""

import re
from itertools import pairwise

from markdown.extensions.toc import slugify

from explainer.extensions import glossary
from explainer.faults import Fault

TERM = re.compile(r"^(?P<name>[^\n:{]+?)[ ]*(?:\{.*)?\n:[ ]+\S", re.M)
NOTES = re.compile(r"^\[\^[^\n]*|^#[^\n]*", re.M)


def order(page):
    """A Fault for each term that stands behind one that it should precede."""
    terms = [(entry["id"].replace("-", " "), entry.start()) for entry in glossary.entries(page)]
    for (before, _), (term, at) in pairwise(terms):
        if term < before:
            what = f"the term {term!r} stands behind {before!r}"
            yield Fault(page.place(at), what, "put the terms in the order of the alphabet")


def unnamed(page):
    """A Fault for each term to which no link can lead."""
    known = {entry.start() for entry in glossary.entries(page)}
    for term in TERM.finditer(page.text):
        if term.start() not in known:
            what = f"the term {term['name']!r} has no id, or one that no link can name"
            remedy = f"write {term['name']} {{#{slugify(term['name'], '-')}}}"
            yield Fault(page.place(term.start()), what, remedy)
        elif not re.search(r"(?:\A|\n[ \t]*\n)\Z", page.text[: term.start()]):
            what = f"the term {term['name']!r} is shown within the definition above it"
            yield Fault(page.place(term.start()), what, "leave an empty line above it")


def targets(page):
    """The terms that a page links to."""
    own = page.path == glossary.GLOSSARY
    links = (f"glossary.md{link.target}" if own else link.target for link in page.links)
    return {match["id"] for match in map(glossary.TARGET.match, links) if match}


def unlinked(page, terms):
    """A Fault where a page that links to the glossary first uses a term that it never links."""
    linked, said = targets(page), " ".join(link.text.lower() for link in page.links)
    text = NOTES.sub(lambda m: " " * len(m[0]), page.prose)
    for name, words in terms.items():
        word = "|".join(map(re.escape, words))
        term = re.compile(rf"(?<![\w-])(?:{word})s?(?![\w-])", re.I)
        if linked and name not in linked and not term.search(said) and (m := term.search(text)):
            what = f"the page uses {m[0]!r} and nowhere says what it is"
            remedy = f"link it where it comes first: [{m[0]}](glossary.md#{name})"
            yield Fault(page.place(m.start()), what, remedy)


def faults(site):
    """What is wrong with the glossary, and with the pages that use its terms."""
    page = next((page for page in site if page.path == glossary.GLOSSARY), None)
    if not page:
        return
    yield from order(page)
    yield from unnamed(page)
    terms, linked = {}, set().union(*map(targets, site))
    for entry in glossary.entries(page):
        name, words = entry["id"], entry[0].partition("{#")[0].split(",")
        terms[name] = [word.strip() for word in words]
        if name not in linked:
            what = f"nothing links to the term {name!r}"
            remedy = f"link it where it is used: [{terms[name][0]}](glossary.md#{name})"
            yield Fault(page.place(entry.start()), what, remedy)
    for other in site:
        if other is not page:
            yield from unlinked(other, terms)
