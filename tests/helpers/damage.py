"""Damages what authors write as editors do, and asks the check: it says Faults, or nothing at all.

    python tests/helpers/damage.py [--every N] [--only NAME]

takes each page, snippet, figure, moving part, notebook and setting of a small site, spoils it in
each of the ways below, and lists what came out as a traceback, without a place, or not in time.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import circles
from explainer.mutation.sandbox import explainer

SECONDS = 40
BRACKET = re.compile(r"[()\[\]{}<>\"'`$]")
ODD = "\0\x1b\u200b\u2028\ufeff\U0001f600\t\\|"
FAULT = re.compile(r"(?P<file>[^:\n]+):(?P<line>\d+): .+; .+", re.S)


def _line(text, chance):
    lines = text.split("\n")
    return lines, chance.randrange(len(lines))


def truncated(text, chance):
    return text[: chance.randrange(len(text))]


def without_a_line(text, chance):
    lines, n = _line(text, chance)
    return "\n".join(lines[:n] + lines[n + 1 :])


def with_a_line_twice(text, chance):
    lines, n = _line(text, chance)
    return "\n".join(lines[: n + 1] + lines[n:])


def without_a_bracket(text, chance):
    found = list(BRACKET.finditer(text))
    if not found:
        return text
    at = chance.choice(found).start()
    return text[:at] + text[at + 1 :]


def with_lines_swapped(text, chance):
    lines, n = _line(text, chance)
    return "\n".join([*lines[:n], *reversed(lines[n : n + 2]), *lines[n + 2 :]])


def with_something_odd(text, chance):
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(ODD) + text[at:]


def indented(text, chance):
    lines, n = _line(text, chance)
    return "\n".join([*lines[:n], "  " + lines[n], *lines[n + 1 :]])


def emptied(text, chance):
    return ""


def in_latin_1(text, chance):
    at = chance.randrange(len(text))
    return (text[:at] + "\xe9" + text[at:]).encode("latin-1", "replace")


WAYS = (
    truncated, without_a_line, with_a_line_twice, without_a_bracket, with_lines_swapped,
    with_something_odd, indented, emptied, in_latin_1,
)  # fmt: skip
AT_THE_START = ("mkdocs.yml", "pyproject.toml", "notation.toml", "concepts.css")
"""Settings that the machinery reads before anything else: each is tried in a process of its own."""
MORE = {
    "docs/round.md": """---
title: Round things
description: A page with one of each thing that pages may hold.
---

# Round things

A **wheel** is round.[^wheel] It has *no* end, `len(wheel)` is 2, and `$` costs nothing.

1.  A list, and in it

    - another one,
    - of two.

2.  And [a link](index.md#area).

## A table

| radius | area |
|-------:|-----:|
| $1$    | $\\\\pi$ |
| 2      | $4\\\\pi$ |

!!! note "A title"
    Said beside: $\\\\r > 0$.

=== "One"

    The first.

=== "Two"

    The second.

<div class="both" markdown>
Raw **HTML** around.
</div>

## Quiz

<div class="quiz" markdown>

1.  What is $\\\\pi$?

    - [ ] A number below three
    - [x] A number above three

    It is longer than a hexagon.

2.  Is a wheel round?

    - [x] Yes
    - [ ] No

    It is.

</div>

[^wheel]: Somebody, somewhere.
""".replace("\\\\", "\\"),
    "docs/live/area.js": """/** Move along the curve. */
import { fixed } from './figure.js';

export const rows = 1;

export default function (figure) {
  const { x, y } = figure.axes();
  figure.range('r', { label: 'radius', min: 0, max: 2, value: 1 });
  figure.live(({ r }) => {
    figure.set('curve', { opacity: x(r) > y(r) ? 1 : 0.5 });
    return `Area ${fixed(Math.PI * r * r)}`;
  });
}
""",
    "docs/notebooks/own.ipynb": json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# By hand\n"]},
                {
                    **{"cell_type": "code", "execution_count": 1, "id": "b", "metadata": {}},
                    "outputs": [
                        {"name": "stdout", "output_type": "stream", "text": ["2\n"]},
                    ],
                    "source": ["print(1 + 1)"],
                },
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
    ),
}
SPOILT = (
    *("docs/index.md", "docs/glossary.md", "snippets/area.py", "snippets/area_values.md"),
    *("scripts/figures/area.py", "tests/figures/area.py", "docs/stylesheets/concepts.css"),
    *("scripts/notation.toml", "mkdocs.yml", "pyproject.toml", *MORE),
)


def site(folder):
    """A small site that holds one of each."""
    circles.write(folder)
    for name, text in MORE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    more = "  - Round: round.md\n  - Notebook: notebooks/made.ipynb\n"
    more += "  - By hand: notebooks/own.ipynb\n"
    settings.write_text(text.replace(circles.NAV, circles.NAV + more), "utf-8")
    return folder


def damages(text, every):
    """Pairs of a way to spoil a text and what that makes of it, each way some times."""
    for way in WAYS:
        for seed in range(1 if way is emptied else every):
            made = way(text, random.Random(f"{way.__name__} {seed}"))
            if made != text:
                yield f"{way.__name__} {seed}", made


def wrong(lines, folder):
    """Which of the check's lines name no place that there is, or say nothing to do."""
    for line in lines:
        m = FAULT.fullmatch(line)
        path = m and folder / m["file"]
        if not m or "Traceback" in line:
            yield f"no fault: {line}"
        elif path.is_file() and int(m["line"]) > path.read_bytes().count(b"\n") + 1:
            yield f"beyond the end: {line}"


def asked_here():
    """What the check says in this process, as lines."""
    from explainer.proof import site

    return [str(fault) for fault in site.faults()]


def forked():
    """What the check says in a fork of this process, which has everything loaded: lines."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        os.close(reading)
        try:
            lines = asked_here()
        # Whatever it is: it is what is looked for.
        except BaseException:
            lines = [traceback.format_exc()]
        with os.fdopen(writing, "w") as answer:
            answer.write(json.dumps(lines))
        os._exit(0)
    os.close(writing)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(SECONDS)
    with os.fdopen(reading) as answer:
        said = answer.read()
    signal.alarm(0)
    os.waitpid(child, 0)
    return json.loads(said) if said else [f"Traceback: it had not ended after {SECONDS} s"]


def fresh(folder):
    """What `explainer check` says in a process of its own: lines."""
    try:
        done = subprocess.run(**explainer(folder, "check"), capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return [f"Traceback: it had not ended after {SECONDS} s"]
    more = [done.stderr] if "Traceback" in done.stderr else []
    return [*done.stdout.splitlines(), *more]


def tried(folder, every, only=""):
    """Spoils each file in turn, in this process' own site; yields what is no answer."""
    for name in SPOILT:
        if only not in name:
            continue
        path = folder / name
        good = path.read_bytes()
        for way, made in damages(good.decode(), every):
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
            lines = fresh(folder) if path.name in AT_THE_START else forked()
            yield name, way, lines, list(wrong(lines, folder))
        path.write_bytes(good)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=5, help="how often each way is tried")
    parser.add_argument("--only", default="", help="a part of a file's name")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--inside", type=Path)
    given = parser.parse_args()
    if not given.inside:
        with tempfile.TemporaryDirectory() as folder:
            made = site(Path(folder, "site").resolve())
            command = [sys.executable, __file__, *sys.argv[1:], "--inside", str(made)]
            here = os.pathsep.join([str(made / "scripts"), str(Path(__file__).parent)])
            return subprocess.call(command, cwd=made, env=os.environ | {"PYTHONPATH": here})
    from explainer.proof import notebook

    for path, page in notebook.own():
        path.write_text(notebook.text(page), "utf-8")
    if found := list(wrong(forked(), given.inside)):
        print("before any damage:", *found, sep="\n")
        return 1
    count = bad = 0
    for name, way, lines, found in tried(given.inside, given.every, given.only):
        count, bad = count + 1, bad + bool(found)
        for one in found:
            print(f"{name}, {way}: {one}", flush=True)
        if given.verbose:
            print(f"-- {name}, {way}", *lines, sep="\n   ", flush=True)
    print(f"{count} damages, {bad} without an answer")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
