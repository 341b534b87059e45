"""The author's server outlives every mistake, says what it is, and recovers at the next save."""

import re

import circles
import pytest
from served import PANEL, running, save, told

SECONDS = 20
"""Within which a mended page is back: the aim is 2, the rest is for machines that do much else."""
FAILED = "This save cannot be built. The page behind is the last good one."


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(circles.write(tmp_path_factory.mktemp("served") / "project")) as server:
        yield server


def add(text):
    return lambda old: old + text


def swap(old, new):
    def edit(text):
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


RUN = "    def run(self, lines):\n"
MISTAKES = {
    "a snippet that does not exist": (
        *("docs/index.md", add('\n\n```python\n--8<-- "no_such.py"\n```\n')),
        r"docs/index\.md:{last-1}: there is no snippets/no_such\.py; create it",
    ),
    "a section that does not exist": (
        *("docs/index.md", add('\n\n```python\n--8<-- "area.py:no_such"\n```\n')),
        r"docs/index\.md:{last-1}: snippets/area\.py has no section .*; mark it there",
    ),
    "a fence that is never closed": (
        *("docs/index.md", add("\n\n```python\nx = 1\n")),
        r"docs/index\.md:{last-1}: this fence is never closed; close it with ```",
    ),
    "a comment that is never closed": (
        *("docs/index.md", add("\n\n<!-- a remark\n")),
        r"docs/index\.md:{last}: this comment is never closed; close it with --",
    ),
    "bad TeX": (
        *("docs/index.md", add("\n\nThe sum $\\nosuch$.\n")),
        r"docs/index\.md:{last}: .*nosuch",
    ),
    "a figure that does not exist": (
        *("docs/index.md", add("\n\n![Nothing is seen here.](figures/no_such.svg)\n")),
        r"docs/index\.md:{last}: there is no figure .*no_such.*; write scripts/figures/no_such\.py",
    ),
    "a link to nowhere": (
        *("docs/index.md", add("\n\n[nothing](nowhere.md)\n")),
        r"docs/index\.md:{last}: .*nowhere\.md",
    ),
    "a number that nothing prints": (
        *("docs/glossary.md", add("\n\nIt is 0.7310585.\n")),
        r"docs/glossary\.md:{last}: no block of this section prints 0\.7310585",
    ),
    "a formula that does not hold": (
        *("docs/glossary.md", add("\n\n$$2\\pi\\r = 3\\pi\\r$$\n")),
        r"docs/glossary\.md:{last}: the sides of .* differ",
    ),
    "a snippet of which a formula does not hold": (
        *("snippets/area.py", swap("return pi * r**2", "return pi * r**3")),
        r"docs/index\.md:\d+: the sides of .* differ",
    ),
    "an output that is not printed": (
        *("snippets/area_values.md", swap("\n12.57 ", "\n12.58 ")),
        r"snippets/area_values\.md:18: the example prints .*; run make bless",
    ),
    "an example that never ends": (
        *("snippets/area_values.md", swap("print(", "while True: pass\nprint(")),
        r"snippets/area_values\.md:12: this example is not over: it has not ended after 2 secon",
    ),
    "a figure that never ends": (
        "scripts/figures/area.py",
        swap("def draw(fig):\n", "def draw(fig):\n    while True: pass\n"),
        r"scripts/figures/area\.py:\d+: the figure is not drawn: it has not ended",
    ),
    "a page in another encoding": (
        *("docs/glossary.md", lambda old: (old + "\n\nna\xefve\n").encode("latin-1", "replace")),
        r"docs/glossary\.md:\d+: this is not UTF-8; save the file",
    ),
    "a page that is deleted": (
        *("docs/glossary.md", lambda old: None),
        r"docs/glossary\.md:1: the file is gone; bring it back",
    ),
    "a figure that raises": (
        "scripts/figures/area.py",
        swap("def draw(fig):\n", "def draw(fig):\n    raise ValueError('boom')\n"),
        r"scripts/figures/area\.py:\d+: .*boom",
    ),
    "a figure that is not Python": (
        *("scripts/figures/area.py", add("\ndef (\n")),
        r"scripts/figures/area\.py:{last}: ",
    ),
    "a snippet that is not Python": (
        *("snippets/area.py", add("\ndef (\n")),
        r"snippets/area\.py:{last}: ",
    ),
    "settings that are not YAML": (
        *("mkdocs.yml", add("\nnav: [\n")),
        r"mkdocs\.yml:\d+: this is not YAML: .*; check the indentation",
    ),
    "an extension that does not exist": (
        *("mkdocs.yml", swap("  - tables\n", "  - no_such_extension\n")),
        r"mkdocs\.yml:\d+: markdown_extensions: .*no_such_extension",
    ),
    "a plugin that does not exist": (
        *("mkdocs.yml", swap("\nplugins:\n", "\nplugins:\n  - no_such_plugin\n")),
        r"mkdocs\.yml:\d+: plugins: .*no_such_plugin",
    ),
    "settings that are empty": (
        *("mkdocs.yml", lambda old: ""),
        r"mkdocs\.yml:1: site_name: ",
    ),
    "notation that is not TOML": (
        *("scripts/notation.toml", add("\n[\n")),
        r"scripts/notation\.toml:\d+: this is not TOML: .*",
    ),
    "a template that does not close": (
        *("scripts/explainer/theme/main.html", add("\n{% block never %}\n")),
        r"scripts/explainer/theme/main\.html:\d+: .*; mend the template",
    ),
    "an extension that raises": (
        "scripts/explainer/extensions/listings.py",
        swap(RUN, f"{RUN}        1 / 0\n"),
        r"\S*extensions/listings\.py:\d+: ZeroDivisionError: .*a fault of the program",
    ),
    "an extension that is not Python": (
        *("scripts/explainer/extensions/listings.py", add("\ndef (\n")),
        r"scripts/explainer/extensions/listings\.py:{last}: ",
    ),
    "an extension that exits": (
        "scripts/explainer/extensions/listings.py",
        swap(
            "    def run(self, lines):\n",
            "    def run(self, lines):\n        raise SystemExit(3)\n",
        ),
        r"\S*extensions/listings\.py:\d+: SystemExit: 3; this is a fault of the program",
    ),
    "machinery that is not Python": (
        *("scripts/explainer/reader/pages.py", add("\ndef (\n")),
        r"scripts/explainer/reader/pages\.py:{last}: .*; mend the Python",
    ),
    "machinery that does not start": (
        *("scripts/explainer/publishing/search.py", add("\nimport no_such_module\n")),
        r"scripts/explainer: the program ended before the site was built; see above why",
    ),
}
WARNED = {
    "a link to nowhere",
    *("a number that nothing prints", "a formula that does not hold"),
    "a snippet of which a formula does not hold",
    *("an output that is not printed", "an example that never ends"),
}
OURS = {
    *("an extension that raises", "an extension that exits"),
    *("machinery that is not Python", "machinery that does not start"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_server_outlives(server, name):
    file, edit, expected = MISTAKES[name]
    path = server.project / file
    good = path.read_bytes()
    bad = edit(good.decode())
    said = len(server.said())
    if bad is None:
        path.unlink()
    else:
        save(server, path, bad if isinstance(bad, bytes) else bad.encode())
        last = bad.count(b"\n" if isinstance(bad, bytes) else "\n")
        expected = expected.replace("{last-1}", str(last - 1)).replace("{last}", str(last))
    try:
        server.until(lambda page: any(re.match(expected, line) for line in told(page)))
        page = server.page()
        text = server.said()[said:]
    finally:
        save(server, path, good)
    assert server.until(lambda page: page and PANEL not in page) < SECONDS
    assert "<article" in page
    assert (FAILED in page) == (name not in WARNED)
    # One line in the terminal, and a traceback only where the program itself is at fault.
    assert any(re.match(rf"\d\d:\d\d:\d\d  {expected}", line) for line in text.splitlines()), text
    assert ("Traceback" in text) == (name in OURS), text


EDITS = (
    ("explainer/extensions/listings.py", "{: .listing ", "{: .renamed ", "renamed"),
    (
        *("notation.toml", "\\class{radius}{r}", "\\class{radius}{\\rho}"),
        "\N{GREEK SMALL LETTER RHO}",
    ),
)
"""Edits of an extension and of the notation, and what a page then shows."""


def test_edits_of_the_machinery_count_at_once_and_a_mistake_after_them_has_its_line(server):
    page, good, seen = server.project / "docs" / "index.md", {}, []
    for file, old, new, sign in EDITS:
        path = server.project / "scripts" / file
        good[path] = path.read_text("utf-8")
        path.write_text(swap(old, new)(good[path]), "utf-8")
        server.until(lambda page, sign=sign: sign in page)
        seen.append(sign)
    good[page], said = page.read_text("utf-8"), len(server.said())
    for path, text in good.items():
        path.write_text(text, "utf-8")
    page.write_text(good[page] + "\n\n<!-- a remark\n", "utf-8")
    try:
        server.until(lambda page: "this comment is never closed" in page)
    finally:
        page.write_text(good[page], "utf-8")
    server.until(lambda page: PANEL not in page and not any(sign in page for sign in seen))
    assert "Traceback" not in server.said()[said:]
