"""Every small mistake that could be made on the site, as a list: what `make mutate` plants."""

import io
import keyword
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path

from explainer import numbers
from explainer.pages import Page, lines_of, pages
from explainer.project import DOCS, FIGURES, ROOT, SNIPPETS, relative


@dataclass(frozen=True)
class Mutation:
    """One change of one line: `old` at `column` becomes `new`; `kind` says what is changed."""

    kind: str
    file: str
    line: int
    column: int
    old: str
    new: str

    def __str__(self):
        return (
            f"{self.file}:{self.line}: {self.old!r} becomes {self.new!r} (column {self.column + 1})"
        )

    def apply(self, root):
        """Plant it in the copy of the project at `root`; returns the file's text from before."""
        path = Path(root) / self.file
        before = path.read_text("utf-8")
        lines = before.split("\n")
        line = lines[self.line - 1]
        if line[self.column :][: len(self.old)] != self.old:
            raise ValueError(f"{self}: the line has changed")
        lines[self.line - 1] = line[: self.column] + self.new + line[self.column + len(self.old) :]
        path.write_text("\n".join(lines), "utf-8")
        return before


def _digit(text):
    """Another digit: 9 turns to 8, any other to the next."""
    return "8" if text == "9" else str(int(text) + 1)


def outputs():
    """A digit of an expected output."""
    for path in sorted(SNIPPETS.glob("*.md")):
        for block in Page(path).examples:
            for line in block.expected.lines if block.expected else ():
                for m in re.finditer(r"\d", line):
                    yield Mutation(
                        "output", line.place.file, line.place.line, m.start(), m[0], _digit(m[0])
                    )


def prose():
    """A digit of a number in the text of a page."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for number, place, _ in numbers.claims(page):
            line = lines.get(place)
            at = line.find(number.text) if line is not None else -1
            for m in re.finditer(r"\d", number.text) if at >= 0 else ():
                yield Mutation("prose", place.file, place.line, at + m.start(), m[0], _digit(m[0]))


TEX = [
    (r"(?<![\w{(,=\\]) ?(?P<it>\+)", "-"),
    (r"(?P<it>(?<![{(,=&\s])\s?-(?=\s))", "+"),
    (r"(?P<it>(?<=\{)-|(?<=\()-)", ""),
    (r"\^(?P<it>\d)", _digit),
    (r"\^\{-?(?P<it>\d)\}", _digit),
    (r"(?<![\w^_{\\])(?P<it>[1-9])(?![\d.])", _digit),
    (r"\\t?frac(?P<it>[1-9])(?=[1-9])", _digit),
    (r"_(?P<it>[ijk])(?![a-z])", lambda k: {"i": "j", "j": "k", "k": "j"}[k]),
    (r"(?P<it>\\le)(?![a-z])", r"\\ge"),
    (r"(?P<it>\\ge)(?![a-z])", r"\\le"),
    (r"(?P<it>\\ne)(?![a-z])", "="),
    (r"(?P<it>\\ln)(?![a-z])", r"\\exp"),
    (r"(?P<it>\\sum)(?![a-z])", r"\\prod"),
    (r"(?P<it>\\prod)(?![a-z])", r"\\sum"),
]


def tex():
    """A sign, exponent, factor, index or operator of a displayed formula."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for equation in page.equations:
            if not equation.display:
                continue
            file, first = equation.place.file, equation.place.line
            for n in range(equation.tex.count("\n") + 1):
                line = next(x for p, x in lines.items() if p.file == file and p.line == first + n)
                hidden = [
                    m.span()
                    for m in re.finditer(r"\\(label|tag|text|begin|end|\[)\{?[^}\]]*[}\]]", line)
                ]
                for pattern, new in TEX:
                    for m in re.finditer(pattern, line):
                        if any(a <= m.start("it") < b for a, b in hidden):
                            continue
                        other = new(m["it"]) if callable(new) else new.replace("\\\\", "\\")
                        yield Mutation("TeX", file, first + n, m.start("it"), m["it"], other)


SWAPS = {
    "+": "-", "-": "+", "*": "/", "/": "*", "**": "*", "@": "*", "<": ">=", ">": "<=",
    "<=": ">", ">=": "<", "==": "!=", "!=": "==", "and": "or", "or": "and", "not": "",
    "True": "False", "False": "True", "max": "min", "min": "max", "argmax": "argmin",
    "exp": "log", "log": "exp", "abs": "negative", "sum": "prod", "prod": "sum",
    "sigmoid": "dsigmoid", "dsigmoid": "sigmoid", "softmax": "sigmoid", "logit": "odds",
    "odds": "logit", "minimum": "maximum", "maximum": "minimum", "sin": "cos", "cos": "sin",
}  # fmt: skip


def _python(path, kind, only=None):
    """Operators, names of functions and constants of a Python file."""
    text = path.read_text("utf-8")
    before = ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        row, column = token.start
        if only is None or row in only:
            new = None
            if token.type == tokenize.NUMBER:
                m = re.search(r"[0-9](?=\D*$)", token.string)
                new = token.string[: m.start()] + _digit(m[0]) + token.string[m.end() :]
            elif token.type == tokenize.OP or (
                token.type == tokenize.NAME and before not in ("import", "def", "from", "class")
            ):
                starred = token.string == "*" and before in ("(", ",")
                new = None if starred else SWAPS.get(token.string)
                if (
                    token.type == tokenize.NAME
                    and before != "."
                    and not keyword.iskeyword(token.string)
                ):
                    following = text.split("\n")[row - 1][token.end[1] :]
                    new = new if following.startswith("(") else None
            if new is not None:
                yield Mutation(kind, relative(path), row, column, token.string, new)
        before = token.string


def snippets():
    """An operator, a constant or a function in the code that a page shows."""
    shown = {}
    for page in pages():
        for fence in page.fences:
            for line in fence.lines:
                if line.place.file.endswith(".py"):
                    shown.setdefault(line.place.file, set()).add(line.place.line)
    for file, rows in sorted(shown.items()):
        yield from _python(ROOT / file, "snippet", rows)


def figures():
    """A curve's function, a constant of its data or a label in a figure script."""
    layout = re.compile(
        r"set\(|HEIGHT|hspace|wspace|height_ratios|xlim|ylim|alpha|lw=|ms=|ticks|"
        r"offset points|add_axes|tick_params|subplots|text\(|annotate\(|zorder|pad"
    )
    for path in sorted(FIGURES.glob("*.py")):
        lines = path.read_text("utf-8").split("\n")
        for mutation in _python(path, "figure"):
            if not layout.search(lines[mutation.line - 1]):
                yield mutation


def links():
    """The target of a link."""
    for page in pages():
        lines = {line.place: line for line in lines_of(page.path)}
        for link in page.links:
            line = lines.get(link.place)
            at = line.find(f"]({link.target}") if line is not None else -1
            if at >= 0 and not link.target.startswith("https:"):
                last = at + 1 + len(link.target)
                yield Mutation(
                    "link", link.place.file, link.place.line, last, line[last], "x" + line[last]
                )


JS = re.compile(
    r"(?P<number>(?<![\w.#'])\d+\.?\d*(?![\w'%]))|(?P<op>(?<![=<>!+*/&|-])"
    r"(?:\+|-|\*|/|<|>)(?![=<>+*/-])(?= ))"
    r"|(?P<call>Math\.(?:exp|log|max|min|abs|sqrt)\b)"
)
JS_SWAPS = {
    "+": "-", "-": "+", "*": "/", "/": "*", "<": ">=", ">": "<=",
    "Math.exp": "Math.log", "Math.log": "Math.exp", "Math.max": "Math.min",
    "Math.min": "Math.max", "Math.abs": "Math.sign", "Math.sqrt": "Math.cbrt",
}  # fmt: skip


def live():
    """An operator, a constant or a function in the moving parts."""
    for path in sorted((DOCS / "live").glob("*.js")):
        comment = False
        for row, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            comment = comment or line.lstrip().startswith("/*")
            if not comment and not line.lstrip().startswith(("//", "*", "import")):
                code = re.sub(r"'[^']*'|\"[^\"]*\"|//.*$", lambda m: " " * len(m[0]), line)
                for m in JS.finditer(code):
                    new = JS_SWAPS.get(m[0]) or re.sub(r"\d(?=\D*$)", lambda d: _digit(d[0]), m[0])
                    yield Mutation("live", relative(path), row, m.start(), m[0], new)
            comment = comment and "*/" not in line


KINDS = {
    "output": outputs,
    "prose": prose,
    "TeX": tex,
    "snippet": snippets,
    "figure": figures,
    "link": links,
    "live": live,
}
