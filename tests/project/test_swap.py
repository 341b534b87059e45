"""A published site is whole, whoever builds, is killed or reads meanwhile."""

import multiprocessing
import os
import random
import shutil
import signal
import sys
import threading
import time

import pytest
from explainer import mutex
from explainer.publishing import swap

COUNT = int(os.environ.get("TRIALS", "5"))
"""How many pairs of builds, and how many kills: `TRIALS=50` is the long form."""
FORK = multiprocessing.get_context("fork")
# The programs that are started here do nothing with threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
PAGES = [*(f"{n}/index.html" for n in range(20)), "index.html"]


@pytest.fixture(params=["at one stroke", "by two renames"])
def site(request, tmp_path, monkeypatch):
    """Where the site of a system stands that can exchange folders, or that cannot."""
    if request.param == "by two renames":
        monkeypatch.setattr(swap, "exchanged", lambda one, other: False)
    return tmp_path / "site"


def write(folder, name):
    """A site each of whose pages says who built it."""
    for page in PAGES:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(name, "utf-8")


def build(site, name):
    with swap.workshop(site) as folder:
        write(folder / "site", name)
        swap.put_in_place(folder / "site", site)


def fails(site):
    """A build that breaks off before it has a site."""
    with pytest.raises(ZeroDivisionError), swap.workshop(site):
        raise ZeroDivisionError


def said(site):
    """What the pages of a site say: one name alone where it is whole."""
    names = {(site / page).read_text("utf-8") for page in PAGES}
    assert len(names) == 1 and sum(path.is_file() for path in site.rglob("*")) == len(PAGES)
    return names.pop()


def left(site):
    return sorted(path.name for path in swap.home_of(site).iterdir())


class Reader(threading.Thread):
    """Asks for the first page and the last, again and again; notes what was missing or mixed."""

    def __init__(self, site):
        super().__init__()
        self.site, self.going, self.seen = site, True, 0
        self.missing, self.mixed = [], []

    def run(self):
        while self.going:
            try:
                first, other, again = (
                    (self.site / page).read_text("utf-8")
                    for page in ("index.html", PAGES[0], "index.html")
                )
            except FileNotFoundError as error:
                self.missing.append(str(error))
                continue
            self.seen += 1
            # Between two looks at the first page a whole site may have come.
            if first == again and other != first:
                self.mixed.append((first, other))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.going = False
        self.join()


def test_of_two_builds_at_once_one_is_published_whole(site):
    for n in range(COUNT):
        pair = [FORK.Process(target=build, args=(site, f"{n} {who}")) for who in "ab"]
        for process in pair:
            process.start()
        for process in pair:
            process.join()
        assert [process.exitcode for process in pair] == [0, 0]
        assert said(site) in (f"{n} a", f"{n} b")
        assert left(site) == ["lock"]


def build_for_ever(site):
    for n in range(10**9):
        build(site, f"built {n}")


def test_a_killed_build_leaves_a_whole_site_at_every_moment(site, tmp_path):
    build(site, "first")
    chance = random.Random(1)
    with Reader(site) as reader:
        for _ in range(COUNT):
            process = FORK.Process(target=build_for_ever, args=(site,))
            process.start()
            time.sleep(0.05 + chance.random() * 0.1)
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            fails(site)
            assert said(site)
            assert left(site) == ["lock"]
    assert reader.seen > COUNT
    assert reader.mixed == []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    if swap.exchanged(tmp_path / "one", tmp_path / "other"):
        assert reader.missing == []


@pytest.mark.skipif(sys.platform != "linux", reason="no other system is asked to")
def test_linux_lets_two_folders_change_places(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    write(one, "one")
    write(other, "other")
    assert swap.exchanged(one, other)
    assert (said(one), said(other)) == ("other", "one")
    assert not swap.exchanged(one, tmp_path / "none")


def test_a_site_killed_between_two_renames_is_back_though_the_next_build_fails(
    tmp_path, monkeypatch
):
    site = tmp_path / "site"
    build(site, "old")
    monkeypatch.setattr(swap, "exchanged", lambda one, other: False)
    honest = type(site).rename

    def killed(path, target):
        honest(path, target)
        os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patched:
        patched.setattr(type(site), "rename", killed)
        process = FORK.Process(target=build, args=(site, "new"))
        process.start()
        process.join()
    assert process.exitcode == -signal.SIGKILL
    assert not site.exists()
    fails(site)
    assert said(site) == "old"
    assert left(site) == ["lock"]


def test_a_rename_that_fails_brings_the_old_site_back(site):
    build(site, "old")
    with pytest.raises(FileNotFoundError), swap.workshop(site) as folder:
        (folder / "site").mkdir()
        shutil.rmtree(folder / "site")
        swap.put_in_place(folder / "site", site)
    assert said(site) == "old"


def test_a_build_takes_no_other_folder_away(site):
    with swap.workshop(site) as one:
        with swap.workshop(site) as other:
            assert one.is_dir() and other.is_dir() and one != other
        assert one.is_dir() and not other.exists()
    assert left(site) == ["lock"]


def test_a_lock_without_its_folder_goes_with_the_next_build(site):
    build(site, "old")
    (swap.home_of(site) / "killed.lock").touch()
    fails(site)
    assert left(site) == ["lock"]


def test_a_web_server_may_read_what_a_private_person_builds(site):
    before = os.umask(0o077)
    try:
        build(site, "private")
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (site, *site.rglob("*")) if path.is_dir()}
    assert modes == {0o755}
    assert {(site / page).stat().st_mode & 0o777 for page in PAGES} == {0o644}


def test_a_lock_that_another_holds_is_not_held_here(tmp_path):
    with mutex.held(tmp_path / "lock") as first, mutex.held(tmp_path / "lock", False) as second:
        assert (first, second) == (True, False)
    with mutex.held(tmp_path / "lock", False) as third:
        assert third
