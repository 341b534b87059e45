"""A page's HTML is kept, and made anew if the page, or what else it is made of, changes."""

import pytest
from explainer import project
from explainer.proof import convert
from explainer.reader.pages import Page


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A place with a page and settings of its own; `made` counts how often HTML is made."""
    monkeypatch.setattr(project, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(convert, "ROOT", tmp_path)
    made = []
    monkeypatch.setattr(convert, "_html", lambda path, text: made.append(text) or f"<p>{text}</p>")
    (tmp_path / "x.md").write_text("Sky.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    return tmp_path, made


def test_html_is_kept_from_process_to_process(home):
    folder, made = home
    assert [convert.html(Page(folder / "x.md")) for _ in range(2)] == ["<p>Sky.\n</p>"] * 2
    assert len(made) == 1


@pytest.mark.parametrize("name", ["x.md", *convert.SETTINGS])
def test_a_change_makes_it_anew(home, name):
    folder, made = home
    convert.html(Page(folder / "x.md"))
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("other: sea\n", "utf-8")
    convert.html(Page(folder / "x.md"))
    assert len(made) == 2


def test_another_drawing_makes_it_anew(home, monkeypatch):
    folder, made = home
    (folder / "x.md").write_text("![Waves are seen.](figures/waves.svg)\n", "utf-8")
    monkeypatch.setattr(convert.drawings, "names", lambda: ["waves"])
    for svg in ("<svg/>", "<svg/>", "<svg></svg>"):
        drawn = convert.drawings.Drawn("waves", "", svg, [], [])
        monkeypatch.setattr(convert.drawings, "drawings", lambda _, one=drawn: {"waves": one})
        convert.html(Page(folder / "x.md"))
    assert len(made) == 2
