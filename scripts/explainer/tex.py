r"""Reads a formula's TeX as tokens, and parts it into statements: chains of sides and relations."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from explainer.equations import MACROS


def words(text):
    """A set of the words in a text."""
    return frozenset(text.split())


class Unreadable(Exception):
    """Notation that this reader does not know; says which."""


class Token(NamedTuple):
    """A word of a formula: its kind (sym, vec, fn, num, text, begin, end, op), start and end."""

    text: str
    kind: str
    at: int
    end: int


FUNCTIONS = words("ln log exp tanh max min argmax sqrt diag sigma softmax LSE logit odds sp E Var")
SYNONYMS = {"logsumexp": "LSE", "softplus": "sp", "argmax": "argmax", "log": "ln"}
GREEK = words(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho tau phi "
    "varphi chi psi omega Delta Theta Lambda Sigma Phi Psi Omega ell infty partial nabla"
)
TRANSPARENT = words(
    "mathit mathord displaystyle textstyle left right big Big bigl "
    "bigr Bigl Bigr bigg biggl biggr Bigg Biggl Biggr limits nolimits notag nonumber middle"
)
SPACES = {",", ";", ":", "!", " ", "thinspace", "enspace"}
DROPPED = {"label", "tag", "hspace", "vspace", "phantom", "vphantom", "hphantom", "eqref", "ref"}
BOLD = {"mathbf", "boldsymbol", "bm", "vec"}
NAMED = {"operatorname", "mathrm", "text", "textrm", "mathsf", "mathbb", "textnormal", "mathcal"}
ACCENTS = {"hat", "bar", "tilde"}
LAYOUT = {"align", "aligned", "equation", "gather", "gathered", "split"}

RELATIONS = {
    "=": "=",
    r"\equiv": "=",
    ":=": ":=",
    r"\coloneqq": ":=",
    "<": "<",
    r"\lt": "<",
    ">": ">",
    r"\gt": ">",
    r"\le": "≤",
    r"\leq": "≤",
    r"\leqslant": "≤",
    r"\ge": "≥",
    r"\geq": "≥",
    r"\geqslant": "≥",
    r"\ne": "≠",
    r"\neq": "≠",
    r"\approx": "≈",
    r"\propto": "∝",
    r"\in": "∈",
    r"\succeq": "⪰",
} | {f"\\{name}": name for name in words("to rightarrow mapsto sim ll gg colon simeq")}
LINKS = {r"\Rightarrow": "⇒", r"\implies": "⇒", r"\Longrightarrow": "⇒"} | dict.fromkeys(
    [r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow"], "⟺"
)
UNSEEN = re.compile(
    rf"\\(?:label|tag)\{{[^}}]*\}}|\\no(?:tag|number)|\\(?:begin|end)\{{(?:{'|'.join(LAYOUT)})\*?\}}"
)
OPENING = {"(", "[", "{", r"\{", r"\lvert", r"\lVert"}
CLOSING = {")", "]", "}", r"\}", r"\rvert", r"\rVert"}

LEXEME = re.compile(r"#\d|\\(?:[A-Za-z]+\*?|.)|\d+(?:\{,\}\d{3})*(?:\.\d+)?|:=|\S", re.S)


def group(lexemes, n):
    """The lexemes of the argument at n, without its braces, and where it ends."""
    if n >= len(lexemes):
        raise Unreadable("an argument is missing")
    if lexemes[n][0] != "{":
        return lexemes[n : n + 1], n + 1
    depth = 0
    for end in range(n, len(lexemes)):
        depth += (lexemes[end][0] == "{") - (lexemes[end][0] == "}")
        if not depth:
            return lexemes[n + 1 : end], end + 1
    raise Unreadable("a brace is never closed")


def tokens(tex):
    """The formula's tokens: colours, spaces and labels dropped, names and macros resolved."""
    tex = re.sub(r"(?<!\\)%.*", lambda m: " " * len(m[0]), tex)
    return _fold([(m[0], m.start(), m.end()) for m in LEXEME.finditer(tex)], tex)


def _fold(lexemes, tex):
    found, n = [], 0
    while n < len(lexemes):
        text, at, end = lexemes[n]
        name = text[1:].rstrip("*") if text[0] == "\\" else None
        n += 1
        if name in SPACES or name in TRANSPARENT or text == "~":
            if name in {"left", "right"} and n < len(lexemes) and lexemes[n][0] == ".":
                raise Unreadable("a bracket with one side")
        elif name in DROPPED:
            n = group(lexemes, n)[1]
        elif name in {"class", "color", "textcolor", "cssId"}:
            n = group(lexemes, n)[1]
            inner, after = group(lexemes, n)
            lexemes = lexemes[:n] + inner + lexemes[after:]
        elif text == r"\\":
            found.append(Token(text, "op", at, end))
            if n < len(lexemes) and lexemes[n][0] == "[":
                n += 1 + [lexeme[0] for lexeme in lexemes[n:]].index("]")
        elif name in {"begin", "end"}:
            inner, n = group(lexemes, n)
            word = "".join(lexeme[0] for lexeme in inner).rstrip("*")
            if word not in LAYOUT:
                found.append(Token(word, name, at, end))
        elif name in MACROS:
            lexemes = _expanded(name, lexemes, n, at, end)
        elif name in BOLD or name in ACCENTS:
            inner, n = group(lexemes, n)
            if len(folded := _fold(inner, tex)) != 1:
                raise Unreadable(f"{text} over more than one symbol")
            word = folded[0].text
            kind = "vec" if name in BOLD and not word.isupper() else "sym"
            found.append(Token(word if name in BOLD else f"{word} {name}", kind, at, inner[-1][2]))
        elif name in NAMED:
            inner, n = group(lexemes, n)
            found.append(_named(name, _spelt(inner), at, end))
        elif name is not None:
            word = SYNONYMS.get(name, name)
            kind = "fn" if word in FUNCTIONS else "sym" if name in GREEK else "op"
            found.append(Token(word if kind != "op" else text, kind, at, end))
        else:
            kind = "num" if text[0].isdigit() else "sym" if text.isalpha() else "op"
            found.append(Token(text, kind, at, end))
    return found


def _expanded(name, lexemes, n, at, end):
    """The lexemes with the macro whose arguments begin at n replaced by its body."""
    body, count = MACROS[name] if isinstance(MACROS[name], list) else (MACROS[name], 0)
    given, after = {}, n
    for k in range(count):
        given[f"#{k + 1}"], after = group(lexemes, after)
    inside = []
    for match in LEXEME.finditer(body):
        inside += given.get(match[0], [(match[0], at, end)])
    return lexemes[:n] + inside + lexemes[after:]


def _spelt(lexemes):
    """The words in a group, with their spaces."""
    word, last = "", None
    for text, at, end in lexemes:
        if text[1:] not in SPACES or text[0] != "\\":
            word += (" " if last is not None and at > last else "") + text
        last = end
    return word


def _named(command, word, at, end):
    word = SYNONYMS.get(word, word)
    if word in FUNCTIONS:
        return Token(word, "fn", at, end)
    if command.startswith("text") and len(word) != 1:
        return Token(word, "text", at, end)
    return Token(word, "sym", at, end)


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
    return _Splitter(found, tex).run()[0].chains[0]


def statements(tex):
    """What a formula says, in order; a row that opens with a relation goes on from the last.

    Each statement is parted at commas, quads, words and rows outside brackets. What stands in
    brackets of its own or after `for`, `if`, `when` qualifies the statement before it.
    """
    return _Splitter(tokens(tex), tex).run()


class _Splitter:
    def __init__(self, found, tex):
        self.tokens, self.tex = found, tex
        self.main = Statement()
        self.done, self.parted, self.qualifies = [self.main], False, False

    def run(self):
        depth = cut = 0
        for n, token in enumerate(self.tokens):
            text = token.text
            splits = self.separates(n) or text in RELATIONS or text in LINKS or text == "&"
            if depth == 0 and splits and (token.kind in {"op", "text"}):
                self.main.side.stop = self.main.side.stop or token.at
                cut = token.end
            if depth == 0 and self.separates(n):
                self.parted = True
                if token.kind == "text":
                    words = set(re.findall(r"[a-z]+", text.lower()))
                    self.qualifies = bool({"for", "if", "when", "as"} & words)
                elif text in {r"\\", "&", r"\quad", r"\qquad"}:
                    self.qualifies = False
            elif depth == 0 and text == "&":
                continue
            elif depth == 0 and token.kind == "op" and (text in RELATIONS or text in LINKS):
                self.part(resumes=True)
                if text in LINKS:
                    self.main.links.append((LINKS[text], token.at))
                    self.main.chains.append(Chain())
                else:
                    self.main.chains[-1].relations.append((RELATIONS[text], token.at))
                    self.main.chains[-1].sides.append(Side([]))
            else:
                self.part(resumes=False)
                depth += (text in OPENING or token.kind == "begin") - (
                    text in CLOSING or token.kind == "end"
                )
                if not self.main.side.tokens:
                    self.main.side.start = cut
                self.main.side.tokens.append(token)
        self.close()
        for chain in (c for s in self.done for c in s.chains + s.conditions):
            for side in chain.sides:
                text = self.tex[side.start : side.stop] if side.tokens else ""
                side.text = " ".join(UNSEEN.sub(" ", text).split())
        return [s for s in self.done if s.says or s.side.tokens]

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
        if self.parted and (self.main.says or self.main.side.tokens):
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
        elif said and self.main.qualifies and self.main.says:
            said[-1].conditions += self.main.chains
        else:
            return
        self.done.remove(self.main)
        self.main = said[-1]
