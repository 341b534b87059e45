"""Markdown extension: a listing that shows a snippet is headed by a link to the whole file."""

import posixpath

from markdown import Extension
from markdown.preprocessors import Preprocessor


class Listings(Preprocessor):
    def run(self, lines):
        page = self.md.source_lines[0].place.file if self.md.source_lines else ""
        links = {}
        for fence in self.md.fences:
            files = {line.place.file for line in fence.lines}
            if len(files) == 1 and not fence.hidden:
                (file,) = files
                if file.startswith("snippets/") and file.endswith(".py"):
                    target = posixpath.relpath(f"docs/{file}", posixpath.dirname(page))
                    name = posixpath.basename(file)
                    # Out of the search, which would show a file's name for what a section says.
                    links[fence.at] = [
                        "",
                        f"{fence.indent}[{name}]({target}){{ download={name} }}",
                        f'{fence.indent}{{: .listing data-search-exclude="" }}',
                        "",
                    ]
        return [text for n, line in enumerate(lines) for text in [*links.get(n, []), line]]


class ListingsExtension(Extension):
    def extendMarkdown(self, md):
        # Right after the includes (32), while both lists of lines are of one length.
        md.preprocessors.register(Listings(md), "listings", 31.5)


makeExtension = ListingsExtension
