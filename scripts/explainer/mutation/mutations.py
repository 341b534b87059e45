"""Every small mistake that could be made on the site, as a list: what `make mutate` plants."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from explainer.faults import Place
from explainer.mutation import operators
from explainer.mutation.operators import digit
from explainer.project import DOCS, FIGURES, ROOT, relative
from explainer.proof import numbers
from explainer.reader.blocks import blocks_of, worked_examples
from explainer.reader.lines import lines_of
from explainer.reader.pages import pages


@dataclass(frozen=True)
class Mutation:
    """One change of one line: `old` at `column` becomes `new`; `kind` says what is changed."""

    kind: str
    file: str
    line: int
    column: int
    old: str
    new: str

    def __str__(self):
        place = f"{self.file}:{self.line}:{self.column + 1}"
        return f"{place}: {self.old or 'nothing'} becomes {self.new or 'nothing'}"

    def apply(self, root):
        """Plant it in the copy of the project at `root`; returns the file's bytes from before.

        Raises ValueError where the line is no longer what it was.
        """
        path = Path(root) / self.file
        before = path.read_bytes()
        lines = before.decode("utf-8").split("\n")
        line = lines[self.line - 1]
        if not line.startswith(self.old, self.column):
            raise ValueError(f"{self}: the line has changed")
        lines[self.line - 1] = line[: self.column] + self.new + line[self.column + len(self.old) :]
        path.write_bytes("\n".join(lines).encode("utf-8"))
        return before


def _at(kind, line, column, old, new):
    return Mutation(kind, line.place.file, line.place.line, column, old, new)


def outputs():
    """A digit of an expected output."""
    for path in worked_examples():
        for block in blocks_of(path):
            for line in block.expected.lines if block.expected else ():
                indent = len(block.expected.indent)
                for m in re.finditer(r"\d", line):
                    yield _at("output", line, indent + m.start(), m[0], digit(m[0]))


def prose():
    """A digit of a number in the text of a page, or in its description."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for number, place, _ in numbers.claims(page):
            line = lines[place]
            start = number.at - page.text.rfind("\n", 0, number.at) - 1
            # What stands in the front matter has its position in the line.
            column = start if line.startswith(number.text, start) else number.at
            if line.startswith(number.text, column):
                for m in re.finditer(r"\d", number.text):
                    yield _at("prose", line, column + m.start(), m[0], digit(m[0]))


TEX = [
    (r"(?<![\w{(,=\\]) ?(?P<it>\+)", "-"),
    (r"(?P<it>(?<![{(,=&\s])\s?-(?=\s))", "+"),
    (r"(?P<it>(?<=\{)-|(?<=\()-)", ""),
    (r"\^(?P<it>\d)", digit),
    (r"\^\{-?(?P<it>\d)\}", digit),
    (r"(?<![\w^_{\\])(?P<it>[1-9])(?![\d.])", digit),
    (r"\\t?frac(?P<it>[1-9])(?=[1-9])", digit),
    (r"_(?P<it>[ijk])(?![a-z])", {"i": "j", "j": "k", "k": "j"}.get),
    (r"(?P<it>\\[lg]e)(?![a-z])", {r"\le": r"\ge", r"\ge": r"\le"}.get),
    (r"(?P<it>\\ne)(?![a-z])", "="),
    (r"(?P<it>\\ln)(?![a-z])", r"\exp"),
    (r"(?P<it>\\sum)(?![a-z])", r"\prod"),
    (r"(?P<it>\\prod)(?![a-z])", r"\sum"),
]
WORDS = re.compile(r"\\(?:label|tag|text|begin|end)\{[^}]*\}|\\\[[^\]]*\]")

BOUND = re.compile(r"[^=]*\\[lg]e(?![a-z]).*")
"""Both sides of a bound, which may change and stay true; turned round it is a mistake."""


def tex():
    """A sign, exponent, factor, index or operator of a displayed formula."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for equation in page.equations:
            rows = equation.tex.count("\n") + 1 if equation.display else 0
            for place in (
                replace(equation.place, line=equation.place.line + n) for n in range(rows)
            ):
                line = lines[place]
                words = [m.span() for m in WORDS.finditer(line)]
                bounds = [m.span() for m in BOUND.finditer(line)]
                for pattern, new in TEX:
                    hidden = words if "[lg]e" in pattern else words + bounds
                    for m in re.finditer(pattern, line):
                        if not any(a <= m.start("it") < b for a, b in hidden):
                            other = new(m["it"]) if callable(new) else new
                            yield _at("TeX", line, m.start("it"), m["it"], other)


def links():
    """The target of a link or an image within the site."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for link in [*page.links, *page.images]:
            line = lines.get(link.place, "")
            at = line.find(f"]({link.target}")
            if at >= 0 and "://" not in link.target:
                yield _at("link", line, at + 1 + len(link.target), "", "x")


def _code(kind, path, find):
    for row, column, old, new in find(path.read_text("utf-8")):
        yield Mutation(kind, relative(path), row, column, old, new)


def _shown():
    """The fences of Python that readers see, each line with the place it was written."""
    return [
        fence
        for page in pages()
        for fence in page.fences
        if fence.language == "python" and not fence.hidden
    ]


def snippets():
    """An operator, a constant or a function in the functions that a page shows."""
    places = {line.place for fence in _shown() for line in fence.lines}
    for file in sorted({place.file for place in places if place.file.endswith(".py")}):
        for mutation in _code("snippet", ROOT / file, operators.python):
            if Place(file, mutation.line) in places:
                yield mutation


def examples():
    """An operator, a constant or a function in the worked examples that a page shows."""
    found = {}
    for fence in _shown():
        code = fence.code.split("\n")
        for row, column, old, new in operators.python(fence.code):
            place = fence.lines[row - 1].place
            if place.file.endswith(".md"):
                # On its page the example may be indented, as in a list.
                line = lines_of(ROOT / place.file)[place.line - 1]
                lead = len(line) - len(code[row - 1])
                found[_at("example", line, column + lead, old, new)] = None
    yield from found


def figures():
    """A curve's function, a constant of its data, a label or a colour in a figure's script."""
    for path in sorted(FIGURES.glob("[!_]*.py")):
        yield from _code("figure", path, operators.figure)


def live():
    """An operator, a constant or a function in the moving parts."""
    for path in sorted((DOCS / "live").glob("*.js")):
        yield from _code("live", path, operators.javascript)


KINDS = {
    "output": outputs,
    "prose": prose,
    "TeX": tex,
    "snippet": snippets,
    "example": examples,
    "figure": figures,
    "link": links,
    "live": live,
}
