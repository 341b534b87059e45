r"""Notation beyond arithmetic: sums, derivatives, integrals, cases, functions."""

from explainer.formula.statements import chain_of
from explainer.formula.tex import OPENING, SYNONYMS, UnsupportedNotation
from explainer.formula.tree import ARGUMENT, Node, Z
from explainer.notation import FUNCTIONS, SYMBOLS

SIGNS = {"+": "+", "-": "-", r"\pm": "±", r"\mp": "∓"}
CLOSES = {"(": ")", "[": "]", r"\{": r"\}", "{": "}"}
FRACTIONS = {r"\frac", r"\tfrac", r"\dfrac", r"\cfrac"}
BIG = {r"\sum": "sum", r"\prod": "prod"}
BARS = {"|": "|", r"\lvert": r"\rvert", r"\vert": r"\vert", r"\|": r"\|", r"\lVert": r"\rVert"}
FUNCTION_LETTERS = {"f", "g", "P", "phi"}
"""Letters that before a bracket are applied; other letters multiply, or as in L(z) name."""
INVERSE = {"ln": "exp", "exp": "ln"} | {
    name: f["inverse"] for name, f in FUNCTIONS.items() if "inverse" in f
}
BARE = {name for name, f in FUNCTIONS.items() if f.get("bare")}
"""Functions that may stand without an argument, and then mean their value at `argument`."""
DELIMITED = {"matrix", "pmatrix", "bmatrix"}
"""Environments that hold a matrix."""
GIVE_VECTORS = {name for name, f in FUNCTIONS.items() if f.get("gives") == "vector"}


class Constructs:
    """What a parser makes of each notation; the parser brings tokens, sums and factors."""

    def symbol(self, text):
        if text == "nabla":
            order = self.order()
            by = self.inner(self.argument()) if self.took("_") else Node("vec", (ARGUMENT,))
            order = max(order, self.order())
            body = self.product()
            for _ in range(order):
                body = Node("gradient", (body, by))
            return body
        if text == "partial":
            self.take("_")
            within = self.subscript(Z, self.argument())
            return Node("diff", (self.product(), within, 1))
        if text in FUNCTION_LETTERS:
            start, primes = self.n, 0
            while self.took("'"):
                primes += 1
            if self.text == "(":
                return self.application(text, primes)
            self.n = start
        if self.text == "(":
            start = self.n
            if not all(t.kind in {"sym", "vec"} or t.text == "," for t in self.enclosed()):
                self.n = start
        return Node("e") if text == "e" else Node("sym", (text,))

    def application(self, name, primes=0):
        """`f(x)`, `P(1 | x)`: the function is named by the words and bars in its brackets too."""
        arguments, piece, name = [], [], name + "("
        for token in [*self.enclosed(), None]:
            if token and token.kind != "text" and token.text not in {",", "|", r"\mid", ";", "="}:
                piece.append(token)
                continue
            if piece:
                name, piece = name + "#", (arguments.append(self.inner(piece)) or [])
            if token:
                name += token.text.replace(r"\mid", "|")
        if primes and len(arguments) != 1:
            raise UnsupportedNotation("a prime after a function of several arguments")
        node = Node("apply", (name + ")", tuple(arguments)))
        return Node("slope", (node, primes)) if primes else node

    def condition(self, chain):
        """A chain of relations (`z ≥ 0`, `j ≠ k`) as a node."""
        sides = tuple(self.inner(side.tokens) for side in chain.sides)
        return Node("condition", (sides, tuple(sign for sign, _ in chain.relations)))

    def limits(self):
        r"""What stands under a \sum, \max, \lim: its sides and its relation, if any."""
        found = self.argument()
        if [t.text for t in found[-2:]] == ["^", "+"]:
            found = found[:-2]
        chain = chain_of(found, "")
        sides = [self.inner(side.tokens) for side in chain.sides]
        if len(sides) > 2 or any(sign not in {"=", "≠", "→", "~"} for sign, _ in chain.relations):
            raise UnsupportedNotation("limits of this kind")
        return sides, chain.relations[0][0] if chain.relations else None

    def big(self, kind, body=None, under=None):
        """A sum, product or maximum over an index: kind, variable, first, last, condition, body."""
        low = high = extra = variable = None
        sides, sign = under or ((), None)
        while self.text in {"_", "^"}:
            if self.take().text == "_":
                sides, sign = self.limits()
            else:
                high = self.inner(self.argument())
        if sides:
            variable = sides[0]
            if sign == "=":
                low = sides[1]
            elif sign == "≠":
                extra = Node("condition", (tuple(sides), (sign,)))
            elif sign:
                raise UnsupportedNotation("a sum over a set")
        if body is None:
            body = self.product()
            while kind == "sum" and self.took(r"\cdot"):
                body = Node("product", (body, self.product()))
        if variable is None:
            names = body.indices()
            if len(names) != 1:
                raise UnsupportedNotation("a sum whose index is not said")
            variable = Node("sym", (names.pop(),))
        if variable.kind != "sym":
            raise UnsupportedNotation("limits of this kind")
        return Node("big", (kind, variable.args[0], low, high, extra, body))

    def fraction(self):
        above, below = self.argument(), self.argument()
        texts = [found[0].text if found else "" for found in (above, below)]
        if texts[0] in {"d", "partial"} and texts[1] in {"d", "partial"}:
            upper, lower = type(self)(above[1:]), type(self)(below[1:])
            order = upper.order()
            body = upper.sum() if upper.token else self.product()
            variable = lower.variable(order)
            if lower.token:
                raise UnsupportedNotation("a derivative by two variables")
            return Node("diff", (body, variable, order))
        return Node("over", (self.inner(above), self.inner(below)))

    def integral(self):
        bounds = {}
        while self.text in {"_", "^"}:
            mark = self.take().text
            bounds[mark] = self.inner(self.argument())
        if len(bounds) != 2:
            raise UnsupportedNotation("an integral without limits")
        self.integrals += 1
        body = self.sum()
        self.integrals -= 1
        self.take("d")
        return Node("integral", (bounds["_"], bounds["^"], self.take().text, body))

    def rows(self, name):
        """The cells of an environment, row by row, each as its tokens."""
        rows = [[[]]]
        while self.token and self.token.kind != "end":
            token = self.take()
            if token.text == r"\\":
                rows.append([[]])
            elif token.text == "&":
                rows[-1].append([])
            elif token.kind != "text":
                rows[-1][-1].append(token)
        self.take(name)
        return [row for row in rows if row != [[]]]

    def environment(self, name):
        if name in DELIMITED:
            cells = [[self.inner(cell) for cell in row] for row in self.rows(name)]
            if len({len(row) for row in cells}) != 1:
                raise UnsupportedNotation("a matrix whose rows differ in length")
            return Node("matrix", tuple(map(tuple, cells)))
        if name != "cases":
            raise UnsupportedNotation(f"the environment {name}")
        return self.cases()

    def cases(self):
        found = []
        for value, *when in self.rows("cases"):
            cell = [t for t in (when[0] if when else ()) if t.text not in {",", ".", r"\quad"}]
            said = self.condition(chain_of(cell, "")) if cell else None
            value = [t for t in value if t.text != ","]
            found.append((self.inner(value), said))
        return Node("cases", tuple(found))

    def function(self, name):
        name, primes, power, under = SYNONYMS.get(name, name), 0, None, None
        if name == "sqrt":
            return Node("call", ("sqrt", 0, (self.inner(self.argument()),)))
        while self.text in {"'", "^", "_"}:
            mark = self.take().text
            if mark == "'":
                primes += 1
            elif mark == "^":
                found = self.argument()
                primes += sum(t.text == r"\prime" for t in found)
                power = None if found[0].text == r"\prime" else self.inner(found)
            else:
                under = self.limits()
        if power == Node("sum", (("-", Node("num", ("1",))),)):
            if name not in INVERSE:
                raise UnsupportedNotation(f"the inverse of {name}")
            name, power = INVERSE[name], None
        node = self.applied(name, primes, under)
        return Node("power", (node, power)) if power else node

    def applied(self, name, primes, under):
        """A function of what stands in its brackets or behind it, or of nothing that is written."""
        if under and (node := self.limited(name, *under)):
            return node
        if self.text in {"(", "[", r"\{"} or (self.text == "{" and name not in BARE):
            start = self.n
            arguments, bare = self.arguments(), Node("call", (name, 0, ()))
            if not (name in BARE and any(node == bare for a in arguments for node in a.walk())):
                return Node("call", (name, primes, arguments))
            # σ(1 − σ) is a product: the σ inside says that σ means σ(z) here.
            self.n = start
        elif name not in BARE:
            if not self.starts():
                raise UnsupportedNotation(f"{name} without an argument")
            return Node("call", (name, primes, (self.product(plain=True),)))
        return Node("call", (name, primes, ()))

    def limited(self, name, sides, sign):
        """A function over what its subscript says; None where that is only what E weighs by."""
        if name in {"max", "min", "argmax", "LSE"}:
            missing = name == "LSE" and not self.starts()
            body = Node("index", (Z, (sides[0],))) if missing else None
            return self.big(name, body, (sides, sign))
        if name in GIVE_VECTORS and sign is None:
            return Node("index", (self.applied(name, primes=0, under=None), tuple(sides)))
        if sign == "~":
            index, weights = sides
            weight = Node("index", (weights, (index,)))
            return self.big("sum", Node("product", (weight, self.product())), ((index,), None))
        if name not in {"E", "Var"} or sides[0].args != (SYMBOLS["weights"],):
            raise UnsupportedNotation(f"a subscript of {name}")
        return None

    def arguments(self):
        """What stands in the brackets of a call, parted by commas."""
        pieces, depth = [[]], 0
        for token in self.enclosed():
            depth += (token.text in OPENING) - (token.text in CLOSES.values())
            if token.text == "," and not depth:
                pieces.append([])
            else:
                pieces[-1].append(token)
        return tuple(map(self.inner, pieces))
