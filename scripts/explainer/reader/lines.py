"""Lines of Markdown that know where they were written, also after an include."""

from functools import lru_cache
from itertools import dropwhile

from explainer.faults import Place
from explainer.project import DOCS, relative
from explainer.sources import text_of


class Line(str):
    """A line of Markdown that remembers the place it was written, also after an include."""

    def __new__(cls, text, place):
        line = super().__new__(cls, text)
        line.place = place
        return line

    def __getnewargs__(self):
        return str(self), self.place

    def __radd__(self, indent):
        return Line(str(indent) + str(self), self.place)

    def replace(self, *arguments):
        """As of a string; pymdownx takes the `;` of an escaped include away with it."""
        return self.like(super().replace(*arguments))

    def like(self, text):
        """Another text at the same place."""
        return Line(text, self.place)


@lru_cache(maxsize=1024)
def _lines(file, text):
    return tuple(Line(line, Place(file, n)) for n, line in enumerate(text.split("\n"), 1))


def lines_of(path):
    """A file's lines, each with its place."""
    return list(_lines(relative(path), text_of(path)))


def indent_of(line):
    """How many columns a line is indented by; a tab goes on to the next fourth."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" "))


def body_of(lines):
    """The lines after the front matter; an empty one where a page ends with it."""
    if lines and lines[0].rstrip() == "---":
        for n, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return lines[n + 1 :] or [Line("", line.place)]
    return lines


def page_files():
    """Every page's file, in a fixed order; not what an editor has left, nor a link to nowhere."""
    return [path for path in sorted(DOCS.rglob("[!.]*.md")) if path.is_file()]


def placed(texts, path=None):
    """Give a builder's lines their places: the page whose body they are, or one in docs/.

    Not every builder tells an extension the page of a text. A text that no page holds (a
    notebook's cell, a test's string) keeps its own line numbers.
    """
    wanted = "\n".join(texts).strip()
    for file in [path] if path else page_files():
        lines = lines_of(file)
        # MkDocs leaves a front matter that is not YAML in the text.
        for body in (body_of(lines), lines):
            if "\n".join(body).strip() == wanted:
                body = [*dropwhile(lambda line: not line.strip(), body)] or body[-1:]
                skipped = next((n for n, text in enumerate(texts) if text.strip()), 0)
                return [Line(text, body[0].place) for text in texts[:skipped]] + [
                    Line(text, body[min(n, len(body) - 1)].place)
                    for n, text in enumerate(texts[skipped:])
                ]
    return [Line(text, Place("<markdown>", n)) for n, text in enumerate(texts, 1)]
