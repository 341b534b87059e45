r"""Reads a formula's TeX as tokens: symbols, functions, numbers, brackets and signs."""

import re
from typing import NamedTuple

from explainer import notation
from explainer.notation import MACROS


def words(text):
    """A set of the words in a text."""
    return frozenset(text.split())


class UnsupportedNotation(Exception):
    """Notation that this reader does not know; says which."""


class Token(NamedTuple):
    """A word of a formula: its kind (sym, vec, fn, num, text, begin, end, op), start and end."""

    text: str
    kind: str
    at: int
    end: int


FUNCTIONS = words("ln log exp tanh max min argmax sqrt diag LSE E Var") | notation.FUNCTIONS.keys()
SYNONYMS = {f["snippet"]: name for name, f in notation.FUNCTIONS.items()} | {"log": "ln"}
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
COLOURED = {"class", "color", "textcolor", "cssId"}
BRACED = {"underbrace", "overbrace", "boxed"}
"""What is drawn around an expression, its caption too, says nothing about its worth."""
BOLD = {"mathbf", "boldsymbol", "bm", "vec"}
NAMED = {"operatorname", "mathrm", "text", "textrm", "mathsf", "mathbb", "textnormal", "mathcal"}
ACCENTS = {"hat", "bar", "tilde"}
LAYOUT = {"align", "aligned", "equation", "gather", "gathered", "split"}

OPENING = {"(", "[", "{", r"\{", r"\lvert", r"\lVert"}
CLOSING = {")", "]", "}", r"\}", r"\rvert", r"\rVert"}

SEPARATE = {r"\\", "&", ",", ";", ".", r"\quad", r"\qquad"}
JOINS = SEPARATE | words(
    r"= := < > + - / \le \leq \ge \geq \ne \neq \approx \equiv \propto \cdot \times \lt \gt"
)
CONNECTIVES = words("if for when as or and where with otherwise else then so all")
LEXEME = re.compile(r"#\d|\\(?:[A-Za-z]+\*?|.)|\d+(?:\{,\}\d{3})*(?:\.\d+)?|\.\d+|:=|\S", re.S)


def group(lexemes, n):
    """The lexemes of the argument at n, without its braces, and where it ends."""
    if n >= len(lexemes):
        raise UnsupportedNotation("an argument is missing")
    if lexemes[n][0] != "{":
        return lexemes[n : n + 1], n + 1
    depth = 0
    for end in range(n, len(lexemes)):
        depth += (lexemes[end][0] == "{") - (lexemes[end][0] == "}")
        if not depth:
            return lexemes[n + 1 : end], end + 1
    raise UnsupportedNotation("a brace is never closed")


def tokens(tex):
    """The formula's tokens: colours, spaces and labels dropped, names and macros resolved."""
    tex = re.sub(r"(?<!\\)%.*", lambda m: " " * len(m[0]), tex)
    found = _Reader([(m[0], m.start(), m.end()) for m in LEXEME.finditer(tex)]).tokens()
    around = [None, *found, None]
    return [
        token._replace(kind="sym") if _names(*around[n : n + 3]) else token
        for n, token in enumerate(found)
    ]


def _names(before, token, after):
    r"""Whether a word is the name of a quantity: `\text{loss} = …`, `2\,\text{loss}(p)`."""
    if token.kind != "text" or not re.fullmatch(r"[A-Za-z][\w-]*", token.text):
        return False
    if token.text.lower() in CONNECTIVES or not (before is None or before.text in JOINS):
        return False
    signs = {near.text for near in (before, after) if near} & (JOINS - SEPARATE | {"("})
    return bool(signs) and (after is None or after.text in JOINS | {"(", "_", "^"})


class _Reader:
    """Lexemes on their way to tokens: each command takes its arguments and leaves what it means."""

    def __init__(self, lexemes):
        self.lexemes, self.n = lexemes, 0
        self.found, self.arrays = [], []

    def tokens(self):
        while self.n < len(self.lexemes):
            lexeme, self.n = self.lexemes[self.n], self.n + 1
            text = lexeme[0]
            name = text[1:].rstrip("*") if text[0] == "\\" else None
            read = next((read for names, read in self.COMMANDS if name in names), _Reader.other)
            read(self, name, *lexeme)
        return self.found

    def add(self, text, kind, at, end):
        self.found.append(Token(text, kind, at, end))

    def argument(self):
        inner, self.n = group(self.lexemes, self.n)
        return inner

    def insert(self, lexemes):
        """Go on with these."""
        self.lexemes, self.n = lexemes + self.lexemes[self.n :], 0

    def ahead(self):
        """The text of what comes next; empty at the end."""
        return self.lexemes[self.n][0] if self.n < len(self.lexemes) else ""

    def nothing(self, name, text, at, end):
        if name in {"left", "right"} and self.ahead() == ".":
            raise UnsupportedNotation("a bracket with one side")

    def dropped(self, name, text, at, end):
        self.argument()

    def coloured(self, name, text, at, end):
        self.argument()
        self.insert(self.argument())

    def braced(self, name, text, at, end):
        inner = self.argument()
        if self.ahead() in {"_", "^"}:
            self.n += 1
            self.argument()
        self.insert(inner)

    def row(self, name, text, at, end):
        """A line's end, and the space to the next that may stand behind it in brackets."""
        self.add(text, "op", at, end)
        rest = [lexeme[0] for lexeme in self.lexemes[self.n :]]
        if rest[:1] == ["["] and "]" in rest:
            self.n += 1 + rest.index("]")

    def environment(self, name, text, at, end):
        word = "".join(lexeme[0] for lexeme in self.argument()).rstrip("*")
        if not self.lays_out(name, word):
            self.add(word, name, at, end)

    def lays_out(self, name, word):
        """Whether an environment only sets relations below each other."""
        if word != "array":
            return word in LAYOUT
        if name == "end":
            return bool(self.arrays) and self.arrays.pop()
        self.arrays.append(_lays_out(self.lexemes[self.n :]))
        if self.arrays[-1]:
            self.argument()
        return self.arrays[-1]

    def macro(self, name, text, at, end):
        body, count = MACROS[name] if isinstance(MACROS[name], list) else (MACROS[name], 0)
        given = {f"#{k + 1}": self.argument() for k in range(count)}
        inside = []
        for match in LEXEME.finditer(body):
            inside += given.get(match[0], [(match[0], at, end)])
        self.insert(inside)

    def marked(self, name, text, at, end):
        """A bold letter, or one with an accent."""
        inner = self.argument()
        letters = _Reader(inner).tokens()
        if len(letters) != 1:
            raise UnsupportedNotation(f"{text} over more than one symbol")
        (word, *_), end = letters[0], inner[-1][2]
        if name in ACCENTS:
            self.add(f"{word} {name}", "sym", at, end)
        else:
            self.add(word, "sym" if word.isupper() else "vec", at, end)

    def named(self, name, text, at, end):
        """Letters that are one name: of a function, of a quantity, or words."""
        word = _spelt(self.argument())
        word, end = SYNONYMS.get(word, word), self.lexemes[self.n - 1][2]
        words = name.startswith("text") and len(word) != 1
        self.add(word, "fn" if word in FUNCTIONS else "text" if words else "sym", at, end)

    def other(self, name, text, at, end):
        word = SYNONYMS.get(name, name)
        if word in FUNCTIONS:
            self.add(word, "fn", at, end)
        elif name in GREEK:
            self.add(word, "sym", at, end)
        elif text.lstrip(".")[:1].isdigit():
            self.add(text, "num", at, end)
        elif text != "~":
            self.add(text, "sym" if text.isalpha() else "op", at, end)

    COMMANDS = (
        (SPACES | TRANSPARENT, nothing),
        (DROPPED, dropped),
        (COLOURED, coloured),
        (BRACED, braced),
        ({"\\"}, row),
        ({"begin", "end"}, environment),
        (MACROS, macro),
        (BOLD | ACCENTS, marked),
        (NAMED, named),
    )
    """How the commands of each kind are read."""


def _lays_out(lexemes):
    """Whether the array that these follow sets relations below each other, and is no matrix."""
    signs = {"=", "<", ">", *(rf"\{name}" for name in ("approx", "le", "leq", "ge", "geq", "ne"))}
    ends = (n for n, (text, *_) in enumerate(lexemes) if text == r"\end")
    return any(text in signs for text, *_ in lexemes[: next(ends, len(lexemes))])


def _spelt(lexemes):
    """The words in a group, with their spaces."""
    word, last = "", None
    for text, at, end in lexemes:
        if text[1:] not in SPACES:
            word += (" " if last is not None and at > last else "") + text
        last = end
    return word
