"""`make mutate`: plants one small mistake at a time and counts how many the checks notice."""

import argparse
import multiprocessing
import os
import queue
import random
import re
import sys
import tempfile
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from explainer.mutation.mutations import KINDS
from explainer.mutation.sandbox import copy_project
from explainer.project import ROOT, SNIPPETS
from explainer.sources import text_of

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
LISTED = 6
"""The status of a check that finds nothing wrong, but a paragraph to be read again."""
PATIENCE = 300
"""Seconds after which a run counts as failed: a mistake may make a loop endless."""


EQUIVALENT = ROOT / "scripts" / "equivalent.toml"


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


CHECK = "explainer check"
"""What stands before a page that is checked, instead of tests of pytest."""


def _page(mutation):
    """All that `make check` asks of the page."""
    return [CHECK, mutation.file]


QUICK = ("-p", "explainer.mutation.quick")


def _quick(*names):
    """Of these files the tests that need no built site."""
    return [*QUICK, *(f"tests/{name}.py" for name in names)]


def _importing(stems, folder):
    """The files below a folder that import a module of the machinery by one of these names."""
    names = rf"\b(?:{'|'.join(stems)})\b"
    said = re.compile(rf"^\s*(?:from|import) explainer(?:[^\n(]*|[^\n(]*\([^)]*){names}", re.M)
    return {path for path in folder.rglob("*.py") if said.search(path.read_text("utf-8"))}


HEAVY = {"test_mutate", "test_damage", "test_site"}
"""Tests that plant mistakes themselves; and those of the entry to all proofs, which come last."""


NEAREST = 6
"""Files of tests that a mistake in a check has to get past: all of them would take minutes."""


def _checker(mutation):
    """The tests that import the module, else those that import what imports it, and so on; those
    of its package and those that name it most come first, last whether nothing is wrong as it is.
    """
    *_, package, module = Path(mutation.file).parts
    stems, found = [Path(module).stem], {}
    for _ in range(4):
        for folder in ("proof", "reader", "project"):
            for path in sorted(_importing(stems, ROOT / "tests" / folder)):
                if path.stem not in HEAVY:
                    named = path.read_text("utf-8").count(stems[0])
                    found.setdefault(f"{folder}/{path.stem}", (folder != package, -named))
        if len(found) >= NEAREST:
            break
        users = {path.stem for path in _importing(stems, ROOT / "scripts" / "explainer")}
        stems += sorted(users - {"site", *stems})
    return _quick(*sorted(found, key=found.get)[:NEAREST], "proof/test_site")


TESTS = {
    "output": lambda m: [m.file],
    "prose": lambda m: _asked("numbers"),
    "TeX": lambda m: _asked("formulas"),
    "snippet": _snippet,
    "example": lambda m: [m.file],
    "figure": _figure,
    "link": lambda m: _asked("structure"),
    "live": _live,
    "word": _page,
    "direction": _page,
    "caption": _page,
    "inline": _page,
    "quiz": _page,
    "glossary": lambda m: [CHECK],
    "style": lambda m: [*_quick("site/test_sheets"), *_asked("stylesheets")],
    "template": lambda m: _quick("site/test_heads"),
    "header": lambda m: _quick("site/test_policy", "site/test_publish"),
    "workflow": lambda m: _quick("project/test_workflows"),
    "checker": _checker,
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


def checked(page=None):
    """The status of `make check` of a page, or of the site without what its pages make.

    Notebooks and counts are made of the pages' words, so that any change makes them stale.
    """
    from explainer.proof import site
    from explainer.reader.pages import Page

    site.OF_MADE.clear()
    found, again = site.told(Page(Path(page).resolve()) if page else None)
    return 1 if found else LISTED if again else 0


def _run(root, tests):
    """pytest or a check in a process of its own, which ends with its status; it says nothing."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.setpgid(0, 0)
    _enter(root)
    from explainer import project

    if str(project.ROOT) != str(Path(root).resolve()):
        raise RuntimeError(f"the project was read from {project.ROOT} instead of {root}")
    if tests[0] == CHECK:
        os._exit(SAID + checked(*tests[1:]))
    import pytest

    options = ["-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
    os._exit(SAID + int(pytest.main([*options, *tests])))


# 2: the tests could not be collected.
FATES = {0: "SURVIVED", 1: "killed", 2: "killed", LISTED: "listed"}


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

    def fate(self, mutation):
        """What becomes of a mutation that is planted, "killed" where the tests fail; then it is
        taken out again.

        Raises RuntimeError where pytest could not run them.
        """
        before = mutation.apply(self.folder)
        try:
            status = self.status(TESTS[mutation.kind](mutation))
        finally:
            (self.folder / mutation.file).write_bytes(before)
        if status not in FATES:
            raise RuntimeError(f"{mutation}: pytest could not run (exit status {status})")
        return FATES[status]


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
    sets = {tuple(TESTS[mutation.kind](mutation)) for mutation in chosen}
    # Many sets of quick tests share most of their files.
    quick = {name for tests in sets if tests[:2] == QUICK for name in tests[2:]}
    sets = sorted(tests for tests in sets if tests[:2] != QUICK)
    sets += [(*QUICK, *sorted(quick))] if quick else []
    for tests, status in workshops.each(lambda workshop, t: workshop.status(list(t)), sets):
        if status != 0:
            raise SystemExit(f"{' '.join(tests)}: fails as it is; mend that first")


def table(tried):
    """What became of mutations by kind, as text; `tried` has each with its fate."""
    planted = Counter(mutation.kind for mutation, _ in tried)
    fates = Counter((mutation.kind, fate) for mutation, fate in tried)
    lines = [f"{'kind':10}{'planted':>9}{'killed':>9}{'listed':>9}{'share':>9}"]
    for kind, n in planted.items():
        killed, listed = fates[kind, "killed"], fates[kind, "listed"]
        lines.append(f"{kind:10}{n:9}{killed:9}{listed:9}{killed / n:9.1%}")
    return "\n".join(lines)


def equivalent():
    """The reasons of changes after which a page or a program is as right as before.

    Each is named by its file, the line that it changes, without its indent, and what it changes.
    """
    found = tomllib.loads(text_of(EQUIVALENT)).get("change", [])
    return {(one["file"], one["line"], one["old"], one["new"]): one["why"] for one in found}


def apart(mutations):
    """Those that can be noticed; and the others, each with the reason why it cannot."""
    reasons, noticeable, same = equivalent(), [], {}
    for mutation in mutations:
        line = text_of(ROOT / mutation.file).split("\n")[mutation.line - 1].strip()
        reason = reasons.get((mutation.file, line, mutation.old, mutation.new))
        if reason:
            same[mutation] = reason
        else:
            noticeable.append(mutation)
    return noticeable, same


LEFT = {
    "\nSurvived; each is an equivalent change, or a missing check:": "SURVIVED",
    "\nListed for rereading, and not held to be wrong:": "listed",
}


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
    chosen, same = apart(sample(options.kinds or KINDS, options.count, options.seed))
    start, tried = time.monotonic(), []
    print(f"{len(chosen)} mutations, seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        workshops = Workshops(folder, options.jobs)
        sound(workshops, chosen)
        for mutation, fate in workshops.each(Workshop.fate, chosen):
            tried.append((mutation, fate))
            print(f"{len(tried)}/{len(chosen)} {fate:8} {mutation.kind}: {mutation}", flush=True)
    print(f"\n{table(tried)}\n{time.monotonic() - start:.0f} s")
    for title, fate in LEFT.items():
        if left := [mutation for mutation, its in tried if its == fate]:
            print(title, *(f"{mutation.kind}: {mutation}" for mutation in left), sep="\n")
    if same:
        print("\nEquivalent, and not planted:")
        print(*(f"{m.kind}: {m}: {why}" for m, why in same.items()), sep="\n")
    return 0
