"""Reads a page as its reader sees it, and says where its author wrote each thing."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from markdown.extensions.toc import slugify

from explainer.faults import Place
from explainer.project import DOCS, relative
from explainer.reader.fences import CODE_SPAN, split
from explainer.reader.includes import expand
from explainer.reader.lines import body_of, lines_of, page_files

ANY = r"(?:(?!\n[ \t]*\n).)"  # no markup reaches past a blank line
NO_DOLLAR = r"(?:(?!\n[ \t]*\n)(?:\\.|[^\\$]))"
MATHS = re.compile(
    rf"""
    (?<!\\)\$\$(?P<dollars>{ANY}+?)(?<!\\)\$\$
    | (?:^|(?<=\n))[ \t]*\\\[(?P<square>{ANY}+?)\\\]
    | (?P<env>\\begin\{{(?P<name>[a-z]+\*?)\}}{ANY}+?\\end\{{(?P=name)\}})
    | (?<!\\)\\\((?P<round>{ANY}+?)\\\)
    | (?<![\\$])\$(?![$\s])(?P<dollar>{NO_DOLLAR}+?)(?<!\s)\$
    """,
    re.DOTALL | re.VERBOSE,
)
BRACKETS = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])"
TARGET = r"\(\s*(?P<target><[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+[\"'][^\n]*?[\"'])?\s*\)"
IMAGE = re.compile(rf"(?<!\\)!\[(?P<alt>{BRACKETS}*)\]{TARGET}")
FIGURE = re.compile(r"(?:\.{1,2}/)*figures/(?P<name>[\w-]+)\.svg")
"""The target of an image that is drawn by a script."""
LINK = re.compile(rf"(?:(?<![!\\])|(?<=\\!))\[(?P<text>{BRACKETS}+)\]{TARGET}")
REFERENCE = re.compile(
    rf"(?:(?<![!\\])|(?<=\\!))\[(?P<text>(?!\^){BRACKETS}+)\]\[(?P<id>[^\[\]\n]*)\]"
)
DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<id>(?!\^)[^\[\]\n]+)\]:[ \t]*<?(?P<target>[^\s>]+)", re.M)
NUMBER = re.compile(r"\((?P<number>\d+)\)")
"""The text of a link to an equation of another page."""
AUTOLINK = re.compile(r"<(?P<target>(?:https?|ftp):[^<>\s]+)>")
HEADING = re.compile(
    r"^(?P<marks>#{1,6})[ \t]*(?P<text>.+?)[ \t]*#*[ \t]*(?:\{:?(?P<attributes>[^{}]*)\})?[ \t]*$"
)

UNDERLINE = re.compile(r"=+[ ]*|-+[ ]*")
UNDERLINED = re.compile(HEADING.pattern.replace("#{1,6}", ""))


@dataclass(frozen=True)
class Equation:
    """A formula as its author typed it, without its delimiters."""

    place: Place
    tex: str
    display: bool

    @property
    def labels(self):
        return re.findall(r"\\label\{([^}]*)\}", self.tex)

    def place_of(self, at):
        """Where a position of its TeX was written."""
        return replace(self.place, line=self.place.line + self.tex.count("\n", 0, at))


@dataclass(frozen=True)
class Image:
    """An image: a figure when its target is `figures/NAME.svg`."""

    place: Place
    alt: str
    target: str

    @property
    def figure(self):
        match = FIGURE.fullmatch(self.target)
        return match and match["name"]


@dataclass(frozen=True)
class Link:
    """A link to a page, an address or an anchor."""

    place: Place
    text: str
    target: str


@dataclass(frozen=True)
class Heading:
    """A heading; `id` only where its author chose one, `at` the index of its line."""

    place: Place
    level: int
    text: str
    id: str | None
    at: int = 0

    @property
    def anchor(self):
        """The id that it has on its page."""
        return self.id or slugify(re.sub(r"[`*_]", "", self.text), "-")


class Page:
    """One page of docs/, its includes expanded; every claim it makes, with its place."""

    def __init__(self, path):
        self.path = Path(path)
        self.file = relative(path)
        self.name = (
            self.path.relative_to(DOCS).as_posix() if self.path.is_relative_to(DOCS) else self.file
        )

    def __repr__(self):
        return f"Page({self.file!r})"

    @cached_property
    def _written(self):
        return lines_of(self.path)

    @property
    def front(self):
        """The lines of the front matter."""
        return self._written[: len(self._written) - len(body_of(self._written))]

    @cached_property
    def lines(self):
        """Every line that the reader's page is made of, includes expanded."""
        return expand(body_of(self._written))

    @cached_property
    def _split(self):
        return split(self.lines)

    @property
    def fences(self):
        """Every fence, hidden ones too, in order."""
        return self._split[0]

    @cached_property
    def text(self):
        """The page without fences and comments, as one string; `place` finds its places."""
        return "\n".join(self._split[1])

    def place(self, position):
        """Where the character at `position` of `text` was written."""
        return self._split[1][self.text.count("\n", 0, position)].place

    @cached_property
    def words(self):
        """`text` with code spans blanked: what Markdown still reads as markup."""
        return CODE_SPAN.sub(blank, self.text)

    @cached_property
    def equations(self):
        """Every formula, displayed or in a sentence, in order."""
        found = []
        for m in MATHS.finditer(self.words):
            tex, display = typed(m)
            at = m.start(m.lastgroup) + len(tex) - len(tex.lstrip())
            found.append(Equation(self.place(at), tex.strip(), display))
        return found

    @cached_property
    def prose(self):
        """`words` with formulas blanked as well: the sentences alone."""
        return MATHS.sub(blank, self.words)

    def _marked(self, pattern):
        """Where a markup opens outside code and formulas, which may stand inside it."""
        prose = self.prose
        return [m for m in pattern.finditer(self.words) if prose[m.start()] in "![<"]

    def section(self, at):
        """The number of the section in which a line stands: from one heading, of the first or the
        second level, to the next."""
        return bisect_right(self._sections, at)

    @cached_property
    def _sections(self):
        return [heading.at for heading in self.headings if heading.level <= 2]

    @cached_property
    def images(self):
        """Every image, in order."""
        return [
            Image(self.place(m.start()), _line(m["alt"]), m["target"].strip("<>"))
            for m in self._marked(IMAGE)
        ]

    @cached_property
    def links(self):
        """Every link with a text: inline, by reference, or an address in angle brackets."""
        targets = {m["id"].lower(): m["target"] for m in DEFINITION.finditer(self.prose)}
        found = [(m.start(), m["text"], m["target"].strip("<>")) for m in self._marked(LINK)]
        found += [(m.start(), m["target"], m["target"]) for m in self._marked(AUTOLINK)]
        for m in self._marked(REFERENCE):
            if target := targets.get((m["id"] or m["text"]).lower()):
                found.append((m.start(), m["text"], target))
        return [Link(self.place(at), _line(text), target) for at, text, target in sorted(found)]

    @cached_property
    def headings(self):
        """Every heading, with `#` at the start of its line or a line under it, in order."""
        found, before = [], ""
        for at, line in enumerate(self._split[1]):
            under = self._split[1][at + 1] if at + 1 < len(self._split[1]) else ""
            underlined = not before.strip() and line.strip() and UNDERLINE.fullmatch(under)
            before = line
            if m := HEADING.match(line) or (underlined and UNDERLINED.match(line)):
                level = len(m["marks"]) or "=-".index(under[0]) + 1
                named = re.search(r"#([\w-]+)", m["attributes"] or "")
                found.append(Heading(line.place, level, m["text"], named and named[1], at))
        return found


def typed(match):
    """Of a match of MATHS, the TeX without its delimiters, and whether it is displayed."""
    return match[match.lastgroup], match.lastgroup not in ("round", "dollar")


def blank(match):
    """Spaces in the place of what was matched, each line kept."""
    return re.sub(r"[^\n]", " ", match[0])


def _line(text):
    """A text that may run over lines, on one."""
    return " ".join(text.split())


def pages():
    """Every page of the site, in a fixed order."""
    return [Page(path) for path in page_files()]
