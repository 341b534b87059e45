"""What a figure prints is a claim as displayed: both sides of its = and ≈, sums and their parts."""

import ast
import math
import operator
import re
from fnmatch import fnmatchcase
from itertools import product

from explainer.faults import Fault, Place
from explainer.notation import BETWEEN_0_AND_1, SPOKEN
from explainer.project import relative
from explainer.proof.numerals import SUPERSCRIPT, number_at_start
from explainer.sources import text_of

FUNCTIONS = {
    "exp": math.exp,
    "ln": math.log,
    "σ": lambda z: 1 / (1 + math.exp(-z)),
    "sqrt": math.sqrt,
}
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
SIGN = re.compile(r"\s*([=≈])\s*")
RAISED = re.compile(r"[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
WRITTEN = str.maketrans({"−": "-", "·": "*", "×": "*", "√": "sqrt", "½": ".5", "¼": ".25"})


def either(patterns):
    """One pattern for several; for none, one that nothing matches."""
    return f"(?:{'|'.join(patterns) or '(?!)'})"


# What lies strictly between 0 and 1, and what is only above 0.
OPEN = re.compile(rf"{either(BETWEEN_0_AND_1)}[₀-₉ₖ]?(?:\([^()]*\))?$")
LIMIT = re.compile(r"(?P<limit>[01]\.0+)")
HEARD = re.compile(rf"\b{either(SPOKEN)}\b[^;=≈]*?(?<![\d.])(?P<limit>[01]\.0+)(?!\d)", re.I)
"""A number of what lies between 0 and 1: by its colour, or by what is said before it."""
ABOVE = re.compile(r"\bexp\([^()]*\)$")


def place(path, part):
    """The line of a figure's script, or of the one that moves it, which speaks of a part."""
    stem = re.match(r"\D*", part)[0]
    # Named in full, or as the end of a name that a variable begins.
    ends = (re.escape(stem[at:]) for at in {0, stem.find("-")} - {-1})
    named = re.compile("|".join(rf"['\"`}}]{end}" for end in ends))
    lines = text_of(path).splitlines()
    line = next((n for n, text in enumerate(lines, 1) if len(stem) > 1 and named.search(text)), 1)
    return Place(relative(path), line)


def displayed(text):
    """The number that some words begin with: its value and half of its last digit's worth."""
    number = number_at_start(text)
    return number and (float(number.value), float(number.quantum) / 2)


def _value(node, off):
    """What an expression is, each of its decimals off by the next share of half its last digit."""
    if isinstance(node, ast.Expression):
        return _value(node.body, off)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value + next(off) * (node.half if hasattr(node, "half") else 0)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, off)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](_value(node.left, off), _value(node.right, off))
    if isinstance(node, ast.Call) and node.func.id in FUNCTIONS and len(node.args) == 1:
        return FUNCTIONS[node.func.id](_value(node.args[0], off))
    raise ValueError


def _tree(text):
    """An expression of displayed numbers, each with half of its last digit's worth; or None."""
    text = RAISED.sub(lambda m: f"**({m[0].translate(SUPERSCRIPT)})", text.translate(WRITTEN))
    try:
        tree = ast.parse(text.strip(), mode="eval")
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant):
                written = ast.get_source_segment(text.strip(), node)
                node.half = 0.5 * 10.0 ** -len(written.partition(".")[2]) if "." in written else 0
        _value(tree, iter([0] * 99))
    except (SyntaxError, ValueError, AttributeError, TypeError, ArithmeticError):
        return None
    return tree


def _last(text):
    """The longest expression of numbers that some words end with, as a tree; or None."""
    for start in [0, *(m.end() for m in re.finditer(r"[\s,;:]+", text))]:
        if tree := _tree(text[start:]):
            return text[start:], tree
    return text, None


def _reach(tree):
    """From where to where an expression may lie, its decimals being rounded."""
    count = sum(isinstance(node, ast.Constant) for node in ast.walk(tree))
    found = [_value(tree, iter(off)) for off in product((-1, 1), repeat=min(count, 8))]
    return min(found), max(found)


def _false(left, sign, value, half):
    """Why a value may not stand behind the sign, and what to do; None if it may."""
    short = left.split()[-1] if left.split() else left
    limits = (0, 1) if OPEN.search(left) else (0,) if ABOVE.search(left) else ()
    if sign == "=" and value in limits:
        return f"{short} never reaches {value:g}", "print more digits, or write ≈"
    words, tree = _last(left)
    if not tree:
        return None
    exact, slack = _value(tree, iter([0] * 99)), 1e-9 * max(1, abs(value))
    if sign == "=" and abs(exact - value) > half + slack:
        return f"{words} is {exact:.6g}", "print what it is as displayed, or write ≈"
    low, high = _reach(tree)
    if not low - half - slack <= value <= high + half + slack:
        return f"{words} is {exact:.6g}", "print what it is"
    return None


def _reached(text, concept):
    """The limit that a number prints as reached, of what lies between 0 and 1; or None."""
    found = LIMIT.fullmatch(text) if concept == "probability" else HEARD.search(text)
    return found and found["limit"][0]


def faults(text, where, concept=""):
    """The Faults of a label, in the colour of a concept: each = and ≈ is evaluated as its reader
    sees it, and no rounding says that a limit is reached."""
    if limit := _reached(text, concept):
        what = f"{text!r} says {limit}, which is never reached"
        yield Fault(where, what, "print more digits, or write ≈")
    sides = SIGN.split(text)
    for left, sign, right in zip(sides[::2], sides[1::2], sides[2::2], strict=False):
        shown = displayed(right)
        if shown and (why := _false(left.rstrip(), sign, *shown)):
            yield Fault(where, f"{text!r} is false as printed: {why[0]}", why[1])


def sums_faults(sums, shown, where):
    """The Faults of sums, by label and by what its parts are called, among what is shown at once;
    `where(part)` is the line that prints one."""
    for name, parts in sums.items():
        beside = [text for part, text, *_ in shown if fnmatchcase(part, parts)]
        for part, text, *_ in shown:
            if part == name:
                yield from sum_faults(text, beside, where(part))


def sum_faults(total, parts, where):
    """The Fault of a sum that does not agree with its parts, both as displayed.

    Behind ≈, or as a whole number that is exact, it may differ by what rounding hides.
    """
    shown = [part for text in parts if (part := displayed(SIGN.split(text)[-1]))]
    value, half = displayed(re.search(r"[-−]?\d[\d.,]*(?: × 10\S+)?$", total)[0])
    exact = "." not in SIGN.split(total)[-1]
    loose = "≈" in total or exact
    room = sum(part[1] for part in shown) + (0 if exact else half)
    made = sum(part[0] for part in shown)
    if abs(made - value) > (room if loose else 0) + 1e-9:
        yield Fault(
            where,
            f"{total!r} is no sum of what stands beside it, which makes {made:.6g}",
            "print their sum" if loose else "write ≈, or print their sum",
        )
