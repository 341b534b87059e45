"""Markdown extension: snippets stand where they are included, and comments are left out.

So no hidden set-up and no directive is in what is published.
"""

from pymdownx.snippets import SnippetExtension

from explainer.reader import fences
from explainer.reader import includes as reading
from explainer.reader.lines import placed


def page_of(md):
    """The file of the page, where MkDocs has told it to what resolves links, or a check to `md`."""
    known = "relpath" in md.treeprocessors
    return md.treeprocessors["relpath"].file.abs_src_path if known else getattr(md, "page", None)


class Includes(reading.Includes):
    def run(self, lines):
        self.md.source_lines = placed(lines, page_of(self.md))
        lines = self.expand(self.md.source_lines)
        self.md.fences, self.md.prose = fences.split(lines)
        return [str(line) for line in fences.without_comments(lines, self.md.fences, self.md.prose)]


class IncludesExtension(SnippetExtension):
    """`source_lines`, `fences` and `prose` of the instance serve later extensions."""

    def extendMarkdown(self, md):
        self.md = md
        md.registerExtension(self)
        includes = Includes(self.getConfigs() | reading.OPTIONS, md)
        includes.md = md
        md.preprocessors.register(includes, "snippet", 32)


makeExtension = IncludesExtension
