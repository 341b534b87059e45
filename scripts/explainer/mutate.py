"""`make mutate`: plants one small mistake at a time and counts how many the tests notice."""

import argparse
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from explainer.mutations import KINDS
from explainer.project import CACHE, ROOT

TESTS = {
    "output": lambda m: [m.file],
    "prose": lambda m: ["tests/test_numbers.py::test_every_number_on_the_site_is_proved"],
    "TeX": lambda m: ["tests/test_derivations.py::test_every_formula_of_the_site_holds_and_every_label_is_referred_to"],
    "snippet": lambda m: ["snippets", *sorted(_about_snippets())],
    "figure": lambda m: ["tests/test_figure_claims.py"],
    "link": lambda m: ["tests/test_structure.py::test_the_site_is_sound"],
    "live": lambda m: ["tests/test_live.py"],
}
"""By kind, the tests that a mutation has to get past."""

PRELOADED = ["numpy", "matplotlib.figure", "mpmath", "scipy.special", "pytest", "mkdocs.config"]


def _about_snippets():
    names = ("sigmoid", "softmax", "losses", "models")
    return {f"tests/test_{name}.py" for name in names}


def copy(folder):
    """A copy of what the tests read, with the caches of this checkout."""
    skip = shutil.ignore_patterns(
        ".git", ".venv", "node_modules", "site", "site.new", "__pycache__", ".cache", "*.egg-info"
    )
    shutil.copytree(ROOT, folder, ignore=skip, symlinks=True, dirs_exist_ok=True)
    for shared in ("node_modules",):
        if (ROOT / shared).exists():
            os.symlink(ROOT / shared, Path(folder) / shared)
    if CACHE.exists():
        shutil.copytree(CACHE, Path(folder) / CACHE.name)


def _forget(root):
    """Import everything of the project afresh, from the copy."""
    ours = {"explainer", "figures", "conftest"} | {p.stem for p in (ROOT / "snippets").glob("*.py")}
    for name in list(sys.modules):
        if name.partition(".")[0] in ours:
            del sys.modules[name]
    sys.path[:] = [str(Path(root) / "scripts"), *sys.path]
    os.environ["PYTHONPATH"] = str(Path(root) / "scripts")


def _run(root, tests):
    """In a process of its own: exit with pytest's own status, silently."""
    os.chdir(root)
    sys.dont_write_bytecode = True
    _forget(root)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    import pytest

    os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])))


class Workshop:
    """One copy of the project, in which one mutation at a time is planted and tested."""

    def __init__(self, folder):
        self.folder = Path(folder)
        copy(self.folder)
        method = (
            "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        )
        self.context = multiprocessing.get_context(method)
        if method == "forkserver":
            self.context.set_forkserver_preload(PRELOADED)

    def status(self, tests, patience=120):
        """pytest's exit status over the tests; a run that never ends counts as a failure."""
        process = self.context.Process(target=_run, args=(str(self.folder), tests))
        process.start()
        process.join(patience)
        if process.is_alive():
            process.kill()
            process.join()
            return 1
        return process.exitcode

    def notices(self, mutation):
        """Whether the tests fail once the mutation is planted."""
        before = mutation.apply(self.folder)
        try:
            status = self.status(TESTS[mutation.kind](mutation))
        finally:
            (self.folder / mutation.file).write_text(before, "utf-8")
        if status not in (0, 1, 2):
            raise RuntimeError(f"{mutation}: pytest could not run (exit status {status})")
        return status != 0


def sample(kinds, count, seed):
    """At most `count` mutations of each kind, drawn with the seed."""
    chosen = []
    for kind in kinds:
        found = list(KINDS[kind]())
        chosen += random.Random(f"{seed} {kind}").sample(found, min(count, len(found)))
    return chosen


def survivors(chosen, folder, tell=lambda text: None):
    """The mutations that no test notices. `tell` hears of the progress."""
    workshop = Workshop(folder)
    for tests in {tuple(TESTS[m.kind](m)) for m in chosen}:
        if workshop.status(list(tests)) != 0:
            raise SystemExit(
                f"{' '.join(tests)}: fails before anything is changed; mend that first"
            )
    alive = []
    for n, mutation in enumerate(chosen, 1):
        noticed = workshop.notices(mutation)
        if not noticed:
            alive.append(mutation)
        tell(f"{n}/{len(chosen)} {'noticed ' if noticed else 'SURVIVED'} {mutation}")
    return alive


def main(arguments):
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("--count", type=int, default=50, help="how many of each kind (50)")
    parser.add_argument("--seed", type=int, default=42, help="which ones (42)")
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="only these kinds")
    options = parser.parse_args(arguments)
    chosen = sample(options.kinds or KINDS, options.count, options.seed)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        alive = survivors(chosen, Path(folder) / "copy", lambda text: print(text, flush=True))
    planted, left = Counter(m.kind for m in chosen), Counter(m.kind for m in alive)
    print(f"\n{'kind':10}{'planted':>9}{'noticed':>9}{'share':>8}")
    for kind, n in planted.items():
        print(f"{kind:10}{n:9}{n - left[kind]:9}{1 - left[kind] / n:8.1%}")
    print(f"{len(chosen)} mutations, seed {options.seed}, {time.monotonic() - start:.0f} s")
    if alive:
        print("\nSurvived; each is an equivalent change, or a missing check:")
        print("\n".join(map(str, alive)))
    return 0
