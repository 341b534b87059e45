"""Runs every worked example within bounds, unless nothing that its output is made of changed."""

import json
import os
import pickle
import platform
import subprocess
import sys
import time
from functools import cache
from importlib.metadata import version

from explainer import workers
from explainer.cache import digest, key, read, write
from explainer.faults import Fault
from explainer.project import ROOT, SNIPPETS, relative
from explainer.reader.blocks import EXPECTED, blocks_of, differing, one_line, run, worked_examples

CHANGES = (
    "seed what it draws (RandomState(42)), sort what a set holds, print no time and no address"
)
TRIES = (1, 2, 3)
"""Seeds of the order in which sets and their like are gone through."""


@cache
def environment():
    """What else an output depends on: the versions of NumPy and Python."""
    return f"{platform.python_version()} {version('numpy')}"


def printed(block):
    """What a block prints, its Fault or None, and the digests of the files that it read."""
    for name, module in list(sys.modules.items()):
        # Imported anew, so that this block too is seen to read it.
        if str(getattr(module, "__file__", None)).startswith(str(SNIPPETS)):
            del sys.modules[name]
    began = time.time()
    output, raised = run(block)
    # A file saved meanwhile: what was printed counts, but is not kept.
    files = {relative(path): digest(path) for path in workers.OPENED}
    return output, raised, files if workers.settled(workers.OPENED, began) else None


def name_of(block):
    """The name under which a block's output is kept: all that is known of it before it runs."""
    return key([block.code, block.warnings, environment()])


def kept(block, digest):
    """What the block printed, if every file that it read then is as it was; else None."""
    found = json.loads(read("examples", name_of(block)) or "{}")
    if found and all(digest(ROOT / path) == was for path, was in found["files"].items()):
        return found["output"]
    return None


def ended(block):
    """The Fault of a block whose process gave no answer."""
    what = "this example ended its process, or was not to be ended when its time was over"
    return Fault(block.place, what, workers.REMEDY)


def results(wanted):
    """Blocks, each with what it prints and its Fault or None; run where nothing is kept."""
    once, missing = cache(digest), []
    for block in wanted:
        if (output := kept(block, once)) is None:
            missing.append(block)
        else:
            yield block, output, None
    for block, answer in workers.each(printed, missing, workers.limit()):
        output, raised, files = answer or ("", ended(block), None)
        if files is not None and not raised:
            found = {"output": output, "files": files}
            write("examples", name_of(block), json.dumps(found).encode())
        yield block, output, raised


AGAIN = """
import json, pickle, sys
from explainer.reader.blocks import run
json.dump(run(pickle.loads(sys.stdin.buffer.read()))[0], sys.stdout)
"""


def unsteady(block):
    """The Fault of a block that prints something else at each run, in interpreters of its own."""
    found = set()
    for seed in TRIES:
        done = subprocess.run(
            [sys.executable, "-c", AGAIN],
            input=pickle.dumps(block),
            stdout=subprocess.PIPE,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
        )
        found.add(json.loads(done.stdout))
    if len(found) > 1:
        return Fault(block.place, "this example prints something else at each run", CHANGES)
    return None


def stale(block, printed):
    """The Fault of a block whose output is not the expected one, at the line that differs."""
    n, old, new = differing(block.output, printed)
    place = block.place
    words = old.split(), new.split()
    if "\n" not in old + new and words[0] != words[1] and len(words[0]) == len(words[1]):
        old, new = next(pair for pair in zip(*words, strict=True) if pair[0] != pair[1])
    if block.expected and n < len(block.expected.lines):
        place = block.expected.lines[n].place
    what = f"the example prints {one_line(new)} instead of {one_line(old)}"
    return Fault(place, what, "run make bless if the change is meant")


def unstated(block, printed):
    """The Fault of a block that prints and does not say what."""
    remedy = f"put <!--{EXPECTED}--> and a ```text fence under it, then run make bless"
    return Fault(
        block.place, f"the example prints {one_line(printed)} and states no expected output", remedy
    )


def fault_of(block, output, raised):
    """What is wrong with a block that printed an output, or raised; or None."""
    if raised or output == block.output:
        return raised
    return unsteady(block) or (stale if block.expected else unstated)(block, output)


def faults(paths=None):
    """What is wrong with the worked examples of these files, or of all."""
    found = [block for path in paths or worked_examples() for block in blocks_of(path)]
    for block, output, raised in results(found):
        if fault := fault_of(block, output, raised):
            yield fault
