"""A picture that is none is named, and what an editor leaves is not published."""

import pytest
from explainer.proof import convert, images
from explainer.reader.pages import Page


@pytest.mark.parametrize(
    ("name", "data", "right"),
    [
        ("sky.png", b"\x89PNG\r\n\x1a\n...", True),
        ("sky.png", b"<html>", False),
        ("sky.jpg", b"\x89PNG\r\n", False),
        ("sky.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", True),
        ("sky.svg", b"<svg><g></svg>", False),
        ("sky.svg", b"<html/>", False),
    ],
)
def test_a_picture_is_what_its_name_says(name, data, right, tmp_path):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "x.md").write_text(f"# A\n\n![A sky.]({name})\n", "utf-8")
    found = [str(fault) for fault in images.faults(Page(tmp_path / "x.md"))]
    assert [("x.md:3: " in said, "export it anew" in said) for said in found] == (
        [] if right else [(True, True)]
    )


def test_a_picture_stands_on_this_site(tmp_path):
    (tmp_path / "x.md").write_text("# A\n\n![A sea.](https://example.com/sea.png)\n", "utf-8")
    (fault,) = images.faults(Page(tmp_path / "x.md"))
    assert fault.place.line == 3
    assert fault.remedy == "save it in docs/, and show that file"


@pytest.mark.parametrize("name", ["x.md~", "x.md.orig", "#x.md#", "a/x.bak", "snippets/x.py.swp"])
def test_what_an_editor_leaves_is_not_published(name):
    assert convert.configuration()["exclude_docs"].match_file(name)
    assert not convert.configuration()["exclude_docs"].match_file("a/x.py")
