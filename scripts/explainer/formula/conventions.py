"""What the site's symbols stand for, read from their TeX in its notation."""

from dataclasses import replace

from explainer import notation
from explainer.faults import Fault
from explainer.formula.expression import parse
from explainer.formula.statements import statements
from explainer.formula.symbols import MATRICES, Definition, keys, literally
from explainer.formula.tex import UnsupportedNotation, tokens
from explainer.notation import SYMBOLS


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


def _read(tex, meant):
    """What `meant` makes of some TeX of the notation; a Fault at its line where that is nothing."""
    try:
        if found := meant(tex):
            return found
        why = "it defines nothing"
    except (UnsupportedNotation, Fault) as error:
        why = error
    raise notation.fault(tex, f"{tex} is not understood: {why}", "write such as S = \\sum_k z_k")


def _defined(line):
    chains = [chain for statement in statements(line) for chain in statement.chains]
    sides = chains[0].sides if chains else ()
    return len(sides) == 2 and definition_of(*(parse(side.tokens) for side in sides))


def _table(text):
    read = (_read(line.strip(), _defined) for line in text.strip().splitlines())
    return {key: replace(definition, convention=True) for key, definition in read}


FIRM, SOFT = _table(SYMBOLS["means"]), _table(SYMBOLS["otherwise"])
"""What symbols mean on every page, and what until a page says more."""
CONSTANTS = {("sym", "±"), ("sym", "infty"), ("sym", "K"), ("vec", "0"), ("vec", "1")}
BASE, MOVABLE = (
    set().union(*(_read(tex, lambda tex: keys(parse(tokens(tex)))) for tex in SYMBOLS[group]))
    for group in ("given", "movable")
)
"""What is known without a definition, and what a page may make of symbols of its own."""
KNOWN = FIRM.keys() | SOFT.keys() | BASE | CONSTANTS
CHOSEN = set(SYMBOLS["chosen"])
"""Letters that a text gives a value for a while: `y = 1`."""


def closed(node):
    """Whether an expression is a number, without any symbol."""
    return not keys(node) - CONSTANTS
