"""Scripts that move figures: each moves parts that its figure has, from end to end."""

import json
import os
import re
import subprocess
import xml.etree.ElementTree as etree
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from explainer import node
from explainer.cache import digest, key, read, write
from explainer.drawing import drawings, scripts
from explainer.extensions.figures import control_rows
from explainer.faults import Fault, Place
from explainer.project import DOCS, relative
from explainer.proof import figures
from explainer.sources import where
from explainer.workers import REMEDY, limit, patience

AWAKE = Path(__file__).with_name("awake.mjs")
MOVES = {"set", "move", "text", "line", "upright", "level", "hide", "part", "path"}


def parts(svg):
    """The names that a drawing's script gave to its parts."""
    found = (element.get("data-part") for element in etree.fromstring(svg).iter())
    return {name for name in found if name}


def pattern(call):
    """What the name in a call stands for: a template's gaps may hold anything."""
    return ".+".join(map(re.escape, call["texts"]))


def moves(path, named):
    """The Faults of a script that moves what no part is called."""
    file, found = relative(path), scripts.found(path)
    if "wrong" in found:
        yield scripts.no_script(path, found)
        return
    made = [pattern(call) for call in found["calls"] if call["method"] == "copy"]
    for call in found["calls"]:
        wanted, name = pattern(call), call["written"]
        known = any(re.fullmatch(wanted, part) for part in named) or wanted in made
        if call["method"] not in MOVES or known or any(re.fullmatch(m, name) for m in made):
            continue
        near = get_close_matches(name, named, n=1)
        meant = f"write {near[0]!r}, or name" if near else "name"
        what = f"the figure {path.stem} has no part {name!r}"
        remedy = f"{meant} it by gid in scripts/figures/{path.stem}.py"
        yield Fault(Place(file, call["line"]), what, remedy)


def job(path, svg, sums=()):
    """What a script that moves a figure needs to be woken: its address, the drawing, its parts;
    and which labels, of a sum and of its parts, are to be seen together."""
    drawing = etree.fromstring(svg)
    parts = [
        {"tag": e.tag, "attributes": dict(e.attrib), "text": "".join(e.itertext())}
        for e in drawing.iter()
        if "data-part" in e.attrib or "data-x0" in e.attrib
    ]
    names = [part["attributes"].get("data-part", "") for part in parts]
    figure = str(path.with_name("figure.js"))
    return {
        "name": path.stem,
        "path": str(path),
        "figure": figure,
        "drawn": dict(drawing.attrib),
        "parts": parts,
        "kept": [[name for name in names if _of(name, one)] for one in dict(sums).items()],
    }


def _of(name, one):
    """Whether a part is a sum or among its parts."""
    return name == one[0] or fnmatchcase(name, one[1])


def woken(jobs):
    """What became of each figure, by name, woken and driven in Node; None of one that never ends.

    What was found out of the same scripts and drawings before is not found out again.
    """
    scripts = [digest(path) for path in (AWAKE, *sorted((DOCS / "live").glob("*.js")))]
    names = {job["name"]: key([job, scripts]) for job in jobs}
    found = {name: json.loads(read("live", kept) or "null") for name, kept in names.items()}
    left = [job for job in jobs if not found[job["name"]]]
    while left:
        given = "\n".join(map(json.dumps, left))
        try:
            told = node.run(AWAKE, input=given, timeout=limit() * patience(), check=False).stdout
        except subprocess.TimeoutExpired as late:
            told = os.fsdecode(late.stdout or b"")
        for line in told.splitlines():
            answer = json.loads(line)
            found[answer["name"]] = answer
            write("live", names[answer["name"]], line.encode())
        # The one it has not come to the end of, and those that waited behind it.
        left = [job for job in left if not found[job["name"]]][1:]
    return found


def misfit(path, answer):
    """The Fault of a script that moves a figure, by what became of it; or None."""
    if not answer:
        what = f"the figure {path.stem} does not come to an end when it is moved"
        return Fault(Place(relative(path), 1), what, REMEDY)
    if "what" in answer:
        remedy = "mend it; it was moved here without a browser, from end to end of its controls"
        place = Place(relative(path.with_name(f"{answer['file']}.js")), answer["line"])
        if answer["file"] in ("figure", "drawing"):  # which only do what they are told
            place = where(path, "figure.live(")
        return Fault(place, answer["what"], remedy)
    rows, across = control_rows(path.stem), answer["across"]
    made = str(answer["rows"])
    if rows != made and (rows != "five" or made != "1" or across < 5):
        what = f"it says rows = {rows}, and makes {made}"
        return Fault(where(path, "rows"), what, f"write `export const rows = {made};`")
    return None


def misfits(path, answer):
    """The Faults of a script that moves a figure: of what became of it, of what it printed."""
    if fault := misfit(path, answer):
        yield fault
        return
    shown = [(part, text, figures.concept(paint)) for part, text, paint in answer["prints"]]
    yield from figures.prints(path.stem, shown, answer["together"], path)


def faults():
    """The Faults of every script that moves a figure."""
    drawn = drawings.drawings(drawings.names())
    paths = [DOCS / "live" / f"{name}.js" for name in drawn]
    paths = [path for path in paths if path.is_file()]
    wrong = {path: list(moves(path, parts(drawn[path.stem].svg))) for path in paths}
    moved = [p for p, told in wrong.items() if not told]
    answers = woken([job(p, drawn[p.stem].svg, figures.sums(p.stem)) for p in moved])
    for path, told in wrong.items():
        yield from told
        if path.stem in answers:
            yield from misfits(path, answers[path.stem])
