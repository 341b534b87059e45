"""A page's notebook says what the page says, and runs alone; a foreign one is read and run."""

import json
import re
import subprocess
import sys

import nbformat
import pytest
from explainer.faults import Edited, Fault, Place, Stale
from explainer.notebooks import alone, tex
from explainer.notebooks.cells import Cells
from explainer.project import ROOT
from explainer.proof import notebook, notebook_files
from explainer.proof.transcript import visible
from explainer.reader.blocks import Block
from explainer.reader.fences import Fence
from explainer.reader.pages import Page
from nbclient import NotebookClient

OWN = {path.stem: (path, page) for path, page in notebook.own()}
ALONE = ROOT / "tests" / "helpers" / "alone.py"


def read(name):
    return json.loads(OWN[name][0].read_text("utf-8"))


def source(cell):
    return "".join(cell["source"])


def made(text, tmp_path, outputs=(), numbers=(), address=lambda path, anchor: ""):
    """The cells of a page of the test's own."""
    path = tmp_path / "x.md"
    path.write_text(f"# Title\n\n{text}", "utf-8")
    page = Page(path)
    blocks = [block for block, _ in visible(page)]
    return Cells(page, blocks, list(outputs), dict(numbers), address).made


def words(text, tmp_path, **options):
    """The Markdown of a notebook whose page says a text below its title."""
    cells = made(text, tmp_path, **options)
    assert {cell["cell_type"] for cell in cells} == {"markdown"}
    return "\n\n".join(map(source, cells)).partition("folded.\n\n")[2]


def test_every_page_with_exercises_has_a_notebook():
    assert len(OWN) >= 3
    for name, (path, page) in OWN.items():
        assert path.is_file() and len(visible(page)) > 5, name


def run(path, folder):
    command = [sys.executable, "-I", "-W", "error", str(ALONE), str(path)]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("name", OWN)
def test_its_cells_run_in_an_empty_folder_and_show_what_is_stored(name, tmp_path):
    done = run(OWN[name][0], tmp_path)
    assert done.returncode == 0, done.stderr
    shown, drawn = json.loads(done.stdout), 0
    for cell in read(name)["cells"]:
        if cell["cell_type"] == "code":
            stored = ["".join(o.get("text") or o["data"]["text/plain"]) for o in cell["outputs"]]
            drawn += (figure := cell["id"].startswith("figure-"))
            assert shown[cell["id"]] == stored + ["a picture"] * figure, source(cell)
    assert drawn == len([image for image in OWN[name][1].images if image.figure])


@pytest.mark.parametrize("line", ["import scipy", "from figures import _squares"])
def test_what_only_this_site_has_installed_is_not_there(line, tmp_path):
    cell = {"cell_type": "code", "id": "a", "source": [line]}
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")
    done = run(tmp_path / "n.ipynb", tmp_path)
    assert done.returncode and "who opens the notebook has no" in done.stderr


def test_in_jupyter_a_figure_is_a_picture_with_words(tmp_path):
    path, _ = OWN["from-logits-to-probabilities"]
    fresh = nbformat.read(path, as_version=4)
    first = next(n for n, cell in enumerate(fresh.cells) if cell.id.startswith("figure-"))
    fresh.cells = fresh.cells[: first + 1]
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(fresh, timeout=60, kernel_name="python3", resources=where).execute()
    (output,) = fresh.cells[first].outputs
    assert set(output.data) == {"text/plain", "image/png"}
    assert output.metadata["image/png"] == {"width": 520, "alt": output.data["text/plain"]}


@pytest.mark.parametrize("name", OWN)
def test_it_is_valid_and_says_nothing_of_the_machine_that_made_it(name):
    held = nbformat.read(OWN[name][0], as_version=4)
    nbformat.validate(held)
    assert held.metadata == notebook.METADATA
    assert not re.search(r"/home|/root|/Users|/tmp|\d\d:\d\d", json.dumps(held))


@pytest.mark.parametrize("name", OWN)
def test_it_holds_the_page_s_headings_code_and_formulas(name):
    cells, page = read(name)["cells"], OWN[name][1]
    code = [source(cell) for cell in cells if re.match(r"code-\d", cell["id"])]
    assert code == [block.code.removesuffix("\n") for block, _ in visible(page)]
    text = "\n\n".join(source(cell) for cell in cells if cell["cell_type"] == "markdown")
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    assert len(headings) == len(page.headings) + bool(re.search(r"\[\^", page.prose))
    numbers = re.findall(r"\\tag\{(\d+)\}", text)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)] and numbers
    # Nothing is left of what only our own machinery reads.
    left = r"\\(?:label|eqref|notag|class|vz|mW|LSE|derivc)\b|\{:|\.md|^ *(?:!!!|\?\?\?|///)"
    assert not re.search(left, text, re.M)


def test_a_figure_s_code_is_folded_and_so_is_the_code_of_an_answer():
    for cell in read("cross-entropy")["cells"]:
        told = cell["metadata"].get("jupyter", {})
        if cell["id"].startswith("figure"):
            assert told == {"source_hidden": True} and cell["metadata"]["cellView"] == "form"
            assert source(cell).startswith("# @title ")
        else:
            assert "source_hidden" not in told or cell["metadata"]["tags"]


def test_the_macros_of_the_site_become_plain_tex():
    plain = tex.expanded(r"\ln\p_y = -\LSE(\vz) + \derivc{\sigma'}(\z)\z^\vz \\\z")
    assert plain == r"\ln p_y = -\operatorname{LSE}(\mathbf{z}) + \sigma'(z)z^{\mathbf{z}} \\z"
    macros = {"of": [r"#1\of{#1}" "", 1], "by": ["#2/#1", 2]} | {"of": ["[#1]", 1]}
    assert tex.expanded(r"\by{a_{1}} b\of\pi x \ofa", macros) == r"b/a_{1}[\pi] x \ofa"


def test_an_equation_has_its_number_and_a_reference_leads_to_it(tmp_path):
    text = (
        "See $\\eqref{eq:b}$ and $\\z$.\n\n\\begin{align}\n\\z &= 1 \\notag \\\\\n"
        "&= 2 \\label{eq:b}\n\\end{align}\n"
    )
    assert words(text, tmp_path, numbers={"eq:b": "7"}) == (
        'See [(7)](#eq:b) and $z$.\n\n<a id="eq:b"></a>\n\n'
        "\\begin{align*}\nz &= 1 \\\\\n&= 2 \\tag{7}\n\\end{align*}"
    )


def test_boxes_notes_and_attributes_are_written_as_jupyter_reads_them(tmp_path):
    text = (
        'A *word*{: .logit } here.[^n]\n{: .lede }\n\n!!! misconception "Not so"\n    Because.\n\n'
        '??? question "Why?"\n    So.\n\n[^n]: Somebody.\n'
    )
    assert words(text, tmp_path) == (
        "A *word* here.<sup>1</sup>\n\n> **Not so**\n>\n> Because.\n\n**Why?**\n\n"
        "<details>\n<summary>Answer</summary>\n\nSo.\n\n</details>\n\n"
        "## Sources\n\n1. Somebody."
    )


def test_a_question_of_a_quiz_has_its_answer_folded(tmp_path):
    text = (
        '<div class="quiz" markdown>\n\n1.  What?\n\n    - [ ] this\n    - [x] that\n\n'
        "    For $1$ reason.\n\n</div>\n"
    )
    assert words(text, tmp_path) == (
        "**1.** What?\n\n- this\n- that\n\n<details>\n<summary>Answer</summary>\n\n"
        "**that**\n\nFor $1$ reason.\n\n</details>"
    )


def test_a_link_leads_where_a_reader_of_the_notebook_can_go(tmp_path):
    text = "[a](#b-c) [d](other.md#e) [f](https://g.org) [h](#gone)\n\n## B `c`\n"
    assert words(text, tmp_path) == (
        '[a](#b-c) d [f](https://g.org) h\n\n<a id="b-c"></a>\n\n## B `c`'
    )
    told = words(text, tmp_path, address=lambda path, anchor: f"https://s.org/{path}:{anchor}")
    assert "[d](https://s.org/other.md:e)" in told


def test_links_between_pages_are_whole_once_the_site_has_an_address(monkeypatch):
    _, page = OWN["cross-entropy"]
    assert notebook.address(page, "index.md", "softmax") == ""
    monkeypatch.setattr(notebook, "stated", {"site_url": "https://s.org/b/"}.get)
    assert notebook.address(page, "index.md", "softmax") == "https://s.org/b/#softmax"
    assert notebook.address(page, "glossary.md", "") == "https://s.org/b/glossary/"
    assert notebook.address(page, "", "a") == "https://s.org/b/cross-entropy/#a"


def test_code_has_its_output_and_that_of_an_answer_is_folded(tmp_path):
    fence = (
        "```python\nprint({})\n```\n<!--pytest-codeblocks:expected-output-->\n```text\n{}\n```\n"
    )
    inside = "".join(f"    {line}\n" for line in fence.format(2, 2).splitlines())
    text = f'## A\n\n{fence.format(1, 1)}\n??? question "Q?"\n    Two.\n\n{inside}'
    *_, one, answer, two = made(text, tmp_path, ["1\n", "2\n"])
    assert source(one) == "print(1)" and one["metadata"] == {} and one["execution_count"] == 1
    assert one["outputs"] == [{"name": "stdout", "output_type": "stream", "text": ["1\n"]}]
    assert source(answer).startswith("**Q?**") and "print" not in source(answer)
    assert source(two) == "print(2)" and two["metadata"]["tags"] == ["hide-cell"]


@pytest.fixture
def bench(tmp_path, monkeypatch):
    """A bench for figures and snippets of the test's own, given by their text."""
    monkeypatch.setattr(alone, "FIGURES", tmp_path)
    monkeypatch.setattr(alone, "SNIPPETS", tmp_path)

    def put(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.py").write_text(text, "utf-8")
        return alone.Bench()

    return put


DRAW = "\n\ndef draw(fig):\n    fig.text(0, 0, half(2))\n"


def test_a_figure_s_cell_has_what_it_imports_and_nothing_else(bench):
    found = bench(
        f='"""A half."""\n\nfrom explainer.palette import COLOUR\nfrom half import half\n' + DRAW,
        half="import math\n\nfrom two import two\n\nOTHER = 1\n\n\n# --8<-- [start:half]\n"
        "def half(x):\n    return x / two()\n# --8<-- [end:half]\n",
        two="# A reason.\nN = 2\n\n\ndef two():\n    return N\n",
    ).cell("f", "A half of 2.")
    assert found == (
        "# @title A half.\n# A reason.\nN = 2\n\n\ndef two():\n    return N\n\n\n"
        "def half(x):\n    return x / two()\n\n\n"
        "def draw(fig):\n    fig.text(0, 0, half(2))\n\n\nfigure(draw, 300, 'A half of 2.')"
    )


def test_what_figures_share_stands_in_the_first_cell_that_needs_it(bench):
    made = bench(
        _halves="import numpy as np\nfrom explainer.palette import COLOUR\n\n"
        "HALF = np.divide(1, 2)\n"
        '\n\ndef half(x):\n    return x * HALF, COLOUR["ink"]\n',
        f='"""A half."""\n\nfrom figures._halves import half\n' + DRAW,
        g='"""No half."""\n\n\ndef half(x):\n    return 0\n' + DRAW,
    )
    first, second, own, third = (made.cell(name, "A.") for name in "ffgf")
    assert first.startswith(
        "# @title A half.\nimport numpy as np\n\n\nHALF = np.divide(1, 2)\n\n\n"
        'def half(x):\n    return x * HALF, COLOUR["ink"]\n\n\ndef draw(fig):'
    )
    assert "half(x)" not in second and "return 0" in own
    # Another figure has meanwhile called something else so.
    assert "return x * HALF" in third and "np.divide" not in third


def test_what_the_page_has_shown_is_not_written_again(bench, tmp_path):
    half = "def half(x):\n    return x / 2\n"
    made = bench(f='"""A half."""\nfrom half import half\n' + DRAW, half=half)
    made.see(Block((Fence(Place("x.md", 1), "python", tuple(half.splitlines())),)))
    assert "return" not in made.cell("f", "A.") and made.taken == {"draw": f"{tmp_path}/f.py"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import half", "a notebook cannot import all of half; write from half import …"),
        ("from half import half as h", "a notebook has half by this name alone"),
        ("from explainer.palette import DARK", "a notebook has no DARK; draw with COLOUR"),
        ("import scipy.special", "who opens the notebook has no scipy; do with NumPy"),
        ("from explainer.project import ROOT", "who opens the notebook has no explainer"),
    ],
)
def test_what_no_notebook_can_import_is_named_at_its_line(bench, line, said):
    with pytest.raises(Fault, match=rf"f\.py:2: {said}"):
        bench(f=f'"""A."""\n{line}\n' + DRAW, half="def half(x): return x\n").cell("f", "A.")


def test_a_page_may_not_read_a_name_that_its_figure_has_taken(tmp_path):
    figure, code = "![Five stems.](figures/five_logits.svg)\n", "\n```python\n{}\n```\n"
    assert made(code.format("HEIGHT = 2") + figure + code.format("HEIGHT = 3"), tmp_path, ["", ""])
    taken = code.format("HEIGHT = 2") + figure + code.format("a = 1\nb = HEIGHT")
    with pytest.raises(Fault, match=r"x\.md:11: in the notebook, HEIGHT is by now what scripts/"):
        made(taken, tmp_path, ["", ""])
    ten = code.format("frame = 2") + "![Ten pictures.](figures/ten_weights.svg)\n"
    with pytest.raises(Fault, match=r"frame is by now what scripts/figures/_squares\.py calls so"):
        made(ten + code.format("a = frame"), tmp_path, ["", ""])


@pytest.mark.parametrize("marks", ["///", "////"])
def test_a_caption_is_one_however_it_is_opened(marks, tmp_path):
    text = f"Before.\n\n{marks}caption\n**A.** So.\n{marks}\n\nBelow.\n"
    assert "/" not in words(text, tmp_path) and "**A.** So." in words(text, tmp_path)


@pytest.mark.parametrize("open", ['<div class="quiz" markdown>\n\n1.  One?', "/// caption\nA."])
def test_what_a_page_never_closes_ends_with_it(open, tmp_path):
    assert "Before" in source(made(f"Before.\n\n{open}\n", tmp_path)[-1])


def test_a_file_is_found_where_code_names_it_in_part():
    text = "a = f\"digit_weights_{order}.csv\", 'no_such.csv', 'a b.csv'"
    assert alone.files(text) == ["digit_weights_in_order.csv", "digit_weights_shuffled.csv"]


def test_data_that_code_reads_are_in_a_cell_before_it(tmp_path, monkeypatch):
    text = '```python\nprint(len(open("optical_digits.csv.gz", "rb").read()))\n```\n'
    _, data, reads = made(text, tmp_path, ["1\n"])
    assert data["id"] == "data-1" and reads["execution_count"] == 2
    monkeypatch.chdir(tmp_path)
    exec(source(data), {})
    name = "optical_digits.csv.gz"
    assert (tmp_path / name).read_bytes() == (ROOT / "snippets" / name).read_bytes()


def test_a_notebook_that_its_page_does_not_make_is_named_at_its_line(tmp_path, monkeypatch):
    path, page = OWN["cross-entropy"]
    lines = path.read_text("utf-8").split("\n")
    (tmp_path / "n.ipynb").write_text("\n".join([*lines[:9], "0", *lines[10:]]), "utf-8")
    monkeypatch.setattr(notebook, "own", lambda site: [(tmp_path / "n.ipynb", page)])
    (fault,) = notebook.faults()
    what = f"{tmp_path}/n.ipynb:10: the notebook is not what docs/cross-entropy.md makes it"
    assert isinstance(fault, Edited) and str(fault).endswith("; mend the page, and run make bless")
    assert str(fault).startswith(what)


def test_a_notebook_that_its_page_made_once_is_stale(tmp_path, monkeypatch):
    path, page = tmp_path / "n.ipynb", tmp_path / "x.md"
    monkeypatch.setattr(notebook, "own", lambda site: [(path, Page(page))])
    page.write_text("# X\n\nBefore.\n", "utf-8")
    path.write_text(notebook.text(Page(page)), "utf-8")
    assert list(notebook.faults()) == []
    page.write_text("# X\n\nAfter.\n", "utf-8")
    (fault,) = notebook.faults()
    assert type(fault) is Stale and str(fault).endswith("makes it; run make bless")


SHOWN = {"output_type": "stream", "name": "stdout", "text": ["1\n"]}
ERROR = {"output_type": "error", "ename": "NameError", "evalue": "", "traceback": []}


def code(text="print(1)", *outputs):
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": [text]}
    return cell | {"outputs": list(outputs)}


def said(*cells):
    """A notebook of the cells, as text with a line for each string in it."""
    kept = [cell if isinstance(cell, dict) else text(cell) for cell in cells]
    found = {"cells": kept, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(found, indent=1, ensure_ascii=False)


def text(source):
    lines = source.splitlines(keepends=True)
    return {"cell_type": "markdown", "metadata": {}, "source": lines}


NOTEBOOKS = {
    "cut off": ('{\n "cells": [\n', ":3: this is not JSON"),
    "a list": ("[]", ":1: this is no notebook"),
    "without cells": ('{"cells": []}', ":1: this notebook holds no cells"),
    "an error": (said("# A", code("x", ERROR)), ":20: a cell shows NameError"),
    "a dead link": (said("# A\n", "[a](gone.md)"), ":14: the link gone.md leads nowhere"),
    "a link to a file": (said("[a](n.ipynb)"), ":7: the link n.ipynb leads to a file, which"),
    "an unclosed formula": (said("# A\n\nLet $x be"), ":9: $ stands outside a formula"),
    "a command of ours": (said("Here:\n\n$\\vz$ is"), ":9: MathJax cannot read this formula"),
    "bad TeX": (said("$\\frac{1$"), ":7: MathJax cannot read this formula"),
    "no such equation": (said("$\\eqref{eq:a}$"), ":7: no equation of this notebook is labelled"),
}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_is_wrong_with_a_notebook_is_named_at_its_line(name, tmp_path):
    held, told = NOTEBOOKS[name]
    (tmp_path / "n.ipynb").write_text(held, "utf-8")
    (fault,) = notebook_files.of_file(notebook_files.File(tmp_path / "n.ipynb"))
    assert told in str(fault) and "; " in str(fault)


def test_a_foreign_notebook_is_run_and_shows_what_it_says(tmp_path):
    sound = said("Costs \\$1, $x_1$; `$y`:\n\n```\n$z\n```", code("print(1)", SHOWN))
    stale = said(code("a = 1", *[]), code("print(2)", SHOWN))
    raises = said(code("a = 1"), code("a / 0"))
    found = []
    for n, held in enumerate((sound, stale, raises)):
        (tmp_path / f"{n}.ipynb").write_text(held, "utf-8")
        found += map(str, notebook_files.of_file(notebook_files.File(tmp_path / f"{n}.ipynb")))
    assert [line.removeprefix(f"{tmp_path}/").partition("; ")[0] for line in found] == [
        "1.ipynb:17: run afresh, this cell shows '2' instead of '1'",
        "2.ipynb:17: run from the top, this cell raises ZeroDivisionError: division by zero",
    ]
