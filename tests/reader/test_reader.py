"""What the reader of pages finds is what the builder makes of the same text."""

import html
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from explainer.faults import Fault, Place
from explainer.project import DOCS, ROOT, SNIPPETS
from explainer.reader import includes
from explainer.reader.blocks import blocks, parsed
from explainer.reader.fences import split, without_comments
from explainer.reader.lines import Line, body_of, lines_of, placed, text_of
from explainer.reader.pages import pages
from markdown import Markdown
from mkdocs.config import load_config

OURS = "explainer."


@pytest.fixture(scope="module")
def convert():
    """Markdown as mkdocs.yml sets it up; of our own extensions only the includes."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    names = [
        name
        for name in config.markdown_extensions
        if not name.startswith(OURS) or name == "explainer.extensions.includes"
    ]
    settings = {name: config.mdx_configs.get(name, {}) for name in names}

    def convert(page):
        md = Markdown(extensions=names, extension_configs=settings)
        body = "\n".join(body_of(lines_of(page.path)))
        return BeautifulSoup(md.convert(body), "html.parser")

    return convert


def formulas(soup):
    for element in soup.select(".arithmatex"):
        text = element.get_text().strip()
        yield text[2:-2].strip(), text.startswith("\\[")


def rendered(soup):
    """The claims of a page, counted, as they stand in its HTML."""
    headings = soup.select("h1, h2, h3, h4, h5, h6")
    links = soup.select("a[href]:not(.headerlink, .footnote-ref, .footnote-backref)")
    return {
        "equations": Counter(formulas(soup)),
        "images": Counter((img["alt"], img["src"]) for img in soup.select("img")),
        "links": Counter(link["href"] for link in links if link["href"][:7] != "mailto:"),
        "headings": [int(heading.name[1]) for heading in headings],
        "fences": [code.get_text().strip("\n") for code in soup.select("pre > code")],
    }


def read(page):
    """The same claims as the reader finds them."""
    fences = [fence.code.expandtabs(4).strip("\n") for fence in page.fences if not fence.hidden]
    return {
        "equations": Counter((equation.tex, equation.display) for equation in page.equations),
        "images": Counter((html.unescape(image.alt), image.target) for image in page.images),
        "links": Counter(html.unescape(link.target) for link in page.links),
        "headings": [heading.level for heading in page.headings],
        "fences": fences,
    }


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_page_is_read_as_it_is_built(page, convert):
    assert read(page) == rendered(convert(page))


def test_explicit_ids_of_headings_are_those_of_the_built_page(convert):
    for page in pages():
        ids = {heading.id for heading in page.headings} - {None}
        assert ids <= {element["id"] for element in convert(page).select("[id]")}


TEXTS = {
    "fence": "```python\nx = 1\n```",
    "fence in a list": "- a\n\n    ```python\n    x = 1\n    ```\n\n- b",
    "fence in a list in a list": (
        "1. a\n\n    - b\n\n        ```text\n        x\n          y\n        ```"
    ),
    "fence in an admonition": '!!! note "T"\n    ```python\n    x = 1\n    ```',
    "fence in details in an admonition": (
        "!!! note\n\n    ??? answer\n        a\n\n        ~~~text\n        b\n        ~~~"
    ),
    "fence in tabs": (
        '=== "A"\n\n    ```python\n    x = 1\n    ```\n\n=== "B"\n\n    ```python\n    y\n    ```'
    ),
    "more backticks around fewer": "````text\n```python\n<!-- x -->\n```\n````",
    "fewer backticks inside": "```text\n````\n```",
    "tildes around backticks": "~~~text\n```\n~~~",
    "indented backticks inside": "```text\n    ```\n```",
    "a blank line in a fence in a list": "- a\n\n    ```text\n    x\n\n    y\n    ```",
    "title and highlights": '```python title="a.py" hl_lines="1"\nx = 1\n```',
    "braces": "``` {.python .extra}\nx = 1\n```",
    "comment in a fence": "```html\n<!-- kept -->\n```\n\n$z$",
    "comment in inline code": "Write `<!-- x -->` or ``<!-- ` -->`` or `<!--`, then $z$ and `-->`.",
    "comment around markup": (
        "a <!-- $x$ [l](l.md) --> b $y$\n\n<!--\n# H\n![i](i.png)\n-->\n# Real"
    ),
    "comment in a comment's line": "<!-- a --> $x$ <!-- b --> $y$",
    "dollars in code": "`$x$` and ``$y$`` and $z$",
    "dollars escaped": r"\$5 and \$6, $z$",
    "prices": "It costs $5 or 6$, and $ z $ too.",
    "unclosed dollar": "Here $x is\n\nand there y$ ends.",
    "display": "$$\nz = 1\n$$",
    "display on a line": "$$ z = 1 $$",
    "display in a list": "- a\n\n    $$\n    z\n    $$",
    "environment": "\\begin{equation}\nz \\label{eq:a}\n\\end{equation}",
    "starred": "\\begin{align*}\na &= b \\\\\n&= c\n\\end{align*}",
    "square": "\\[\nz\n\\]",
    "round": "So \\(z\\) is.",
    "formula over two lines": "So $a +\nb$ is.",
    "formula in a heading": "## Of $z$ and `code` {#of-z}",
    "formula with less than": "If $a<b$ and $c>d$, then.",
    "formula in a table": "| a | b |\n|---|---|\n| $x$ | [l](l.md) |",
    "image": "![A sentence, with [0, 1] in it.](figures/a.svg)",
    "image with a title": '![Alt](a.png "Title")\n\n![Alt](b.png){ width=3 }',
    "image in a link": "[![Alt](a.png)](b.md)",
    "links": "[a](b.md) and [the $z$](#c), [d `e`](f.md#g) and [h](<i j.md>)",
    "link with parentheses": "[logit](https://x.org/Logit_(statistics))",
    "reference": "[a][one], [b][], [c](d.md)\n\n[one]: https://x.org/1\n[b]: https://x.org/b",
    "address": "<https://x.org/?a=1&b=2> <http://x.org> <ftp://x.org>",
    "not a link": "`[a](b)` and \\[a](b.md) and [^1]\n\n[^1]: A [note](n.md).",
    "headings": "# A\n\n## B {#b}\n\n### C ###\n\n#D\n\n####### E",
    "underlined": "A\n===\n\nB\n---\n\nc\nd\n---\n\n***\n\ne\n\n---",
    "caption": "![Alt](a.png)\n\n/// caption\nOf $z$, see [l](l.md).\n///",
    "details": "??? answer\n    It is $x$, see [l](l.md).\n\n    $$\n    y\n    $$",
    "include": '```python\n--8<-- "sigmoid.py:sigmoid"\n```',
    "include in a list": '- a\n\n    ```python\n    --8<-- "sigmoid.py:sigmoid"\n    ```',
    "example in an admonition": '!!! note\n\n    --8<-- "sigmoid_values.md"\n\nafter $z$',
    "include in inline code": 'Write `--8<-- "x.md"` to include.',
    "two includes of one": '--8<-- "sigmoid_values.md"\n\n--8<-- "sigmoid_values.md"',
    "unicode": "# Über σ′\n\n$\\sigma$ − “z”\u2028[l](ü.md) \u00a0`…`",
    "tabs": "-\ta\n\n\t```python\n\tif x:\n\t\ty\n\t```",
    "carriage returns": "# A\r\n\r\n```python\r\nx\r\n```\r\n\r\n$z$\r\n",
    "front matter": "---\ntitle: $x$ [l](l.md)\n---\n\n# A\n",
    "byte order mark": "\ufeff# A\n",
    "empty": "",
    "only a comment": "<!-- nothing -->",
    "empty fence": "```text\n```\n\n$z$",
    "HTML with Markdown in it": "<div markdown>\nb $z$ c\n\n# A\n</div>\n\n$y$",
    "image escaped": "\\![a](b.png)",
}


@pytest.mark.parametrize("name", TEXTS)
def test_markup_is_read_as_it_is_built(name, page, convert):
    page = page(TEXTS[name])
    assert read(page) == rendered(convert(page))


def test_every_claim_has_the_place_where_it_was_written(page):
    page = page(
        "---\ntitle: T\n---\n# A\n\n`a` $x$\n$$\ny\n$$\n\n<!--\n-->\n![i](i.png)\nb [l](l.md)\n\n"
        "## B\n```text\nc\n```\n"
    )
    assert [claim.place.line for claim in page.headings] == [4, 16]
    assert [equation.place.line for equation in page.equations] == [6, 8]
    assert [claim.place.line for claim in page.images + page.links] == [13, 14]
    assert [fence.place.line for fence in page.fences] == [17]
    assert [line.place.line for line in page.lines] == list(range(4, 21))
    assert page.place(page.text.index("b [l]")) == Place(page.file, 14)


def test_a_figure_is_called_by_its_address(page):
    targets = ("figures/a.svg", "../figures/b-c.svg", "./figures/d_e.svg", "figures/f.png")
    images = page("\n".join(f"![A sentence.]({target})" for target in targets)).images
    assert [image.figure for image in images] == ["a", "b-c", "d_e", None]


def test_what_is_included_has_its_place_in_the_snippet(page):
    page = page('# A\n\n- a\n\n    --8<-- "sigmoid_values.md"\n\nafter\n')
    setup, shown, expected = page.fences
    lines = (SNIPPETS / "sigmoid_values.md").read_text().splitlines()
    for fence in page.fences:
        assert fence.place.file == "snippets/sigmoid_values.md"
        assert lines[fence.place.line - 1].startswith("```")
        for line in fence.lines:
            assert lines[line.place.line - 1] == line.strip()
    assert [fence.hidden for fence in page.fences] == [True, False, False]
    assert shown.directives == ("pytest-codeblocks:cont",)
    assert expected.told("pytest-codeblocks:expected-output")
    assert setup.code.startswith("import numpy")
    assert page.lines[-2].place == Place(page.file, 7)


def test_a_published_page_holds_no_comment_no_set_up_and_no_directive(convert):
    for page in pages():
        text = str(convert(page))
        assert "pytest" not in text and "<!--" not in text and "--8<" not in text


def test_what_comments_hide_becomes_empty_lines():
    lines = [
        Line(text, Place("x", n))
        for n, text in enumerate(["a<!--", "```", "b", "```", "-->c", "```", "d", "```"], 1)
    ]
    assert without_comments(lines, *split(lines)) == ["a", "", "", "", "c", "```", "d", "```"]
    assert [line.place.line for line in without_comments(lines, *split(lines))] == list(range(1, 9))
    assert [fence.hidden for fence in split(lines)[0]] == [True, False]


MISTAKES = {
    "fence": ("a\n\n```python\nb", 3, "this fence is never closed; close it with ```"),
    "fence closed by fewer": (
        "````text\n```\n",
        1,
        "this fence is never closed; close it with ````",
    ),
    "fence of tildes that a backtick spoils": (
        "~~~text `\nx\n~~~",
        *(3, "this fence is never closed; close it with ~~~"),
    ),
    "fence left by its text": (
        "- a\n\n    ```text\n    b\n  c\n    ```",
        5,
        "this line is indented less than the fence it is in; "
        "indent it as the fence is, or close the fence before it",
    ),
    "comment": ("a\n\nb <!-- c\n\nd", 3, "this comment is never closed; close it with -->"),
    "snippet": ('a\n\n--8<-- "none.md"', 3, "there is no snippets/none.md; create it, or choose"),
    "section": (
        'a\n\n```python\n--8<-- "sigmoid.py:none"\n```',
        4,
        "snippets/sigmoid.py has no section 'none'; mark it there with "
        "`# --8<-- [start:none]` and `# --8<-- [end:none]`",
    ),
    "include in a quote": (
        'a\n> --8<-- "sigmoid_values.md"',
        2,
        "this include would be shown as it is written; "
        "put it on a line of its own, with quotes and nothing after it",
    ),
    "include in a list item": (
        '- --8<-- "sigmoid_values.md"',
        1,
        "this include would be shown as it is written; "
        "put it on a line of its own, with quotes and nothing after it",
    ),
    "include with a space after it": (
        '--8<-- "sigmoid_values.md" \n',
        1,
        "this include would be shown as it is written; "
        "put it on a line of its own, with quotes and nothing after it",
    ),
    "include without quotes": (
        "--8<-- sigmoid_values.md",
        1,
        "this include would be shown as it is written; "
        "put it on a line of its own, with quotes and nothing after it",
    ),
    "lines": (
        '```python\n--8<-- "sigmoid.py:1:3"\n```',
        2,
        "'sigmoid.py:1:3' includes lines by their numbers; "
        "mark a section in the snippet and include it by its name",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_place(name, page):
    text, line, message = MISTAKES[name]
    page = page(text)
    with pytest.raises(Fault) as caught:
        assert page.fences is None
    assert str(caught.value).startswith(f"{page.file}:{line}: {message}")


def test_a_mistake_in_an_included_snippet_is_named_there(page, tmp_path, monkeypatch):
    monkeypatch.setitem(includes.OPTIONS, "base_path", [str(tmp_path)])
    monkeypatch.setattr(includes, "SNIPPETS", tmp_path)
    (tmp_path / "outer.md").write_text('a\n\n--8<-- "inner.md"\n')
    (tmp_path / "open.py").write_text("a\n# --8<-- [start:b]\nc\n")
    with pytest.raises(Fault, match=r"outer\.md:3: there is no .*inner\.md; create it"):
        page('# A\n\n--8<-- "outer.md"').lines  # noqa: B018
    with pytest.raises(Fault, match=r"open\.py:2: the section 'b' never ends; mark its end with"):
        page('# A\n\n--8<-- "open.py:b"').lines  # noqa: B018


@pytest.mark.parametrize(("code", "line"), [("x = 1\ny =", 3), ("x = 1\nz\0", 2)])
def test_code_that_is_no_python_is_named_at_its_line(code, line, page):
    (fence,) = page(f"```python\n{code}\n```\n").fences
    with pytest.raises(Fault, match=rf":{line}: SyntaxError"):
        parsed(fence)


def test_a_block_that_goes_on_from_none_stands_alone(page):
    text = "<!--pytest-codeblocks:cont-->\n```python\nx = 1\n```\n"
    assert [block.code for block in blocks(page(text).fences)] == ["x = 1\n"]


def test_an_include_that_is_only_shown_keeps_its_place(page):
    shown = page('a\n\n;--8<-- "b.md"\n').lines[2]
    assert (shown, shown.place.line) == ('--8<-- "b.md"', 3)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path):
    path = tmp_path / "x.md"
    path.write_bytes("a\nb \u00e4\n".encode("latin-1"))
    with pytest.raises(Fault, match=r"x\.md:2: this is not UTF-8; save the file in the encoding"):
        text_of(path)


def test_a_builders_text_is_found_in_the_page_it_came_from():
    path = DOCS / "index.md"
    body = body_of(lines_of(path))
    first = next(line for line in body if line.strip())
    text = "\n".join(body).strip("\n")
    found = placed(["", *text.split("\n"), ""])
    assert found[1].place == first.place
    assert [line.place for line in found[1:-1]] == [
        line.place for line in body[body.index(first) :][: len(found) - 2]
    ]
    assert placed(["of no page"])[0].place == Place("<markdown>", 1)


def test_a_rule_in_a_page_without_front_matter_ends_none():
    assert body_of(["Sky.", "---", "Sea."]) == ["Sky.", "---", "Sea."]
    assert body_of(["---", "title: x", "---", "Sky."]) == ["Sky."]
    assert body_of([]) == []


@pytest.mark.parametrize("text", ["---\ntitle: x\n---", "---\ntitle: x\n---\n", "", "\n \n"])
def test_a_page_of_front_matter_alone_has_a_line_and_a_place(text, tmp_path):
    path = tmp_path / "x.md"
    path.write_text(text, "utf-8")
    assert [line.strip() for line in body_of(lines_of(path))][:1] == [""]
    for texts in ([], [""], ["", " "]):
        assert [line.place.file for line in placed(texts, path)] == [str(path)] * len(texts)
