"""The drawing process: it keeps Matplotlib loaded, and draws each figure in a process of its own.

So every figure sees its script and its snippets as they are now.
"""

import re
import sys
import time
from pathlib import Path

from explainer import process, project, workers
from explainer.cache import digest
from explainer.drawing import draw
from explainer.faults import Fault, Place


def plain(fault):
    """A Fault as data that JSON has."""
    return [[fault.place.file, fault.place.line], fault.what, fault.remedy]


def sources(path, snippets):
    """Every file of ours that the running process has loaded or read, with its digest."""
    from explainer.palette import STYLESHEET

    files = {path, draw.STYLE, STYLESHEET, *map(Path, workers.OPENED)}
    homes = (Path(snippets), project.SCRIPTS)
    for module in list(sys.modules.values()):
        file = Path(getattr(module, "__file__", None) or "")
        if any(file.is_relative_to(home) for home in homes):
            files.add(file)
    return {str(file): digest(file) for file in sorted(files)}


CHANGING = re.compile(
    r"\brandom\b(?!\.(?:RandomState|default_rng)\((?:\d+|seed)\))|\bseed\s*=\s*None\b"
    r"|\b(?:(?<!random\.)default_rng|datetime|uuid\w*|getpid|(?:import|from) time)\b"
    r"|\btime\b(?=\.\w|['\"])"
)
"""In a script or a snippet, what may be something else at each run; what is seeded is not."""


def check_steady(path, files, text):
    """A figure whose files draw lots, or ask the time, is the same when it is drawn again."""
    homes = path.parent, project.SNIPPETS
    ours = [file for file in map(Path, files) if file.parent in homes and file.suffix == ".py"]
    if any(CHANGING.search(file.read_text("utf-8")) for file in ours) and draw.svg(path)[1] != text:
        found = (
            n
            for n, line in enumerate(path.read_text("utf-8").split("\n"), 1)
            if CHANGING.search(line)
        )
        place = Place(project.relative(path), next(found, 1))
        raise Fault(place, "this figure is another at each drawing", "seed it: RandomState(42)")


def entry(job):
    """What the cache keeps of one drawing, or its fault, as plain data."""
    path, snippets, began = draw.script(job["name"], job["figures"]), job["snippets"], time.time()
    project.SNIPPETS = Path(snippets)
    sys.path.insert(0, snippets)
    try:
        with workers.bounded():
            doc, text, said, faults = draw.svg(path)
            files = sources(path, snippets)
            check_steady(path, files, text)
    except Fault as fault:
        late = isinstance(fault.__cause__, workers.Late)
        return {"name": job["name"], "fault": plain(fault), "late": late}
    # A file saved while it was being drawn: shown, but not kept as the drawing of what it says now.
    settled = workers.settled(files, began)
    found = {"name": job["name"], "doc": doc, "svg": text, "says": said}
    return found | {"form": [*map(plain, faults)], "files": files, "settled": settled}


def each(jobs):
    """Draw every job in a process of its own, as many at a time as there are cores."""
    for job, found in workers.each(entry, jobs, workers.limit(), fresh=True):
        if found is None:
            place = [project.relative(draw.script(job["name"], job["figures"])), 1]
            what = "the drawing process ended, or had to be ended, before the figure was drawn"
            remedy = f"see what it printed above; {workers.REMEDY}"
            found = {"name": job["name"], "fault": [place, what, remedy], "late": True}
        yield found


if __name__ == "__main__":
    draw.warm()
    process.serve(each)
