"""Reads a page as its reader sees it, and says where its author wrote each thing."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from explainer.faults import Fault, Place
from explainer.project import DOCS, relative


class Line(str):
    """A line of Markdown that remembers the place it was written, also after an include."""

    def __new__(cls, text, place):
        line = super().__new__(cls, text)
        line.place = place
        return line

    def __radd__(self, indent):
        return Line(str(indent) + str(self), self.place)

    def like(self, text):
        """Another text at the same place."""
        return Line(text, self.place)


def lines_of(path, first=1):
    """A file's lines, each with its place."""
    file = relative(path)
    text = Path(path).read_text("utf-8")
    return [Line(line, Place(file, n)) for n, line in enumerate(text.split("\n"), first)]


def body_of(lines):
    """The lines after the front matter."""
    if lines and lines[0].rstrip() == "---":
        for n, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return lines[n + 1 :]
    return lines


def placed(texts):
    """Give a builder's lines their places: the page in docs/ whose body they are.

    Builders hand an extension the text of a page and not its name. A text that no page
    holds (a notebook's cell, a test's string) keeps its own line numbers.
    """
    wanted = "\n".join(texts).strip()
    for path in sorted(DOCS.rglob("*.md")):
        body = body_of(lines_of(path))
        if "\n".join(body).strip() == wanted:
            while body and not body[0].strip():
                body = body[1:]
            skipped = next((n for n, text in enumerate(texts) if text.strip()), 0)
            return [Line(text, body[0].place) for text in texts[:skipped]] + [
                Line(text, body[min(n, len(body) - 1)].place)
                for n, text in enumerate(texts[skipped:])
            ]
    return [Line(text, Place("<markdown>", n)) for n, text in enumerate(texts, 1)]


FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<ticks>`{3,}|~{3,})(?P<info>.*)$")
DIRECTIVE = re.compile(r"<!--[-\s]*(?P<word>pytest[-.:\w]*.*?)-->")


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it opens, its info string, its lines."""

    place: Place
    info: str
    lines: tuple
    indent: str = ""
    hidden: bool = False
    directives: tuple = ()

    @property
    def language(self):
        return re.split(r"[\s{]", self.info.strip(), maxsplit=1)[0]

    @property
    def code(self):
        cut = len(self.indent)
        return "".join(line[cut:] + "\n" for line in self.lines)


@dataclass(frozen=True)
class Equation:
    """A formula as its author typed it, without its delimiters."""

    place: Place
    tex: str
    display: bool

    @property
    def labels(self):
        return re.findall(r"\\label\{([^}]*)\}", self.tex)


@dataclass(frozen=True)
class Image:
    """An image: a figure when its target is `figures/NAME.svg`."""

    place: Place
    alt: str
    target: str

    @property
    def figure(self):
        match = re.fullmatch(r"(?:\.\./)*figures/([\w-]+)\.svg", self.target)
        return match and match[1]


@dataclass(frozen=True)
class Link:
    place: Place
    text: str
    target: str


@dataclass(frozen=True)
class Heading:
    place: Place
    level: int
    text: str
    id: str | None


@dataclass
class Example:
    """A worked example: hidden set-up, one visible block, and the output that stands under it."""

    setup: list = field(default_factory=list)
    code: Fence | None = None
    expected: Fence | None = None


def split(lines):
    """Part a page into fences and the text around them.

    Returns the fences in order and the other lines, where fences, comments and what
    comments hide have become empty lines: every list index keeps its meaning.
    """
    fences, prose, directives = [], list(lines), []
    comment, start, n = False, 0, 0
    while n < len(lines):
        line = lines[n]
        opening = FENCE.match(line)
        if opening and not (opening["ticks"][0] == "`" and "`" in opening["info"]):
            end = n + 1
            close = re.compile(rf"^[ \t]*{opening['ticks'][0]}{{{len(opening['ticks'])},}}[ \t]*$")
            while end < len(lines) and not close.match(lines[end]):
                end += 1
            if end == len(lines):
                raise Fault(
                    line.place, "this fence is never closed", f"close it with {opening['ticks']}"
                )
            fences.append(
                Fence(
                    line.place,
                    opening["info"].strip(),
                    tuple(lines[n + 1 : end]),
                    opening["indent"],
                    comment,
                    tuple(directives),
                )
            )
            directives = []
            for k in range(n, end + 1):
                prose[k] = lines[k].like("")
            n = end + 1
            continue
        text = str(line)
        kept = ""
        while text:
            if comment:
                _, closed, text = text.partition("-->")
                comment = not closed
                continue
            before, opened, after = text.partition("<!--")
            if opened and before.count("`") % 2 == 0:
                kept += before
                directives += [m["word"].strip("- ") for m in DIRECTIVE.finditer(opened + after)][:1]
                comment, start, text = True, n, after
            else:
                kept, text = kept + before + opened, after
        prose[n] = line.like(kept)
        n += 1
    if comment:
        raise Fault(lines[start].place, "this comment is never closed", "close it with -->")
    return fences, prose


def without_comments(lines):
    """The lines without HTML comments and without anything hidden in them.

    Used by the builder: directives and hidden set-up never reach a published page.
    """
    fences, prose = split(lines)
    visible = {}
    index = {id(line): n for n, line in enumerate(lines)}
    for fence in fences:
        if not fence.hidden and fence.lines:
            first = index[id(fence.lines[0])] - 1
            for n in range(first, first + len(fence.lines) + 2):
                visible[n] = lines[n]
        elif not fence.hidden:
            first = next(n for n, line in enumerate(lines) if line.place == fence.place)
            visible[first], visible[first + 1] = lines[first], lines[first + 1]
    return [visible.get(n, line) for n, line in enumerate(prose)]


CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
MATHS = re.compile(
    r"""
    (?<!\\)\$\$(?P<dollars>.+?)(?<!\\)\$\$
    | \\\[(?P<square>.+?)\\\]
    | (?P<env>\\begin\{(?P<name>align|equation|gather)\*?\}.+?\\end\{(?P=name)\*?\})
    | \\\((?P<round>.+?)\\\)
    | (?<![\\$])\$(?!\$)(?=\S)(?P<dollar>(?:[^$\\\n]|\\.|\n(?!\s*\n))+?)(?<=\S)\$(?!\d)
    """,
    re.S | re.X,
)
IMAGE = re.compile(r"!\[(?P<alt>(?:[^\]\\]|\\.)*)\]\((?P<target>[^)\s]+)[^)]*\)(?:\{[^}]*\})?")
LINK = re.compile(r"(?<!!)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\]]*\])+)\]\((?P<target>[^)\s]+)[^)]*\)")
HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<text>.+?)(?:[ \t]+#*)?[ \t]*(?:\{[^}]*?#(?P<id>[\w-]+)[^}]*\})?$")


class Page:
    """One page of docs/, its includes expanded; every claim it makes, with its place."""

    def __init__(self, path):
        self.path = Path(path)
        self.file = relative(path)
        self.name = self.path.relative_to(DOCS).as_posix() if self.path.is_relative_to(DOCS) else self.file

    def __repr__(self):
        return f"Page({self.file!r})"

    @cached_property
    def lines(self):
        """Every line that the reader's page is made of, includes expanded."""
        from explainer.includes import expand  # the extension, which itself stands on Line

        return expand(body_of(lines_of(self.path)))

    @cached_property
    def _split(self):
        return split(self.lines)

    @property
    def fences(self):
        """Every fence, hidden ones too, in order."""
        return self._split[0]

    @cached_property
    def text(self):
        """The page without fences and comments, as one string; `place` tells where a character stands."""
        return "\n".join(self._split[1])

    def place(self, position):
        """Where the character at `position` of `text` was written."""
        return self._split[1][self.text.count("\n", 0, position)].place

    @cached_property
    def words(self):
        """`text` with code spans blanked: what Markdown still reads as markup."""
        return CODE_SPAN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), self.text)

    @cached_property
    def equations(self):
        found = []
        for m in MATHS.finditer(self.words):
            display = m["dollars"] or m["square"] or m["env"]
            tex = display or m["round"] or m["dollar"]
            lead = len(tex) - len(tex.lstrip())
            start = m.start(next(k for k in ("dollars", "square", "env", "round", "dollar") if m[k]))
            found.append(Equation(self.place(start + lead), tex.strip(), bool(display)))
        return found

    @cached_property
    def prose(self):
        """`words` with formulas blanked as well: the sentences alone."""
        return MATHS.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), self.words)

    @cached_property
    def images(self):
        return [
            Image(self.place(m.start()), m["alt"], m["target"]) for m in IMAGE.finditer(self.words)
        ]

    @cached_property
    def links(self):
        return [
            Link(self.place(m.start()), m["text"], m["target"]) for m in LINK.finditer(self.words)
        ]

    @cached_property
    def headings(self):
        found = []
        for line in self._split[1]:
            if m := HEADING.match(line):
                found.append(Heading(line.place, len(m["marks"]), m["text"].strip(), m["id"]))
        return found

    @cached_property
    def examples(self):
        """The page's worked examples and listings, in reading order."""
        found, current = [], Example()
        for fence in self.fences:
            if "pytest-codeblocks:expected-output" in fence.directives:
                if found:
                    found[-1].expected = fence
            elif fence.language == "python":
                if fence.hidden:
                    current.setup.append(fence)
                else:
                    current.code = fence
                    found.append(current)
                    current = Example()
        if current.setup:
            found.append(current)
        return found


def pages():
    """Every page of the site, in a fixed order."""
    return [Page(path) for path in sorted(DOCS.rglob("*.md"))]
