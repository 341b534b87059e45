"""How long a save takes until its page has all that is wrong with it, beside `mkdocs serve`.

Each save says a decimal that nothing prints, which our checks tell. Plain means the same pages,
theme and plugins without our extensions, and is asked for the page alone. Both servers run on
copies of the project, and the saves alternate, so that what else the machine does hits both.
"""

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from explainer.mutation.sandbox import copy_project

PATIENCE = 120


def without_our_extensions(project):
    """Leave MkDocs, the theme, its plugins and the public Markdown extensions."""
    settings = project / "mkdocs.yml"
    text = re.sub(r"^  - explainer\..*\n", "", settings.read_text("utf-8"), flags=re.M)
    settings.write_text(text, "utf-8")
    return project


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Server:
    """A server on a copy of the project, and the page whose saves are timed."""

    def __init__(self, project, *command, shown="{}"):
        self.shown = shown
        port = free_port()
        self.address = f"http://127.0.0.1:{port}/"
        self.page = project / "docs" / "index.md"
        self.text = self.page.read_text("utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *(part.format(port=port) for part in command)],
            cwd=project,
            env=os.environ | {"PYTHONPATH": str(project / "scripts"), "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait("<article")

    def wait(self, text):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.address, timeout=PATIENCE) as answer:
                    if text in answer.read().decode():
                        return
            except urllib.error.URLError:
                pass
            time.sleep(0.02)
        raise TimeoutError(f"{self.address} does not show {text!r}")

    def save(self, number):
        """Seconds from a save of the page to a served page that shows it, or what is wrong."""
        mark = f"0.937{number:03}1"
        begun = time.monotonic()
        self.page.write_text(f"{self.text}\n\nThis is save number {mark}.\n", "utf-8")
        self.wait(self.shown.format(mark))
        return time.monotonic() - begun

    def stop(self):
        self.process.terminate()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--saves", type=int, default=11, help="how often each server is timed")
    saves = parser.parse_args().saves
    with tempfile.TemporaryDirectory() as folder:
        first, second = (copy_project(Path(folder, name), warm=True) for name in ("a", "b"))
        ours = Server(first, "explainer", "serve", "--port={port}", shown="prints {}")
        plain = Server(
            *(without_our_extensions(second), "mkdocs", "serve", "--dev-addr=127.0.0.1:{port}")
        )
        times = {"ours": [], "plain": []}
        try:
            for number in range(saves + 1):
                for name, server in (("ours", ours), ("plain", plain)):
                    taken = server.save(number)
                    # The first save warms up.
                    if number:
                        times[name].append(taken)
                time.sleep(0.5)
        finally:
            ours.stop()
            plain.stop()
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, found in times.items():
        print(f"{name:6} median {medians[name]:.2f} s, {min(found):.2f} to {max(found):.2f}")
    print(f"ratio  {medians['ours'] / medians['plain']:.2f}")


if __name__ == "__main__":
    main()
