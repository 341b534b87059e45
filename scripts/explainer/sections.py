"""Markdown extension: what stands under a heading of the second level is one `div.section`.

A browser may then leave alone what is far from the screen, and a change in one section does not
make it lay out all others again. The headings stay outside: the theme asks for their places.
"""

import xml.etree.ElementTree as etree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor


class Sections(Treeprocessor):
    def run(self, root):
        section = None
        for child in list(root):
            if child.tag == "h2":
                section = etree.Element("div", {"class": "section"})
                root.insert(list(root).index(child) + 1, section)
            elif "footnote" in child.get("class", "").split():
                section = None
            elif section is not None:
                root.remove(child)
                section.append(child)


class SectionsExtension(Extension):
    def extendMarkdown(self, md):
        # After everything else that makes, moves or names elements.
        md.treeprocessors.register(Sections(md), "sections", -1)


def makeExtension(**options):
    return SectionsExtension(**options)
