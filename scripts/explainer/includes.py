"""Markdown extension: `--8<-- "sigmoid.py:sigmoid"` shows a snippet, and a missing one has a line.

This is pymdownx.snippets, which finds, cuts and nests, with three things added: lines that
know where they were written, a Fault where something is missing, and no comment (so no
hidden set-up and no directive) in what is published.
"""

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

from explainer import pages
from explainer.faults import Fault
from explainer.project import SNIPPETS, relative

OPTIONS = {"base_path": [str(SNIPPETS)], "check_paths": True}


class Includes(SnippetPreprocessor):
    def read_lines(self, path):
        return pages.lines_of(path)

    def select_snippet_lines(self, lines, target):
        """The wanted lines, without the blank ones around them."""
        chosen = super().select_snippet_lines(lines, target)
        while chosen and not chosen[-1].strip():
            chosen = chosen[:-1]
        while chosen and not chosen[0].strip():
            chosen = chosen[1:]
        return chosen

    def parse_snippet_target(self, path):
        self.wanted = path
        return super().parse_snippet_target(path)

    def expand(self, lines):
        """The lines with every include replaced by what it names."""
        try:
            return super().run(list(lines))
        except SnippetMissingError:
            place = next((line.place for line in lines if self.wanted in line), lines[0].place)
            name, _, section = self.wanted.partition(":")
            if (SNIPPETS / name).is_file():
                raise Fault(
                    place,
                    f"{relative(SNIPPETS / name)} has no section {section!r}",
                    f"mark it there with `# --8<-- [start:{section}]` and `# --8<-- [end:{section}]`",
                ) from None
            raise Fault(
                place,
                f"there is no {relative(SNIPPETS / name)}",
                f"create it, or choose one of {', '.join(sorted(p.name for p in SNIPPETS.glob('*.*')))}",
            ) from None

    def run(self, lines):
        placed = pages.placed(lines)
        self.md.source_lines = placed
        expanded = self.expand(placed)
        self.md.expanded_lines = expanded
        return [str(line) for line in pages.without_comments(expanded)]


class IncludesExtension(SnippetExtension):
    """`source_lines` and `expanded_lines` on the Markdown instance tell later extensions the places."""

    def extendMarkdown(self, md):
        self.md = md
        md.registerExtension(self)
        includes = Includes(self.getConfigs() | OPTIONS, md)
        includes.md = md
        md.preprocessors.register(includes, "snippet", 32)


def makeExtension(**options):
    return IncludesExtension(**options)


def expand(lines):
    """What the builder makes of the lines, comments kept: for the reader of pages."""
    md = Markdown(extensions=[IncludesExtension()])
    return md.preprocessors["snippet"].expand(lines)
