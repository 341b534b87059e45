"""A page of an earlier build finds the files that it names, and the site grows not for ever."""

import multiprocessing

import pytest
from explainer.publishing import earlier, swap

FORK = multiprocessing.get_context("fork")
# The programs that are started here do nothing with threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def build(site, name):
    """A site whose page names two files by their content, which is the build's name."""
    stamp = name.encode().hex().rjust(8, "0")
    with swap.workshop(site) as folder:
        new = folder / "site"
        (new / f"live.{stamp}").mkdir(parents=True)
        (new / "index.html").write_text(stamp, "utf-8")
        for part in asked(new, stamp):
            part.write_text(name, "utf-8")
        earlier.note(new)
        swap.put_in_place(new, site)
    return stamp


def asked(site, stamp):
    return [site / f"live.{stamp}" / "a.js", site / f"site.{stamp}.css"]


def kept(site):
    """The stamps whose files the site holds; of each both, or it is told."""
    stamps = {path.name.split(".")[1] for path in site.iterdir() if path.name != "index.html"}
    stamps -= {"json"}
    for stamp in stamps:
        assert [path for path in asked(site, stamp) if not path.is_file()] == []
    return stamps


def test_the_files_of_two_earlier_builds_stay_and_no_more(tmp_path):
    site = tmp_path / "site"
    stamps = []
    for n, name in enumerate("abcde"):
        stamps.append(build(site, name))
        assert kept(site) == set(stamps[max(0, n - 2) :])
        assert (site / "index.html").read_text("utf-8") == stamps[-1]
    assert asked(site, stamps[2])[0].read_text("utf-8") == "c"


def test_the_same_build_again_displaces_nothing(tmp_path):
    site = tmp_path / "site"
    stamps = {build(site, name) for name in "abc"}
    for _ in range(3):
        build(site, "c")
    assert kept(site) == stamps
    build(site, "a")
    assert kept(site) == stamps


@pytest.mark.parametrize("text", [None, "", "{", "7", "null", "[3]", '["../../x"]', '{"a": 1}'])
def test_a_site_whose_manifest_is_lost_or_spoilt_is_replaced_all_the_same(tmp_path, text):
    site = tmp_path / "site"
    build(site, "a")
    (site / earlier.MANIFEST).unlink()
    if text is not None:
        (site / earlier.MANIFEST).write_text(text, "utf-8")
    assert kept(site) and build(site, "b") in kept(site)
    assert build(site, "c") in kept(site) and len(kept(site)) == 2


def test_nothing_outside_of_the_old_site_is_brought_in(tmp_path):
    site = tmp_path / "site"
    build(site, "a")
    (tmp_path / "key.0123abcd.txt").write_text("secret", "utf-8")
    names = ["../key.0123abcd.txt", str(tmp_path / "key.0123abcd.txt")]
    earlier.write(site, [names])
    build(site, "b")
    assert not list(site.rglob("key*"))
    assert len(kept(site)) == 1


def test_of_two_builds_at_once_the_later_keeps_the_other(tmp_path):
    site = tmp_path / "site"
    first = build(site, "first")
    for pair in ("ab", "cd"):
        both = [FORK.Process(target=build, args=(site, name)) for name in pair]
        for process in both:
            process.start()
        for process in both:
            process.join()
        assert [process.exitcode for process in both] == [0, 0]
        found = kept(site)
        assert {name.encode().hex().rjust(8, "0") for name in pair} < found
        assert len(found) == 3
        assert pair == "cd" or first in found


def test_a_failure_on_the_way_leaves_the_old_site(tmp_path, monkeypatch):
    site = tmp_path / "site"
    old = build(site, "a")

    def full(*_):
        raise OSError(28, "no space is left")

    monkeypatch.setattr(earlier.shutil, "copyfile", full)
    with pytest.raises(OSError, match="no space"):
        build(site, "b")
    assert kept(site) == {old}
    assert (site / "index.html").read_text("utf-8") == old
