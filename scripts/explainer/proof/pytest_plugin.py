"""Pytest plugin: each worked example runs from a fresh state, and its failure names its line."""

import pytest
from pytest_codeblocks import CodeBlock

from explainer.faults import Fault, Place
from explainer.project import relative
from explainer.proof.examples import fault_of
from explainer.reader.blocks import blocks_of, isolated, run


def _fault(item):
    """What is wrong with the example of a failed item, found by running it once more."""
    place = Place(relative(item.path), item.obj.lineno)
    for block in blocks_of(item.path):
        if block.fences[0].place == place and (fault := fault_of(block, *run(block))):
            return fault
    what = "this example failed, but did not when it was run once more"
    return Fault(place, what, "let it depend on nothing but its own code")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Let no example see what another left behind, end the run, or fail without its place."""
    if not isinstance(getattr(item, "obj", None), CodeBlock):
        return (yield)
    with isolated():
        try:
            return (yield)
        except (Exception, SystemExit) as error:
            raise RuntimeError(f"{error}\n\n{_fault(item)}") from error
