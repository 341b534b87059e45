"""The glossary's table of symbols: each stands once, as pages write it, beside its own meaning.

A row has symbols on the left and, after semicolons, a meaning for each on the right. A pair fits
if its indices are those that the meaning names, its initials those of words there, and if the
term that the meaning links to has the symbol or equals it. Where none of this is asked, some
sentence has the symbol beside what its meaning calls it.
"""

import re
from dataclasses import dataclass

from explainer.extensions.glossary import GLOSSARY, entries
from explainer.faults import Fault
from explainer.formula.tree import Node
from explainer.notation import FUNCTIONS, MEANINGS
from explainer.proof import terms
from explainer.proof.answers import once_a_text
from explainer.proof.expressions import formulas, trees
from explainer.reader.pages import LINK, MATHS

ROW = re.compile(r"^\|(?P<left>(?:[ ,]*\$[^$|]+\$)+)[ ]*\|(?P<right>.*)\|$", re.M)
TARGET = re.compile(r"\]\([^()\s]*\)")
WORD = re.compile(r"[^\W\d_]{3,}")
INITIALS = re.compile(r"_\{([A-Z]{2,})\}")
BEHIND = re.compile(r"[^\w ]| (?:of|for|in|or|to|with|from|that|after)\b")
"""What a name in a meaning stands before: `the true chance` of yes."""
ARGUMENTS = {r"(\cdot)": "(#)", r"(\cdot\mid\cdot)": "(#|#)"}


@dataclass(frozen=True)
class Pair:
    """A symbol of the table as it is typed, as it is read, and what the table says it is."""

    tex: str
    node: Node | None
    meaning: str

    @property
    def letters(self):
        """The letters that vary in it: indices, the layer of h^(l), what comes last in f(x|k)."""
        found, name = self.node.indices(), self.node.args[0]
        if self.node.kind in {"sym", "vec"}:
            found |= set(re.findall(r"\((\w)\)", name))
        if self.node.kind == "apply":
            found |= {part.args[0] for part in self.node.args[1][-1].walk() if part.kind == "sym"}
        return found


def _typed(tex):
    """TeX without spaces, and without braces around a single sign."""
    return re.sub(r"\{(\w)\}", r"\1", "".join(tex.split()))


def _shape(node):
    """What a symbol is, whatever it is taken of or by."""
    if node.kind == "call":
        return Node("call", node.args[:2])
    return Node("gradient", (_shape(node.args[0]),)) if node.kind == "gradient" else node


def _parts(node):
    """A node and all below it as they stand: of p_k, not the p."""
    yield _shape(node)
    for part in node.args[1] if node.kind == "index" else node.parts():
        yield from _parts(part)


def _heads(nodes):
    """The letters of symbols, without their indices."""
    bare = {node.args[0] if node.kind == "index" else node for node in nodes}
    return {node.args[0] for node in bare if node.kind in {"sym", "vec"}}


@once_a_text
def used(page):
    """What a page's formulas hold; what they relate; the words around each that is alone.

    And their TeX, as `_typed` has it.
    """
    held, related, beside, typed = set(), set(), {}, []
    words = TARGET.sub(lambda m: "]" + " " * (len(m[0]) - 1), page.prose)
    for formula in formulas(page):
        nodes = [node for node, _ in formula.sides]
        typed.append(_typed(formula.tex))
        held |= {part for node in nodes for part in _parts(node)}
        related |= {(a, b) for a in nodes for b in nodes if a != b}
        if len(nodes) == 1:
            start, end = words.rfind("\n", 0, formula.at) + 1, words.find("\n", formula.end)
            near = WORD.findall(words[start : formula.at])[-2:]
            near += WORD.findall(words[formula.end : end])[:1]
            beside.setdefault(_shape(nodes[0]), set()).update(map(str.lower, near))
    return held, related, beside, "\n".join(typed)


def rows(page):
    """Every row of the table: its place, its symbols typed and read, its meanings."""
    for m in ROW.finditer(page.text):
        symbols = [(f["dollar"], *trees(f["dollar"])[:1]) for f in MATHS.finditer(m["left"])]
        right = MATHS.sub(lambda n: n[0].replace(";", "\0"), m["right"])
        meanings = [part.replace("\0", ";").strip() for part in right.split(";")]
        yield page.place(m.start()), symbols, meanings


def _plain(symbols):
    """The letters of the symbols that have no indices."""
    return _heads(node for _, *read in symbols for node in read if node.kind != "index")


class Table:
    """The table beside what all other pages, and the terms above it, write."""

    def __init__(self, page, site):
        self.page = page
        answers = [used(other) for other in site if other.path != page.path]
        self.held = set().union(*(held for held, *_ in answers))
        self.related = set().union(*(related for _, related, *_ in answers))
        self.typed = "\n".join(typed for *_, typed in answers)
        self.beside = {}
        for _, _, beside, _ in answers:
            for node, words in beside.items():
                self.beside.setdefault(node, set()).update(words)
        self.plain = set().union(*(_plain(symbols) for _, symbols, _ in rows(page)))
        self.terms = {
            entry["id"]: [
                node for m in MATHS.finditer(entry["definition"]) for node in trees(m["dollar"])
            ]
            for entry in entries(page)
        }

    def faults(self):
        """A Fault for each symbol that is not what the table says it is."""
        seen = {}
        for place, symbols, meanings in rows(self.page):
            if len(symbols) != len(meanings):
                what = f"there are {len(symbols)} symbols here, and {len(meanings)} meanings"
                yield Fault(place, what, "write a meaning for each, with semicolons between them")
                continue
            for (tex, *read), meaning in zip(symbols, meanings, strict=True):
                node = next(iter(read), None)
                if first := seen.get(node or tex):
                    yield Fault(place, f"`{tex}` stands here again ({first})", "write it once")
                elif node and node.kind in {"index", "vec"} and self.apart(node, symbols):
                    what = f"`{tex}` stands apart from its letter"
                    yield Fault(place, what, "put it in the row of its letter, or mend it")
                elif found := self.wrong(Pair(tex, node, meaning)):
                    yield Fault(place, *found)
                seen[node or tex] = place

    def apart(self, node, symbols):
        """Whether its letter has a row, and not this one; or its row has other letters alone."""
        nodes = [other for _, *read in symbols for other in read if other != node]
        if node.kind == "vec":
            return bool(nodes) and not _heads([node]) & _heads(nodes) and "^" not in node.args[0]
        return _heads([node]) & self.plain - _plain(symbols)

    def wrong(self, pair):
        """What is wrong with a pair, and the remedy; or None."""
        if not self.uses(pair):
            return f"no page uses `{pair.tex}`", "write it as the pages do, or drop it"
        said = [tex for words, tex in MEANINGS.items() if re.search(words, pair.meaning)]
        if lacking := [tex for tex in said if not re.search(tex, pair.tex)]:
            what = f"“{pair.meaning}” is said of `{pair.tex}`, which has no {lacking[0]}"
            return what, "exchange it with its neighbour, or mend its meaning"
        if not pair.node:
            return None
        for asked in (self.equals, self.names, self.abbreviates, self.links):
            fits = asked(pair)
            if fits is not None:
                return None if fits is True else fits
        return None if said else self.called(pair)

    def uses(self, pair):
        """Whether a page has the symbol, or the function, in a formula."""
        if pair.node and pair.node.kind == "gradient":
            return _shape(pair.node) in self.held
        if pair.node:
            typed = re.search(rf"{re.escape(_typed(pair.tex))}(?![\w^'{{])", self.typed)
            return bool(typed) and _shape(pair.node) in self.held
        name = next((pair.tex[: -len(end)] for end in ARGUMENTS if pair.tex.endswith(end)), None)
        keys = {node.args[0] for node in self.held if node.kind == "apply"}
        bar = r"\mid" in pair.tex
        return any(key.startswith(f"{name}(") and ("|" in key) == bar for key in keys)

    def equals(self, pair):
        """Whether a page relates it to the formula that its meaning begins with."""
        m = MATHS.match(pair.meaning)
        if not m:
            return None
        same = any((pair.node, node) in self.related for node in trees(m["dollar"]))
        what = f"no page says that `{pair.tex}` is `{m['dollar']}`"
        return same or (what, "write what a page says, or say it in words")

    def names(self, pair):
        """Whether its letters are those that its meaning names."""
        named = set()
        for m in MATHS.finditer(pair.meaning):
            for node in trees(m["dollar"]):
                named |= {part.args[0] for part in node.walk() if part.kind == "sym"}
        if not named and not pair.letters:
            return None
        what = f"the letters of `{pair.tex}` are not those of “{pair.meaning}”"
        return named == pair.letters or (what, "name in its meaning what varies in it")

    def abbreviates(self, pair):
        """Whether its initials are those of words of its meaning that follow each other."""
        m = INITIALS.search(pair.tex)
        if not m:
            return None
        initials = "".join(word[0] for word in re.findall(r"\w+", pair.meaning)).upper()
        what = f"no words of “{pair.meaning}” begin with {', '.join(m[1])}"
        return m[1] in initials or (what, "say there what the letters stand for")

    def links(self, pair):
        """Whether the term that its meaning links to has it in a formula, or equals it."""
        linked = [m["target"].strip("<>") for m in LINK.finditer(pair.meaning)]
        ids = [target[1:] for target in linked if self.terms.get(target[1:])]
        if not ids:
            return None
        for name in ids:
            nodes = self.terms[name]
            parts = {part for node in nodes for part in _parts(node)}
            call, own = terms.function(name), FUNCTIONS.get(pair.node.args[0], {}).get("snippet")
            same = call and own == call.__name__
            if same or _heads([pair.node]) & _heads(parts):
                return True
            if any((pair.node, node) in self.related for node in nodes):
                return True
        what = f"the term {ids[0]!r} has other formulas than `{pair.tex}`"
        return what, "link to its own term, or mend the formula there"

    def called(self, pair):
        """What is wrong where no sentence has it beside what its meaning calls it."""
        linked = LINK.search(pair.meaning)
        name = BEHIND.split(pair.meaning)[0] or pair.meaning
        name = linked["text"] if linked else name
        word = (WORD.findall(name.lower()) or [name])[-1]
        near = self.beside.get(_shape(pair.node), ())
        if any(a.startswith(word) or word.startswith(a) for a in near):
            return None
        what = f"no sentence of a page has `{pair.tex}` beside “{word}”"
        return what, "call it here as a page does where it stands alone"


def faults(site):
    """What is wrong with the table of symbols, beside all pages."""
    for page in site:
        if page.path == GLOSSARY:
            yield from Table(page, site).faults()
