r"""A term's formula, `In symbols, $…$`, is what the snippet of the term's name computes."""

import ast
import inspect
import re
from functools import cache
from importlib import import_module

import numpy as np

from explainer.extensions.glossary import GLOSSARY, entries
from explainer.faults import Fault
from explainer.formula.arrays import POINTS
from explainer.formula.conventions import FIRM, SOFT, definition_of
from explainer.formula.evaluate import World
from explainer.formula.expression import parse
from explainer.formula.statements import statements
from explainer.formula.tex import UnsupportedNotation, tokens
from explainer.notation import ARGUMENTS
from explainer.project import SNIPPETS
from explainer.sources import ours, text_of

SYMBOLS = re.compile(r"\bIn symbols, \$(?P<tex>[^$]+)\$")


@cache
def functions(changed):
    """By its name without underscores, the snippet that each public function stands in."""
    return {
        node.name.replace("_", ""): (path.stem, node.name)
        for path, _ in changed
        for node in ast.parse(text_of(path), path).body
        if isinstance(node, ast.FunctionDef)
    }


def function(name):
    """The snippets' function that is called as a term is, hyphens aside; or None."""
    files = filter(ours, sorted(SNIPPETS.glob("*.py")))
    changed = tuple((path, path.stat().st_mtime_ns) for path in files)
    found = functions(changed).get(name.replace("-", ""))
    return found and getattr(import_module(found[0]), found[1])


def worlds(tex):
    """The expression that a formula ends with, and random points for all that it may mention."""
    node = parse(statements(tex)[0].chains[0].sides[-1].tokens)
    given = {name: parse(tokens(meaning)) for name, meaning in ARGUMENTS.items()}
    own = dict(definition_of(parse(tokens(rf"\mathbf {n}")), body) for n, body in given.items())
    return node, World(FIRM | SOFT | own, [node])


def argument(world, node, name):
    """What a function is given for a parameter: a label, a vector's entries, or a number."""
    if name in node.indices():
        return world.value("sym", name).astype(int) - 1
    vectors = {key[1] for key in world.reach_of(node) if key[0] == "vec"}
    return world.value("vec", name)[..., 0] if name in vectors else world.value("sym", name)


def differs(call, tex):
    """Where a function and a formula differ, in words; None where they agree."""
    node, world = worlds(tex)
    needed = [p.name for p in inspect.signature(call).parameters.values() if p.default is p.empty]
    with np.errstate(all="ignore"):
        right = np.asarray(call(*(argument(world, node, name) for name in needed)))
        left = np.broadcast_to(world.see(node), POINTS)
    if right.ndim == 2:
        free = next(iter(node.indices() - set(needed)))
        right = right[np.arange(POINTS), world.value("sym", free).astype(int) - 1]
    right = np.broadcast_to(right, POINTS)
    wrong = np.flatnonzero(~np.isclose(left, right, rtol=1e-9, atol=1e-12))
    return len(wrong) and f"it is {left[wrong[0]]:.6g} where the code gives {right[wrong[0]]:.6g}"


def faults(page):
    """A Fault for each term whose formula is not what the snippet of its name computes."""
    for entry in entries(page) if page.path == GLOSSARY else ():
        said, call = SYMBOLS.search(entry["definition"]), function(entry["id"])
        if said and call:
            try:
                why = differs(call, said["tex"])
            except (UnsupportedNotation, ValueError) as error:
                why = f"it cannot be compared: {error}"
            if why:
                what = f"`{said['tex']}` is not what {call.__name__} computes: {why}"
                yield Fault(
                    page.place(entry.start("definition")), what, "mend the one or the other"
                )
