"""Figures: each has a file that asks about it, the form of all, its words, true as printed."""

import ast
import json
import re
import xml.etree.ElementTree as etree
from collections import Counter
from itertools import zip_longest

from explainer import project
from explainer.cache import digest
from explainer.drawing import drawings
from explainer.faults import Fault, Place
from explainer.proof import labels
from explainer.proof.answers import once
from explainer.sources import text_of, where

FOLDER = project.ROOT / "tests" / "figures"
SUM = re.compile(r"Σ|\bsum\b")
"""In a label that prints one."""
BEGINNING = ".venv/bin/pytest tests/figures/test_found.py"


def asked(name):
    """Whether a file asks about the figure; `make test` runs it."""
    return (FOLDER / f"{name}.py").is_file()


def printed(svg):
    """What a figure prints as drawn: of each text its part, or nothing, its words, its concept."""
    texts = [e for e in etree.fromstring(svg).iter() if e.tag == "text"]
    return [(e.get("data-part", ""), "".join(e.itertext()), concept(e.get("fill"))) for e in texts]


def concept(paint):
    """What a colour means, in which an element is painted."""
    return (paint or "").removeprefix("var(--").removesuffix(")")


def sums(name):
    """The sums that a figure prints, by label, with the names of their parts, as its file says."""
    path = FOLDER / f"{name}.py"
    has = asked(name) and "\nsums =" in text_of(path)
    node = _assigned(path)["sums"] if has else None
    try:
        return ast.literal_eval(node) if node else {}
    except ValueError:
        remedy = 'write it out: sums = {"sum": "value-*"}'
        raise Fault(where(path, "sums"), "these sums are worked out", remedy) from None


def prints(name, shown, together, path):
    """The Faults of all that a figure prints; `together`: what it shows at once, each time."""
    given = json.dumps([shown, together, sums(name) if asked(name) else None])
    return _false((name, given, project.relative(path), digest(path)))


@once(list)
def _false(told):
    """The Faults of what a figure prints and of its sums; in which file, and what that holds."""
    name, given, file, _ = told
    shown, together, declared = json.loads(given)
    found, top = [], Place(file, 1)

    def line(part):
        return labels.place(project.ROOT / file, part)

    for part, text, paint in shown:
        for fault in labels.faults(text, top, paint):  # of few is the line looked for
            found.append(Fault(line(part), fault.what, fault.remedy))
        if declared is not None and part and SUM.search(text) and part not in declared:
            what = f"nothing says of what {text!r} is the sum"
            remedy = f'write sums = {{"{part}": "…"}} there, with its parts'
            found.append(Fault(where(FOLDER / f"{name}.py", "says"), what, remedy))
    for each in together:
        found += labels.sums_faults(declared or {}, each, line)
    return list({str(fault): fault for fault in found}.values())


def declared(path):
    """What the file of a figure declares that each axes says: dicts, and the node of each.

    What is no plain text there, but worked out, is None: `make test` compares it.
    """
    named = _assigned(path)
    says = getattr(named.get("says"), "elts", [None])
    if not all(isinstance(axes, ast.Dict) for axes in says):
        what = "this declares no words of its figure"
        remedy = 'write says = [{"across": "0, 1, x"}], a dict for each axes'
        raise Fault(where(path, "says"), what, remedy)
    return [
        ({_plain(k, named): _plain(v, named) for k, v in zip(d.keys, d.values, strict=True)}, d)
        for d in says
    ]


def _assigned(path):
    """What a file assigns to names, as nodes."""
    try:
        tree = ast.parse(text_of(path))
    except SyntaxError as error:
        place = Place(project.relative(path), error.lineno or 1)
        raise Fault(place, f"SyntaxError: {error.msg}", "mend it") from None
    return {node.targets[0].id: node.value for node in tree.body if _names(node)}


def _names(node):
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)


def _plain(node, named):
    node = named.get(getattr(node, "id", None), node)
    return node.value if isinstance(node, ast.Constant) else None


def words(name, says):
    """The Faults of words that a figure shows and its file does not declare, or the reverse."""
    path, script = FOLDER / f"{name}.py", project.FIGURES / f"{name}.py"
    top = where(path, "says").line
    for axes, shown in zip_longest(declared(path), says):
        (wanted, node), shown = axes or ({}, None), shown or {}
        for way in sorted(filter(None, wanted.keys() | shown.keys())):
            there, here = shown.get(way, ""), wanted.get(way, "")
            if here in (there, None):
                continue
            at = Place(project.relative(path), node.lineno if node else top)
            more = _parts(there) - _parts(here)
            if new := next((word for word in more if f'"{word}"' in text_of(script)), None):
                what = f"the figure shows {new!r} ({way}), which {at} does not declare"
                yield Fault(
                    where(script, f'"{new}"'), what, f'mend it, or write "{way}": "{there}" there'
                )
            else:
                what = f"this declares {here!r} ({way}), and the figure shows {there!r}"
                remedy = f"mend {project.relative(script)}, or write here what it shows"
                yield Fault(at, what, remedy)


def _parts(text):
    return Counter(text.split(", "))


def faults():
    """The Faults of figures that nothing is asked of, of their form, and of false labels."""
    names = drawings.names()
    drawn = drawings.drawings(names)  # in one go, where they are not kept
    for name in names:
        path = project.FIGURES / f"{name}.py"
        if asked(name):
            yield from words(name, drawn[name].says)
        else:
            what = f"nothing is asked of the figure {name}"
            file = project.relative(FOLDER / f"{name}.py")
            remedy = f"write {file}; {BEGINNING} prints how it may begin"
            yield Fault(Place(project.relative(path), 1), what, remedy)
        yield from drawn[name].form
        shown = printed(drawn[name].svg)
        yield from prints(name, shown, [shown], path)
