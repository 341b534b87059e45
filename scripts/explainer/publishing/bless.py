"""`make bless`: rewrites what changed on purpose: expected outputs, notebooks, the counts."""

import difflib
import sys
from functools import partial

from explainer.faults import Fault, Stale
from explainer.project import relative
from explainer.proof import counts, examples, notebook, site
from explainer.reader.blocks import blocks_of, worked_examples


def blessed(path):
    """A file of worked examples with the outputs that its blocks print now.

    Returns the new text, line endings kept, and the Faults of blocks that raise, or print
    something else at each run, whose outputs are left as they are.
    """
    lines = path.read_bytes().decode("utf-8").splitlines(keepends=True)
    faults, blocks = [], [block for block in blocks_of(path) if block.expected]
    last_first = sorted(examples.results(blocks), key=lambda found: found[0].place, reverse=True)
    for block, printed, raised in last_first:
        changed = printed != block.output
        if fault := raised or (changed and examples.unsteady(block)):
            faults.append(fault)
        elif changed:
            first, ending = block.expected.place.line, "\n"
            if lines[first - 1].endswith("\r\n"):
                ending = "\r\n"
            lines[first : first + len(block.expected.lines)] = [
                (block.expected.indent + line if line else "") + ending
                for line in printed.removesuffix("\n").split("\n")
            ]
    return "".join(lines), faults


def rewrite(path, text):
    """Write a text where it differs; returns the unified diff, empty where it does not."""
    old = path.read_bytes().decode("utf-8") if path.exists() else ""
    if old == text:
        return ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    name = relative(path)
    before, after = (t.replace("\r\n", "\n").splitlines(keepends=True) for t in (old, text))
    return "".join(difflib.unified_diff(before, after, f"{name} (before)", f"{name} (now)"))


def made():
    """What pages make, by file: each as a function that gives its text."""
    found = {path: partial(notebook.text, page) for path, page in notebook.own()}
    if counts.PAGE.is_file():
        found[counts.PAGE] = counts.text
    return found


def renew():
    """Write what pages make where it differs, and only where nothing is wrong: diffs by file."""
    diffs = {path: rewrite(path, text()) for path, text in made().items()}
    return {path: diff for path, diff in diffs.items() if diff}


def main(arguments):
    """Bless every worked example, and what pages make once nothing is wrong; else 1."""
    faults, diffs = [], []
    for path in worked_examples():
        try:
            text, raised = blessed(path)
        except Fault as fault:
            faults.append(fault)
            continue
        faults += raised
        diffs.append(rewrite(path, text))
    wrong = [fault for fault in site.faults() if not isinstance(fault, Stale)]
    faults += [fault for fault in wrong if str(fault) not in map(str, faults)]
    if not faults:
        diffs += renew().values()
    for diff in filter(None, diffs):
        print(diff, end="")
    for fault in faults:
        print(fault, file=sys.stderr)
    if not any(diffs) and not faults:
        print("Nothing to bless: every output is what its example prints.")
    return 1 if faults else 0
