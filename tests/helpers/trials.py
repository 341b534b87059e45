"""Long trials of what may never be lost: `python tests/helpers/trials.py [COUNT]`, 50 by default.

Real builds of a small copy of the project: pairs at once, builds killed at any moment under a
reader's eyes, values of every cache spoilt. Their short form is in test_swap.py, test_cache.py
and test_build.py.
"""

import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from explainer.mutation.sandbox import copy_project, explainer

PAGE = """---
title: Small
description: A small page.
---
# Small

The logit $z$ and its probability:

$$p = \\sigma(z)$$

![The sigmoid rises from 0 to 1.](figures/sigmoid_and_slope.svg)

/// caption
**The sigmoid.** It rises.
///
"""
BUILD = """
import sys
from unittest.mock import Mock
from explainer.publishing import build
build.Checker = lambda: Mock(answer=lambda: [])
sys.exit(build.main(sys.argv[1:]))
"""
"""A program that builds without the proofs, which are not what is tried."""
ELSEWHERE = {"SOURCE_DATE_EPOCH": "1700000000", "SITE_URL": "https://example.org/at/"}
"""What makes of a build the one of a site with an address of its own, on a day of its own."""
CHANCE = random.Random(1)
SPOILERS = {
    "truncated": lambda data: data[: CHANCE.randrange(len(data))],
    "emptied": lambda data: b"",
    "altered": lambda data: flipped(data, CHANCE.randrange(len(data) * 8)),
}


def flipped(data, bit):
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def small(folder):
    """A copy of the project with one page, one formula, one figure and the notebooks."""
    project = copy_project(folder)
    for page in project.glob("docs/*.md"):
        page.unlink()
    (project / "docs" / "index.md").write_text(PAGE, "utf-8")
    settings = project / "mkdocs.yml"
    text = re.sub(r"(?m)^  - [^\n]*: [\w-]+\.md\n", "", settings.read_text("utf-8"))
    settings.write_text(text.replace("nav:\n", "nav:\n  - Small: index.md\n"), "utf-8")
    return project


def started(project):
    command = explainer(project) | {"args": [sys.executable, "-c", BUILD]}
    return subprocess.Popen(**command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def built(project):
    build = started(project)
    said = build.communicate()[1]
    return build.returncode, said


def whole(project, *arguments, **environment):
    """A build that has to succeed, in an environment of its own; what it said."""
    command = explainer(project, **environment)
    command["args"] = [sys.executable, "-c", BUILD, *arguments]
    done = subprocess.run(**command, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def held(site):
    """What the files of a folder hold, by their names."""
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


class Reader(threading.Thread):
    """Asks for the first page all the time and counts when it is not there, or not whole."""

    def __init__(self, page):
        super().__init__()
        self.page, self.whole, self.going = page, page.read_bytes(), True
        self.seen = self.missed = 0

    def run(self):
        while self.going:
            self.seen += 1
            try:
                self.missed += self.page.read_bytes() != self.whole
            except FileNotFoundError:
                self.missed += 1
            time.sleep(0.0005)


def pairs(project, good, count):
    """Two builds at once: both succeed, and what is published is the site."""
    wrong = 0
    for _ in range(count):
        both = [started(project) for _ in range(2)]
        codes = [(build.communicate(), build.returncode)[1] for build in both]
        wrong += codes != [0, 0] or held(project / "site") != good
    print(f"{count} pairs of builds at once: {wrong} published something wrong or failed")
    return wrong


def kills(project, good, count):
    """A build killed at any moment: the site is whole then and meanwhile, and builds again."""
    begun = time.monotonic()
    built(project)
    length, wrong = time.monotonic() - begun, 0
    reader = Reader(project / "site" / "index.html")
    reader.start()
    for n in range(count):
        build = started(project)
        # Half of them at the end, where sites change places.
        time.sleep(length * (CHANCE.random() if n % 2 else 0.8 + 0.25 * CHANCE.random()))
        build.send_signal(signal.SIGKILL)
        build.communicate()
        wrong += held(project / "site") != good
    reader.going = False
    reader.join()
    code, _ = built(project)
    left = [path.name for path in (project / ".site.builds").iterdir()]
    wrong += code != 0 or left != ["lock"] or held(project / "site") != good
    print(
        f"{count} kills: {wrong} left something wrong; a reader missed the page "
        f"{reader.missed} times of {reader.seen}"
    )
    return wrong + reader.missed


def spoilt(project, good, count):
    """A value of every cache, spoilt: the site is as before."""
    wrong, ways = 0, list(SPOILERS.values())
    for n in range(count):
        for folder in sorted((project / ".cache").iterdir()):
            path = CHANCE.choice(sorted(folder.iterdir()))
            path.write_bytes(ways[n % 3](path.read_bytes() or b"?"))
        code, _ = built(project)
        wrong += code != 0 or held(project / "site") != good
    print(f"{count} times a spoilt value in each cache: {wrong} wrong sites")
    return wrong


def main(count):
    with tempfile.TemporaryDirectory() as folder:
        project = small(Path(folder) / "project")
        code, said = built(project)
        if code:
            print(said, file=sys.stderr)
            return 1
        good = held(project / "site")
        return min(1, sum(trial(project, good, count) for trial in (pairs, kills, spoilt)))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
