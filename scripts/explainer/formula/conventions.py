r"""What the site's symbols stand for, in its own TeX: the one table of symbols."""

from dataclasses import replace

from explainer.formula.expression import parse
from explainer.formula.statements import statements
from explainer.formula.symbols import MATRICES, Definition, keys, literally

FIRM = r"""
    \beta = \frac1T
    p = \sigma(z)
    \mathbf p = \softmax(\beta\mathbf z)
    o = \odds(p)
    \mathbf z = W\mathbf h + \mathbf b
    z' = \ln\frac{p\,\pi'(1-\pi)}{(1-p)\,\pi(1-\pi')}
    y_k = \delta_{ky}
    S = \sum_j e^{z_j}
    H = -\sum_k p_k\ln p_k
    J_{ij} = \frac{\partial p_i}{\partial z_j}
"""
"""What symbols mean on every page: a page that defines them is held to it.

z' is the logit where the share of yes is π' and no longer π, by Bayes' rule.
"""

SOFT = r"L = p^2 + \tanh p"
"""Until a page says which loss, L is any smooth function of p."""


def definition_of(head, body):
    """What a head such as `S`, `p_k` or `P(only k)` defines: its key and definition, or None."""
    if head.kind in {"sym", "vec"}:
        kind = "mat" if head.args[0] in MATRICES else head.kind
        return (kind, head.args[0]), Definition((), body)
    if head.kind == "index" and head.args[0].kind in {"sym", "vec"}:
        base, within = head.args
        if all(node.kind == "sym" for node in within):
            kind = "vec" if len(within) == 1 else "mat"
            return (kind, base.args[0]), Definition(tuple(n.args[0] for n in within), body)
    if head.kind == "apply":
        name, free = literally(*head.args)
        if all(node.kind == "sym" for node in free):
            return ("fn", name), Definition(tuple(node.args[0] for node in free), body)
    return None


def _table(text):
    found = {}
    for line in text.strip().splitlines():
        left, right = statements(line)[0].chains[0].sides
        key, definition = definition_of(parse(left.tokens), parse(right.tokens))
        found[key] = replace(definition, convention=True)
    return found


FIRM, SOFT = _table(FIRM), _table(SOFT)
CONSTANTS = {("sym", "±"), ("sym", "infty"), ("sym", "K"), ("vec", "0"), ("vec", "1")}
BASE = {("mat", "W"), ("vec", "h"), ("vec", "b")} | {("sym", s) for s in ("z", "T", "pi", "pi'")}
KNOWN = FIRM.keys() | SOFT.keys() | BASE | CONSTANTS
MOVABLE = {("sym", "z"), ("vec", "z"), ("sym", "z'"), ("sym", "H"), ("sym", "S"), ("mat", "J")}
"""What a page may make of symbols that are not in this table, as in z = wx + b."""
CHOSEN = frozenset("ynckijlrx")
"""Letters that a text gives a value for a while: `y = 1`."""


def closed(node):
    """Whether an expression is a number, without any symbol."""
    return not keys(node) - CONSTANTS
