"""A page's visible code, pasted into a fresh interpreter, prints what the page prints."""

import pytest
from explainer import project, workers
from explainer.proof import transcript


def block(code, output=None):
    text = f"```python\n{code}\n```\n"
    if output is not None:
        text += f"<!--pytest-codeblocks:expected-output-->\n```text\n{output}\n```\n"
    return text


def hidden(code):
    return f"<!--\n```python\n{code}\n```\n-->\n<!--pytest-codeblocks:cont-->\n"


def test_names_and_state_go_from_block_to_block_as_in_one_interpreter(page):
    text = block("import numpy as np\nnp.set_printoptions(precision=2)") + block("x = 1")
    text += hidden("x = 1") + block("x += 1\nprint(x, np.array([1 / 3]))", "2 [0.33]")
    assert transcript.faults(page(text)) == []


def test_what_a_page_reads_its_reader_has_beside_it(page, tmp_path, monkeypatch):
    monkeypatch.setattr(project, "SNIPPETS", tmp_path)
    (tmp_path / "counted.csv").write_text("3,4", "utf-8")
    text = block('with open("counted.csv") as file:\n    print(file.read())', "3,4")
    assert transcript.faults(page(text)) == []


FAULTS = {
    "hidden set-up": (
        hidden("import math") + block("print(math.pi)", "3.14"),
        8,
        "pasted from the page top to bottom, this raises NameError: name 'math' is not defined"
        "; show its imports and listings above it",
    ),
    "hidden value": (
        block("x = 1") + hidden("x = 2") + block("print(x)", "2"),
        10,
        "pasted from the page top to bottom, this prints '1' instead of '2'; let no visible "
        "block depend on hidden set-up; make bless if it is meant",
    ),
    "used before its listing": (
        block("print(f(1))", "2") + block("def f(x):\n    return 2 * x"),
        2,
        "pasted from the page top to bottom, this raises NameError: name 'f' is not defined"
        "; show its imports and listings above it",
    ),
    "listing without its import": (
        block("def f(x):\n    return np.exp(x)") + block("import math\nprint(f(0))", "1.0"),
        3,
        "pasted from the page top to bottom, this raises NameError: name 'np' is not defined",
    ),
    "snippet imported": (
        block("from sigmoid import sigmoid"),
        2,
        "a reader who has only NumPy cannot import sigmoid; "
        "show the listing of sigmoid.py above, and write this line in hidden set-up",
    ),
    "other library": (
        block("import numpy as np\n\nimport matplotlib.pyplot as plt"),
        4,
        "a reader who has only NumPy cannot import matplotlib.pyplot; do without it",
    ),
    "output not shown": (
        block("print(1)"),
        1,
        "pasted from the page top to bottom, this prints '1' instead of nothing; ",
    ),
    "warning": (
        block("import warnings") + block("warnings.warn('beware')"),
        5,
        "pasted from the page top to bottom, this raises UserWarning: beware; ",
    ),
    "no Python": (
        block("x = 1") + block("y = 1\ndef (", "1"),
        6,
        "SyntaxError: invalid syntax; mend it",
    ),
    "exit": (
        block("raise SystemExit(3)"),
        2,
        "pasted from the page top to bottom, this raises SystemExit: 3; ",
    ),
    "state left by another block": (
        block("import numpy as np\nnp.set_printoptions(precision=2)")
        + hidden("import numpy as np\nnp.set_printoptions(precision=8)")
        + block("print(np.array([1 / 3]))", "[0.33333333]"),
        12,
        "pasted from the page top to bottom, this prints '[0.33]' instead of '[0.33333333]'; ",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_code_that_only_works_for_its_author_is_a_fault(name, page):
    text, line, message = FAULTS[name]
    page = page(text)
    (fault,) = transcript.faults(page)
    assert str(fault).startswith(f"{page.file}:{line}: {message}")


def test_a_fault_in_an_included_block_is_placed_in_its_snippet(page):
    (fault,) = transcript.faults(
        page('# x\n\n```python\n--8<-- "sigmoid.py:sigmoid"\n```\n\n--8<-- "sigmoid_values.md"\n')
    )
    assert fault.place.file == "snippets/sigmoid.py"
    assert "NameError: name 'np' is not defined" in fault.what


def test_an_import_that_a_listing_shows_is_told_to_stand_outside_its_section(page):
    (fault,) = transcript.faults(page('# x\n\n```python\n--8<-- "cross_entropy.py"\n```\n'))
    assert fault.place.file == "snippets/cross_entropy.py"
    assert fault.remedy.startswith(
        "show the listing of log_softmax.py above, and write this line outs"
    )


def test_a_warning_that_is_the_lesson_may_be_marked(page):
    mark = '<!--pytest.mark.filterwarnings("ignore:overflow")-->\n'
    code = "import numpy as np\nprint(np.exp(1000.0))"
    assert transcript.faults(page(mark + block(code, "inf"))) == []
    assert transcript.faults(page(mark.replace("over", "under") + block(code, "inf")))


def test_an_interpreter_that_dies_is_a_fault(page):
    (fault,) = transcript.faults(page(block("x = 1") + block("import os\nos._exit(3)")))
    assert "the interpreter into which the page's code is pasted ended" in fault.what


def test_code_without_end_is_a_fault_at_its_line(page, monkeypatch):
    monkeypatch.setattr(workers, "limit", lambda: 0.5)
    (fault,) = transcript.faults(page(block("x = 1") + block("while x:\n    x += 1")))
    assert fault.place.line in (5, 6)
    assert "it has not ended after 0.5 seconds" in fault.what


def test_a_block_that_is_shown_and_not_run_is_not_pasted(page):
    assert transcript.faults(page("<!-- not run: it fails -->\n" + block("1 / 0"))) == []
