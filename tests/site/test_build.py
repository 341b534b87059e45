"""A build gives the whole site or none, and the same whatever became of the caches."""

import html
import os
import re
import subprocess
import sys
import time
from itertools import cycle
from unittest.mock import Mock

import circles
import pytest
from explainer import cache
from explainer.faults import Mistake
from explainer.mutation.sandbox import copy_project, explainer
from explainer.project import ROOT
from explainer.publishing import build
from explainer.reader.pages import pages
from trials import held, whole


def explain(project, *arguments, **environment):
    """Run `python -m explainer` on another copy of the project."""
    return subprocess.run(**explainer(project, *arguments, **environment), capture_output=True)


@pytest.fixture(scope="module")
def project(site, tmp_path_factory):
    """A copy of the project elsewhere, with the caches that building the site has filled."""
    assert site.is_dir()
    return copy_project(tmp_path_factory.mktemp("first") / "a folder elsewhere", warm=True)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A site of two pages, built."""
    project = circles.write(tmp_path_factory.mktemp("small") / "project")
    assert explain(project, "build").returncode == 0
    return project


def test_a_failed_build_leaves_the_last_good_site_and_names_the_place(small):
    page = small / "docs" / "index.md"
    text = page.read_text("utf-8")
    before = held(small / "site")
    page.write_text(text + '\n\n```python\n--8<-- "no_such.py"\n```\n', "utf-8")
    done = explain(small, "build")
    page.write_text(text, "utf-8")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    line = text.count("\n") + 4
    assert f"docs/index.md:{line}: there is no snippets/no_such.py; " in done.stderr
    assert done.stderr.splitlines()[-1] == "site/ is still the last good site."
    assert held(small / "site") == before
    assert [path.name for path in (small / ".site.builds").iterdir()] == ["lock"]


def test_what_the_proofs_find_keeps_the_site_from_being_published(tmp_path, monkeypatch, capsys):
    line = "docs/index.md:3: a raw <script> would be published; move it to docs/live"
    monkeypatch.setattr(build, "build", lambda folder: folder.mkdir())
    monkeypatch.setattr(build, "Checker", lambda: Mock(answer=lambda: [Mistake(line)]))
    monkeypatch.chdir(ROOT)
    assert build.main(["--into", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err == f"{line}\n"
    assert not (tmp_path / "site").exists()


def test_a_warning_of_mkdocs_fails_the_build_with_its_place(small):
    page = small / "docs" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(text + "\n\n[nothing](nowhere.md)\n", "utf-8")
    done = explain(small, "build")
    page.write_text(text, "utf-8")
    assert done.returncode == 1
    line = text.count("\n") + 3
    assert re.search(rf"^docs/index\.md:{line}: .*'nowhere\.md'", done.stderr, re.M), done.stderr


def test_a_folder_that_holds_something_else_is_never_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("years", "utf-8")
    done = explain(ROOT, "build", "--into", str(tmp_path))
    assert done.returncode == 2
    assert "is something else than a site; name a folder that is not there" in done.stderr
    assert held(tmp_path) == {"thesis.txt": b"years"}


PROVED = {"answers", "examples", "judged", "made"}
"""What pages answer, say and make, and examples print, is kept for proofs alone."""
BUILT = set(cache.KINDS) - PROVED
ALIKE = ("cells", "compressed", "notebooks", "pictures")
"""Kinds of which one program makes every value: two stand for all. A figure has its own program."""
SPOILERS = {
    "truncated": lambda data: data[: len(data) // 2],
    "emptied": lambda data: b"",
    "altered": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
}


def values(project):
    """The paths of what is kept for builds, by its kind; some of it no page needs any more."""
    return {kind: sorted((project / ".cache" / kind).iterdir()) for kind in sorted(BUILT)}


def numbers(project):
    """The file's own number of every value: one that is made again has another."""
    return {path: path.stat().st_ino for kind in values(project).values() for path in kind}


@pytest.fixture(scope="module")
def again(project):
    """A build from the caches that the build of `site` has warmed: what it said, and before and
    after it the values' numbers. It touches what it reads, as all of it is of long ago.
    """
    before = numbers(project)
    long_ago = time.time() - 2 * cache.DAY
    for path in before:
        os.utime(path, (long_ago, long_ago))
    return whole(project), before, numbers(project)


def test_a_second_build_draws_and_typesets_nothing_again(again):
    said, before, after = again
    assert before
    assert "drew" not in said
    assert after == before


@pytest.mark.usefixtures("again")
def test_one_commit_gives_one_site_byte_for_byte_and_no_spoilt_value_reaches_it(site, project):
    """Elsewhere, at another time and in another language; what is read is spoilt."""
    spoilt, ways, today = {}, cycle(SPOILERS.values()), time.time() - cache.DAY
    for kind, paths in values(project).items():
        read = [path for path in paths if path.stat().st_mtime > today]
        assert read, f"a build reads no {kind}"
        for path in read[:2] if kind in ALIKE else read:
            spoilt[path] = path.read_bytes()
            path.write_bytes(next(ways)(spoilt[path]))
    there = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "77"}
    whole(project, SOURCE_DATE_EPOCH=build.date_of_commit(), **there)
    one, two = held(site), held(project / "site")
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
    assert [path for path, data in spoilt.items() if path.read_bytes() != data] == []


def article(path):
    """What a page says, whitespace and the builders' own attributes aside."""
    text = path.read_text("utf-8")
    inner = re.search(r"<article[^>]*>(.*)</article>", text, re.S)[1]
    # The target of its skip link, and a mark that its search consumes and MkDocs' leaves.
    inner = re.sub(r'<a id="__skip"[^>]*></a>| data-search-exclude=""', "", inner)
    # To the successor a notebook is a file, not a page.
    inner = re.sub(r'(href="(?:\.\./)*notebooks/[\w-]+)(?:\.ipynb|/)"', r'\1"', inner)
    return re.sub(r"\s+", " ", re.sub(r"\s*(<[^>]*>)\s*", r"\1", html.unescape(inner))).strip()


def test_the_successor_of_the_theme_builds_the_same_pages(project, tmp_path):
    mkdocs = tmp_path / "mkdocs"
    environment = os.environ | {"PYTHONPATH": str(project / "scripts")}
    for command in (
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(mkdocs)],
        [sys.executable, "-m", "zensical", "build", "-f", "zensical.yml", "--strict"],
    ):
        done = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
    zensical = project / ".cache" / "zensical"
    # Notebooks are pages of a plugin, which the successor does not run.
    names = [page.name.removesuffix(".md").removesuffix("index") for page in pages()]
    assert "" in names
    for name in names:
        one, two = (folder / name / "index.html" for folder in (mkdocs, zensical))
        assert article(one) == article(two), name
