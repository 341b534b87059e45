"""What authors wrote runs in processes of its own, and none outlasts its time."""

import os
import re
import subprocess
import sys
import time

import pytest
from explainer import workers
from explainer.proof import examples
from explainer.reader.blocks import blocks_of

REPLIES = {"dies": lambda: os.kill(os.getpid(), 9), "hangs": lambda: time.sleep(60)}


def work(job):
    return REPLIES[job]() if job in REPLIES else f"{job} done"


@pytest.fixture(autouse=True)
def little_time(monkeypatch):
    monkeypatch.setattr(workers, "GRACE", 1.5)
    monkeypatch.setattr(workers, "limit", lambda: 0.5)


@pytest.mark.parametrize("fresh", [False, True])
def test_one_that_dies_or_hangs_leaves_the_others_alone(fresh):
    jobs = ["a", "dies", "b", "hangs", "c"]
    found = dict(workers.each(work, jobs, 0.2, fresh))
    wanted = {job: None if job in REPLIES else f"{job} done" for job in jobs}
    assert found == wanted


def test_what_is_no_longer_wanted_ends(monkeypatch):
    begun = time.monotonic()
    for _ in workers.each(work, ["a", "hangs", "hangs"], 60):
        break
    assert time.monotonic() - begun < 5


def test_code_is_stopped_where_it_is_even_if_it_catches_that_once():
    with pytest.raises(workers.Late, match="not ended after"), workers.bounded(0.1):
        try:
            while True:
                pass
        except workers.Late:
            time.sleep(60)


def test_on_a_busy_machine_code_has_more_time(monkeypatch):
    monkeypatch.setattr(os, "getloadavg", lambda: (8 * os.cpu_count(), 0, 0))
    with workers.bounded(0.1):
        time.sleep(0.2)


def test_what_is_done_beside_answers_and_where_it_ended_it_is_done_here(tmp_path):
    program = f"""
import os, sys, time
from pathlib import Path
from explainer.workers import beside

began, here = Path({str(tmp_path / "began")!r}), os.getpid()

def waits():
    while not began.exists():
        time.sleep(0.01)
    return os.getpid()

def ends():
    return os.getpid() if os.getpid() == here else sys.exit("no")

with beside(waits, ends, lambda: "x" * 1_000_000) as (one, other, unwanted):
    began.touch()
    print(one() != here, other() == here)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("True True\n", "")


def test_code_cannot_end_the_process():
    with pytest.raises(SystemExit), workers.bounded():
        os._exit(3)


def example(tmp_path, code, output="1\n"):
    path = tmp_path / "x.md"
    expected = f"<!--pytest-codeblocks:expected-output-->\n```text\n{output}```\n"
    path.write_text(f"```python\n{code}```\n{expected}", "utf-8")
    return path


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("x = 1\nwhile x:\n    x = 1\n", ":[34]: this example is not over: it has not ended after"),
        ("import os, time\nprint(time.time())\n", ":1: this example prints something else at each"),
        (
            "print(*{'one', 'two', 'six', 'ten'})\n",
            ":1: this example prints something else at each",
        ),
        (
            "from threading import Thread\nThread(target=lambda: 1 / 0).start()\n",
            ":3: this raises Ze",
        ),
        ("print(open('no.csv').read())\n", ":2: this raises FileNotFoundError"),
        ("import signal\nsignal.raise_signal(9)\n", ":1: this example ended its process"),
    ],
)
def test_an_example_without_end_or_rule_is_a_fault_with_its_line(tmp_path, code, what):
    (fault,) = examples.faults([example(tmp_path, code)])
    path = tmp_path / "x.md"
    assert str(fault).startswith(str(path))
    assert re.match(what, str(fault).removeprefix(str(path)))


def test_the_files_that_an_example_reads_are_known(tmp_path):
    code = "from sigmoid import sigmoid\nprint(len(open('LICENSE').read()) and 1)\n"
    ((_, answer),) = workers.each(examples.printed, blocks_of(example(tmp_path, code)), 5)
    assert answer[:2] == ("1\n", None)
    assert {"LICENSE", "snippets/sigmoid.py"} <= set(answer[2])


def test_linear_algebra_has_one_thread_as_it_was_told_before_numpy_came():
    told = "os.environ.get('OPENBLAS_NUM_THREADS'), 'numpy' in sys.modules"
    code = f"import os, sys, explainer; print({told})"
    given = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True)
    assert done.stdout == "1 False\n"
