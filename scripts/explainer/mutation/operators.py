"""Mutation operators: in code, a sign, constant, function, label or colour taken for another."""

import ast
import io
import keyword
import re
import tokenize

from explainer.notation import MISTAKEN
from explainer.palette import COLOUR

SWAPS = {
    "+": "-", "-": "+", "*": "/", "/": "*", "**": "*", "@": "*", "<": ">=", ">": "<=",
    "<=": ">", ">=": "<", "==": "!=", "!=": "==", "and": "or", "or": "and", "not": "",
    "True": "False", "False": "True", "max": "min", "min": "max", "argmax": "argmin",
    "exp": "log", "log": "exp", "abs": "negative", "sum": "prod", "prod": "sum",
    "minimum": "maximum", "maximum": "minimum", "sin": "cos", "cos": "sin",
} | MISTAKEN  # fmt: skip

SAID = {
    *("color", "ec", "fc", "xlabel", "ylabel", "title"),
    *("xticks", "yticks", "xscale", "yscale", "width", "height", "left", "bottom"),
}
"""What a figure says through keywords; all others place or style, or name a part."""

LAYOUT = {
    "text": (0, 1), "annotate": (2,), "bar": (2,), "barh": (2,), "linspace": (2,),
} | dict.fromkeys((
    "add_axes", "subplots", "tick_params", "set_visible", "set_box_aspect", "axis", "set_xlim",
    "set_ylim", "minorticks_off", "set_gid", "Rectangle", "maketrans", "split",
), range(9))  # fmt: skip
"""Arguments, by their position, that move or size ink and leave what is plotted and written alone:
the offset of a label from its mark, the width of bars, the number of samples of a curve, the
frames of axes and the cells of tables."""

PLOTS = re.compile(r"\.(?:plot|barh?|fill)\(")
"""Where a script plots nothing, a table or a diagram, nothing is read off a scale, and its plain
numbers and sums place."""

LINE_STYLE = re.compile(r"[-:.oDs]+")

JS = re.compile(
    r"(?P<number>(?<![\w.#'])\d+\.?\d*(?![\w'%]))"
    r"|(?P<call>Math\.(?:exp|log|max|min|abs|sqrt|floor|ceil)\b)"
    r"|(?P<operator>(?<= )(?:===|!==|[<>]=|&&|\|\||[-+*/]=|[-+*/%<>])(?= ))"
    r"|(?P<word>\b(?:true|false)\b)"
)
JS_SWAPS = {
    "+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "<": ">=", ">": "<=", "<=": ">", ">=": "<",
    "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "===": "!==", "!==": "===", "&&": "||",
    "||": "&&", "true": "false", "false": "true", "Math.exp": "Math.log", "Math.log": "Math.exp",
    "Math.max": "Math.min", "Math.min": "Math.max", "Math.abs": "Math.sign",
    "Math.sqrt": "Math.cbrt", "Math.floor": "Math.ceil", "Math.ceil": "Math.floor",
}  # fmt: skip


def digit(text):
    """Another digit: 9 turns to 8, any other to the next."""
    return "8" if text == "9" else str(int(text) + 1)


def _constant(text):
    """A number with its last digit changed, not that of its exponent."""
    m = re.match(r"[\d_.]*\d", text) or re.match(r"\d+", text)
    return text[: m.end() - 1] + digit(text[m.end() - 1]) + text[m.end() :]


def _tokens(text):
    """The tokens of Python code, each with the one before it, comments left out."""
    before = ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            yield token, before
            before = token.string


def _meaning(token, before):
    """What a token's slip would be: another number, operator or function; None where none is."""
    if token.type == tokenize.NUMBER:
        return _constant(token.string)
    if token.type == tokenize.OP:
        return None if token.string == "*" and before in ("(", ",") else SWAPS.get(token.string)
    called = token.line[token.end[1] :].startswith("(") or before == "."
    if token.type != tokenize.NAME or before in ("import", "def", "from", "class"):
        return None
    return SWAPS.get(token.string) if called or keyword.iskeyword(token.string) else None


def python(text):
    """The slips in Python code, as (row, column, old, new); none in strings and comments."""
    for token, before in _tokens(text):
        new = _meaning(token, before)
        if new is not None:
            yield *token.start, token.string, new


def _word(text):
    """A label with its precision or its first sign changed; None where it has none to change."""
    if m := re.search(r"\.(\d)[efg]\}", text):
        return text[: m.start(1)] + digit(m[1]) + text[m.end(1) :]
    quote = re.match(r"[a-z]*(['\"])", text)
    fixed = re.sub(r"\{[^{}]*\}", lambda m: " " * len(m[0]), text) if "f" in quote[0] else text
    if m := re.compile(r"[^\W_]|[½¼→←·+=]").search(fixed, quote.end()):
        new = digit(m[0]) if m[0] in "0123456789" else "x" if m[0] != "x" else "y"
        return text[: m.start()] + new + text[m.end() :]
    return None


def _string(text):
    """What a string in a figure's script says: a concept turns to another, a label changes."""
    value = text.strip("'\"")
    concepts = list(COLOUR)
    if value in concepts:
        return text.replace(value, concepts[concepts.index(value) - 1])
    return None if LINE_STYLE.fullmatch(value) else _word(text)


def _layout(node):
    """The parts of a figure's script that place, size or style, or are no code."""
    for child in ast.walk(node):
        if isinstance(child, ast.Call):
            name = getattr(child.func, "attr", getattr(child.func, "id", None))
            yield from (child.args[n] for n in LAYOUT.get(name, ()) if n < len(child.args))
            yield from (
                keyword.value
                for keyword in child.keywords
                if keyword.arg not in SAID or (name == "set" and keyword.arg in ("left", "bottom"))
            )
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            yield child.value
        if isinstance(child, ast.Dict):
            yield from (key for key in child.keys)
            yield from (
                value
                for key, value in zip(child.keys, child.values, strict=True)
                if ast.literal_eval(key) not in SAID
            )
        if isinstance(child, ast.Subscript) and ast.unparse(child.value) != "COLOUR":
            yield from (n for n in ast.walk(child.slice) if isinstance(getattr(n, "value", 0), str))
        if isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) == "HEIGHT":
            yield child.value


def figure(text):
    """The slips in a figure's script: in what it plots, labels and colours, not in its layout."""
    spans = [
        ((n.lineno, n.col_offset), (n.end_lineno, n.end_col_offset))
        for n in _layout(ast.parse(text))
    ]
    plots = PLOTS.search(text)
    for token, before in _tokens(text):
        row, column = token.start
        if not plots and (token.type == tokenize.NUMBER or token.string in "+-*/"):
            continue
        at = row, len(token.line[:column].encode())  # as `ast` counts columns
        if any(start <= at < end for start, end in spans):
            continue
        string = token.type == tokenize.STRING
        new = _string(token.string) if string else _meaning(token, before)
        if new is not None:
            yield row, column, token.string, new


def javascript(text):
    """The slips in JavaScript: its operators, constants and functions, outside words."""
    comment = False
    for row, line in enumerate(text.split("\n"), 1):
        comment = comment or line.lstrip().startswith("/*")
        if not comment and not line.lstrip().startswith(("//", "import")):
            code = re.sub(r"'[^']*'|\"[^\"]*\"|(?<!:)//.*$", lambda m: " " * len(m[0]), line)
            for m in JS.finditer(code):
                yield row, m.start(), m[0], JS_SWAPS.get(m[0]) or _constant(m[0])
        comment = comment and "*/" not in line
