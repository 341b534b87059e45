"""Every fence is run or says why not; outputs are what the examples print; bless mends them."""

import sys

import pytest
from explainer.project import ROOT
from explainer.proof import examples, notebook, outputs
from explainer.publishing import bless
from explainer.reader import blocks
from explainer.reader.blocks import blocks_of, isolated, run, worked_examples

pytest_plugins = ["pytester"]

PRINTS = "```python\nprint(1)\n```\n"
OUTPUT = "<!--pytest-codeblocks:expected-output-->\n```text\n1\n```\n"
ONLY = (
    "only pytest-codeblocks:cont, pytest-codeblocks:expected-output and "
    'pytest.mark.filterwarnings("ignore:…") are used here'
)
DIRECTIVE = (
    "this comment is no directive, and is ignored; write <!--pytest-codeblocks:cont--> or "
    "<!--pytest-codeblocks:expected-output--> or <!-- not run: reason -->, alone on its line"
)


def never(opening):
    return (
        f"{opening} is never run: pytest-codeblocks reads only ```python; "
        "write ```python and nothing more on that line"
    )


def not_ours(word):
    return f"{word!r} is not a directive of this project; {ONLY}"


SILENT = {
    "py": ("```py\nprint(1)\n```\n", {1: never("```py")}),
    "python3": ("```python3\nprint(1)\n```\n", {1: never("```python3")}),
    "title": ('```python title="x"\nprint(1)\n```\n', {1: never('```python title="x"')}),
    "braces": ("```{.python}\nprint(1)\n```\n", {1: never("```{.python}")}),
    "space": ("``` python\nprint(1)\n```\n", {1: never("``` python")}),
    "tildes": ("~~~python\nprint(1)\n~~~\n", {1: never("~~~python")}),
    "capital": ("```Python\nprint(1)\n```\n", {1: never("```Python")}),
    "quote": (
        "text\n\n> ```python\n> print(1)\n> ```\n",
        {
            n: "a fence in a quote or on the line of a list item is never run; "
            "open it on a line of its own"
            for n in (3, 5)
        },
    ),
    **{
        f"list item {mark}": (
            f"{mark} ~~~python\n  print(1)\n\n{PRINTS}{OUTPUT}",
            {
                1: "a fence in a quote or on the line of a list item is never run; "
                "open it on a line of its own"
            },
        )
        for mark in ("-", "*", "1.", "1)")
    },
    "hyphen": (
        PRINTS + OUTPUT.replace("codeblocks:", "codeblocks-"),
        {
            4: not_ours("pytest-codeblocks-expected-output"),
            5: "no block prints the text of this fence; write "
            "<!--pytest-codeblocks:expected-output--> above it, or <!-- not run: reason -->",
        },
    ),
    "misspelt": (PRINTS + OUTPUT.replace("pytest-", ""), {4: DIRECTIVE, 5: None}),
    "said otherwise": (PRINTS + OUTPUT.replace("pytest-codeblocks:", ""), {4: DIRECTIVE, 5: None}),
    "of another name": ("<!-- py-test: hidden -->\n" + PRINTS + OUTPUT, {1: DIRECTIVE}),
    "of half the name": ("<!-- code-block: hidden -->\n" + PRINTS + OUTPUT, {1: DIRECTIVE}),
    "not run, in one word": ("<!-- notrun: so -->\n" + PRINTS + OUTPUT, {1: DIRECTIVE}),
    "in a sentence": ("Then <!--pytest-codeblocks:cont-->\n" + PRINTS + OUTPUT, {1: DIRECTIVE}),
    "no fence at the end": (
        PRINTS + "<!--pytest-codeblocks:expected-output-->\n",
        {
            4: "pytest-codeblocks:expected-output is followed by the end of the file, "
            "not by its fence; put its fence right under it"
        },
    ),
    "no fence but Python": (
        PRINTS + "<!--pytest-codeblocks:expected-output-->\n" + PRINTS,
        {4: "this expected output has no fence; put the output in a ```text fence right under it"},
    ),
    "cont after text": (
        "<!-- not run: a drawing -->\n```text\n=>\n```\n<!--pytest-codeblocks:cont-->\n" + PRINTS,
        {
            5: "this continues no ```python block, so that its code is never run; "
            "put a ```python fence before it, or take it away"
        },
    ),
    "cont before text": (
        PRINTS + "<!--pytest-codeblocks:cont-->\n```text\n1\n```\n",
        {4: "only a ```python fence can continue a block; take it away"},
    ),
    "leaking mark": (
        PRINTS
        + '<!--pytest-codeblocks:cont-->\n<!--pytest.mark.filterwarnings("ignore:x")-->\n'
        + PRINTS,
        {4: None},
    ),
    "mark on a continued block": (
        PRINTS
        + '<!--pytest.mark.filterwarnings("ignore:x")-->\n<!--pytest-codeblocks:cont-->\n'
        + PRINTS,
        {
            5: "a mark on a continued block goes to the next one; "
            "put the mark above the first fence of the block"
        },
    ),
    "skip": (
        "<!--pytest-codeblocks:skip-->\n" + PRINTS + OUTPUT,
        {1: "this example would be skipped; mend it, or take it out"},
    ),
    "skipfile": ("<!--pytest-codeblocks:skipfile-->\n" + PRINTS + OUTPUT, {1: None}),
    "import or skip": (
        "<!--pytest-codeblocks:importorskip(scipy)-->\n" + PRINTS + OUTPUT,
        {1: not_ours("pytest-codeblocks:importorskip(scipy)")},
    ),
    "two outputs": (
        PRINTS + OUTPUT + OUTPUT,
        {8: "this block has two expected outputs; take one of them away"},
    ),
    "output without block": (
        OUTPUT,
        {1: "this expected output follows no ```python block; move it under one"},
    ),
    "output without directive": (
        PRINTS + "```text\n1\n```\n",
        {
            4: "no block prints the text of this fence; write "
            "<!--pytest-codeblocks:expected-output--> above it, or <!-- not run: reason -->"
        },
    ),
    **{
        f"two {sign}": (
            f"{sign} python\nx = 1\n\n{PRINTS}{OUTPUT}",
            {1: f"{sign} python opens no fence; write three backticks above and below"},
        )
        for sign in ("``", "~~")
    },
    "no reason": (
        "<!-- not run -->\n```text\n1\n```\n",
        {1: "this does not say why the block is not run; write <!-- not run: reason -->"},
    ),
    "not run but run": (
        "<!-- not run: for show -->\n" + PRINTS + OUTPUT,
        {2: "this says it is not run, but it is; take <!-- not run: reason --> away"},
    ),
    "include": (
        '```python\n--8<-- "sigmoid.py"\n```\n',
        {
            1: "an include inside an example that is run is run as Python; "
            "import the snippet instead"
        },
    ),
    "guard": (
        '```python\nx = 1\nif __name__ == "__main__":\n    x = 2\n```\n',
        {
            3: "__name__ is not '__main__' in an example, so that a guard never runs; "
            "take the guard away"
        },
    ),
    "exit": (
        "```python\nimport sys\nsys.exit()\n```\n",
        {3: "this would end the interpreter, and with it the tests; take it out"},
    ),
    "SystemExit": (
        "```python\nraise SystemExit\n```\n",
        {2: "this would end the interpreter, and with it the tests; take it out"},
    ),
    "os._exit": (
        "```python\nimport os\nos._exit(0)\n```\n",
        {3: "this would end the interpreter, and with it the tests; take it out"},
    ),
    "syntax": ("```python\nx = = 1\n```\n", {2: None}),
    "unclosed": ("```python\nprint(1)\n", {1: "this fence is never closed; close it with ```"}),
    "unclosed comment": (
        "text\n\n<!-- here\n" + PRINTS,
        {3: "this comment is never closed; close it with -->"},
    ),
}


@pytest.fixture
def write(tmp_path):
    def write(text, name="x.md"):
        path = tmp_path / name
        path.write_bytes(text.encode())
        return path

    return write


@pytest.mark.parametrize("name", SILENT)
def test_what_pytest_codeblocks_would_pass_over_is_a_fault(name, write):
    text, expected = SILENT[name]
    path = write(text)
    faults = outputs.examples(path)
    assert {fault.place.line for fault in faults} == set(expected)
    for fault in faults:
        message = expected[fault.place.line]
        assert str(fault).startswith(f"{path.as_posix()}:{fault.place.line}: ")
        assert message is None or str(fault).endswith(f": {message}")


@pytest.mark.parametrize(
    "text",
    [
        PRINTS + OUTPUT,
        f"<!--\n{PRINTS}-->\n<!--pytest-codeblocks:cont-->\n{PRINTS}" + OUTPUT.replace("1", "1\n1"),
        f"<!--\n{PRINTS}-->\n" + OUTPUT.replace("```text\n1\n```", "<!--\n```text\n1\n```\n-->"),
        "- item\n\n" + "".join(f"    {line}\n" for line in (PRINTS + OUTPUT).splitlines()),
        "<!-- not run: a drawing -->\n```text\n->\n```\n" + PRINTS + OUTPUT,
        "A word on ```` ```py ```` and `~~~`.\n\n" + PRINTS + OUTPUT,
        "- ```` ```py ```` in an item\n\n" + PRINTS + OUTPUT,
        '<!--pytest.mark.filterwarnings("ignore:overflow")-->\n'
        "```python\nimport numpy as np\nnp.exp(1000.0)\n```\n",
        (PRINTS + OUTPUT).replace("\n", "\r\n"),
        "",
    ],
)
def test_an_example_that_is_run_has_no_fault(text, write):
    assert outputs.examples(write(text)) == []


def test_backticks_that_derail_pytest_codeblocks_are_a_fault(write):
    path = write("```` ```py ```` is not run.\n\n" + PRINTS + OUTPUT + "\n````\n")
    assert outputs.examples(path)


PROSE = {
    "python": ("```python\nprint(1)\n```\n", "nothing runs this block; move it to snippets/"),
    "text": ("```text\n1\n```\n", "nothing runs this block; move it to snippets/"),
    "nothing": ("```text\n```\n", "nothing runs this block; move it to snippets/"),
    "tildes": (
        '~~~python\n--8<-- "sigmoid.py"\n~~~\n',
        "the info string 'python' hides this listing from the checks; open it with ```python",
    ),
    "listing": (
        '```py\n--8<-- "sigmoid.py"\n```\n',
        "the info string 'py' hides this listing from the checks; open it with ```python",
    ),
    "directive": (
        "<!--pytest-codeblocks:cont-->\n",
        "pytest-codeblocks does not run this file, and this directive does nothing; ",
    ),
    "reason": ("<!-- not run: -->\n```sh\nls\n```\n", "this does not say why the block is not run"),
}


@pytest.mark.parametrize("name", PROSE)
def test_a_page_or_readme_with_a_fence_that_nothing_runs_is_a_fault(name, write):
    text, message = PROSE[name]
    path = write("# Title\n\n" + text)
    (fault,) = outputs.prose(path)
    assert str(fault).startswith(f"{path.as_posix()}:3: {message}")


def test_a_listing_and_a_fence_with_a_reason_may_stand_on_a_page(write):
    listing = '```python title="sigmoid.py"\n--8<-- "sigmoid.py:sigmoid"\n```\n'
    assert outputs.prose(write(listing + "<!-- not run: a shell -->\n```sh\nls\n```\n")) == []


def test_examples_exist_and_state_their_outputs():
    blocks, stated = outputs.count()
    assert stated > 0.8 * blocks > 8


def test_a_wrong_output_names_its_line_and_the_word_that_differs(write):
    path = write("```python\nprint(1)\nprint(2, 3)\n```\n" + OUTPUT.replace("1", "1\n2 4"))
    (block,) = blocks_of(path)
    assert str(examples.stale(block, run(block)[0])) == (
        f"{path.as_posix()}:8: the example prints '3' instead of '4'; "
        "run make bless if the change is meant"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            PRINTS,
            "1: the example prints '1' and states no expected output; put "
            "<!--pytest-codeblocks:expected-output--> and a ```text fence under it, "
            "then run make bless",
        ),
        (
            "```python\nimport numpy as np\nnp.exp(1000.0)\n```\n",
            "3: this raises RuntimeWarning: overflow encountered in exp; mend the example",
        ),
    ],
)
def test_a_block_that_is_to_print_nothing_prints_and_raises_nothing(text, said, write):
    path = write(text)
    assert [*map(str, examples.faults([path]))] == [f"{path.as_posix()}:{said}"]


def test_a_raising_line_is_named_also_in_hidden_set_up(write):
    hidden = "<!--\n```python\nx = 1\n\ny = x / 0\n```\n-->\n"
    (block,) = blocks_of(write(hidden + "<!--pytest-codeblocks:cont-->\n" + PRINTS))
    assert str(run(block)[1]).endswith(
        "x.md:5: this raises ZeroDivisionError: division by zero; mend the example"
    )


@pytest.mark.parametrize(
    ("snippet", "line", "what", "remedy"),
    [
        ("x = 1\n\n\ndef broken(x):\n    return x / 0\n", 5, "ZeroDivisionError", "or its call in"),
        ("x = 1\ny = [\n\n\ndef broken(x)\n", 2, "SyntaxError", "or its call in"),
    ],
)
def test_what_raises_in_a_snippet_is_placed_there(
    snippet, line, what, remedy, write, tmp_path, monkeypatch
):
    monkeypatch.setattr(blocks, "SNIPPETS", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "broken_snippet", raising=False)
    (tmp_path / "broken_snippet.py").write_text(snippet, "utf-8")
    calls = "from broken_snippet import broken\n\n\nbroken(1)\n"
    (block,) = blocks_of(write(f"```python\n# 1 / 0\n{calls}```\n"))
    _, fault = run(block)
    assert (fault.place.file, fault.place.line) == (f"{tmp_path}/broken_snippet.py", line)
    assert what in fault.what and f"{remedy} {tmp_path}/x.md:" in fault.remedy


def test_no_state_leaks_from_example_to_example(write, tmp_path):
    leaking = (
        "import os, random, sys\nimport numpy as np\nnp.set_printoptions(precision=2)\n"
        f"np.random.seed(0)\nrandom.seed(0)\nos.chdir({str(tmp_path)!r})\n"
        "os.environ['X_LEAK'] = '1'\nsys.path.append('leak')\nnp.seterr(all='ignore')\n"
    )
    looking = (
        "import os, random, sys\nimport numpy as np\n"
        "print(np.array([1 / 3]), 'X_LEAK' in os.environ, 'leak' in sys.path, np.geterr()['over'])"
        "\n"
        "print(np.random.rand(), random.random(), os.getcwd())\n"
    )
    first, second = blocks_of(write(f"```python\n{leaking}```\n```python\n{looking}```\n"))
    assert run(first) == ("", None)
    one, two = run(second)[0].splitlines()
    assert one == "[0.33333333] False False warn"
    assert "0.5488135" not in two and "0.8444218" not in two and str(tmp_path) not in two
    assert run(second)[0].splitlines()[1] != two


def test_isolation_puts_back_what_it_found():
    import numpy as np

    with np.printoptions(precision=3):
        with isolated():
            assert np.get_printoptions()["precision"] == 8
        assert np.get_printoptions()["precision"] == 3


OPTIONS = ["--codeblocks", "-p", "explainer.proof.pytest_plugin", "-p", "no:hypothesispytest"]


@pytest.mark.parametrize(
    "code, last",
    [
        ("print(2)", "x.md:6: the example prints '2' instead of '1'; run make bless if"),
        ("raise SystemExit", "x.md:2: this ends the interpreter, and with it the tests; mend"),
        ("import os; os._exit(0)", "x.md:2: this ends the interpreter, and with it the tests;"),
        ("assert 0", "x.md:2: this raises AssertionError; mend the example"),
        (
            "import os\nhere = os.path.exists('x')\nopen('x', 'w').close()\nprint(int(here))",
            "x.md:1: this example failed, but did not when it was run once more; let it depend on",
        ),
    ],
)
def test_the_last_line_of_a_failure_says_where_and_what_to_do(code, last, pytester):
    pytester.makefile(".md", x=PRINTS.replace("print(1)", code) + OUTPUT)
    result = pytester.runpytest_inprocess(*OPTIONS)
    result.assert_outcomes(failed=1)
    text = result.stdout.str().partition("short test summary")[0].splitlines()
    lines = [line for line in text if line.strip("= ")]
    assert last in lines[-1]


@pytest.mark.parametrize("beginning, outcome", [("overflow", "passed"), ("divide", "failed")])
def test_a_warning_fails_unless_its_example_says_it_is_the_lesson(beginning, outcome, pytester):
    mark = f'<!--pytest.mark.filterwarnings("ignore:{beginning}")-->\n'
    code = "import numpy as np\nprint(np.exp(1000.0))"
    pytester.makefile(".md", x=mark + PRINTS.replace("print(1)", code) + OUTPUT.replace("1", "inf"))
    pytester.runpytest_inprocess(*OPTIONS, "-W", "error").assert_outcomes(**{outcome: 1})


def test_bless_rewrites_only_the_text_inside_stale_output_fences(write):
    old = f"<!-- why -->\n{PRINTS}{OUTPUT}\n  - x\n\n    ```python\n    print(4)\n    ```\n"
    old += "    <!--pytest-codeblocks:expected-output-->\n    ```text\n    5\n    6\n    ```\nend"
    new, faults = bless.blessed(write(old))
    assert faults == []
    assert new == old.replace("    5\n    6\n", "    4\n")
    assert bless.blessed(write(new)) == (new, [])


def test_bless_keeps_the_line_endings_of_a_file(write):
    old = (PRINTS + OUTPUT.replace("1", "2")).replace("\n", "\r\n")
    assert bless.blessed(write(old))[0] == (PRINTS + OUTPUT).replace("\n", "\r\n")


def test_bless_leaves_and_reports_a_block_that_raises(write, monkeypatch, capsys):
    path = write(PRINTS.replace("1", "1 / 0") + OUTPUT + "\n" + PRINTS + OUTPUT.replace("1", "7"))
    nb = path.with_name("n.ipynb")
    monkeypatch.setattr(bless, "worked_examples", lambda: [path])
    monkeypatch.setattr(notebook, "own", lambda site=(): [(nb, None)])
    monkeypatch.setattr(notebook, "text", lambda page: "{}\n")
    monkeypatch.setattr(bless.site, "faults", list)
    assert bless.main([]) == 1
    out, err = capsys.readouterr()
    assert "-7\n+1\n" in out and f"+++ {path.as_posix()} (now)" in out
    assert err == (
        f"{path.as_posix()}:2: this raises ZeroDivisionError: division by zero; mend the example\n"
    )
    assert path.read_text() == PRINTS.replace("1", "1 / 0") + OUTPUT + "\n" + PRINTS + OUTPUT
    # What pages make waits until nothing is wrong.
    assert not nb.exists()
    assert bless.main([]) == 1 and "+1" not in capsys.readouterr().out


def test_bless_writes_nothing_that_another_run_would_not_print(write):
    path = write(PRINTS.replace("1", "*{'one', 'two', 'six', 'ten'}") + OUTPUT)
    text, (fault,) = bless.blessed(path)
    assert text == path.read_text("utf-8")
    assert str(fault).startswith(f"{path.as_posix()}:1: this example prints something else at each")


def test_bless_has_nothing_to_do_here():
    for path in worked_examples():
        text, faults = bless.blessed(path)
        assert (text, faults) == (path.read_bytes().decode(), []), path.relative_to(ROOT)
