"""Markup that a page would show as it was typed is named at its line, and right markup is not."""

import pytest
from explainer.proof import leftovers, markup
from explainer.reader import includes

HEAD = "---\ntitle: A page\ndescription: What it holds.\n---\n\n# A page\n\n"
FIRST = HEAD.count("\n") + 1


@pytest.fixture
def faults(page):
    return lambda text: markup.faults(page(HEAD + text))


SHOWN = {
    "a list under a sentence": ("Fruit:\n* pears\n* plums\n", [1, 2], "leave an empty line"),
    "a list under a sentence in an admonition": (
        '!!! tip "Two"\n    Fruit:\n    - pears\n',
        [2],
        "leave an empty line",
    ),
    "numbers with brackets": ("1) pears\n2) plums\n", [0, 1], "write `1.`"),
    "a task list": ("- [ ] pears\n", [0], "a task list is shown"),
    "a list in a list": ("- pears\n  - green\n", [1], "indent it by 4 spaces"),
    "a list three spaces in": ("1.  pears\n\n   - green\n", [2], "indent it by 4 spaces"),
    "a paragraph of an item": ("* pears\n\n  They grow.\n\n* plums\n", [2], "by 4 spaces"),
    "a list in a list in a list": (
        "- a\n    - b\n\n      more\n",
        [3],
        "indent it by 8 spaces",
    ),
    "a list that begins anew": ("1. a\n\nSo.\n\n2. b\n3. c\n", [4], "shown from 1, and not from 2"),
    "an admonition of two marks": ('!! tip "Two"\n    Words.\n', [0], '!!! note "Title"'),
    "a folded one of two": ('?? tip "Two"\n    Words.\n', [0], '!!! note "Title"'),
    "a container": ("::: warning\nWords.\n:::\n", [0, 2], "::: is not read here"),
    "a backslash that ends a line": ("One\\\ntwo.\n", [0], "end the line with <br>"),
    "a directive": (".. warning:: So.\n", [0], "this directive is not read here"),
    "a bare address": ("Go to https://example.com/a now.\n", [0], "write <https://"),
    "an address without a scheme": ("Go to www.example.com now.\n", [0], "write <https://"),
    "two items under a long sentence": (
        "There are two kinds of these, and here they come in their order\n- pears\n- plums\n",
        [1, 2],
        "leave an empty line",
    ),
    "a table without a line": (
        "| sky | sea |\n| blue | green |\n",
        [0],
        "|---|---| below its head",
    ),
    "a row astray": (
        "| a | b |\n|---|---|\n| c | d |\n\n| e | f |\n",
        [4],
        "part it from its table",
    ),
    "a table of dashes and pluses": ("+--+--+\n| a | b |\n+--+--+\n", [1, 0, 2], "below its head"),
    "code by its indentation": ("So it is:\n\n    x = 1\n    y = 2\n", [2], "put it into a fence"),
    "code below an item that goes on": (
        "1.  one\n\n    two\n\nSo:\n\n<!-- -->\n\n    x = 1\n",
        [8],
        "put it into a fence",
    ),
    **{
        f"an admonition behind {mark}": (f"{mark}!! tip\n", [mark.count("\n")], "!!! note")
        for mark in ("> ", "- ", "1. ", "Sky\n:   ")
    },
    "a formula of nothing": ("So it is.\n\n$$\n\\[ \\]\n$$\n", [2], "take its signs away"),
    "a heading of nothing": ("##\n\nSo.\n", [0], "give it words"),
    "a comment of per cent signs": ("So %%it is%% here.\n", [0], "write <!-- … -->"),
    "a citation": ("As [@shannon1948] says.\n", [0], "its source below"),
    "two hats": ("So ^^never^^ it is.\n", [0], "as a formula"),
    "bold lines that do not close": ("So __never it is.\n", [0], "this _ opens nothing"),
    "ticks of two lengths": ("So ``x = 1` it is.\n", [0], "close the code"),
    "a link that does not close": ("See [this](x.md now.\n", [0], "closed by )"),
    "a heading of textile": ("h3. Sky and sea\n\nSo.\n", [0], "write ##"),
    "bold of a wiki": ("So '''never''' it is.\n", [0], "write *…* or **…**"),
    "bold in square brackets": ("So [b]never[/b] it is.\n", [0], "write **…**"),
    "a link of sphinx": ("See `this <https://example.com>`_ now.\n", [0], "[text](target)"),
    "a sign without its semicolon": ("Sky &nbsp sea.\n", [0], "a semicolon behind"),
    "the contents of a wiki": ("[[_TOC_]]\n\nSo.\n", [0], "[text](page.md)"),
    "an include of another program": ("So.\n\n{! x.md !}\n", [2], "not filled in"),
    "a definition without spaces": ("sky\n:blue above\n", [1], "a colon, three spaces"),
    "a rule under two lines": ("Sky and sea\nare blue\n---\n", [2], "write ## before a heading"),
    "a comment of one dash": ("Sky <!- so -> and sea.\n", [0], "write <!-- … -->"),
    "a comment without a mark": ("Sky <-- so --> and sea.\n", [0], "write <!-- … -->"),
    "a line of = under two lines": ("Sky and sea\nare blue\n===\n", [2], "write ## before a"),
    "an include of two dashes behind": ('```text\n8<-- "x.py"\n```\n', [1], "write --8<--"),
    "words for a formula": ("The $long way$ home.\n", [0], "write \\$"),
    "a backslash in the code of a table": ("| a |\n|---|\n| `x\\|y` |\n", [2], "write |"),
    **{
        f"an alternative text with {sign}": (f"![A {sign} sky.](x.png)\n", [0], "in words")
        for sign in ("$x$", "**big**", "\\(x\\)")
    },
    "a sign of no name": ("Sky &seaa; and sea.\n", [0], "write the sign itself"),
    "a backslash for nothing": ("Half is 50\\% of it.\n", [0], "take it away"),
    "an include of long dashes": ('```text\n\u20148<\u2014 "x.py"\n```\n', [1], "write --8<--"),
    "a callout": ("> [!TIP]\n> Words.\n", [0], "this callout is not read here"),
    "struck out": ("So ~~never~~ always.\n", [0], "<del>"),
    "highlighted": ("So ==never ever== it is.\n", [0], "<mark>"),
    "a letter below": ("Carbon is CO~2~ here.\n", [0], "as a formula"),
    "a letter above": ("It is 10^3^ here.\n", [0], "as a formula"),
    "a note in its place": ("So it is.^[Or not.]\n", [0], "[^name]"),
    "keys": ("Press ++ctrl+s++ now.\n", [0], "<kbd>"),
    "an edit": ("So {++never++} it is.\n", [0], "mark of an edit"),
    "a template's gap": ("By {{ author }} here.\n", [0], "not filled in"),
    "attributes astray": ("Words { .wide } here {: #b }.\n", [0], "attributes reach nothing"),
    "a role": ("So {term}`logit` is.\n", [0], "this role is not read"),
    "a link of a wiki": ("See [[the glossary]].\n", [0], "[text](page.md)"),
    "a sign by its name": ("It works :tada: now.\n", [0], "the sign itself"),
    "a reference of another program": ("See @fig-curve now.\n", [0], "write a link"),
    "bold that does not open": ("So ** never ** it is.\n", [0], "no space inside"),
    "emphasis that does not close": ("So *never it is.\n", [0], "this * opens nothing"),
    "bold in raw HTML": ("<div>\n**So.**\n</div>\n", [1], "`markdown` into the tag"),
    "a formula in raw HTML": ("<p>So $y$ is.</p>\n", [0], "`markdown` into the tag"),
    "a list in raw HTML": ("<div>\n\n- one\n</div>\n", [2], "leave an empty line"),
    "a link with a gap": ("See [this] (x.md) or [that].\n", [0], "space between ] and ("),
    "a link the wrong way round": ("See (this)[x.md].\n", [0], "[text](target)"),
    "a target with a space": ("See [this](my page.md).\n", [0], "<my file.md>"),
    "a page in angle brackets": ("See <x.md>.\n", [0], "[text](x.md)"),
    "a table under a sentence": ("Fruit:\n| a | b |\n|--|--|\n| 1 | 2 |\n", [2], "empty line"),
    "code that does not close": ("So `x = 1 it is.\n", [0], "close the code"),
    "scissors of one side": ('--8< "softmax_values.md"\n', [0], "--8<-- "),
    "scissors of long dashes": ('—8<— "softmax_values.md"\n', [0], "--8<-- "),
    "code outside a fence": ('--8<-- "softmax.py"\n', [0], "```python fence"),
    "money": ("From $3-$4 a head.\n", [0], "write \\$"),
    "money of a country": ("Some A$3 or A$4 each.\n", [0], "write \\$"),
    "money and words": ("It is $3 a head, not 4$ so.\n", [0], "write \\$"),
    "a formula that a letter touches": ("Half$x$ of it.\n", [0], "write \\$"),
    "a bare per cent sign": ("So $5 % + x$ is.\n", [0], "write \\%"),
    "a bare per cent sign in a display": ("$$\nx = 5 % + y\n$$\n", [1], "write \\%"),
    "a byte of a terminal": ("So \x1b[1mit\x1b is.\n", [0], "U+001B stands here"),
    "a space of no width": ("So i\u200bt is.\n", [0], "U+200B stands here"),
    "a product": ("So 4*5*6 is.\n", [0], "without its stars"),
    "a name with lines": ("So __name__ is.\n", [0], "without its lines"),
    "a norm in a table": ("| a | b |\n|---|---|\n| $\\|v\\|$ | 1 |\n", [2], "\\lvert x\\rvert"),
    "code in a table": ("| a | b |\n|---|---|\n| `x\\|y` | 1 |\n", [2], "write | in code"),
    "a formula that is read out": ("![The $y$ axis.](x.png)\n", [0], "say it in words"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_would_be_shown_is_named_at_its_line(name, faults):
    text, lines, said = SHOWN[name]
    found = faults(text)
    assert [fault.place.line - FIRST for fault in found] == lines, [str(f) for f in found]
    assert all(said in str(fault) for fault in found), [str(f) for f in found]


MEANT = r"""
See <https://example.com> and [https://example.com](https://example.com), or `www.example.com`,
and [www.example.com](https://www.example.com).

What one cannot know of a model from its outputs alone, or from its weights
- and that is a good deal - was asked again.

Nobody knew it before the end of the long winter of the year
96. Now they do.

It costs \$5 and \$6, that is 2 × 3 or 3 * 4, some ~5, a^b, a == b, at 10:30: done ::: so (it) [is].

| a | b |
|---|---|
| `x|y` | $\lvert x\rvert$ |
| \*\*so\*\* | a \| b |

*   One.

    Still one, in `**code**` and `$x` and ``a`b``.

    1.  A list in it
        that goes on.
    2.  Its second

        !!! note
            With *this*, **that** and ***both***, __now__ and _then_.

-   [a link](<my page.md> "Its title"), <https://example.org/a_b_c>, ![A sky.](<the sky.png>)
- its lines
  hang

1. one

    ```text
    **2. two** ~~in code~~
    ```

2. two


!!! note "A title, *so*"

	Indented by a tab.

=== "A tab"

    $$
    % what a comment says
    x = 5\,\% \cdot y
    $$

<div class="wide" markdown>
**Bold** and $x$ in it.
</div>

snake_case_name, **log**it, in*tol*erable and un<em>em</em>phatic; a footnote[^1].
Fish &amp; chips &mdash; AT&T, \*stars\*, |a| | |b|, and it costs \$5.

Words above a rule.

---

term
:   What it is.

[^1]: Its *text*.
"""


def test_what_is_meant_is_let_be(faults):
    assert [str(fault) for fault in faults(MEANT)] == []


@pytest.mark.parametrize("name", ["text", "textrm", "textbf", "mathrm"])
def test_words_in_a_formula_that_are_named_as_such_are_let_be(name, faults):
    assert faults(f"So $x \\{name}{{ is a long way}}$ it is.\n") == []


def test_of_two_alike_each_has_its_line(faults):
    found = faults("One ~~a~~.\n\nTwo `~~a~~`.\n\nTwo ~~a~~.\n")
    assert [fault.place.line - FIRST for fault in found] == [0, 4]


def test_what_an_included_file_holds_is_named_there(faults, tmp_path, monkeypatch):
    monkeypatch.setitem(includes.OPTIONS, "base_path", [str(tmp_path)])
    monkeypatch.setattr(includes, "SNIPPETS", tmp_path)
    (tmp_path / "part.md").write_text("Words.\n\nSo ==it== is.\n", "utf-8")
    monkeypatch.setattr(leftovers.convert, "html", lambda page: "<p>Words.</p><p>So ==it== is.</p>")
    (fault,) = faults('--8<-- "part.md"\n')
    assert fault.place.file.endswith("part.md")
    assert fault.place.line == 3
