"""Whatever an editor does to a file, the check answers with Faults that have a place, or none."""

import subprocess
import sys

from explainer.project import ROOT

HELPER = ROOT / "tests" / "helpers" / "damage.py"


def test_a_page_that_is_spoilt_is_answered():
    """Once in each way; tests/helpers/damage.py tries every file, and each way often."""
    command = [sys.executable, str(HELPER), "--every", "1", "--only", "docs/round.md"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    assert done.stdout == "9 damages, 0 without an answer\n"
