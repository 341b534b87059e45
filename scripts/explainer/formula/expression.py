r"""Reads one side of a relation as a tree: `\frac{e^{z_k}}{S}` is a quotient of a power and S."""

from explainer.formula.constructs import (
    BARS,
    BIG,
    CLOSES,
    FRACTIONS,
    FUNCTION_LETTERS,
    SIGNS,
    Constructs,
)
from explainer.formula.symbols import MATRICES
from explainer.formula.tex import CLOSING, OPENING, Token, UnsupportedNotation
from explainer.formula.tree import Node

STARTS = {"(", "[", "{", r"\int", r"\lim"} | FRACTIONS | BIG.keys() | BARS.keys()


def parse(found):
    """The tree of one side; raises UnsupportedNotation with the notation that is not known."""
    parser = Parser(found)
    node = parser.sum()
    if parser.token:
        raise UnsupportedNotation(f"the notation {parser.text!r}")
    return node


def condition(chain):
    """A chain of relations (`z ≥ 0`, `j ≠ k`) as a node."""
    return Parser(()).condition(chain)


class Parser(Constructs):
    """Sums of products of factors with their scripts, by recursive descent."""

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
            expected = " or ".join(wanted) or "a symbol"
            raise UnsupportedNotation(f"{seen} where {expected} is expected")
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
            raise UnsupportedNotation(f"{token.text} as a script without braces")
        return [token._replace(text=token.text[0]) if token.kind == "num" else token]

    def enclosed(self):
        """The tokens between the bracket that comes next and the one that closes it."""
        opening = self.take().text
        depth, start = 1, self.n
        while depth:
            token = self.take()
            depth += (token.text in OPENING) - (token.text in CLOSING)
        if token.text != CLOSES[opening]:
            raise UnsupportedNotation(f"{opening} closed by {token.text}")
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
                    raise UnsupportedNotation(f"a/b{self.text}, which may be read in two ways")
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
            raise UnsupportedNotation("a derivative of this order")
        return int(found[0].text)

    def variable(self, order):
        """The symbol after d or ∂ in a denominator, without its power, which is the order."""
        node = self.atom()
        if self.took("_"):
            node = self.subscript(node, self.argument())
        if self.order() != order:
            raise UnsupportedNotation("a derivative of two orders")
        base = node.args[0] if node.kind == "index" else node
        if base.kind not in {"sym", "vec"} or (node.kind == "vec" and order > 1):
            raise UnsupportedNotation("a derivative by this")
        return node

    def product(self, plain=False):
        """Factors side by side; plain: up to the next function (the argument of a bare `ln`)."""
        if not self.starts():
            raise UnsupportedNotation(
                f"{self.text!r} where a factor is expected"
                if self.text
                else "an expression cut short"
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
        if node.kind not in {"sym", "vec"} or (
            node.args[0] in FUNCTION_LETTERS and self.text == "("
        ):
            raise UnsupportedNotation("a prime after this expression")
        return Node(node.kind, (node.args[0] + "'" * count,))

    def subscript(self, node, found):
        named = all(t.kind == "text" or t.text.isupper() for t in found)
        if node.kind in {"sym", "vec"} and named and [t.text for t in found] != ["K"]:
            return Node(node.kind, (node.args[0] + "_" + "".join(t.text for t in found),))
        if any(t.text in SIGNS for t in found):
            return Node("index", (node, (self.inner(found),)))
        parser = Parser([t for t in found if t.text != ","])
        within = []
        while parser.token:
            within.append(parser.factor())
        if not within or len(within) > 2:
            raise UnsupportedNotation("this subscript")
        return Node("index", (node, tuple(within)))

    def superscript(self, node, found):
        texts = [t.text for t in found]
        matrix = node.kind == "vec" or (node.kind == "sym" and node.args[0] in MATRICES)
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
            return self.environment(text)
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
            sides, sign = self.limits()
            if sign != "→" or sides[0].kind != "sym":
                raise UnsupportedNotation("a limit of this kind")
            variable, target = sides
            return Node("limit", (variable, target, self.product()))
        raise UnsupportedNotation(f"the notation {text!r}")
