"""Mutation operators: in code, a sign, constant, function, label or colour taken for another."""

import ast
import io
import keyword
import re
import tokenize
from itertools import pairwise

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


def _changed(text):
    """A name with its last letter changed."""
    return text[:-1] + ("x" if text[-1] != "x" else "y")


STYLES = [
    (r"\bCanvas(?:Text)?\b", {"Canvas": "CanvasText", "CanvasText": "Canvas"}.get),
    (r"(?<=: )var\(--(?:ink|muted)\)", lambda text: "var(--hairline)"),
    (r"(?<=: )var\(--paper\)", lambda text: "var(--ink)"),
    (r"(?<=--)(?:md-)?[\w-]+(?=\))", _changed),
    (r"#[0-9a-f]{6}", lambda text: f"#{0xFFFFFF - int(text[1:], 16):06x}"),
    (r" !important", lambda text: ""),
    (r"(?<=forced-colors: )\w+", {"active": "none", "none": "active"}.get),
    (r"(?<=outline: )\d(?=px)", lambda text: "0"),
    (r"(?<=reduced-motion: )reduce", lambda text: "no-preference"),
    (r"(?<=\.)[a-z][\w-]+(?=[ .:,{][^;]*[{,]$)", _changed),
]
"""Slips by pattern, and what they turn its match into. Sizes are a matter of taste."""

TEMPLATES = [
    (r'(?<=property=")[\w:]+', _changed),
    (r'(?<=name=")[\w:-]+(?=" content)', _changed),
    (r"(?<=#)[0-9a-f]{6}", lambda text: f"{0xFFFFFF - int(text, 16):06x}"),
    (r"\b(?:page\.canonical_url|config\.site_url)(?= *\}\})", lambda text: "page.url"),
    (r"\b(?:page|item)\.(?:meta\.)?title\b", lambda text: "config.site_name"),
    (r"\bdescribed\(\)", lambda text: "config.site_name"),
    (r"(?<=: )(?:light|dark)(?=\))", {"light": "dark", "dark": "light"}.get),
    (r" crossorigin", lambda text: ""),
    (r"\|\s*url\b", lambda text: ""),
    (r"(?<=href=\"\{\{ ')[\w/.-]+", _changed),
    (r'(?<=content=")\d+', lambda text: text[:-1] + digit(text[-1])),
    (r"\bblock \w+", _changed),
    (r"(?<= if )(?!not )", lambda text: "not "),
]

HEADERS = [
    (r"'none'", lambda text: "*"),
    (r"'self'", lambda text: "*"),
    (r"\b(?:default|script|style|img|object)-src '\w+'(?: data:)?; ", lambda text: ""),
    (r"(?:; )?(?:base-uri|form-action|frame-ancestors) '\w+'", lambda text: ""),
    (r'(?<=\()"camera", |"(?:microphone|usb|payment|geolocation)",? ?', lambda text: ""),
    (r"=\(\)", lambda text: "=*"),
    (r"(?<=  )[A-Z][\w-]+(?=: )", _changed),
    (r"(?<=: )(?:same-origin|nosniff|strict-origin-[\w-]+|public)", lambda text: "unsafe-none"),
    (r"\b(?:31536000|immutable)\b", lambda text: "0"),
    (r"\bsha256\(data\)", lambda text: "sha256(data[:64])"),
    (r"(?<=hexdigest\(\)\[:)8", lambda text: "1"),
    (r"\.read_bytes\(\)(?=\))", lambda text: ".read_bytes()[:64]"),
    (r"(?<=if name.startswith\(\")on", lambda text: "xx"),
    (r'(?<=\(")(?:canonical|base|object)', _changed),
    (r"javascript:(?=\")", lambda text: "java:"),
]

WORKFLOWS = [
    (r"(?<=: )(?:read|write)\b", {"read": "write", "write": "read"}.get),
    (r"@[0-9a-f]{40}", lambda text: "@main"),
    (r"(?<=persist-credentials: )false", lambda text: "true"),
    (r"(?<=run: make )\w+", _changed),
    (r"(?<=needs: )\w+", _changed),
    (r"refs/heads/main", lambda text: "refs/heads/next"),
    (r"(?<=branches: \[)main", lambda text: '"**"'),
    (r"\bpull_request:", lambda text: "pull_request_target:"),
    (r"[\w-]+\.(?:txt|json)\b", _changed),
    (r"(?<=path: )\S+$", _changed),
    (r"(?<=steps\.)\w+", _changed),
    (r"(?<=timeout-minutes: )\d+", lambda text: "6000"),
    (r'(?<=\[")3\.\d+', lambda text: "3.9"),
    (r'(?<=CI: )"true"', lambda text: '""'),
    (r"(?<= == ')3\.\d+", lambda text: "3.13"),
    (r"webkit2gtk-driver", lambda text: ""),
]


def of_lines(text, table):
    """The slips of a table of patterns, line by line, comments left out."""
    for row, line in enumerate(text.split("\n"), 1):
        if not line.lstrip().startswith(("#", "/*", "{#", '"""', "*")):
            for pattern, new in table:
                for m in re.finditer(pattern, line):
                    yield row, m.start(), m[0], new(m[0])


def _cut(text, start, end, new=""):
    """A slip that takes a stretch of Python out; none where a bracket would lose its other half."""
    gone = text[start:end]
    if all(gone.count(a) == gone.count(b) for a, b in ("()", "[]", "{}")):
        line = text.rfind("\n", 0, start) + 1
        yield text.count("\n", 0, start) + 1, start - line, gone, new


def _alternatives(pattern):
    """Where each alternative of a pattern stands with the bar behind it, or before the last."""
    opened, bars, inside = [0], {0: []}, False
    for m in re.finditer(r"\\.|[\[\]()|]", pattern):
        inside = (inside or m[0] == "[") and m[0] != "]"
        if inside or m[0] in "[]":
            continue
        if m[0] == "(":
            opened.append(m.end())
            bars[m.end()] = []
        elif m[0] == "|":
            bars[opened[-1]].append(m.start())
        elif m[0] == ")" and len(opened) > 1:
            start = opened.pop()
            bars[start] += [m.start()] if bars[start] else []
    for start, found in bars.items():
        ends = found if start else [*found, len(pattern)] if found else []
        begin = re.compile(r"\?(?:P<\w+>|[:=!]|<[=!])|").match(pattern, start).end()
        for n, end in enumerate(ends):
            last = n == len(ends) - 1
            yield (ends[n - 1] if last else begin), (end if last else end + 1)
            begin = end + 1


def blinded(text):
    """What makes a check blind: a clause, a `yield` or an alternative of a pattern that is lost."""
    rows = [0]
    for line in text.split("\n"):
        rows.append(rows[-1] + len(line) + 1)
    lines = [line.encode() for line in text.split("\n")]

    def at(row, column):
        return rows[row - 1] + len(lines[row - 1][:column].decode())

    def span(node):
        return at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset)

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
            yield from _cut(text, *span(node), "pass")
        elif isinstance(node, ast.BoolOp):
            spans = [span(value) for value in node.values]
            for (start, _), (after, _) in pairwise(spans):
                yield from _cut(text, start, after)
            yield from _cut(text, spans[-2][1], spans[-1][1])
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            for part in ast.walk(node.args[0]):
                start, end = span(part) if isinstance(part, ast.Constant) else (0, 0)
                if m := re.fullmatch(r"(r?(['\"])(?!\2))([^\n]*)\2", text[start:end]):
                    for a, b in _alternatives(m[3]):
                        yield from _cut(text, start + m.end(1) + a, start + m.end(1) + b)
