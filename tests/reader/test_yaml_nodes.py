"""Settings and front matter are placed by YAML's own marks, whatever says the same above."""

import logging

import pytest
import yaml
from explainer.faults import Fault
from explainer.proof import convert, front, links
from explainer.publishing import mistakes
from explainer.reader import lines, yaml_nodes
from explainer.reader.pages import Page, pages

FRONT = {
    "unknown key after a comment": (
        "# colour: x\ntitle: colour\ndescription: |\n  colour: x\ncolour: x",
        *(5, "the front matter has an unknown key 'colour'"),
    ),
    "key given twice": ("title: title\ndescription: D\ntitle: T", 3, "title is given twice"),
    "a title with a tag": (
        "description: D\ntitle: <i>T</i>",
        *(2, "the title holds <i, and is shown as it stands"),
    ),
    "a title with a gap": (
        "description: Of {% x %}\ntitle: T",
        *(1, "the description holds {%, and is shown as it stands"),
    ),
    **{
        f"a title with {sign}": (
            f"description: D\ntitle: 'A {more} title'",
            *(2, f"the title holds {sign}, and is shown as it stands"),
        )
        for sign, more in {
            "**": "**bold**",
            "`": "`typed`",
            "](": "[linked](x.md)",
            "$x$": "$x$",
            "{{": "{{ x }}",
        }.items()
    },
    "a list for a template": (
        "title: T\ndescription: D\ntemplate: [a, b]",
        *(3, "the theme has no template ['a', 'b']"),
    ),
    "list for a title": (
        "description: '[a, b]'\ntitle: [a, b]",
        *(2, "the title is no text but a list; put quotes around it"),
    ),
    "colon": (
        "description: 'T: a story'\ntitle: T: a story",
        *(2, "the front matter is not YAML (mapping values are not allowed here)"),
    ),
    "open bracket": (
        "description: '[a'\ntitle: [a",
        *(2, "the front matter is not YAML (expected ',' or ']'"),
    ),
    "template that is not there": (
        "description: 'template: no.html'\ntitle: T\ntemplate: no.html",
        *(3, "the theme has no template 'no.html'; take the line out"),
    ),
}


@pytest.mark.parametrize("name", FRONT)
def test_a_fault_of_a_front_matter_has_its_line(name, tmp_path):
    text, line, what = FRONT[name]
    path = tmp_path / "x.md"
    path.write_text(f"---\n{text}\n---\n\n# T\n", "utf-8")
    (fault, *_) = front.faults(Page(path))
    assert (fault.place.line, fault.what[: len(what)]) == (line + 1, what.partition("; ")[0])


SETTINGS = """# a.md and b.md, no_such
site_name: a.md
extra: {logo: b.md, plugins: no_such, nav: a.md}
nav:
  - a.md:  a.md
  - "b.md":
      - B: b.md
      - B again: b.md
      - C: sub/A.md
      - D:d.md
plugins:
  - search:
      lang: en
  - no_such
no_such: true
extra: {}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A place with pages and settings of its own."""
    for module in (yaml_nodes, convert):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    for module in (links, mistakes):
        monkeypatch.setattr(module, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(lines, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(links, "SNIPPETS", tmp_path / "snippets")
    (tmp_path / "docs").mkdir()
    for name in ("a.md", "b.md", "d.md", "e.md"):
        (tmp_path / "docs" / name).write_text("# T\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return tmp_path


def test_an_entry_of_nav_is_named_at_its_own_line(project):
    site = pages()
    for page in site:
        page.name = page.path.name
    assert [str(fault) for fault in links.navigation(site)] == [
        "mkdocs.yml:16: extra is given twice; keep one of the two",
        "mkdocs.yml:8: nav names b.md twice; drop one of the entries",
        "mkdocs.yml:9: nav names sub/A.md, which is not in docs/; create it or drop the entry",
        "mkdocs.yml:10: nav names D:d.md, which is not in docs/; "
        "write a space after the colon: D: d.md",
        *(
            f"mkdocs.yml:4: docs/{page.name} is not in nav; add it, as - {page.name}"
            for page in site[3:]
        ),
    ]


WARNINGS = {
    "Config value 'plugins': The \"no_such\" plugin is not installed": 14,
    "Config value 'no_such': Unrecognised configuration name: no_such": 15,
    "Config value 'plugins': Plugin 'search' option 'lang': Unsupported": 12,
}


@pytest.mark.parametrize("message", WARNINGS)
def test_what_mkdocs_says_of_the_settings_has_their_line(message, project):
    assert mistakes.placed(message).startswith(f"mkdocs.yml:{WARNINGS[message]}: ")


UNFIT = {
    "markdown_extensions:\n  - abbr\n  - abbreviations\n": r"4: markdown_ext.*'abbreviations'",
    "site_url: example.org\n": r"2: site_url: .*isn't valid",
    "\nsite_nane: y\n": r"3: site_nane: .*Unrecognised configuration name",
}


@pytest.mark.parametrize("text", UNFIT)
def test_a_setting_that_mkdocs_does_not_take_is_a_fault_of_the_checks_too(text, project):
    (project / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    assert convert.configuration()["site_name"] == "x"
    (project / "mkdocs.yml").write_text(f"site_name: x\n{text}", "utf-8")
    with pytest.raises(Fault, match=rf"^mkdocs\.yml:{UNFIT[text]}"):
        convert.configuration()


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "a\n"])
def test_settings_that_say_nothing_are_placed_at_their_beginning(text, project):
    (project / "mkdocs.yml").write_text(text, "utf-8")
    said = mistakes.placed("Config value 'site_name': Required configuration not provided.")
    assert said.startswith("mkdocs.yml:1: site_name: Required")
    assert [fault.place.line for fault in links.navigation(pages()[:1])] == [1]


def test_settings_that_are_not_yaml_are_named_once(project):
    (project / "mkdocs.yml").write_text("# nav: [\nsite_name: x\nnav: a: b\n", "utf-8")
    with pytest.raises(Fault, match=r"mkdocs\.yml:3: this is not YAML: mapping values") as caught:
        list(links.navigation(pages()))
    with pytest.raises(yaml.YAMLError) as read:
        yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    (mistake,) = mistakes.mistakes(read.value)
    assert mistake.line == str(caught.value)


def test_a_character_that_yaml_forbids_is_named(project):
    (project / "mkdocs.yml").write_text("site_name: a\a\n", "utf-8")
    with pytest.raises(Fault, match=r"mkdocs\.yml:1: this is not YAML: unacceptable character #x0"):
        list(links.navigation(pages()))


def test_what_mkdocs_says_of_a_link_has_the_place_of_that_link(project):
    path = project / "docs" / "a.md"
    path.write_text(
        "---\ntitle: no.md\n---\n`[a](no.md)`\n\n<!-- [a](no.md) -->\n\n[no.md](b.md)\n"
        '[a](no.md)\n\n<p><a href="no.md">b</a></p>\n\n![c](<no.md>)\n',
        "utf-8",
    )
    with mistakes.Heard() as heard:
        for _ in range(3):
            logging.getLogger("mkdocs").warning("Doc file 'a.md' contains a link 'no.md', but no.")
    assert [line.split(":")[1] for line in heard.lines] == ["9", "13", "11"]


def test_a_symbolic_link_to_nowhere_or_in_a_circle_is_named(project):
    (project / "docs" / "gone.md").symlink_to("nowhere.md")
    (project / "docs" / "loop").symlink_to("../docs")
    (project / "docs" / "fine.md").symlink_to("a.md")
    (project / "docs" / ".#a.md").symlink_to("author@machine:1")
    (project / "snippets").mkdir()
    (project / "snippets" / "round.py").symlink_to("round.py")
    assert [str(fault) for fault in links.symbolic()] == [
        "docs/gone.md:1: this is a link to nowhere.md, which is not there; "
        "make it anew or delete it",
        "docs/loop:1: this is a link to ../docs, a folder that it stands in itself; delete it",
        "snippets/round.py:1: this is a link to round.py, which is not there; "
        "make it anew or delete it",
    ]
    assert [page.path.name for page in pages()] == ["a.md", "b.md", "d.md", "e.md", "fine.md"]
