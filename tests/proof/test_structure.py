"""Each slip that a strict build is silent about is planted, and found once, at its line."""

import pytest
from explainer.faults import Fault, Stale
from explainer.proof import links, notebook, structure
from explainer.reader.pages import Page

SOUND = """---
title: A page
description: What it holds.
---

# A page

Words with $p$, a [link](other.md#there), a note[^1] and `code`.

```python hl_lines="1"
x = 1
```

| a | b |
|---|---|
| 1 | 2 |

!!! note
    Indented.

## Next

<div>raw</div>

[^1]: The note.
"""

OTHER = "---\ntitle: O\ndescription: D.\n---\n\n# Other\n\n## There\n\nEnd.\n"


def faults(folder, text):
    (folder / "other.md").write_text(OTHER, "utf-8")
    (folder / "page.md").write_text(text, "utf-8")
    page = Page(folder / "page.md")
    return list(structure.check(page, [Page(folder / "other.md")]))


def test_a_sound_page_has_no_fault(tmp_path):
    assert faults(tmp_path, SOUND) == []


WORDS = "Words with $p$"
PLANTED = {
    "broken link": (
        ("other.md#there", "othr.md"),
        8,
        "the link othr.md leads nowhere",
        "no othr.md",
    ),
    "broken anchor": (
        ("#there", "#here"),
        8,
        "the link other.md#here leads to no id",
        "has no #here",
    ),
    "broken own anchor": (("other.md#there", "#here"), 8, "the link #here leads to no id", "#here"),
    "absolute link": (("other.md#there", "/other.md"), 8, "is absolute", "from this page's folder"),
    "insecure link": (("other.md#there", "http://a.b"), 8, "is not https", "use https"),
    "insecure address": ((WORDS, "Words at <ftp://a.b>"), 8, "is not https", "use https"),
    "link in raw html": (
        ("raw", '<a href="gone.md">x</a>'),
        23,
        "gone.md leads nowhere",
        "no gone.md",
    ),
    "source in raw html": (
        ("raw", '<audio src="gone.mp3"></audio>'),
        23,
        "gone.mp3 leads nowhere",
        "no gone.mp3",
    ),
    "address of no scheme": (("other.md#there", "//a.b"), 8, "is not https", "use https"),
    "missing image": ((WORDS, "![A sky.](sky.png)"), 8, "sky.png leads nowhere", "no sky.png"),
    "empty alt": ((WORDS, "![](other.md)"), 8, "has no alternative text", "say what one sees"),
    "undefined reference": (
        (WORDS, "[Words][gone]"),
        8,
        "reference [gone] is not defined",
        "[gone]: ",
    ),
    "unused reference": (
        ("## Next", "[old]: other.md\n\n## Next"),
        21,
        "nothing refers to [old]",
        "delete",
    ),
    "reference twice": (
        ("## Next", "See [o][o].\n\n[o]: other.md\n[O]: page.md\n\n## Next"),
        24,
        "[o] is defined twice",
        "rename one",
    ),
    "bold of LaTeX": ((WORDS, "By \\textbf{p}"), 8, "\\textbf stands outside", "write **…**"),
    "reference of LaTeX": ((WORDS, "By \\ref{a}"), 8, "\\ref stands outside", "\\eqref{…}"),
    "include of another program": (
        ("## Next", "```{literalinclude} x.py\n```\n\n## Next"),
        21,
        "{literalinclude} x.py is not read here",
        'write --8<-- "NAME"',
    ),
    "undefined footnote": (
        ("note[^1]", "note[^1][^2]"),
        8,
        "footnote [^2] is not defined",
        "[^2]: ",
    ),
    "unused footnote": (
        ("## Next", "[^9]: Old.\n\n## Next"),
        21,
        "nothing refers to footnote [^9]",
        "delete",
    ),
    "footnotes out of order": (
        ("[^1]: The", "Another[^2].\n\n[^2]: Other.\n[^1]: The"),
        27,
        "footnote [^2] is defined before [^1], which the text has first",
        "in the order",
    ),
    "footnote twice": (
        ("## Next", "[^1]: Old.\n\n## Next"),
        27,
        "[^1] is defined twice",
        "rename one",
    ),
    "unclosed inline formula": (("$p$", "$p"), 8, "the formula that $ opens", "write \\$"),
    "unclosed display": (
        ("## Next", "$$ p\n\n## Next"),
        21,
        "the formula that $$ opens",
        "close it",
    ),
    "unclosed environment": (
        ("## Next", "\\begin{align}\np\n\n## Next"),
        21,
        "that \\begin{align} opens",
        "close it",
    ),
    "TeX outside a formula": ((WORDS, "By \\eqref{eq:a}"), 8, "\\eqref stands outside", "write $"),
    "raw script": (("raw", "<script>x()</script>"), 23, "a raw <script> would be", "docs/live"),
    **{
        f"raw {tag}": (("raw", f"<{tag}>x</{tag}>"), 23, f"a raw <{tag}> would be", "docs/live")
        for tag in ("style", "iframe", "object", "embed", "form")
    },
    "unclosed bracket": ((WORDS, "\\( p"), 8, "the formula that \\( opens", "close it"),
    "unclosed square bracket": (("raw", "\\[ p"), 23, "the formula that \\[ opens", "close it"),
    "a colour's macro outside a formula": ((WORDS, "A \\z"), 8, "\\z stands outside", "write $"),
    "stray end of an environment": (
        (WORDS, "So \\end{align}"),
        8,
        "\\end stands outside",
        "write $",
    ),
    "stray end tag alone": ((WORDS, "So </b>"), 8, "</b> closes nothing", "<b>"),
    "admonition without a kind": (("!!! note", "!!!"), 18, "unknown admonition ''", "note,"),
    "admonition of one word": (("!!! note", "!!!nota"), 18, "unknown admonition 'nota'", "note,"),
    "open admonition": (("!!! note", "???+ nota"), 18, "unknown admonition 'nota'", "note,"),
    "new set of tabs": (("!!! note", "===! Mind"), 18, "no title in quotes", '===! "Title"'),
    "admonition at the end": (
        ("[^1]: The note.\n", "[^1]: The note.\n\n!!! tip\n"),
        27,
        "nothing stands in this !!!",
        "four",
    ),
    "style attribute": (
        ("<div>", '<div style="x">'),
        23,
        "style= breaks the content",
        "use a class",
    ),
    "handler attribute": (("<div>", '<div onclick="x">'), 23, "onclick= breaks", "use a class"),
    "unclosed element": (("</div>", ""), 23, "<div> is never closed", "</div>"),
    "stray end tag": (("raw", "</b>"), 23, "</b> closes nothing", "<b>"),
    "unknown admonition": (("!!! note", "!!! nota"), 18, "unknown admonition 'nota'", "note,"),
    "empty admonition": (
        ("    Indented.", "Not indented."),
        18,
        "nothing stands in this !!!",
        "four",
    ),
    "title without quotes": (
        ("!!! note", "!!! note Mind this"),
        18,
        "its title 'Mind this' is not shown",
        '!!! note "Mind this"',
    ),
    "title in single quotes": (
        ("!!! note", "??? note 'Mind this'"),
        18,
        "its title 'Mind this' is not shown",
        '??? note "Mind this"',
    ),
    "tab without quotes": (("!!! note", "=== Mind"), 18, "no title in quotes", '=== "Title"'),
    "directive of another dialect": (
        ('```python hl_lines="1"', "```{tip}"),
        10,
        "the directive {tip} is not read here",
        "!!! note",
    ),
    "bar in a formula of a table": (
        ("| 1 | 2 |", "| $|v|$ | 2 |"),
        16,
        "has 4 cells where",
        "\\lvert",
    ),
    "title that is a list": (("A page", "[A, B]"), 2, "title is no text but a list", "quotes"),
    "title with a formula": (("A page", "The $y$"), 2, "the title holds $y$", "in words"),
    "template that is not there": (
        ("title: A page", "title: A page\ntemplate: mine.html"),
        3,
        "no template 'mine.html'",
        "take the line out",
    ),
    "hide that is no list": (
        ("title: A page", "title: A page\nhide: toc"),
        3,
        "hide is not understood",
        "hide: [toc]",
    ),
    "unknown language": (("```python", "```pyton"), 10, "unknown language 'pyton'", "Pygments"),
    "highlight of nothing": (('"1"', '"1 3"'), 10, "hl_lines names line 3 of 1", "that are there"),
    "annotation of nothing": (
        ("x = 1", "x = 1  # (2)!"),
        11,
        "annotation (2) points at",
        "ordered list",
    ),
    "no front matter": (
        ("---\ntitle: A page\ndescription: What it holds.\n---\n\n", ""),
        1,
        "no front",
        "---",
    ),
    "front matter that is not YAML": (
        ("title: A page", "title: A: page"),
        2,
        "is not YAML",
        "quote",
    ),
    "front matter without a mapping": (
        ("title: A page\ndescription: What it holds.", "words"),
        2,
        "not `key: value`",
        "title:",
    ),
    "unknown front matter key": (
        ("title: A page", "title: A page\ntittle: B"),
        3,
        "'tittle'",
        "use one of",
    ),
    "no description": (("description: What it holds.\n", ""), 1, "no description", "description:"),
    "no title heading": (
        ("# A page\n\nWords", "Words"),
        5,
        "no heading of level 1",
        "open it with #",
    ),
    "second title": (("## Next", "# Next"), 21, "a second heading of level 1", "##"),
    "skipped level": (("## Next", "### Next"), 21, "jumps from level 1 to 3", "use ##"),
    "repeated id": (
        ("## Next", "## Next {#a}\n\n## More {#a}"),
        23,
        "'a' is given 2 times",
        "rename",
    ),
    "unclosed attribute list": (
        (WORDS, "Words {: .goal"),
        8,
        "attribute list is never closed",
        "}",
    ),
    "unknown class": (
        (WORDS, "W\n{: .gaol }\n\nWith"),
        9,
        "knows the class 'gaol'",
        "mend the name",
    ),
    "ragged table": (("| 1 | 2 |", "| 1 | 2 | 3 |"), 16, "has 3 cells where", "2 columns"),
    "unknown block": (
        (WORDS, "/// captoin\nx\n///\n\n"),
        8,
        "unknown block /// captoin",
        "caption",
    ),
    "unclosed block": ((WORDS, "/// caption\nx\n\n"), 8, "/// block is never closed", "close it"),
    "stray block end": ((WORDS, "///\n\n"), 8, "this /// closes nothing", "/// caption"),
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found_once_with_line_and_remedy(planted, tmp_path):
    (old, new), line, what, remedy = planted
    assert old in SOUND
    found = faults(tmp_path, SOUND.replace(old, new, 1))
    assert [fault.place.line for fault in found] == [line], [str(fault) for fault in found]
    assert found[0].place.file.endswith("page.md")
    assert what in str(found[0])
    assert remedy in str(found[0])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("```python\nx\n", "this fence is never closed"),
        ("<!-- x\n", "this comment is never closed"),
    ],
)
def test_what_hides_the_rest_of_a_page_is_found_where_it_opens(text, what, tmp_path):
    with pytest.raises(Fault, match=rf"page\.md:27: {what}; close it with"):
        faults(tmp_path, SOUND + "\n" + text)


def test_a_page_that_nav_forgets_and_one_that_it_invents_are_found(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(OTHER, "utf-8")
    for name in ("c.ipynb", ".ipynb_checkpoints/c.ipynb"):
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text("{}", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav:\n  - b.md\n", "utf-8")
    monkeypatch.setattr(links.yaml_nodes, "ROOT", tmp_path)
    monkeypatch.setattr(links, "DOCS", tmp_path / "docs")
    page = Page(tmp_path / "docs" / "a.md")
    page.name = "a.md"
    found = [str(fault) for fault in links.navigation([page])]
    assert "mkdocs.yml:3: nav names b.md, which is not in docs/" in found[0]
    assert found[1:] == [
        "mkdocs.yml:2: docs/a.md is not in nav; add it, as - a.md",
        "mkdocs.yml:2: docs/c.ipynb is not in nav; add it, as - c.ipynb",
    ]


SOUND_TOO = {
    "admonition indented by a tab": ("    Indented.", "\tIndented."),
    "admonition without a title": ("!!! note", '!!! note ""'),
    "title of an admonition": ("!!! note", '??? note "Mind *this*"'),
    **{
        f"admonition {where}": ("!!! note", f'!!! note {where} "Mind"')
        for where in ("inline", "inline end")
    },
    "element without an end": ("raw", "one<br>two<hr>three<wbr><path d='M0 0'/>"),
    "address of a letter": ("other.md#there", "mailto:a@b.org"),
    "colon behind a footnote": ("note[^1] and", "note[^1]: and"),
    "part of a picture": ("Words with", "![A sky.](<the sky.svg#sun>)"),
    "target in angle brackets": ("Words with", "![A sky.](<the sky.svg>)"),
    "annotation of a list": ("x = 1\n```", "x = 1  # (1)!\n```\n\n1.  One."),
    "annotations of long items": (
        "x = 1\n```",
        "x = 1  # (2)!\n```\n\n1.  One\n    and more.\n2.  Two.",
    ),
    "what the theme is told": (
        "title: A page",
        "title: A page\nhide: [toc]\nsearch: {exclude: true}",
    ),
    "template of the theme": ("title: A page", "title: A page\ntemplate: 404.html"),
}


@pytest.mark.parametrize("change", SOUND_TOO.values(), ids=SOUND_TOO)
def test_what_is_right_is_no_fault(change, tmp_path):
    (tmp_path / "the sky.svg").write_text("<svg/>", "utf-8")
    assert change[0] in SOUND
    assert [str(fault) for fault in faults(tmp_path, SOUND.replace(*change, 1))] == []


def test_an_example_is_not_linked_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(links, "SNIPPETS", tmp_path / "code")
    (tmp_path / "code").mkdir()
    for name in ("halves.md", "halves.py"):
        (tmp_path / "code" / name).write_text("So.\n", "utf-8")
    text = SOUND.replace("other.md#there", "code/halves.md") + "\n[code](code/halves.py)\n"
    (fault,) = faults(tmp_path, text)
    assert (fault.place.line, fault.remedy) == (8, "link the section of the page that shows it")


def test_headings_may_be_underlined(tmp_path):
    text = SOUND.replace("# A page\n", "A page\n===\n").replace("## Next\n", "Next\n---\n")
    assert faults(tmp_path, text) == []


@pytest.mark.parametrize(
    ("nav", "line", "said"),
    [
        (["a.md", "a.md"], 4, "nav names a.md twice; drop one"),
        (["A.md"], 3, "its name is a.md"),
        (["docs/a.md"], 3, "its name is a.md"),
        (["/a.md"], 3, "its name is a.md"),
        (["a"], 3, "its name is a.md"),
        (["a.html"], 3, "its name is a.md"),
        (["there\\\\a.md"], 3, "its name is a.md"),
        (["./a.md", "a.md"], 4, "nav names a.md twice; drop one"),
        (["One: ./a.md", "One: https://example.com"], 4, "two entries of nav are called One"),
        (["Title:a.md"], 3, "write a space after the colon: Title: a.md"),
        (["a.md", "More:"], 4, "this entry of nav names no page; write - Title: page.md"),
    ],
)
def test_what_nav_spells_otherwise_is_named_with_its_remedy(nav, line, said, tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(OTHER, "utf-8")
    entries = "".join(f"  - {name}\n" for name in nav)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nnav:\n{entries}", "utf-8")
    monkeypatch.setattr(links.yaml_nodes, "ROOT", tmp_path)
    monkeypatch.setattr(links, "DOCS", tmp_path / "docs")
    page = Page(tmp_path / "docs" / "a.md")
    page.name = "a.md"
    (found,) = map(str, links.navigation([page]))
    assert f"mkdocs.yml:{line}: " in found and said in found


def test_a_notebook_in_nav_that_its_page_has_not_made_yet_is_stale(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    settings = "site_name: A b\nnav:\n  - notebooks/a-b.ipynb\n  - notebooks/c.ipynb\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    (tmp_path / "docs" / "index.md").write_text(OTHER, "utf-8")
    monkeypatch.setattr(links.yaml_nodes, "ROOT", tmp_path)
    for module in (links, notebook):
        monkeypatch.setattr(module, "DOCS", tmp_path / "docs")
    stale, fault = links.navigation([])
    assert isinstance(stale, Stale) and not isinstance(fault, Stale)
    assert str(stale) == "mkdocs.yml:3: notebooks/a-b.ipynb is not written yet; run make bless"


def test_a_caption_below_what_can_have_none_is_named(tmp_path):
    text = SOUND + "\nWords.\n\n/// caption\n**So.** It is.\n///\n"
    (found,) = map(str, faults(tmp_path, text))
    line = text.count("\n", 0, text.index("/// caption\n**So.**")) + 1
    assert f":{line}: nothing above this caption can have one; put it below" in found
    table = text.replace("\nWords.\n\n///", "\n| a |\n|---|\n| b |\n\n///")
    assert faults(tmp_path, table) == []


@pytest.mark.parametrize(
    ("caption", "at", "said"),
    [
        ("/// caption\n\n///", 0, "this caption says nothing; say there what one sees"),
        ("//// caption\n**So.**\n///", 2, "this does not close what //// opened"),
    ],
)
def test_a_caption_that_is_empty_or_stays_open_is_named(caption, at, said, tmp_path):
    text = f"{SOUND}\n| a |\n|---|\n| b |\n\n{caption}\n"
    (found,) = map(str, faults(tmp_path, text))
    line = text.count("\n", 0, text.index(caption)) + 1 + at
    assert f":{line}: {said}" in found


def test_two_tabs_of_a_set_are_called_otherwise(tmp_path):
    tabs = '\n=== "A"\n\n    One.\n\n=== "B"\n\n    Two.\n\n=== "A"\n\n    Three.\n'
    (found,) = map(str, faults(tmp_path, SOUND + tabs))
    assert f":{SOUND.count(chr(10)) + 10}: two tabs that stand side by side are called" in found
    assert faults(tmp_path, SOUND + tabs.replace("Two.\n", "Two.\n\nWords.\n")) == []
    other = tabs[::-1].replace('"A" ===', '"A" !===', 1)[::-1]
    assert faults(tmp_path, SOUND + other) == []


@pytest.mark.parametrize(
    "above",
    [
        "![A sky.](other.md)",
        "![A long\nsky.](other.md)",
        "![A long\nsky.](other.md){ width=9 }",
        "| a |\n|---|\n| b |",
        "```text\nx\n```",
        "~~~text\nx\n~~~",
        "<div>x</div>",
        "Words.\n{: .goal }",
        "$$\nx = 1\n$$",
        "\\[\nx = 1\n\\]",
    ],
)
def test_a_caption_may_stand_below_it(above, tmp_path):
    text = f"{SOUND}\n{above}\n\n/// caption\n**So.** It is.\n///\n"
    assert [str(fault) for fault in faults(tmp_path, text)] == []


def test_a_link_to_nothing_is_named(tmp_path):
    (found,) = map(str, faults(tmp_path, SOUND + "\nLook [here]().\n"))
    assert "this link leads nowhere; say where to" in found


NUMBERED = "\\begin{equation}\nx = 1\n\\label{eq:one}\n\\end{equation}\n\n## B\n"
REFERENCES = {
    "[(1)](other.md#eq:one)": None,
    "[the first](other.md#eq:one)": None,
    "[(2)](other.md#eq:one)": "docs/other.md is (1), not (2); write [(1)](other.md#eq:one)",
    "[(1)](other.md#b)": "the link (1) leads to no equation; write [(1)](other.md#eq:one)",
    "[(1)](other.md)": "the link (1) leads to no equation; write [(1)](other.md#eq:one)",
    "[(1)](other.md#eq:two)": "the link other.md#eq:two leads to no id",
}


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_reference_to_another_page_has_the_number_of_its_equation(reference, tmp_path):
    for name, text in {"page": f"See {reference} there.\n", "other": NUMBERED}.items():
        front = "---\ntitle: A\ndescription: B.\n---\n\n# A\n\n"
        (tmp_path / f"{name}.md").write_text(front + text, "utf-8")
    page, other = (Page(tmp_path / f"{name}.md") for name in ("page", "other"))
    found = [str(fault).replace(str(tmp_path), "docs") for fault in structure.check(page, [other])]
    wanted = REFERENCES[reference]
    assert [wanted in fault for fault in found] == ([True] if wanted else []), found
    assert not wanted or found[0].startswith("docs/page.md:8: ")


def test_a_class_counts_as_soon_as_a_stylesheet_has_it(page, tmp_path, monkeypatch):
    monkeypatch.setattr(structure, "DOCS", tmp_path)
    (tmp_path / "stylesheets").mkdir()
    boats = page("Boats.\n{: .boats }\n")
    assert "no stylesheet knows the class 'boats'" in str(*structure.attributes(boats))
    (tmp_path / "stylesheets" / "page.css").write_text(".boats { color: red }", "utf-8")
    assert not [*structure.attributes(boats)]
