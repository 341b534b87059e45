"""What people judge: every paragraph of a page, with what its words lean on."""

import inspect
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from posixpath import dirname, join, normpath

from explainer import project
from explainer.cache import key
from explainer.drawing import drawings
from explainer.extensions import glossary
from explainer.faults import Place
from explainer.formula.statements import UNSEEN
from explainer.proof import terms
from explainer.proof.answers import once_a_text
from explainer.proof.derivations import REFERENCE
from explainer.proof.statements import NOTE

OPENS = re.compile(r"[ ]*(?:(?:\d+\.|[-*+|])[ ]|#|\?\?\?|!!!|\[\^)")
MARKUP = re.compile(r"[ ]*(?:///|</?div)")
WORD = re.compile(r"[^\W\d_]{2}")
IN_TAG = re.compile(r"<[^>]*>")
COUNTED = re.compile(r"(<!-- counted: (\w+) -->\n\n).*?(\n\n<!-- end -->)", re.S)
"""What the checks write into a page: what of it they count."""
DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Thing:
    """What words lean on: an output, a formula or such, where it stands, and what it says."""

    kind: str
    place: Place
    text: str

    @cached_property
    def digest(self):
        return key([self.kind, self.text])[:6]

    def __str__(self):
        return f"the {self.kind} {self.place}"


@dataclass
class Paragraph:
    """Words between two blank lines, an item, a row, a caption, a heading; what they lean on.

    `names` are what they refer to, by `page#anchor`, also on other pages.
    """

    place: Place
    words: str
    things: list = field(default_factory=list)
    names: list = field(default_factory=list)

    @property
    def digest(self):
        return key(self.words)[:10]


def _counted(page):
    """The lines of a page that the checks write."""
    written = "\n".join(page.lines)  # with the comments, which the text leaves out
    spans = (m.span() for m in COUNTED.finditer(written))
    rows = ([written.count("\n", 0, at) for at in span] for span in spans)
    return {n for first, last in rows for n in range(first, last)}


def _spans(page):
    """From which line to which each paragraph goes."""
    found, opened, made = [], False, _counted(page)
    for n, line in enumerate(page.text.split("\n")):
        if not line.strip() or MARKUP.match(line) or n in made:
            opened = False
            continue
        if OPENS.match(line) or not opened:
            found.append([n, n])
        found[-1][1], opened = n, True
    prose = page.prose.split("\n")
    return [(a, b) for a, b in found if WORD.search(" ".join(prose[a : b + 1]))]


def _shown(page):
    """What a page shows beside its words: lines, and the things that stand there."""
    for fence in page.fences:
        if not fence.hidden:
            kind = "output" if fence.told("pytest-codeblocks:expected-output") else "listing"
            yield fence.at, Thing(kind, fence.place, fence.code)
    rows = {line.place: n for n, line in enumerate(page.lines)}
    for equation in page.equations:
        if equation.display:
            yield rows[equation.place], _formula(equation)
    for image in page.images:
        if image.figure:
            # Drawn later: a figure changes without a change of the page.
            yield rows[image.place], Thing("figure", image.place, image.figure)


def _formula(equation):
    return Thing("formula", equation.place, " ".join(UNSEEN.sub(" ", equation.tex).split()))


def _names(page, words):
    """What words refer to, as `page#anchor`, and the notes that they name, as `page#^note`."""
    for m in REFERENCE.finditer(words):
        yield f"{page.name}#{m[1] or m[2]}"
        if path := m[0].removeprefix("](").partition("#")[0] if m[2] else "":
            yield f"{normpath(join(dirname(page.name), path))}#{m[2]}"
    for name in NOTE.findall(words):
        yield f"{page.name}#^{name}"


def _named(page, found):
    """What other words may refer to: equations, notes, and the formulas of terms."""
    for equation in page.equations:
        for label in equation.labels:
            yield label, _formula(equation)
    for paragraph in found:
        if m := re.match(r"\[(\^[^\]\s]+)\]:", paragraph.words):
            yield m[1], Thing("note", paragraph.place, paragraph.words)
    for entry in glossary.entries(page) if page.path == glossary.GLOSSARY else ():
        if said := terms.SYMBOLS.search(entry["definition"]):
            yield entry["id"], Thing("formula", page.place(entry.start("definition")), said["tex"])


def _code(words):
    """The function that is called as a term is, if the words are a term's."""
    m = re.match(r".*\{#(?P<id>[\w-]+)\} : ", words)
    if m and (call := terms.function(m["id"])):
        file = inspect.getsourcefile(call)
        place = Place(project.relative(file), call.__code__.co_firstlineno)
        yield Thing("code", place, inspect.getsource(call))


@once_a_text
def read(page):
    """The paragraphs of a page, and what others may refer to by `page#anchor`."""
    lines, found = page.text.split("\n"), []
    spans, heads = _spans(page), [heading.at for heading in page.headings]
    for first, last in spans:
        words = " ".join(" ".join(lines[first : last + 1]).split())
        made = Paragraph(page.lines[first].place, words, names=list(_names(page, words)))
        made.things += _code(words) if page.path == glossary.GLOSSARY else ()
        found.append(made)
    sections = [bisect_right(heads, first) for first, _ in spans]
    for row, thing in _shown(page):
        here, after = bisect_right(heads, row), bisect_right(spans, (row, row))
        for n, paragraph in enumerate(found):
            beside = thing.kind != "listing" or n in (after - 1, after)
            if sections[n] == here and beside and not paragraph.words.startswith("#"):
                paragraph.things.append(thing)
    front = [Paragraph(line.place, str(line)) for line in page.front if WORD.search(line)]
    return front + found, {f"{page.name}#{name}": thing for name, thing in _named(page, found)}


def _drawn(figure):
    """A figure as it is drawn, to the nearest unit: the same on other machines."""
    whole = IN_TAG.sub(lambda m: DECIMAL.sub(lambda n: f"{float(n[0]):.0f}", m[0]), figure.svg)
    return whole.replace("><", ">\n<")


def paragraphs(site):
    """By page, its paragraphs with all that they lean on, here and elsewhere.

    Raises the Fault of a page that cannot be read, or of a figure that cannot be drawn.
    """
    answers = {page: read(page) for page in site}
    named = {name: thing for _, names in answers.values() for name, thing in names.items()}
    things = {thing for found, _ in answers.values() for p in found for thing in p.things}
    figures = {thing.text for thing in things if thing.kind == "figure"} & {*drawings.names()}
    drawn = {name: _drawn(figure) for name, figure in drawings.drawings(sorted(figures)).items()}
    shown = {
        thing: replace(thing, text=drawn.get(thing.text, "")) if thing.kind == "figure" else thing
        for thing in things
    }

    def leaning(paragraph):
        there = [named[name] for name in paragraph.names if name in named]
        # Each once, though it may stand in the section and be referred to.
        every = dict.fromkeys([*map(shown.get, paragraph.things), *there])
        return replace(paragraph, things=list(every))

    return {page: [leaning(p) for p in found] for page, (found, _) in answers.items()}
