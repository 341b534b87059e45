r"""Parts a formula into what it states: chains of sides joined by relations, ⇒ and ⟺."""

import re
from dataclasses import dataclass, field

from explainer.formula.tex import CLOSING, LAYOUT, OPENING, UnsupportedNotation, tokens


def _by_command(signs):
    return {command: sign for sign, commands in signs.items() for command in commands.split()}


RELATIONS = _by_command({
    "=": r"= \equiv", ":=": r":= \coloneqq", "<": r"< \lt", ">": r"> \gt",
    "≤": r"\le \leq \leqslant", "≥": r"\ge \geq \geqslant", "≠": r"\ne \neq",
    "≈": r"\approx", "∝": r"\propto", "∈": r"\in", "⪰": r"\succeq",
}) | _by_command({
    "→": r"\to \rightarrow", "↦": r"\mapsto", "~": r"\sim", "≪": r"\ll", "≫": r"\gg",
    ":": r": \colon",
})  # fmt: skip
"""The sign that each relation is read as; those of the second group compare nothing."""
LINKS = _by_command({
    "⇒": r"\Rightarrow \implies \Longrightarrow", "⟺": r"\iff \Leftrightarrow \Longleftrightarrow",
})  # fmt: skip
UNSEEN = re.compile(
    rf"\\(?:label|tag)\{{[^}}]*\}}|\\no(?:tag|number)|\\(?:begin|end)\{{(?:{'|'.join(LAYOUT)})\*?\}}"
)


@dataclass
class Side:
    """One side of a relation: its tokens, and the TeX they were read from."""

    tokens: list
    start: int = 0
    stop: int | None = None
    text: str = ""


@dataclass
class Chain:
    """Sides joined by relations; each relation is its sign and where it stands."""

    sides: list = field(default_factory=lambda: [Side([])])
    relations: list = field(default_factory=list)


@dataclass
class Statement:
    """Chains joined by ⇒ and ⟺ (mostly one alone), and the conditions they are said under."""

    chains: list = field(default_factory=lambda: [Chain()])
    links: list = field(default_factory=list)
    conditions: list = field(default_factory=list)
    qualifies: bool = False

    @property
    def side(self):
        return self.chains[-1].sides[-1]

    @property
    def says(self):
        return bool(self.links or self.chains[0].relations)


def chain_of(found, tex):
    """One chain out of tokens that hold no separators: a condition, a sum's limits."""
    found = _Splitter(found, tex).run()
    if len(found) != 1:
        raise UnsupportedNotation("a condition of this kind")
    return found[0].chains[0]


def statements(tex):
    """What a formula says, in order; a row that opens with a relation goes on from the last.

    Each statement is parted at commas, quads, words and rows outside brackets. What stands in
    brackets of its own or after `for`, `if`, `when` qualifies the statement before it.
    """
    return _Splitter(tokens(tex), tex).run()


class _Splitter:
    def __init__(self, found, tex):
        self.tokens, self.tex = found, tex
        self.main, self.cut = Statement(), 0
        self.done, self.parted, self.qualifies = [self.main], False, False

    def run(self):
        depth = 0
        for n, token in enumerate(self.tokens):
            if depth == 0 and self.parts(n, token):
                continue
            self.part(resumes=False)
            depth += (token.text in OPENING or token.kind == "begin") - (
                token.text in CLOSING or token.kind == "end"
            )
            if not self.main.side.tokens:
                self.main.side.start, self.main.side.stop = self.cut, None
            self.main.side.tokens.append(token)
        self.close()
        for chain in (c for s in self.done for c in s.chains + s.conditions):
            for side in chain.sides:
                text = self.tex[side.start : side.stop] if side.tokens else ""
                side.text = " ".join(UNSEEN.sub(" ", text).split())
        return [s for s in self.done if s.says or s.side.tokens]

    def parts(self, n, token):
        """Whether a token outside brackets belongs to no side: it separates, relates or links."""
        separates, relates = self.separates(n), token.text in RELATIONS or token.text in LINKS
        if not (separates or relates or token.text == "&"):
            return False
        self.main.side.stop = self.main.side.stop or token.at
        self.cut = token.end
        if separates:
            self.parted = True
            if token.kind == "text":
                words = set(re.findall(r"[a-z]+", token.text.lower()))
                self.qualifies = bool({"for", "if", "when", "as"} & words)
            elif token.text in {r"\\", "&", r"\quad", r"\qquad"}:
                self.qualifies = False
        elif relates:
            self.relate(token)
        return True

    def relate(self, token):
        """Open the next side of the chain, or after ⇒ and ⟺ the next chain."""
        self.part(resumes=True)
        if token.text in LINKS:
            self.main.links.append((LINKS[token.text], token.at))
            self.main.chains.append(Chain())
        else:
            self.main.chains[-1].relations.append((RELATIONS[token.text], token.at))
            self.main.chains[-1].sides.append(Side([]))

    def separates(self, n):
        token = self.tokens[n]
        if token.text == "&":
            follows = self.tokens[n + 1].text if n + 1 < len(self.tokens) else ""
            before = self.tokens[n - 1].text if n else r"\\"
            around = RELATIONS.keys() | LINKS.keys()
            return follows not in around and before not in around | {r"\\", "&"}
        return token.text in {",", r"\\", r"\quad", r"\qquad", ";", "."} or token.kind == "text"

    def part(self, resumes):
        """After a separator a relation goes on with the last chain; all else opens a new one."""
        if self.parted and self.main.side.tokens:
            self.close()
            if not resumes:
                self.main = Statement(qualifies=self.qualifies)
                self.done.append(self.main)
        self.parted = False

    def close(self):
        """Hand a condition to the statement it qualifies."""
        said = [s for s in self.done if s.says and s is not self.main]
        inner = self.main.side.tokens
        bracketed = not self.main.says and [t.text for t in inner[:1] + inner[-1:]] == ["(", ")"]
        if said and bracketed and any(token.text in RELATIONS for token in inner):
            said[-1].conditions.append(chain_of(inner[1:-1], self.tex))
        elif said and self.main.qualifies:
            said[-1].conditions += self.main.chains
        else:
            return
        self.done.remove(self.main)
        self.main = said[-1]
