"""A caption's and an alt text's words for marks, lines, places and counts fit the drawing."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from explainer import project
from explainer.cache import key
from explainer.drawing import drawings
from explainer.faults import Fault
from explainer.proof import marks, places, tally
from explainer.proof.answers import once, written
from explainer.proof.named import WORD, Names, among, stems
from explainer.proof.shapes import LOOKS, SHAPES, is_drawn
from explainer.reader.pages import IMAGE, MATHS, blank
from explainer.sources import where

KIND = "|".join(f"{shape}(?:e?s)?" for shape in SHAPES)
WORDS = "|".join([*LOOKS, KIND])
NAMING = re.compile(rf"(?:^|(?<=[.;:,] ))(?P<word>{WORDS}):\s(?P<rest>[^,;.]+)", re.I)
ASIDE = re.compile(rf"\((?P<word>{WORDS})\)", re.I)
STYLE = re.compile(rf"(?<![\w-])(?P<word>{WORDS})(?![\w-])", re.I)
OF = re.compile(r" of (?:the )?(?P<of>\w+)")
LISTED = re.compile(rf"\b(?:{KIND})(?:, (?:{KIND}))* and (?:{KIND})\b", re.I)
CAPTION = re.compile(r"\s*/// caption\n(?P<body>.*?)\n///", re.S)


@dataclass
class Told:
    """A text about a drawing, formulas left out; and what of it could not be compared."""

    text: str
    drawing: marks.Drawing
    names: Names
    left: list = field(default_factory=list)

    @property
    def shapes(self):
        return self.drawing.shapes

    def words(self, start, end):
        """The words between two positions."""
        return [m[0] for m in WORD.finditer(self.text, start, end)]

    def clause(self, at, ends=".,;:!?()"):
        """From where to where the clause reaches in which a position stands."""
        start = max(self.text.rfind(end, 0, max(at, 0)) for end in ends) + 1
        found = [n for end in ends if (n := self.text.find(end, max(at, 0))) >= 0]
        return start, min(found, default=len(self.text))


@dataclass(frozen=True)
class Claim:
    """A word for a mark or a line: where it stands, as the tables have it, what it is said of."""

    at: int
    typed: str
    of: tuple = ()
    pinned: bool = False
    """Whether it is put beside what it is said of, by a colon or in brackets."""

    @cached_property
    def word(self):
        return among(self.typed, LOOKS) or among(self.typed, SHAPES)

    def applies(self, mark):
        """Whether it can be said of a mark at all."""
        return mark.tag != "text" and (self.word in SHAPES or LOOKS[self.word][0](mark))

    def holds(self, mark):
        """Whether it is true of a mark."""
        return self.applies(mark) and (SHAPES.get(self.word) or LOOKS[self.word][1])(mark)


def claims(told):
    """Every word for a mark or a line in a text."""
    seen = set()
    for m in (*NAMING.finditer(told.text), *ASIDE.finditer(told.text)):
        seen.add(m.start("word"))
        before = told.clause(m.start(), ".;)")[0], m.start()
        after = m.re is NAMING
        of = told.words(*m.span("rest")) if after else told.words(*before)[::-1]
        yield Claim(m.start("word"), m["word"], tuple(of[:10]), True)
    for m in STYLE.finditer(told.text):
        if m.start() not in seen and not _is_verb(told, m):
            yield Claim(m.start(), m["word"], tuple(_of(told, m)))


def _is_verb(told, m):
    """Whether what looks like the word for a mark is something that a line does."""
    before = told.words(0, m.start())[-1:]
    articles = ("a", "the", "by", "with", "as", "and", "of")
    return bool(among(m[0], ["cross"])) and (not before or before[0].lower() not in articles)


def _of(told, m):
    """What a word in a sentence is said of, the nearest first: what follows, or what it is."""
    if among(m[0], SHAPES):
        of = OF.match(told.text, m.end())
        return told.words(*of.span("of")) if of else ()
    start, end = told.clause(m.start())
    before = told.words(start, m.start())
    said = before[-1:] and before[-1].lower() in ("is", "are")
    after = told.words(m.end(), end)[:6]
    return before[::-1] if said else [word for word in after if word != "one"]


def looks(told):
    """Words for marks and lines that do not fit what they name."""
    said = list(claims(told))
    held = {
        claim: [
            m for m in told.names.best(claim.of, places.scope(told, claim.at)) if claim.applies(m)
        ]
        for claim in said
    }
    for claim in said:
        if named := held[claim]:
            yield from _named(claim, named)
            fits = named
        else:
            others = set().union(*held.values()) if claim.pinned else ()
            fits = [m for m in places.scope(told, claim.at) if claim.holds(m) and m not in others]
            noun = among(claim.of[0], SHAPES) if claim.of else None
            if not [m for m in fits if not noun or SHAPES[noun](m)]:
                thing = f"{claim.typed} {claim.of[0]}" if noun else claim.typed
                yield claim.at, f"the figure has no “{thing}” here"
        lies = claim.word == "framed" and _lies(told, claim.at)
        if lies and fits and not any(map(lies, fits)):
            yield claim.at, "what the figure frames is no such row or column"


def _named(claim, named):
    """What is wrong with a word of marks that it names."""
    families = {}
    for mark in named:
        families.setdefault(mark.family, []).append(claim.holds(mark))
    every = claim.word in LOOKS and LOOKS[claim.word][0] is is_drawn
    if not (all if every else any)(all(each) for each in families.values()):
        yield claim.at, f"“{claim.typed}” is not how the figure draws “{min(families)}”"


def _lies(told, at):
    """Whether a frame is as long as its clause has it: as a row or a column."""
    words = {one for word in told.words(*told.clause(at)) for one in stems(word)}
    if ("row" in words) == ("column" in words):
        return None
    return lambda mark: (mark.size[0] > mark.size[1]) == ("row" in words)


def listed(told):
    """Words for marks that stand in a list, where the figure has not as many kinds of them."""
    for m in LISTED.finditer(told.text):
        words = [one for word in told.words(*m.span()) if (one := among(word, SHAPES))]
        shapes = [mark for mark in places.scope(told, m.start()) if mark.tag != "text"]
        kinds = [{mark.family for mark in shapes if SHAPES[word](mark)} for word in words]
        if not _apart(kinds):
            yield m.start(), f"the figure has not all of “{m[0]}”, each by itself"


def _apart(kinds, taken=frozenset()):
    """Whether each of some sets has a member that is no other's."""
    return not kinds or any(_apart(kinds[1:], taken | {one}) for one in kinds[0] - taken)


CHECKS = (*places.CHECKS, looks, listed, tally.faults)


def texts(page):
    """Every alt text and caption of a page's figures: the figure, the text, where it begins."""
    text = MATHS.sub(blank, page.words)
    for m in IMAGE.finditer(page.words):
        name = next((i.figure for i in page.images if i.place == page.place(m.start())), None)
        if name:
            yield name, text[slice(*m.span("alt"))], m.start("alt")
            if below := CAPTION.match(text, m.end()):
                yield name, below["body"], below.start("body")


def _drawn(page):
    """The drawings of a page's figures, by name, as text."""
    names = [image.figure for image in page.images if image.figure in drawings.names()]
    return {name: drawn.svg for name, drawn in drawings.drawings(names).items()}


def _told(page):
    """Every text about a drawing of a page with its place: a function of a position."""
    drawn = {name: marks.drawing(name, svg) for name, svg in _drawn(page).items()}
    names = {name: Names(drawing) for name, drawing in drawn.items()}
    for name, text, start in texts(page):
        if name in drawn:
            told = Told(text.replace("\n", " "), drawn[name], names[name])
            yield told, lambda at, start=start: page.place(start + at)
    for name, drawing in drawn.items():
        for mark in drawing.marks:
            if NAMING.match(mark.text):
                line = where(project.FIGURES / f"{name}.py", mark.text.partition(":")[0] + ":")
                yield Told(mark.text, drawing, names[name]), lambda at, line=line: line


@once(lambda page: [written(page), {name: key(svg) for name, svg in _drawn(page).items()}])
def judged(page):
    """The Faults of a page's captions, alt texts and labels that name marks; the words for places
    for which no part of a figure speaks, with their places."""
    found, left = [], []
    for told, place in _told(page):
        remedy = f"mend the words, or scripts/figures/{told.drawing.name}.py"
        for check in CHECKS:
            found += [Fault(place(at), what, remedy) for at, what in check(told)]
        left += [(place(at), words) for at, words in told.left]
    return found, left


def faults(page):
    """The Faults of what captions and alt texts say of marks, lines, places and counts."""
    return judged(page)[0]
