"""A copy of the project in another folder, to be broken, built and served there."""

import os
import shutil
import sys
from pathlib import Path

from explainer.project import CACHE, ROOT

OTHERS = (".git", ".venv", ".cache", "node_modules", "site", "site.*", "__pycache__", "*.egg-info")
"""What is not a source, or not worth a copy."""


def copy_project(folder, warm=False):
    """The project's sources, with the packages installed here; warm: with the caches as well."""
    folder = Path(folder)
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*OTHERS), symlinks=True)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    if warm and CACHE.is_dir():
        left = shutil.ignore_patterns("lighthouse", "zensical", "*.new", "*.tmp", "*.part")
        shutil.copytree(CACHE, folder / ".cache", ignore=left)
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
