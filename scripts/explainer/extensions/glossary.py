"""Markdown extension: links to the glossary carry definitions, which are paragraphs there."""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

from explainer.faults import Fault
from explainer.project import DOCS
from explainer.reader.pages import Page
from explainer.reader.places import place_of

GLOSSARY = DOCS / "glossary.md"
ENTRY = re.compile(r"^[^\n:{]+\{#(?P<id>[\w-]+)\}\n:[ ]+(?P<definition>.+)$", re.M)
TARGET = re.compile(r"(?:\.\./)*glossary\.md#(?P<id>[\w-]+)$")


def entries(page):
    """Every term with its definition, as matches in the page's text."""
    return ENTRY.finditer(page.text)


@lru_cache(maxsize=1)
def _definitions(changed):
    page = Page(GLOSSARY)
    found = {}
    for entry in entries(page):
        place, name = page.place(entry.start("definition")), entry["id"]
        first = re.match(r".+?[.!?](?=\s|$)", entry["definition"])
        if not first:
            remedy = "end its first sentence with a full stop, on its first line"
            raise Fault(place, f"the definition of {name!r} is no sentence", remedy)
        if "$" in first[0]:
            what = f"the first sentence of {name!r} holds a formula, and a title cannot"
            remedy = "say it in words first, and give the formula in the second sentence"
            raise Fault(place, what, remedy)
        found[name] = re.sub(r"[`*_]", "", first[0])
    return found


def definitions():
    """Term id to the first sentence of its definition, as plain words."""
    return _definitions(GLOSSARY.is_file() and GLOSSARY.stat().st_mtime_ns)


class Definitions(Treeprocessor):
    def run(self, root):
        for link in root.iter("a"):
            if match := TARGET.match(link.get("href", "")):
                known = definitions()
                if match["id"] not in known:
                    what = f"the glossary has no term {match['id']!r}"
                    remedy = f"define it in docs/glossary.md, or link to one of {', '.join(known)}"
                    raise Fault(place_of(self.md, root, link, link.get("href")), what, remedy)
                link.set("title", known[match["id"]])


class Paragraphs(Treeprocessor):
    """A definition of one line becomes a paragraph: the search shows those, not whole lists."""

    def run(self, root):
        for definition in root.iter("dd"):
            if definition.text and definition.text.strip() and not len(definition):
                paragraph = Element("p")
                paragraph.text, definition.text = definition.text, None
                definition.append(paragraph)


class GlossaryExtension(Extension):
    def extendMarkdown(self, md):
        # Before what a definition says is read for emphasis and links (20).
        md.treeprocessors.register(Paragraphs(md), "paragraphs", 25)
        # Before MkDocs turns the .md target into an address (priority 0).
        md.treeprocessors.register(Definitions(md), "glossary", 6)


makeExtension = GlossaryExtension
