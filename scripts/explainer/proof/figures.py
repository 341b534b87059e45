"""Figures: each has a file that asks about it, the form of all, its words, true as printed."""

import ast
import xml.etree.ElementTree as etree
from collections import Counter
from itertools import zip_longest

from explainer import project
from explainer.drawing import drawings
from explainer.faults import Fault, Place
from explainer.proof import labels
from explainer.sources import text_of, where

FOLDER = project.ROOT / "tests" / "figures"


def asked(name):
    """Whether a file asks about the figure; `make test` runs it."""
    return (FOLDER / f"{name}.py").is_file()


def printed(name):
    """What a figure prints as drawn: pairs of a part, or nothing, and its words."""
    svg = etree.fromstring(drawings.drawings([name])[name].svg)
    texts = [e for e in svg.iter() if e.tag.endswith("text")]
    return [(e.get("id", "").removeprefix(f"{name}-"), "".join(e.itertext())) for e in texts]


def declared(path):
    """What the file of a figure declares that each axes says: dicts, and the node of each.

    What is no plain text there, but worked out, is None: `make test` compares it.
    """
    try:
        tree = ast.parse(text_of(path))
    except SyntaxError as error:
        place = Place(project.relative(path), error.lineno or 1)
        raise Fault(place, f"SyntaxError: {error.msg}", "mend it") from None
    named = {node.targets[0].id: node.value for node in tree.body if _names(node)}
    says = getattr(named.get("says"), "elts", [None])
    if not all(isinstance(axes, ast.Dict) for axes in says):
        what = "this declares no words of its figure"
        remedy = 'write says = [{"across": "0, 1, x"}], a dict for each axes'
        raise Fault(where(path, "says"), what, remedy)
    return [
        ({_plain(k, named): _plain(v, named) for k, v in zip(d.keys, d.values, strict=True)}, d)
        for d in says
    ]


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
            remedy = f"write {file}; make test prints how it may begin"
            yield Fault(Place(project.relative(path), 1), what, remedy)
        yield from drawn[name].form
        for part, text in printed(name):
            yield from labels.faults(text, labels.place(path, part))
