"""The notebook is the article's own code, runs alone, and shows what it prints."""

import json
import re

import nbformat
import pytest
from explainer.project import ROOT
from explainer.proof import notebook
from explainer.proof.transcript import visible
from explainer.reader.pages import Page
from jinja2 import Environment, FileSystemLoader
from nbclient import NotebookClient

STDOUT = {("stream", "stdout")}


@pytest.fixture(scope="module")
def committed():
    return nbformat.read(notebook.NOTEBOOK, as_version=4)


def printed(cell):
    """What a cell prints, which a kernel may send in pieces; it must send nothing else."""
    assert {(output.output_type, output.get("name")) for output in cell.outputs} <= STDOUT, cell
    return "".join(output.text for output in cell.outputs)


def test_a_notebook_that_its_page_does_not_make_is_named_at_its_line(tmp_path, monkeypatch):
    lines = notebook.NOTEBOOK.read_text("utf-8").split("\n")
    (tmp_path / "n.ipynb").write_text("\n".join([*lines[:9], "0", *lines[10:]]), "utf-8")
    monkeypatch.setattr(notebook, "NOTEBOOK", tmp_path / "n.ipynb")
    (fault,) = notebook.faults()
    assert str(fault).startswith(f"{tmp_path}/n.ipynb:10: the notebook is not what docs/index.md")


def test_it_is_valid_and_says_nothing_of_the_machine_that_made_it(committed):
    nbformat.validate(committed)
    assert committed.metadata == notebook.METADATA
    assert not re.search(r"/home|/root|/Users|/tmp|\d\d:\d\d", json.dumps(committed))


def test_executed_afresh_it_prints_what_is_committed(committed, tmp_path):
    fresh = nbformat.from_dict(json.loads(json.dumps(committed)))
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(
        fresh, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    for ours, theirs in zip(committed.cells, fresh.cells, strict=True):
        if ours.cell_type == "code":
            assert printed(ours) == printed(theirs), ours.source
            assert ours.execution_count == theirs.execution_count


def test_its_cells_are_the_visible_blocks_of_the_article_in_order(committed):
    code = [cell.source for cell in committed.cells if cell.cell_type == "code"]
    blocks = [block for block, _ in visible(Page(notebook.PAGE))]
    assert code == [block.code.removesuffix("\n") for block in blocks]


def test_a_heading_stands_before_its_first_cell_and_without_code_not_at_all(tmp_path):
    path = tmp_path / "x.md"
    path.write_text(
        "# Title\n\n## Empty\n\n## Of $x$\n\n### Deeper {#d}\n\n```python\nprint(2)\n```\n"
        "<!--pytest-codeblocks:expected-output-->\n```text\n2\n```\n\n## Last\n"
    )
    first, code = notebook.cells(Page(path))
    text = "".join(first["source"])
    assert text.startswith("# The notebook\n\nThe code of *Title*, in its order")
    assert text.endswith("\n\n## Of\n\n### Deeper")
    assert code["source"] == ["print(2)"]
    assert code["outputs"] == [{"name": "stdout", "output_type": "stream", "text": ["2\n"]}]


def test_its_markdown_holds_headings_and_no_formula(committed):
    cells = [cell.source for cell in committed.cells if cell.cell_type == "markdown"]
    assert cells[0].startswith("# The notebook")
    assert all(cell.startswith("#") and "$" not in cell and "\\" not in cell for cell in cells)


def test_its_page_offers_the_file_and_asks_no_other_host(site):
    folder = site / "notebooks" / "logits_to_probabilities"
    html = (folder / "index.html").read_text("utf-8")
    assert 'href="logits_to_probabilities.ipynb" download' in html
    assert (folder / notebook.NOTEBOOK.name).read_bytes() == notebook.NOTEBOOK.read_bytes()
    assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(?:https?:)?//", html)
    assert len(html) < 120_000


def test_its_published_page_is_the_themes_own_not_the_plugins(site):
    folder = site / "notebooks" / "logits_to_probabilities"
    html = (folder / "index.html").read_text("utf-8")
    assert "jupyter-wrapper" not in html and "In [1]" not in html and "Copied!" not in html
    headings = re.findall(
        r'<h([12]) id="([\w-]+)">[^<]*<a class="headerlink" href="#([\w-]+)"', html
    )
    assert len(headings) > 5 and headings[0][0] == "1"
    assert all(own == target for _, own, target in headings)
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert ".jp-" not in styles


def test_on_a_phone_its_listings_reach_from_edge_to_edge_as_in_the_article(opened, address):
    found = {}
    for path in (".", "notebooks/logits_to_probabilities/"):
        with opened(address + path, width=360) as page:
            box = page.locator("article .section > .highlight").first.bounding_box()
            found[path] = box["x"], box["width"]
            assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert set(found.values()) == {(0, 360)}


@pytest.mark.parametrize(
    "repository, edit, colab",
    [
        (None, None, None),
        (
            "https://github.com/o/r",
            "edit/main/docs/",
            "https://colab.research.google.com/github/o/r/blob/main/docs/notebooks/x.ipynb",
        ),
        ("https://git.example.org/o/r", "edit/main/docs/", None),
    ],
)
def test_once_the_owner_has_set_the_repository_a_link_opens_it_elsewhere(repository, edit, colab):
    theme = Environment(loader=FileSystemLoader(ROOT / "scripts" / "explainer" / "theme"))
    page = {
        "abs_url": "/sub/notebooks/x/",
        "nb_url": "/sub/notebooks/x/x.ipynb",
        "edit_url": repository and f"{repository}/{edit}notebooks/x.ipynb",
    }
    html = theme.get_template("partials/notebook-links.html").render(page=page)
    links = re.findall(r'href="([^"]*)"', html)
    assert links == ["x.ipynb", *([colab] if colab else [])]
