"""make lint refuses what is not as the project writes it, and names the file."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from explainer.project import ROOT

RECIPE = re.search(r"^lint: install\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.M)
COMMANDS = [line.split() for line in RECIPE[1].splitlines()]
PLANTED = {
    "imports that are not sorted": ("scripts/slip.py", "import re\nimport os\n\nprint(re, os)\n"),
    "a name that is not used": ("tests/test_slip.py", "import os\n"),
    "Python that is not formatted": ("snippets/slip.py", "x = 'one'\n"),
    "a script's name that is not used": ("docs/live/slip.js", "const one = 1;\n"),
    "a script that is not formatted": ("docs/live/slip.js", 'export const one = "1";\n'),
    "a stylesheet that is not formatted": ("docs/stylesheets/slip.css", "p { margin: 0 }\n"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_is_refused_with_its_place(what, tmp_path):
    for name in ("pyproject.toml", "biome.jsonc"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    name, text = PLANTED[what]
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(text, "utf-8")
    folder = Path(sys.executable).parent
    runs = [
        subprocess.run(
            [str(command).replace("$(BIN)", str(folder)), *rest],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
        )
        for command, *rest in COMMANDS
    ]
    refused = [run.stdout + run.stderr for run in runs if run.returncode]
    assert any(name in text for text in refused), [run.stdout + run.stderr for run in runs]
