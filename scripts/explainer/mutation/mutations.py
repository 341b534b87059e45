"""Every small mistake that could be made on the site, kind by kind: what `make mutate` plants."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from textwrap import shorten

from explainer.extensions.glossary import GLOSSARY
from explainer.faults import Place
from explainer.mutation import operators
from explainer.mutation.operators import digit
from explainer.project import DOCS, FIGURES, ROOT, SCRIPTS, relative
from explainer.proof import numbers
from explainer.reader.blocks import blocks_of, worked_examples
from explainer.reader.lines import lines_of
from explainer.reader.pages import pages


@dataclass(frozen=True)
class Mutation:
    """One change: `old` at `column` of a line becomes `new`; `kind` says what is changed."""

    kind: str
    file: str
    line: int
    column: int
    old: str
    new: str

    def __str__(self):
        place = f"{self.file}:{self.line}:{self.column + 1}"
        old, new = (shorten(text, 60) or "nothing" for text in (self.old, self.new))
        return f"{place}: {old} becomes {new}"

    def apply(self, root):
        """Plant it in the copy of the project at `root`; returns the file's bytes from before.

        Raises ValueError where the line is no longer what it was.
        """
        path = Path(root) / self.file
        before = path.read_bytes()
        text = before.decode("utf-8")
        at = sum(map(len, text.split("\n")[: self.line - 1])) + self.line - 1 + self.column
        if not text.startswith(self.old, at):
            raise ValueError(f"{self}: the line has changed")
        path.write_bytes((text[:at] + self.new + text[at + len(self.old) :]).encode("utf-8"))
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


def _formula(kind, line, start=0, end=None):
    """The slips of a line's TeX between two columns."""
    words = [m.span() for m in WORDS.finditer(line)]
    bounds = [m.span() for m in BOUND.finditer(line, start, end or len(line))]
    for pattern, new in TEX:
        hidden = words if "[lg]e" in pattern else words + bounds
        for m in re.compile(pattern).finditer(line, start, end or len(line)):
            if not any(a <= m.start("it") < b for a, b in hidden):
                other = new(m["it"]) if callable(new) else new
                yield _at(kind, line, m.start("it"), m["it"], other)


def tex():
    """A sign, exponent, factor, index or operator of a displayed formula."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for equation in page.equations:
            for n in range(equation.tex.count("\n") + 1 if equation.display else 0):
                place = replace(equation.place, line=equation.place.line + n)
                yield from _formula("TeX", lines[place])


def links():
    """The target of a link or an image within the site."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for link in [*page.links, *page.images]:
            line = lines.get(link.place, "")
            at = line.find(f"]({link.target}")
            if at >= 0 and "://" not in link.target:
                yield _at("link", line, at + 1 + len(link.target), "", "x")


COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
SWAPPED = [
    ("left", "right"), ("above", "below"), ("top", "bottom"), ("more", "less"), ("most", "least"),
    ("larger", "smaller"), ("largest", "smallest"), ("higher", "lower"), ("highest", "lowest"),
    ("rises", "falls"), ("grows", "shrinks"), ("always", "never"), ("positive", "negative"),
    ("before", "after"), ("first", "last"), ("every", "no"), ("all", "none"), ("both", "neither"),
    ("over", "under"), ("wider", "narrower"), ("steeper", "flatter"), ("nearer", "farther"),
    ("increases", "decreases"), ("greater", "smaller"), ("row", "column"), ("rows", "columns"),
]  # fmt: skip
LOOKS = [
    ("dotted", "dashed"), ("dashed", "solid"), ("solid", "dotted"), ("thick", "thin"),
    ("circles", "diamonds"), ("circle", "diamond"), ("diamonds", "squares"), ("dots", "squares"),
    ("dot", "square"), ("squares", "triangles"), ("square", "dot"), ("bars", "dots"),
    ("crosses", "dots"), ("framed", "dotted"), ("left", "right"), ("right", "left"),
    ("above", "below"), ("below", "above"), ("top", "bottom"), ("bottom", "top"),
]  # fmt: skip


def _words(pairs):
    """A slip of words: what finds one, and what it turns to, its capital kept."""
    turned = dict(pairs)

    def new(word):
        other = turned[word.lower()]
        return other.capitalize() if word[0].isupper() else other

    return re.compile(rf"(?<![\w-])(?:{'|'.join(turned)})(?![\w-])", re.I), new


COUNTING = _words(pairwise(COUNTS))
DIRECTION = _words([*SWAPPED, *(pair[::-1] for pair in SWAPPED)])
LOOK = _words(LOOKS)
WHOLE = (
    re.compile(r"(?<![\d.,^_\w-])\d{2,3}(?![\d\w]|[.,-]\d)"),
    lambda text: text[:-1] + digit(text[-1]),
)
PART = re.compile("[½⅓¼¾]"), {"½": "¼", "⅓": "½", "¼": "⅓", "¾": "¼"}.get
CAPTIONS = re.compile(r"^/// caption\n.*?^///$|!\[[^\]]*\]", re.M | re.S)
QUIZ = re.compile(r'^<div class="quiz".*?^</div>$', re.M | re.S)
TICKED = re.compile(r"(?P<other>- \[ \] .*\n\s*)(?P<right>- \[x\])")


def _regions(page, pattern):
    return [m.span() for m in pattern.finditer(page.text)]


def _told(kind, page, slips, regions, within=True):
    """What slips change in the sentences of a page, in these regions or outside of them."""
    lines = {line.place: line for line in lines_of(page.path)}
    for pattern, new in slips:
        for m in pattern.finditer(page.prose):
            inside = any(a <= m.start() < b for a, b in regions)
            line = lines.get(page.place(m.start()), "")
            column = m.start() - page.text.rfind("\n", 0, m.start()) - 1
            if inside == within and line.startswith(m[0], column):
                yield _at(kind, line, column, m[0], new(m[0]))


def words():
    """A counting word, a whole number or a part in a sentence of a page."""
    for page in pages():
        apart = _regions(page, CAPTIONS) + _regions(page, QUIZ)
        yield from _told("word", page, [COUNTING, WHOLE, PART], apart, within=False)


def directions():
    """A word of direction or comparison in a sentence, which the ledger has read again."""
    for page in pages():
        apart = _regions(page, CAPTIONS) + _regions(page, QUIZ)
        yield from _told("direction", page, [DIRECTION], apart, within=False)


def captions():
    """A word for a mark, a line, a place or a count in a caption or an alternative text."""
    for page in pages():
        yield from _told("caption", page, [LOOK, COUNTING], _regions(page, CAPTIONS))


def quiz():
    """In a quiz the tick, a number, or a word that says which way."""
    for page in pages():
        found = _regions(page, QUIZ)
        yield from _told("quiz", page, [COUNTING, WHOLE, PART, DIRECTION], found)
        for start, end in found:
            for m in TICKED.finditer(page.text, start, end):
                place, begin = page.place(m.start()), page.text.rfind("\n", 0, m.start()) + 1
                new = f"- [x]{m['other'][5:]}- [ ]"
                yield Mutation("quiz", place.file, place.line, m.start() - begin, m[0], new)


def _inline(kind, page):
    """The slips in the formulas of a page's sentences."""
    lines = {line.place: line for line in lines_of(page.path)}
    for equation in page.equations:
        line = lines.get(equation.place, "")
        if not equation.display and "\n" not in equation.tex:
            for m in re.finditer(re.escape(equation.tex), line):
                yield from _formula(kind, line, *m.span())


def inline():
    """A sign, exponent, factor, index or operator of a formula in a sentence."""
    for page in pages():
        if page.path != GLOSSARY:
            yield from _inline("inline", page)


def glossary():
    """What the glossary says in symbols, a number or a counting word of it."""
    for page in pages():
        if page.path == GLOSSARY:
            yield from _inline("glossary", page)
            yield from _told("glossary", page, [COUNTING, WHOLE, PART], [], within=False)


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


def _lines(kind, folder, glob, table):
    """What a table of slips changes in files, line by line."""
    for path in sorted(folder.glob(glob)):
        yield from _code(kind, path, lambda text: operators.of_lines(text, table))


def styles():
    """A colour, a condition, a strength or a name in a stylesheet."""
    yield from _lines("style", DOCS, "stylesheets/*.css", operators.STYLES)


def templates():
    """A name, an address or a value in what the site adds to the theme's pages."""
    yield from _lines("template", SCRIPTS / "explainer" / "theme", "*.html", operators.TEMPLATES)


def headers():
    """What is allowed, forbidden or kept in the policy, the headers and the names of files."""
    publishing = SCRIPTS / "explainer" / "publishing"
    yield from _lines("header", publishing, "publish.py", operators.HEADERS)
    yield from _lines("header", publishing, "files.py", operators.HEADERS)


def workflows():
    """A power, a condition, a path or an action in the workflows."""
    yield from _lines("workflow", ROOT / ".github", "workflows/*.yml", operators.WORKFLOWS)


def checkers():
    """In a check one alternative of a pattern, one clause of a condition, or one `yield`."""
    for package in ("formula", "proof", "reader"):
        for path in sorted((SCRIPTS / "explainer" / package).glob("*.py")):
            yield from _code("checker", path, operators.blinded)


KINDS = {
    "output": outputs,
    "prose": prose,
    "TeX": tex,
    "snippet": snippets,
    "example": examples,
    "figure": figures,
    "link": links,
    "live": live,
    "word": words,
    "direction": directions,
    "caption": captions,
    "inline": inline,
    "quiz": quiz,
    "glossary": glossary,
    "style": styles,
    "template": templates,
    "header": headers,
    "workflow": workflows,
    "checker": checkers,
}
