"""A copy of the project in another folder, to be broken, built and served there."""

import os
import shutil
import sys

from explainer.project import CACHE, ROOT

SOURCES = ("docs", "snippets", "scripts", "mkdocs.yml", "zensical.yml", "package-lock.json")


def copy_project(folder, warm=False):
    """The project's sources, with the packages installed here; warm: with the caches as well."""
    folder.mkdir(parents=True)
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=skip)
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    if warm and CACHE.is_dir():
        unfinished = shutil.ignore_patterns("zensical", "*.new", "*.tmp", "*.part")
        shutil.copytree(CACHE, folder / ".cache", ignore=unfinished)
        # Drawings remember the files that they were made from, by their full paths.
        for kept in (folder / ".cache" / "figures").glob("*.json"):
            kept.write_text(kept.read_text("utf-8").replace(f"{ROOT}/", f"{folder}/"), "utf-8")
    return folder


def explainer(project, *arguments, **environment):
    """The command `python -m explainer …` of a copy, as keywords for `subprocess`."""
    return {
        "args": [sys.executable, "-m", "explainer", *arguments],
        "cwd": project,
        "env": os.environ | {"PYTHONPATH": str(project / "scripts")} | environment,
        "encoding": "utf-8",
    }
