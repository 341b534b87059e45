"""Markdown extension: what stands under a heading of the second level is one `div.section`.

A browser may then leave alone what is far from the screen. The headings stay outside, as the
theme asks for their places, and each section says how much it holds, from which the stylesheet
guesses its height until it is laid out.
"""

import xml.etree.ElementTree as etree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

# What begins on a line of its own, with some space before it.
BLOCKS = {"p", "li", "tr", "label", "legend", "summary", "h3", "dt", "dd"}


def shown(element):
    """Every element that is seen before anything is opened."""
    for child in element:
        if element.tag != "details" or child.tag == "summary":
            yield child
            yield from shown(child)


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
        for section in root.iterfind("div[@class='section']"):
            self.weigh(section)

    def weigh(self, section):
        """State what the section shows: letters, lines of code and outputs, figures, paragraphs."""
        elements = list(shown(section))
        text = "".join((e.text or "") + (e.tail or "") for e in elements)
        stashed = [
            str(self.md.htmlStash.rawHtmlBlocks[int(found[1])])
            for found in HTML_PLACEHOLDER_RE.finditer(text)
        ]
        counts = {
            "letters": len(HTML_PLACEHOLDER_RE.sub("", text)),
            "lines": sum(html.count("\n") for html in stashed if "<pre" in html),
            "figures": sum(e.tag == "figure" for e in elements),
            "blocks": sum(e.tag in BLOCKS for e in elements),
        }
        for name, count in counts.items():
            section.set(f"data-{name}", str(count))


class SectionsExtension(Extension):
    def extendMarkdown(self, md):
        # After everything else that makes, moves or names elements.
        md.treeprocessors.register(Sections(md), "sections", -1)


makeExtension = SectionsExtension
