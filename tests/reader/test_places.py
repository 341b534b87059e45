"""A fault names the place of its culprit, not that of an innocent that says the same above it."""

import mkdocs.structure.pages
import pytest
from explainer.faults import Fault
from explainer.project import DOCS
from explainer.proof import convert
from explainer.reader import lines
from explainer.reader.pages import Page
from mkdocs.structure.files import File, Files

QUIZ = (
    '<div class="quiz" markdown>\n\n1.  Two and two?\n\n'
    "    - [ ] 3\n    - [{}] 4\n\n    So.\n\n</div>"
)
FIGURE = "figures/sigmoid_and_slope.svg"
TWINS = {
    "dollar in a table": "| a | b |\n|---|---|\n| $p$ | $q$ |\n| c | $p(a|b)$ <- |",
    "dollar after code and an escape": "Of `$5`, \\$5, $p$.\n\n```text\n$5\n```\n\nHere $5 <-.",
    "dollar in a second item": "- It is $p$.\n- It is $p <-.\n- It is $p$.",
    "environment in a line": "`\\begin{align}`\n\n- so \\begin{align} <-",
    "unknown macro": "`$\\no p$`\n\n<!-- $\\no p$ -->\n\nHence $\\z$, $\\p$,\nand $\\no p$ <-.",
    "macro in a derivation": (
        "`\\no`\n\n\\begin{align}\na &= b \\\\\n &= \\no c \\\\ % <-\n &= d\n\\end{align}"
    ),
    "macro in a footnote": (
        "`$\\no$`[^a] and $a$.\n\n[^a]: With $b$ and\n    $\\no$ <- as such.\n\nThe text goes on."
    ),
    "macro in a table": "| `\\no p` | $p$ |\n|---|---|\n| $p$ | $q$ |\n| $p$ | $\\no p$ <- |",
    "macro in a caption": "`\\no`, $p$\n\n![A](a.png)\n\n/// caption\n$p$\nis $\\no$ <-.\n///",
    "reference to nothing": "`\\eqref{eq:no}`\n\nBy `$\\eqref{eq:no}$`\nand $\\eqref{eq:no}$ <-.",
    "label twice": (
        "$$\na \\label{eq:a}\n$$\n\nBy $\\eqref{eq:a}$:\n\n$$\nb \\label{eq:a} % <-\n$$"
    ),
    "character without a glyph": "`$ж$` and ж.\n\nSo $ж$ <-.",
    "formula in a heading": "`## Of $\\frac12$`\n\n## Of $\\frac12$ <-",
    "second quiz": QUIZ.format("x") + "\n\nText.\n\n" + QUIZ.format(" ").replace("1.", "1. <-"),
    "second question": QUIZ.format("x").replace(
        "</div>", "2.  Two <- and two?\n\n    - [ ] 3\n    - [ ] 4\n\n    So.\n\n</div>"
    ),
    "quiz after its twin in code": f"```text\n{QUIZ}\n```\n\n"
    + QUIZ.format(" ").replace("1.", "1. <-"),
    "term of the glossary": (
        "`[odds](glossary.md#no)`\n\n<!-- [odds](glossary.md#no) -->\n\n"
        "The [odds](glossary.md#odds) and\nthe [odds](glossary.md#no) <-."
    ),
    "figure shown twice": f"`![A](a.svg)`\n\n![It is A.]({FIGURE})\n\n![It is <-.]({FIGURE})",
    "figure without a script": "`![A](figures/no.svg)`\n\n![A b c <-.](figures/no.svg)",
    "figure in angle brackets": "`<figures/no.svg>`\n\n![A b c <-.](<figures/no.svg>)",
    "figure without a description": f"`![]({FIGURE})`\n\n<!--\n![]({FIGURE})-->\n![]({FIGURE}) <-",
    "figure in a line": f"`![A b c.]({FIGURE})`\n\nSee\n![A b c.]({FIGURE}) <-",
    "include of nothing": (
        '`--8<-- "no.md"`\n\n```text\n;--8<-- "no.md"\n```\n\n<!-- no.md 8< -->\n\n'
        '--8<-- "no.md"\n@\nAnd --8 "no.md".'
    ),
    "section of nothing": (
        '```python\n--8<-- "sigmoid.py:sigmoid"\n```\n\n'
        '`--8<-- "sigmoid.py:no"`\n\n```python\n--8<-- "sigmoid.py:no"\n@\n```'
    ),
}


def pointed(text):
    """A text without its arrow, and the line from 1 at which that stood (`@`: above it)."""
    rows = text.split("\n")
    if "@" in rows:
        at = rows.index("@")
        return "\n".join(rows[:at] + rows[at + 1 :]), at
    at = next(n for n, row in enumerate(rows, 1) if "<-" in row)
    return text.replace(" % <-", "").replace(" <-", ""), at


@pytest.mark.parametrize("name", TWINS)
def test_the_second_is_named_where_the_first_is_innocent(name, tmp_path, monkeypatch):
    text, line = pointed(TWINS[name])
    monkeypatch.setattr(lines, "DOCS", tmp_path)
    path = tmp_path / "x.md"
    before = f"---\ntitle: {text.splitlines()[0]!r}\n---\n\n"
    path.write_text(before + text + "\n", "utf-8")
    with pytest.raises(Fault) as caught:
        convert.html(Page(path))
    assert caught.value.place.line == before.count("\n") + line, caught.value
    assert caught.value.place.file.endswith("x.md")


@pytest.mark.parametrize("builder", ["checks", "MkDocs"])
def test_of_two_pages_of_one_text_the_one_that_is_built_is_named(builder, tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "DOCS", tmp_path)
    for name, title in (("a.md", "A"), ("b.md", "B\nhide: [toc]")):
        (tmp_path / name).write_text(f"---\ntitle: {title}\n---\n\nIt is $\\no$.\n", "utf-8")
    with pytest.raises(Fault, match=r"b\.md:6: MathJax knows no"):
        if builder == "checks":
            convert.html(Page(tmp_path / "b.md"))
        file = File("b.md", str(tmp_path), str(tmp_path), use_directory_urls=True)
        page = mkdocs.structure.pages.Page(None, file, convert.configuration())
        page.read_source(convert.configuration())
        page.render(convert.configuration(), Files([file]))


@pytest.mark.parametrize("name", ["index.md", "glossary.md"])
def test_a_slip_at_the_end_of_a_real_page_is_named_there(name, tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "DOCS", tmp_path)
    path = tmp_path / name
    text = (DOCS / name).read_text("utf-8").rstrip("\n")
    path.write_text(f"{text}\n\nAnd $\\z$ is\nonly $\\p_k \\no$.\n", "utf-8")
    with pytest.raises(Fault, match="MathJax knows no") as caught:
        convert.html(Page(path))
    assert caught.value.place.line == text.count("\n") + 4
