"""`make mutate`: plants one small mistake at a time and counts how many the tests kill."""

import argparse
import multiprocessing
import os
import queue
import random
import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from explainer.mutation.mutations import KINDS
from explainer.mutation.sandbox import copy_project
from explainer.project import ROOT, SNIPPETS

MOVING = [f"tests/figures/test_live_{name}.py" for name in ("manners", "time")]
SCRIPTS = {
    "maths": ["tests/figures/test_live.py"],
    "classes": ["tests/figures/test_live.py"],
    "drawing": ["tests/figures", "-k", "not small_as_published"],
    "figure": ["tests/figures", "-k", "not small_as_published"],
    "start": [*MOVING, "-k", "whole_and_has or module"],
    "quiz": ["tests/site/test_quiz_live.py"],
    "copy": ["tests/reader/test_copying.py"],
    "search": ["tests/site/test_search.py"],
    "finder": ["tests/site/test_finder.py", "tests/site/test_search.py"],
    "access": [f"tests/site/test_{name}.py" for name in ("keyboard", "access", "axe")],
}
"""By script of the moving parts, its tests; each other one moves the figure of its name."""

PRELOADED = ["numpy", "scipy.special", "mpmath", "matplotlib.figure", "pytest", "mkdocs.config"]
SAID = 10
"""Added to pytest's exit status: a process that dies before pytest runs proves nothing."""
PATIENCE = 300
"""Seconds after which a run counts as failed: a mistake may make a loop endless."""


def _about(stem):
    """The files of snippets that lead to a snippet: itself, and those that import it."""
    found, sources = {stem}, {p.stem: p.read_text("utf-8") for p in SNIPPETS.glob("*.py")}
    while more := {
        name
        for name, text in sources.items()
        if name not in found and re.search(rf"^from ({'|'.join(found)}) import", text, re.M)
    }:
        found |= more
    return found


def _snippet(mutation):
    """The tests and worked examples that import the changed function, its own tests first."""
    stem = Path(mutation.file).stem
    imports = re.compile(rf"^from ({'|'.join(sorted(_about(stem)))}) import", re.M)
    tests = sorted((ROOT / "tests" / "snippets").glob("test_*.py"))
    files = sorted(tests, key=lambda path: f"from {stem} " not in path.read_text("utf-8"))
    files += sorted(SNIPPETS.glob("*.md"))
    return [
        path.relative_to(ROOT).as_posix()
        for path in files
        if imports.search(path.read_text("utf-8"))
    ]


def _figure(mutation):
    """What is asked of the figure: of its drawing first, which is quick."""
    return [f"tests/figures/{Path(mutation.file).name}"]


def _live(mutation):
    """What is asked of the figure, and what it does in time."""
    stem = Path(mutation.file).stem
    if stem in SCRIPTS:
        return SCRIPTS[stem]
    return [f"tests/figures/{stem}.py", *MOVING, "-k", f"{stem}.py or [{stem}] or test_{stem}_"]


def _asked(*names):
    """What the one entry to all proofs asks under these names."""
    return [f"tests/proof/test_site.py::test_nothing_is_wrong_with_its[{name}]" for name in names]


TESTS = {
    "output": lambda m: [m.file],
    "prose": lambda m: _asked("numbers"),
    "TeX": lambda m: _asked("formulas"),
    "snippet": _snippet,
    "example": lambda m: [m.file],
    "figure": _figure,
    "link": lambda m: _asked("structure"),
    "live": _live,
}
"""By kind, the tests that a mutation has to get past."""


def _enter(root):
    """Make this process one of the copy: whatever it imports of the project comes from there."""
    os.chdir(root)
    sys.dont_write_bytecode = True
    home = str(Path(root) / "scripts")
    os.environ["PYTHONPATH"] = home
    ours = str(ROOT / "scripts"), str(SNIPPETS)
    sys.path[:] = [home, *(path for path in sys.path if path not in ours)]
    for name in [n for n in sys.modules if n.partition(".")[0] == "explainer"]:
        del sys.modules[name]


def _run(root, tests):
    """pytest in a process of its own, which ends with pytest's status; it says nothing."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.setpgid(0, 0)
    _enter(root)
    import pytest

    from explainer import project

    if str(project.ROOT) != str(Path(root).resolve()):
        raise RuntimeError(f"the project was read from {project.ROOT} instead of {root}")
    options = ["-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
    os._exit(SAID + int(pytest.main([*options, *tests])))


class Workshop:
    """A copy of the project, in which one mutation at a time is planted and tested."""

    def __init__(self, folder):
        self.folder = Path(folder)
        copy_project(self.folder, warm=True)
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(PRELOADED)

    def status(self, tests):
        """pytest's exit status over the tests; a run that does not end counts as failed."""
        process = self.context.Process(target=_run, args=(str(self.folder), tests))
        process.start()
        process.join(PATIENCE)
        if process.is_alive():
            os.killpg(process.pid, 9)  # its browser and its Node as well
            process.join()
            return 1
        return process.exitcode - SAID

    def kills(self, mutation):
        """Whether the tests fail once the mutation is planted; it is taken out again.

        Raises RuntimeError where pytest could not run them.
        """
        before = mutation.apply(self.folder)
        try:
            status = self.status(TESTS[mutation.kind](mutation))
        finally:
            (self.folder / mutation.file).write_bytes(before)
        if status not in (0, 1, 2):  # 2: the tests could not be collected
            raise RuntimeError(f"{mutation}: pytest could not run (exit status {status})")
        return status != 0


def sample(kinds, count, seed):
    """At most `count` mutations of each kind, drawn with the seed."""
    chosen = []
    for kind in kinds:
        found = list(dict.fromkeys(KINDS[kind]()))
        chosen += random.Random(f"{seed} {kind}").sample(found, min(count, len(found)))
    return chosen


class Workshops:
    """Copies in `folder`, `jobs` of them, that work side by side."""

    def __init__(self, folder, jobs=1):
        self.jobs, self.idle = jobs, queue.SimpleQueue()
        for n in range(jobs):
            self.idle.put(Workshop(Path(folder) / f"copy-{n}"))

    def each(self, use, things):
        """Pairs of a thing and `use(workshop, thing)`, in order, as they come."""

        def borrowed(thing):
            workshop = self.idle.get()
            try:
                return use(workshop, thing)
            finally:
                self.idle.put(workshop)

        with ThreadPoolExecutor(self.jobs) as pool:
            try:
                yield from zip(things, pool.map(borrowed, things), strict=True)
            finally:
                pool.shutdown(cancel_futures=True)


def sound(workshops, chosen):
    """End the program, naming the tests, if some fail before anything is changed."""
    sets = sorted({tuple(TESTS[mutation.kind](mutation)) for mutation in chosen})
    for tests, status in workshops.each(lambda workshop, t: workshop.status(list(t)), sets):
        if status != 0:
            raise SystemExit(f"{' '.join(tests)}: fails as it is; mend that first")


def table(tried):
    """The share of killed mutations by kind, as text; each is tried with whether it was killed."""
    planted = Counter(mutation.kind for mutation, _ in tried)
    dead = Counter(mutation.kind for mutation, killed in tried if killed)
    lines = [f"{'kind':10}{'planted':>9}{'killed':>9}{'share':>9}"]
    lines += [f"{kind:10}{n:9}{dead[kind]:9}{dead[kind] / n:9.1%}" for kind, n in planted.items()]
    return "\n".join(lines)


def main(arguments):
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("--count", type=int, default=50, help="how many of each kind (50)")
    parser.add_argument("--seed", type=int, default=42, help="which ones (42)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at a time")
    parser.add_argument("kinds", nargs="*", help=f"only these kinds: {', '.join(KINDS)}")
    options = parser.parse_args(arguments)
    if unknown := set(options.kinds) - set(KINDS):
        parser.error(
            f"there is no kind {', '.join(sorted(unknown))}; choose from {', '.join(KINDS)}"
        )
    chosen = sample(options.kinds or KINDS, options.count, options.seed)
    start, tried = time.monotonic(), []
    print(f"{len(chosen)} mutations, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        workshops = Workshops(folder, options.jobs)
        sound(workshops, chosen)
        for mutation, killed in workshops.each(Workshop.kills, chosen):
            tried.append((mutation, killed))
            said = "killed  " if killed else "SURVIVED"
            print(f"{len(tried)}/{len(chosen)} {said} {mutation.kind}: {mutation}", flush=True)
    print(f"\n{table(tried)}\n{time.monotonic() - start:.0f} s")
    if left := [mutation for mutation, killed in tried if not killed]:
        print("\nSurvived; each is an equivalent change, or a missing check:")
        print("\n".join(f"{mutation.kind}: {mutation}" for mutation in left))
    return 0
