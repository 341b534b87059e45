"""The glossary: its terms stand in the order of the alphabet."""

from itertools import pairwise

from explainer.extensions import glossary
from explainer.faults import Fault
from explainer.reader.pages import Page


def faults():
    """A Fault for each term that stands behind one that it should precede."""
    if not glossary.GLOSSARY.is_file():
        return
    page = Page(glossary.GLOSSARY)
    terms = [(entry["id"].replace("-", " "), entry.start()) for entry in glossary.entries(page)]
    for (before, _), (term, at) in pairwise(terms):
        if term < before:
            what = f"the term {term!r} stands behind {before!r}"
            yield Fault(page.place(at), what, "put the terms in the order of the alphabet")
