"""Figures as SVG, by name: from the cache while nothing they are made of has changed."""

import difflib
import functools
import json
import platform
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from explainer import cache, project
from explainer.cache import digest
from explainer.faults import Fault, Place
from explainer.process import Process
from explainer.sources import ours
from explainer.workers import limit

LIBRARIES = ("matplotlib", "numpy")
MACHINERY = [
    Path(__file__).with_name(name)
    for name in ("draw.py", "studio.py", "form.py", "words.py", "svg.py", "drawings.py")
]


@dataclass(frozen=True)
class Drawn:
    """A drawn figure: its name, its script's docstring, its `<svg>` element as text; for proofs,
    what each of its axes says and the Faults of its form."""

    name: str
    doc: str
    svg: str
    says: list
    form: list

    @classmethod
    def of(cls, found):
        """The figure that the drawing process, or the cache, has as data."""
        form = [told(one) for one in found["form"]]
        return cls(found["name"], found["doc"], found["svg"], found["says"], form)


def told(found):
    """A Fault from the data that the drawing process makes of it."""
    place, what, remedy = found
    return Fault(Place(*place), what, remedy)


def names():
    """Every figure that has a script."""
    scripts = filter(ours, project.FIGURES.glob("*.py"))
    return sorted(path.stem for path in scripts if not path.stem.startswith("_"))


def check(name, place):
    """Raise a Fault at `place()` unless the figure has a script."""
    if name in names():
        return
    wanted = project.relative(project.FIGURES / f"{name}.py")
    near = difflib.get_close_matches(name, names(), n=3)
    choose = f"did you mean {' or '.join(near)}?" if near else f"choose from {', '.join(names())}"
    raise Fault(place(), f"there is no figure {name!r}", f"write {wanted}, or {choose}")


@functools.cache
def environment():
    """What else a drawing depends on: versions of the libraries and Python, and our machinery."""
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    return [platform.python_version(), *versions, *map(digest, MACHINERY)]


def cached(name, digest=digest):
    """The kept drawing of a figure, if every file it was made from is as it was."""
    kept = json.loads(cache.read("figures", name) or "{}")
    if not kept or kept["environment"] != environment():
        return None
    if not all(digest(project.ROOT / path) == was for path, was in kept["files"].items()):
        return None
    if project.relative(project.FIGURES / f"{name}.py") not in kept["files"]:
        return None
    return Drawn.of(kept | {"name": name})


def keep(found):
    """Write a drawing into the cache."""
    files = {project.relative(path): was for path, was in found["files"].items()}
    kept = {key: found[key] for key in ("doc", "svg", "says", "form")}
    kept |= {"files": files, "environment": environment()}
    cache.write("figures", found["name"], json.dumps(kept).encode())


def _late(name):
    """A name for the fault of a figure that comes to no end, while all that it may be made of is
    as it is: nobody waits for it twice."""
    scripts = [*project.FIGURES.glob("*.py"), *project.SNIPPETS.glob("*")]
    files = [[path.name, digest(path)] for path in sorted(filter(ours, scripts))]
    return cache.key(["late", name, limit(), environment(), files])


STUDIO = Process(sys.executable, "-m", "explainer.drawing.studio")
"""The drawing process: kept for the next figure, as Matplotlib takes long to load."""


def draw(wanted):
    """Draw figures afresh, yielding each as the drawing process hands it over."""
    folders = {"figures": str(project.FIGURES), "snippets": str(project.SNIPPETS)}
    return STUDIO.answers([{"name": name} | folders for name in wanted], len(wanted))


def drawings(wanted):
    """Figures by name, as {name: Drawn}: kept ones from the cache, the others drawn in one go.

    Raises the Fault of the first figure whose script fails, after the others are kept.
    """
    once = functools.cache(digest)  # many figures are made from the same files
    found = {name: cached(name, once) for name in wanted}
    missing = [name for name, kept in found.items() if kept is None]
    late = {name: cache.read("figures", _late(name)) for name in missing}
    faults = [told(json.loads(kept)) for kept in late.values() if kept]
    missing = [name for name in missing if not late[name]]
    for n, one in enumerate(draw(missing) if missing else (), 1):
        name = one["name"]
        if "fault" in one:
            faults.append(told(one["fault"]))
            if one["late"]:
                cache.write("figures", _late(name), json.dumps(one["fault"]).encode())
            continue
        print(f"figures: drew {name} ({n} of {len(missing)})", file=sys.stderr, flush=True)
        found[name] = Drawn.of(one)
        if one["settled"]:
            keep(one)
    if faults:
        raise min(faults, key=lambda fault: fault.place)
    return found
