"""Runs every worked example, each in a process of its own, unless nothing about it has changed."""

import json
import os
import pickle
import subprocess
import sys

from explainer import workers
from explainer.faults import Fault
from explainer.project import SNIPPETS
from explainer.reader.blocks import blocks_of, run, stale, unstated, worked_examples

CHANGES = (
    "seed what it draws (RandomState(42)), sort what a set holds, print no time and no address"
)
TRIES = (1, 2, 3)
"""Seeds of the order in which sets and their like are gone through."""


def printed(block):
    """What a block prints, its Fault or None, and the files that it read."""
    for name, module in list(sys.modules.items()):
        # Imported anew, so that this block too is seen to read it.
        if str(getattr(module, "__file__", None)).startswith(str(SNIPPETS)):
            del sys.modules[name]
    return *run(block), sorted(workers.OPENED)


def ended(block):
    """The Fault of a block whose process gave no answer."""
    what = "this example ended its process, or was not to be ended when its time was over"
    return Fault(block.place, what, workers.REMEDY)


def results(wanted):
    """Blocks, each with what it prints and its Fault or None."""
    for block, answer in workers.each(printed, wanted, workers.limit()):
        yield block, *(answer[:2] if answer else ("", ended(block)))


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
