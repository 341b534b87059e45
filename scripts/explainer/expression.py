r"""Reads one side of a relation as a tree: `\frac{e^{z_k}}{S}` is a quotient of a power and S."""

from typing import NamedTuple

from explainer.tex import OPENING, SYNONYMS, Token, Unreadable, chain_of


class Node(NamedTuple):
    """A part of an expression: its kind and its parts (nodes, names, tuples of these)."""

    kind: str
    args: tuple = ()

    def walk(self):
        """This node and all below it."""
        yield self
        stack = list(self.args)
        while stack:
            part = stack.pop()
            if isinstance(part, Node):
                yield from part.walk()
            elif isinstance(part, tuple):
                stack += part

    def indices(self):
        """The names that stand in index position."""
        within = (i for n in self.walk() if n.kind == "index" for i in n.args[1])
        return {n.args[0] for i in within for n in i.walk() if n.kind == "sym"}


Z = Node("sym", ("z",))
SIGNS = {"+": "+", "-": "-", r"\pm": "±", r"\mp": "∓"}
CLOSES = {"(": ")", "[": "]", r"\{": r"\}", "{": "}"}
FRACTIONS = {r"\frac", r"\tfrac", r"\dfrac", r"\cfrac"}
BIG = {r"\sum": "sum", r"\prod": "prod"}
BARS = {"|": "|", r"\lvert": r"\rvert", r"\vert": r"\vert", r"\|": r"\|", r"\lVert": r"\rVert"}
STARTS = {"(", "[", "{", r"\int", r"\lim", r"\arg"} | FRACTIONS | BIG.keys() | BARS.keys()
FUNCTION_LETTERS = {"f", "g", "P", "phi"}
"""Letters that before a bracket are applied; other letters multiply, or as in L(z) name."""
BARE = {"sigma", "LSE", "sp"}
"""Functions that may stand without an argument, and then mean their value at z."""


def parse(found):
    """The tree of one side; raises Unreadable with the notation that is not known."""
    parser = Parser(found)
    node = parser.sum()
    if parser.token:
        raise Unreadable(f"the notation {parser.text!r}")
    return node


def condition(chain):
    """A chain of relations (`z ≥ 0`, `j ≠ k`) as a node."""
    sides = [parse(side.tokens) for side in chain.sides]
    return Node("condition", (tuple(sides), tuple(sign for sign, _ in chain.relations)))


class Parser:
    def __init__(self, found):
        self.tokens, self.n = list(found), 0
        self.closing, self.integrals = [], 0

    @property
    def token(self):
        return self.tokens[self.n] if self.n < len(self.tokens) else None

    @property
    def text(self):
        return self.token.text if self.token else None

    def take(self, *wanted):
        token = self.token
        if token is None or (wanted and token.text not in wanted):
            seen = repr(token.text) if token else "the end"
            raise Unreadable(f"{seen} where {' or '.join(wanted) or 'a symbol'} is expected")
        self.n += 1
        return token

    def took(self, *wanted):
        if self.token and self.token.kind in {"op", "sym"} and self.text in wanted:
            self.n += 1
            return True
        return False

    def argument(self):
        """The tokens of a TeX argument: a group, or one token (of a number, one digit)."""
        if self.text == "{":
            return self.enclosed()
        token = self.take()
        if token.kind == "num" and len(token.text) > 1:
            self.n -= 1
            self.tokens[self.n] = Token(token.text[1:], "num", token.at + 1, token.end)
        if token.text in FRACTIONS or token.text == "-":
            raise Unreadable(f"{token.text} as a script without braces")
        return [token._replace(text=token.text[0]) if token.kind == "num" else token]

    def enclosed(self):
        """The tokens between the bracket that comes next and the one that closes it."""
        opening = self.take().text
        depth, start = 1, self.n
        while depth:
            token = self.take()
            depth += (token.text in OPENING) - (token.text in CLOSES.values())
        if token.text != CLOSES[opening]:
            raise Unreadable(f"{opening} closed by {token.text}")
        return self.tokens[start : self.n - 1]

    def inner(self, found):
        return parse(found)

    def starts(self):
        token = self.token
        if token is None or (self.closing and token.text == self.closing[-1]):
            return False
        if self.integrals and token.text == "d":
            return False
        return token.kind in {"sym", "vec", "fn", "num", "begin"} or token.text in STARTS

    def sum(self):
        terms = []
        while not terms or self.text in SIGNS:
            sign = SIGNS[self.take().text] if self.text in SIGNS else "+"
            terms.append((sign, self.term()))
        return terms[0][1] if terms[0][0] == "+" and len(terms) == 1 else Node("sum", tuple(terms))

    def term(self):
        node = self.slashed() or self.product()
        while self.text in {r"\cdot", r"\times", "*", "/", r"\odot"}:
            sign = self.take().text
            if sign == r"\odot":
                node = Node("entrywise", (node, self.product()))
            elif sign == "/":
                node = Node("over", (node, self.factor()))
                if self.starts():
                    raise Unreadable(f"a/b{self.text}, which may be read in two ways")
            else:
                node = Node("dot", (node, self.product()))
        return node

    def slashed(self):
        """The derivative `dL/dz`, or None where there is none."""
        start = self.n
        if self.text in {"d", "partial"} and not self.integrals:
            self.take()
            order = self.order()
            if self.starts():
                body = self.factor()
                if self.took("/") and self.took("d", "partial"):
                    return Node("diff", (body, self.variable(order), order))
        self.n = start
        return None

    def order(self):
        if not self.took("^"):
            return 1
        found = self.argument()
        if len(found) != 1 or found[0].text not in {"2", "3"}:
            raise Unreadable("a derivative of this order")
        return int(found[0].text)

    def variable(self, order):
        """The symbol after d or ∂ in a denominator, without its power, which is the order."""
        node = self.atom()
        if self.took("_"):
            node = self.subscript(node, self.argument())
        if self.order() != order:
            raise Unreadable("a derivative of two orders")
        return node

    def product(self, plain=False):
        """Factors side by side; plain: up to the next function (the argument of a bare `ln`)."""
        if not self.starts():
            raise Unreadable(
                f"{self.text!r} where a factor is expected" if self.text else "nothing"
            )
        factors = [self.factor()]
        while self.starts() and not (plain and self.token.kind == "fn"):
            factors.append(self.factor())
        return factors[0] if len(factors) == 1 else Node("product", tuple(factors))

    def factor(self):
        node = self.atom()
        while self.text in {"^", "_", "'"}:
            mark = self.take().text
            if mark == "'":
                node = self.primed(node)
            elif mark == "_":
                node = self.subscript(node, self.argument())
            else:
                node = self.superscript(node, self.argument())
        return node

    def primed(self, node):
        count = 1
        while self.took("'"):
            count += 1
        if node.kind not in {"sym", "vec"}:
            raise Unreadable("a prime after this expression")
        return Node(node.kind, (node.args[0] + "'" * count,))

    def subscript(self, node, found):
        named = all(t.kind == "text" or (t.kind == "sym" and t.text.isupper()) for t in found)
        if node.kind in {"sym", "vec"} and named and [t.text for t in found] != ["K"]:
            return Node(node.kind, (node.args[0] + "_" + "".join(t.text for t in found),))
        if any(t.text in SIGNS for t in found):
            return Node("index", (node, (self.inner(found),)))
        parser = Parser([t for t in found if t.text != ","])
        within = []
        while parser.token:
            within.append(parser.factor())
        if not within or len(within) > 2:
            raise Unreadable("this subscript")
        return Node("index", (node, tuple(within)))

    def superscript(self, node, found):
        texts = [t.text for t in found]
        matrix = node.kind == "vec" or node in {Node("sym", (name,)) for name in "WXJ"}
        if texts in ([r"\top"], [r"\intercal"]) or (texts == ["T"] and matrix):
            return Node("transpose", (node,))
        if texts and set(texts) == {r"\prime"}:
            return Node(node.kind, (node.args[0] + "'" * len(texts),))
        if node.kind in {"sym", "vec"} and (texts[:1] == ["("] or texts in (["*"], [r"\ast"])):
            return Node(node.kind, (node.args[0] + "^" + "".join(texts),))
        return Node("power", (node, self.inner(found)))

    def atom(self):
        token = self.take()
        text = token.text
        if token.kind == "num":
            return Node("num", (text.replace("{,}", ""),))
        if token.kind == "vec":
            return Node("vec", (text,))
        if token.kind == "fn":
            return self.function(text)
        if token.kind == "begin":
            return self.cases(text)
        if token.kind == "sym":
            return self.symbol(text)
        if text in BIG:
            return self.big(BIG[text])
        if text in FRACTIONS:
            return self.fraction()
        if text in BARS:
            self.closing.append(BARS[text])
            node = self.sum()
            self.take(self.closing.pop())
            return Node("norm" if text in {r"\|", r"\lVert"} else "abs", (node,))
        if text in {"(", "[", "{"}:
            self.n -= 1
            return self.inner(self.enclosed())
        if text == r"\int":
            return self.integral()
        if text == r"\lim":
            self.take("_")
            (variable, target), _ = self.limits()
            return Node("limit", (variable, target, self.product()))
        if text == r"\arg":
            return self.function("arg" + self.take("max", "min").text)
        raise Unreadable(f"the notation {text!r}")

    def symbol(self, text):
        if text == "nabla":
            by = self.inner(self.argument()) if self.took("_") else Node("vec", ("z",))
            return Node("gradient", (self.product(), by))
        if text == "partial":
            self.take("_")
            within = self.subscript(Z, self.argument())
            return Node("diff", (self.product(), within, 1))
        if text in FUNCTION_LETTERS and self.text == "(":
            return self.application(text)
        if self.text == "(":
            start = self.n
            if not all(t.kind in {"sym", "vec"} or t.text == "," for t in self.enclosed()):
                self.n = start
        return Node("e") if text == "e" else Node("sym", (text,))

    def application(self, name):
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
        return Node("apply", (name + ")", tuple(arguments)))

    def limits(self):
        r"""What stands under a \sum, \max, \lim: its sides and its relation, if any."""
        chain = chain_of(self.argument(), "")
        sides = [self.inner(side.tokens) for side in chain.sides]
        if len(sides) > 2 or any(
            sign not in {"=", "≠", "∈", "to", "rightarrow", "sim"} for sign, _ in chain.relations
        ):
            raise Unreadable("limits of this kind")
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
                raise Unreadable("a sum over a set")
        if body is None:
            body = self.product()
            while kind == "sum" and self.took(r"\cdot"):
                body = Node("product", (body, self.product()))
        if variable is None:
            names = body.indices()
            if len(names) != 1:
                raise Unreadable("a sum whose index is not said")
            variable = Node("sym", (names.pop(),))
        if variable.kind != "sym":
            raise Unreadable("limits of this kind")
        return Node("big", (kind, variable.args[0], low, high, extra, body))

    def fraction(self):
        above, below = self.argument(), self.argument()
        texts = [found[0].text if found else "" for found in (above, below)]
        if texts[0] in {"d", "partial"} and texts[1] in {"d", "partial"}:
            upper, lower = Parser(above[1:]), Parser(below[1:])
            order = upper.order()
            body = upper.sum() if upper.token else self.product()
            variable = lower.variable(order)
            if lower.token:
                raise Unreadable("a derivative by two variables")
            return Node("diff", (body, variable, order))
        return Node("over", (self.inner(above), self.inner(below)))

    def integral(self):
        bounds = {}
        while self.text in {"_", "^"}:
            mark = self.take().text
            bounds[mark] = self.inner(self.argument())
        if len(bounds) != 2:
            raise Unreadable("an integral without limits")
        self.integrals += 1
        body = self.sum()
        self.integrals -= 1
        self.take("d")
        return Node("integral", (bounds["_"], bounds["^"], self.take().text, body))

    def cases(self, name):
        if name != "cases":
            raise Unreadable(f"the environment {name}")
        rows = [[[]]]
        while self.token and self.token.kind != "end":
            token = self.take()
            if token.text == r"\\":
                rows.append([[]])
            elif token.text == "&":
                rows[-1].append([])
            elif token.kind != "text":
                rows[-1][-1].append(token)
        self.take("cases")
        found = []
        for value, *when in (row for row in rows if row != [[]]):
            cell = [t for t in (when[0] if when else ()) if t.text not in {",", ".", r"\quad"}]
            said = condition(chain_of(cell, "")) if cell else None
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
        node = self.applied(name, primes, under)
        return Node("power", (node, power)) if power else node

    def applied(self, name, primes, under):
        if under and name in {"max", "min", "argmax", "LSE"}:
            missing = name == "LSE" and not self.starts()
            return self.big(name, Node("index", (Z, (under[0][0],))) if missing else None, under)
        if under and under[1] == "sim":
            index = under[0][0]
            weight = Node("index", (under[0][1], (index,)))
            return self.big("sum", Node("product", (weight, self.product())), ((index,), None))
        if under and (name not in {"E", "Var"} or under[0] != [Node("sym", ("p",))]):
            raise Unreadable(f"a subscript of {name}")
        if self.text in {"(", "[", r"\{"} or (self.text == "{" and name not in BARE):
            start = self.n
            arguments, piece, depth = [], [], 0
            for token in [*self.enclosed(), None]:
                if token is None or (token.text == "," and depth == 0):
                    arguments, piece = [*arguments, self.inner(piece)], []
                else:
                    depth += (token.text in OPENING) - (token.text in CLOSES.values())
                    piece.append(token)
            bare = Node("call", (name, 0, ()))
            if not (name in BARE and any(node == bare for a in arguments for node in a.walk())):
                return Node("call", (name, primes, tuple(arguments)))
            # σ(1 − σ) is a product: the σ inside says that σ means σ(z) here.
            self.n = start
        elif name not in BARE:
            if not self.starts():
                raise Unreadable(f"{name} without an argument")
            return Node("call", (name, primes, (self.product(plain=True),)))
        return Node("call", (name, primes, ()))
