"""What is kept between builds is what was made, or is made again."""

import os
import time

import pytest
from explainer import cache, project

VALUE = b"<mn>1</mn>"
SPOILT = {
    "truncated": lambda data: data[:-1],
    "cut within its digest": lambda data: data[:7],
    "emptied": lambda data: b"",
    "altered": lambda data: data.replace(b"1", b"7"),
    "altered in its digest": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "longer": lambda data: data + b" ",
    "of an earlier form": lambda data: VALUE,
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "CACHE", tmp_path)
    return tmp_path


def test_a_value_is_made_once():
    assert cache.kept("equations", "one", lambda: VALUE) == VALUE
    assert cache.kept("equations", "one", lambda: 1 / 0) == VALUE
    assert cache.names("equations") == ["one"]


def test_an_empty_value_is_a_value():
    assert cache.read("figures", "none") is None
    cache.write("figures", "none", b"")
    assert cache.read("figures", "none") == b""


@pytest.mark.parametrize("way", SPOILT.values(), ids=SPOILT)
@pytest.mark.parametrize("kind", cache.KINDS)
def test_a_spoilt_value_is_made_again(kind, way):
    cache.write(kind, "one", VALUE)
    path = cache.place(kind, "one")
    path.write_bytes(way(path.read_bytes()))
    assert cache.read(kind, "one") is None
    assert cache.kept(kind, "one", lambda: VALUE) == VALUE
    assert cache.read(kind, "one") == VALUE


def test_a_value_under_the_name_of_another_is_none():
    cache.write("pictures", "one", VALUE)
    cache.place("pictures", "one").rename(cache.place("pictures", "two"))
    assert cache.read("pictures", "two") is None


def test_a_write_that_fails_leaves_what_was_there(folder, monkeypatch):
    cache.write("pictures", "one", VALUE)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        cache.write("pictures", "one", b"another")
    assert cache.read("pictures", "one") == VALUE
    assert [path.name for path in (folder / "pictures").iterdir()] == ["one"]


def test_what_nobody_reads_goes_and_nothing_else_does(folder):
    other = folder / "lighthouse" / "index.js"
    other.parent.mkdir()
    other.touch()
    for name in ("read", "unread", "half.tmp", "new.tmp"):
        cache.write("figures", name, VALUE)
    for name in ("figures/read", "figures/unread", "figures/half.tmp", "lighthouse/index.js"):
        os.utime(folder / name, (0, time.time() - cache.OLD - 60))
    assert cache.read("figures", "read") == VALUE
    cache.prune()
    left = sorted(path.name for path in folder.rglob("*") if path.is_file())
    assert left == ["index.js", "new.tmp", "read"]
