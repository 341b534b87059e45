"""Scripts that move figures: each moves parts that its figure has."""

import re
import xml.etree.ElementTree as etree
from difflib import get_close_matches

from explainer.drawing import drawings
from explainer.faults import Fault, Place
from explainer.project import DOCS, relative
from explainer.sources import text_of

MOVES = re.compile(
    r"\bfigure\.(?:set|move|text|line|path|upright|level|hide|part)\(\s*"
    r"(?:'(?P<single>[^'\n]+)'|\"(?P<double>[^\"\n]+)\"|`(?P<filled>[^`\n]+)`)\s*(?=[,)])"
)
COPIES = re.compile(r"\bfigure\.copy\(\s*(?:'([^'\n]+)'|`([^`\n]+)`)")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`\w])//[^\n]*", re.S)


def parts(svg):
    """The names that a drawing's script gave to its parts."""
    found = (element.get("data-part") for element in etree.fromstring(svg).iter())
    return {name for name in found if name}


def pattern(name):
    """What a name stands for: a template's gaps may hold anything."""
    return ".+".join(map(re.escape, re.split(r"\$\{(?:[^{}]|\{[^{}]*\})*\}", name)))


def moves(path, named):
    """The Faults of a script that moves what no part is called, of these names."""
    text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text_of(path))
    made = [pattern(m[1] or m[2]) for m in COPIES.finditer(text)]
    for m in MOVES.finditer(text):
        name = m["single"] or m["double"] or m["filled"]
        wanted = pattern(name) if m["filled"] else re.escape(name)
        known = any(re.fullmatch(wanted, part) for part in named)
        if known or any(re.fullmatch(copy, name) for copy in made) or wanted in made:
            continue
        place = Place(relative(path), text.count("\n", 0, m.start()) + 1)
        near = get_close_matches(name, named, n=1)
        meant = f"write {near[0]!r}, or name" if near else "name"
        what = f"the figure {path.stem} has no part {name!r}"
        yield Fault(place, what, f"{meant} it by gid in scripts/figures/{path.stem}.py")


def faults():
    """The Faults of every script that moves a figure."""
    for name in drawings.names():
        path = DOCS / "live" / f"{name}.js"
        if path.is_file():
            yield from moves(path, parts(drawings.drawings([name])[name].svg))
