"""One process of Node typesets all formulas, gives the same at every run, and only what is new."""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as etree

import pytest
from explainer import node
from explainer.extensions import equations
from explainer.process import Process
from explainer.typesetting import mathjax
from rendered import display, formula, render

pytestmark = pytest.mark.usefixtures("empty_cache")


@pytest.fixture
def process(monkeypatch):
    process = Process(node.PATH, mathjax.SCRIPT, quiet=True)
    monkeypatch.setattr(mathjax, "PROCESS", process)
    yield process
    process.close()


def test_an_unchanged_page_does_not_start_node(process):
    first = etree.tostring(render("$z$ and $\\p$"))
    assert process.starts == 1
    process.close()
    assert etree.tostring(render("Other words, the same formulas: $z$ and $\\p$")) != first
    assert etree.tostring(render("$z$ and $\\p$")) == first
    assert process.starts == 1
    render("$z$ and $q$")
    assert process.starts == 2


def test_a_changed_macro_is_not_answered_from_the_cache(monkeypatch):
    before = formula(r"\y")
    monkeypatch.setitem(equations.MACROS, "y", "Y")
    assert formula(r"\y") != before


def test_one_process_serves_many_pages_and_ends_when_closed(process):
    for n in range(5):
        render(f"$z_{n}$")
    assert process.starts == 1
    program = process.program
    process.close()
    assert program.returncode == 0


def test_labels_and_numbers_do_not_leak_from_page_to_page():
    for _ in range(2):
        body = render(f"${'x'}$\n\n" + display(r"a\label{eq:a}"))
        assert [a.text for a in body.iter("a")] == ["(1)"]


def test_two_runs_write_the_same_bytes(empty_cache):
    text = r"$\hat y=\softmax(\vz)$" + "\n\n" + display(r"\frac{a}{b}\label{eq:a}")
    first = etree.tostring(render(text))
    for path in (empty_cache / "equations").iterdir():
        path.unlink()
    assert etree.tostring(render(text)) == first


def test_node_ends_with_a_killed_program():
    program = (
        "import os; from explainer.typesetting.mathjax import PROCESS, typeset; "
        "typeset([['z', False]], {}); "
        "print(PROCESS.program.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    pid = int(done.stdout)
    assert _ended(pid)


def _ended(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
