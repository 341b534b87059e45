"""What the README names is there: files, folders, commands, and what a live figure can do."""

import re

import pytest
from explainer.project import DOCS, ROOT

README = (ROOT / "README.md").read_text("utf-8")
EXAMPLE = "doubl"  # the page that it has its reader write
PATHS = re.findall(r"`((?:tests|scripts|docs|snippets)/[\w./-]*)`", README)


@pytest.mark.parametrize("path", sorted({path for path in PATHS if EXAMPLE not in path}))
def test_a_path_that_it_names_is_there(path):
    assert (ROOT / path).exists()


def test_it_names_every_folder_of_tests():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    for folder in folders - {"__pycache__"}:
        assert re.search(rf"`(tests/)?{folder}`", README), folder


def test_what_it_says_that_a_live_figure_can_do_it_can():
    scripts = [(DOCS / "live" / f"{name}.js").read_text("utf-8") for name in ("figure", "drawing")]
    methods = set(re.findall(r"^  (\w+)\(", "".join(scripts), re.M))
    said = README[README.index("`figure.range`") : README.index("begins:")]
    named = set(re.findall(r"`(?:figure\.)?(\w+)(?:\(\w*\))?`", said)) - {"gid"}
    assert len(named) > 8
    assert named <= methods


def test_it_names_every_target_of_the_makefile():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    for target in {*targets} - {"install"}:
        assert f"make {target}" in README, target
