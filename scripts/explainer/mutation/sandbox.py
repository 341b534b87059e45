"""A copy of the project in another folder, to be broken, built and served there."""

import os
import shutil
import sys
from pathlib import Path

from explainer.project import CACHE, ROOT

MADE = ("__pycache__", "*.egg-info")
MADE_AT_THE_TOP = (".git", ".venv", ".cache", "node_modules", "site", ".site.builds")
"""What is not a source, or not worth a copy."""


def _left(folder, names):
    made = MADE + MADE_AT_THE_TOP if Path(folder) == ROOT else MADE
    return shutil.ignore_patterns(*made)(folder, names)


def copy_project(folder, warm=False):
    """The project's sources, with the packages installed here; warm: with the caches as well."""
    folder = Path(folder)
    shutil.copytree(ROOT, folder, ignore=_left, symlinks=True)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    if warm and CACHE.is_dir():
        left = shutil.ignore_patterns("lighthouse", "zensical", "*.tmp")
        shutil.copytree(CACHE, folder / ".cache", ignore=left)
    return folder


def explainer(project, *arguments, **environment):
    """The command `python -m explainer …` of a copy, as keywords for `subprocess`."""
    return {
        "args": [sys.executable, "-m", "explainer", *arguments],
        "cwd": project,
        "env": os.environ | {"PYTHONPATH": str(project / "scripts")} | environment,
        "encoding": "utf-8",
    }
