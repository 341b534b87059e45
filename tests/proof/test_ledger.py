"""What nobody has read since it changed is listed, until somebody confirms it."""

import re
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from explainer import cache, project
from explainer.faults import Fault, report
from explainer.proof import ledger, paragraphs, reread
from explainer.reader import pages as reader
from explainer.reader.pages import Page

PRINTED = "<!--pytest-codeblocks:expected-output-->\n```text\n{}\n```"
TEXT = f"""---
title: Tides
description: When the water comes.
---

# Tides

The moon pulls.

## Heights

High water stands higher in spring,
when moon and sun agree.

```python
print(4, 2)
```

{PRINTED.format("4 2")}

Neap tides are lower.[^book]

$$
h = 2a
\\label{{eq:height}}
$$

The second height is smaller.

![Two waves.](figures/wave.svg)

/// caption
**Two waves**, the first above.
///

## Times

1. Twice a day.
2. By $\\eqref{{eq:height}}$ it is high.

| tide | when |
|---|---|
| ebb | after |

[^book]: Somebody’s almanac.
"""
OTHER = "# Boats\n\nThey float.\n\nBy [(1)](tides.md#eq:height) they rise.\n"


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Two pages, all of which was read; what `listed` gives are the lines to be read again."""
    monkeypatch.setattr(ledger, "LEDGER", tmp_path / "ledger.txt")
    monkeypatch.setattr(project, "CACHE", tmp_path / ".cache")
    drawn = {"wave": '<svg><text x="1.20">high</text><line x1="5.20" /></svg>'}

    def drawings(names):
        return {name: SimpleNamespace(svg=drawn[name]) for name in names}

    monkeypatch.setattr(paragraphs.drawings, "drawings", drawings)
    monkeypatch.setattr(paragraphs.drawings, "names", lambda: ["wave"])

    def write(name, text):
        (tmp_path / name).write_text(text, "utf-8")

    def site():
        return [Page(path) for path in sorted(tmp_path.glob("*.md"))]

    def listed(**how):
        return [f"{f.place.file.split('/')[-1]}:{f.place.line}" for f in faults(**how)]

    def faults(**how):
        return list(ledger.faults(site(), **how))

    def confirm(*names):
        return reread.main([*names])

    for module in (reread, reader):
        monkeypatch.setattr(module, "pages", site)
    monkeypatch.setattr("explainer.proof.check.pages", site)
    monkeypatch.chdir(tmp_path)
    write("tides.md", TEXT)
    write("boats.md", OTHER)
    confirm()
    path = tmp_path / "ledger.txt"
    return SimpleNamespace(
        write=write, listed=listed, faults=faults, confirm=confirm, drawn=drawn, path=path
    )


def test_every_paragraph_of_the_site_was_confirmed_as_it_is():
    assert ledger.LEDGER.is_file(), "run make reread"
    report(list(ledger.faults(reader.pages())))


def test_what_was_confirmed_is_not_listed(book):
    assert book.listed() == []
    assert len(book.path.read_text("utf-8").splitlines()) == 1 + 19


HEIGHTS = ("High", "Neap", "The second", "![", "**")
"""How the paragraphs begin that lean on what their section shows."""
CHANGES = {
    "words": ("The moon pulls", "The sun pulls", ["The sun"]),
    "a description": ("When the water comes", "When the water goes", ["description"]),
    "a heading": ("## Heights", "## Depths", ["## Depths"]),
    "a caption": ("the first above", "the first below", ["**"]),
    "words for a figure": ("Two waves.]", "Three waves.]", ["!["]),
    "an item": ("Twice a day", "Once a day", ["1."]),
    "a row": ("| ebb | after |", "| ebb | before |", ["| ebb"]),
    "another figure": ("figures/wave.svg", "figures/tide.svg", HEIGHTS),
    "an output": ("\n4 2\n", "\n2 4\n", HEIGHTS),
    "code, for what stands beside it": ("print(4, 2)", "print(4, 3)", HEIGHTS[:2]),
    "a formula, and who refers to it": ("h = 2a", "h = 3a", [*HEIGHTS, "2."]),
    "a source, and who names it": ("Somebody’s", "Nobody’s", ["Neap", "[^book]:"]),
}


def lines(text, beginnings):
    """Where the paragraphs of such beginnings stand on the page of tides."""
    rows = text.split("\n")
    found = (n for n, row in enumerate(rows, 1) for one in beginnings if row.startswith(one))
    return [f"tides.md:{n}" for n in found]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_listed_where_it_may_matter(change, book):
    old, new, beginnings = CHANGES[change]
    assert TEXT.count(old) == 1
    book.write("tides.md", text := TEXT.replace(old, new))
    elsewhere = ["boats.md:5"] if "formula" in change else []
    assert book.listed() == elsewhere + lines(text, beginnings)
    book.confirm()
    assert book.listed() == []


@pytest.mark.parametrize(
    ("drawing", "changed"),
    [
        ('<svg><text x="1.20">low</text><line x1="5.20" /></svg>', True),
        ('<svg><text x="1.20">high</text><circle cx="5.20" /></svg>', True),
        ('<svg><text x="1.20">high</text><line x1="7.90" /></svg>', True),
        ('<svg><text x="1.2">high</text><line x1="5.31" /></svg>', False),
    ],
)
def test_a_figure_drawn_otherwise_is_looked_at_again(drawing, changed, book):
    book.drawn["wave"] = drawing
    assert book.listed() == lines(TEXT, HEIGHTS) * changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("in spring,\nwhen", "in\nspring, when"),
        ("## Times\n", f"## Times\n\n```python\nprint(1)\n```\n\n{PRINTED.format(1)}\n"),
        ("h = 2a", "h  =  2a \\tag{7}"),
        ("The moon pulls.", "<!-- a thought -->\n\nThe moon pulls."),
        ("The moon pulls.", "The moon pulls.\n\n$$\nt = 2t/2\n$$"),
    ],
)
def test_what_says_the_same_or_is_only_new_beside_it_is_not_listed(old, new, book):
    assert old in TEXT
    book.write("tides.md", TEXT.replace(old, new))
    assert book.listed() == []


def test_a_fault_says_what_has_changed_and_what_to_do(book):
    book.write("tides.md", TEXT.replace("\n4 2\n", "\n2 4\n").replace("moon pulls", "sun pulls"))
    words, output, *_ = book.faults()
    assert words.what == "nobody has confirmed these words"
    assert re.fullmatch(r"this leans on what has changed: the output \S+tides\.md:20", output.what)
    assert words.remedy == output.remedy == "read it again, then run make reread"
    book.write("tides.md", TEXT.replace("print(4, 2)", "").replace("```python\n\n```\n", ""))
    assert {fault.what for fault in book.faults()} == {"something that this leaned on is gone"}


def test_a_new_page_takes_one_line_and_an_old_one_where_lines_are_folded(book):
    book.write("winds.md", "# Winds\n\nThey blow.\n\nThey rest.\n")
    (fault,) = book.faults()
    assert (fault.place.line, "3 paragraphs" in fault.what) == (1, True)
    assert re.match(r"make reread PAGE=\S+winds\.md shows", fault.remedy)
    book.write("tides.md", TEXT.replace("\n4 2\n", "\n2 4\n"))
    assert book.listed(fold=True) == ["tides.md:12", "winds.md:1"]
    book.write("tides.md", TEXT.replace("moon pulls", "sun pulls"))
    assert book.faults(fold=True)[0].what == "nobody has confirmed these words"


def test_one_page_is_asked_and_confirmed_alone(book):
    book.write("tides.md", TEXT.replace("moon pulls", "sun pulls"))
    book.write("boats.md", OTHER.replace("float", "sink"))
    boats = book.path.with_name("boats.md")
    assert book.listed(only=Page(boats)) == ["boats.md:3"]
    book.confirm(str(boats))
    assert book.listed() == ["tides.md:8"]


def test_rereading_shows_the_old_and_the_new(book, capsys):
    book.write("tides.md", TEXT.replace("\n4 2\n", "\n2 4\n").replace("moon pulls", "sun pulls"))
    capsys.readouterr()
    book.confirm()
    out = capsys.readouterr().out
    assert "    was: The moon pulls.\n    now: The sun pulls.\n" in out
    assert out.count("    -4 2\n    +2 4\n") == 1  # though several lean on it
    assert re.search(r"tides\.md:24: this leans on .*\n    now: Neap tides are lower", out)
    assert "6 paragraphs confirmed in " in out
    book.confirm()
    assert capsys.readouterr().out.startswith("0 paragraphs confirmed")


def test_what_is_kept_nowhere_is_shown_as_it_is(book, capsys):
    for name in cache.names("judged"):
        cache.drop("judged", name)
    book.write("tides.md", TEXT.replace("\n4 2\n", "\n2 4\n").replace("moon pulls", "sun pulls"))
    capsys.readouterr()
    book.confirm()
    out = capsys.readouterr().out
    assert "was:" not in out and "tides.md:20:\n    2 4\n" in out


def test_the_ledger_is_in_the_order_of_the_pages(book):
    rows = book.path.read_text("utf-8").splitlines()[1:]
    names = [re.search(r"(\w+)\.md ", row)[1] for row in rows]
    assert names == ["boats"] * 3 + ["tides"] * 16
    assert all(ledger.LINE.fullmatch(row) for row in rows)


@pytest.mark.parametrize("line", ["<<<<<<< ours", "=======", "docs/tides.md 12", "docs/tides.md"])
def test_a_line_that_is_none_is_a_fault_at_its_place(line, book):
    lines = book.path.read_text("utf-8").splitlines()
    book.path.write_text("\n".join([*lines[:4], line, *lines[4:]]) + "\n", "utf-8")
    (fault,) = book.faults()
    assert str(fault.place).endswith("ledger.txt:5") and "make reread" in fault.remedy
    assert ("conflict" in fault.what) == (not line.startswith("docs"))
    book.confirm()
    assert book.path.read_text("utf-8").splitlines() == lines


def test_both_sides_of_a_merge_hold(book, tmp_path):
    shutil.copy(project.SCRIPTS / ".gitattributes", tmp_path)

    def git(*command):
        who = ("-c", "user.name=x", "-c", "user.email=x@x")
        subprocess.run(["git", *who, *command], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-b", "main")
    sides = {"main": ("moon pulls", "sun pulls"), "other": ("Neap tides", "Such tides")}
    git("add", ".")
    git("commit", "-m", "both")
    git("branch", "other")
    for branch, change in sides.items():
        git("checkout", branch)
        book.write("tides.md", TEXT.replace(*change))
        book.confirm()
        git("commit", "-am", branch)
    git("merge", "main")
    assert "sun pulls" in (text := (tmp_path / "tides.md").read_text("utf-8"))
    assert "Such tides" in text and book.listed() == []


def test_of_two_paragraphs_of_the_same_words_each_has_a_line(book):
    twice = TEXT.replace("The second height", "The moon pulls.\n\nThe second height")
    book.write("tides.md", twice)
    assert book.listed() == ["tides.md:31"]
    book.confirm()
    book.write("tides.md", changed := twice.replace("\n4 2\n", "\n2 4\n"))
    assert book.listed() == lines(changed, (*HEIGHTS, "The moon"))[1:]


def test_without_a_ledger_nothing_is_asked(book):
    book.path.unlink()
    book.write("tides.md", TEXT.replace("moon pulls", "sun pulls"))
    assert book.listed() == []


def test_while_a_page_cannot_be_read_that_alone_is_told(book):
    book.write("tides.md", TEXT + "\n```python\n")
    with pytest.raises(Fault, match="this fence is never closed"):
        book.listed()


def test_what_the_checks_write_is_nobodys_judgement(book):
    text = "# Counts\n\n<!-- counted: all -->\n\nThere are 3 of them.\n\n<!-- end -->\n\nSo much.\n"
    book.write("counts.md", text)
    book.confirm()
    book.write("counts.md", text.replace("3", "4").replace("So", "How"))
    assert book.listed() == ["counts.md:9"]


def test_a_term_leans_on_the_function_of_its_name(tmp_path, monkeypatch):
    page = tmp_path / "glossary.md"
    page.write_text("# Words\n\nodds {#odds}\n:   A ratio. In symbols, $p/(1-p)$.\n", "utf-8")
    monkeypatch.setattr("explainer.extensions.glossary.GLOSSARY", page)
    (_, term), _ = paragraphs.read(Page(page))
    (code,) = term.things
    assert (code.kind, code.place.file) == ("code", "snippets/odds.py")
    assert code.text.startswith("def odds(")
