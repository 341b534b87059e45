"""Markdown extension: snippets stand where they are included, and comments are left out.

So no hidden set-up and no directive is in what is published.
"""

from pymdownx.snippets import SnippetExtension

from explainer.reader import fences
from explainer.reader import includes as reading
from explainer.reader.lines import placed


class Includes(reading.Includes):
    def run(self, lines):
        self.md.source_lines = placed(lines)
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


def makeExtension(**options):
    return IncludesExtension(**options)
