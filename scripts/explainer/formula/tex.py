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


FUNCTIONS = (
    words("ln log exp tanh sin cos tan sinh cosh arctan max min argmax sqrt diag det LSE E Var")
    | notation.FUNCTIONS.keys()
)
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
    found = _fold([(m[0], m.start(), m.end()) for m in LEXEME.finditer(tex)], tex)
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


def _fold(lexemes, tex):
    found, arrays, n = [], [], 0
    while n < len(lexemes):
        text, at, end = lexemes[n]
        name = text[1:].rstrip("*") if text[0] == "\\" else None
        n += 1
        if name in SPACES or name in TRANSPARENT or text == "~":
            if name in {"left", "right"} and n < len(lexemes) and lexemes[n][0] == ".":
                raise UnsupportedNotation("a bracket with one side")
        elif name in DROPPED:
            n = group(lexemes, n)[1]
        elif name in COLOURED | BRACED:
            if name in COLOURED:
                n = group(lexemes, n)[1]
            inner, after = group(lexemes, n)
            if name in BRACED and after < len(lexemes) and lexemes[after][0] in {"_", "^"}:
                after = group(lexemes, after + 1)[1]
            lexemes = lexemes[:n] + inner + lexemes[after:]
        elif text == r"\\":
            found.append(Token(text, "op", at, end))
            rest = [lexeme[0] for lexeme in lexemes[n:]]
            if rest[:1] == ["["] and "]" in rest:
                n += 1 + rest.index("]")
        elif name in {"begin", "end"}:
            inner, n = group(lexemes, n)
            word = "".join(lexeme[0] for lexeme in inner).rstrip("*")
            if word == "array":
                if name == "begin":
                    arrays.append(_lays_out(lexemes[n:]))
                    n = group(lexemes, n)[1] if arrays[-1] else n
                layout = bool(arrays) and (arrays[-1] if name == "begin" else arrays.pop())
            else:
                layout = word in LAYOUT
            if not layout:
                found.append(Token(word, name, at, end))
        elif name in MACROS:
            lexemes = _expanded(name, lexemes, n, at, end)
        elif name in BOLD or name in ACCENTS:
            inner, n = group(lexemes, n)
            if len(folded := _fold(inner, tex)) != 1:
                raise UnsupportedNotation(f"{text} over more than one symbol")
            word = folded[0].text
            kind = "vec" if name in BOLD and not word.isupper() else "sym"
            found.append(Token(word if name in BOLD else f"{word} {name}", kind, at, inner[-1][2]))
        elif name in NAMED:
            inner, n = group(lexemes, n)
            found.append(_named(name, _spelt(inner), at, lexemes[n - 1][2]))
        elif name is not None:
            word = SYNONYMS.get(name, name)
            kind = "fn" if word in FUNCTIONS else "sym" if name in GREEK else "op"
            found.append(Token(word if kind != "op" else text, kind, at, end))
        else:
            kind = "num" if text.lstrip(".")[:1].isdigit() else "sym" if text.isalpha() else "op"
            found.append(Token(text, kind, at, end))
    return found


def _lays_out(lexemes):
    """Whether the array that these follow sets relations below each other, and is no matrix."""
    signs = {"=", "<", ">", *(rf"\{name}" for name in ("approx", "le", "leq", "ge", "geq", "ne"))}
    ends = (n for n, (text, *_) in enumerate(lexemes) if text == r"\end")
    return any(text in signs for text, *_ in lexemes[: next(ends, len(lexemes))])


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
