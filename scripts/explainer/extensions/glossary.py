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
        first = re.match(r".+?[.!?](?=\s|$)", entry["definition"])
        if not first:
            raise Fault(
                page.place(entry.start("definition")),
                f"the definition of {entry['id']!r} is no sentence",
                "end its first sentence with a full stop, on its first line",
            )
        first = first[0]
        if "$" in first:
            raise Fault(
                page.place(entry.start("definition")),
                f"the first sentence of {entry['id']!r} holds a formula, and a title cannot",
                "say it in words first, and give the formula in the second sentence",
            )
        found[entry["id"]] = re.sub(r"[`*_]", "", first)
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
                    raise Fault(
                        place_of(self.md, root, link, link.get("href")),
                        f"the glossary has no term {match['id']!r}",
                        f"define it in docs/glossary.md, or link to one of {', '.join(known)}",
                    )
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


def makeExtension(**options):
    return GlossaryExtension(**options)
