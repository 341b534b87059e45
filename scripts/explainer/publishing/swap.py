"""Puts a new site in the old one's place: whole or not at all, however many build at once."""

import ctypes
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from explainer import mutex
from explainer.publishing import earlier

HERE = -100
EXCHANGE = 2
"""The system's own numbers: paths from the working directory, two that change places."""


def home_of(site):
    """The folder beside a site in which builds work, each in a folder of its own."""
    return site.with_name(f".{site.name}.builds")


def remove(folder, lock):
    shutil.rmtree(folder, ignore_errors=True)
    # Windows removes no open file: the next build does.
    with suppress(OSError):
        lock.unlink()


def tidy(site):
    """Undo what a killed build left: a site half swapped, a folder that nobody works in."""
    home = home_of(site)
    aside = home / "old"
    if aside.exists() and not site.exists():
        aside.rename(site)
    # A folder, its lock, or what a build killed while it removed them has left of the two.
    for name in {path.name.removesuffix(".lock") for path in home.iterdir()} - {"lock"}:
        folder, lock = home / name, home / f"{name}.lock"
        with mutex.held(lock, wait=False) as unused:
            if unused:
                remove(folder, lock)


@contextmanager
def workshop(site):
    """A folder in which to build, gone afterwards: `put_in_place` takes the site out of it."""
    home = home_of(site)
    home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        with mutex.held(home / "lock"):
            tidy(site)
            folder = Path(tempfile.mkdtemp(dir=home))
            lock = folder.with_name(f"{folder.name}.lock")
            stack.enter_context(mutex.held(lock))
        try:
            yield folder
        finally:
            remove(folder, lock)


def readable(folder):
    """Let a web server read what it is to show, whatever the author's umask says."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)


def exchanged(one, other):
    """Let two folders change places at one stroke; returns whether this system could."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, TypeError):
        return False
    return renameat2(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0


def put_in_place(new, site):
    """Let the new folder be the site; a failure on the way brings the old one back."""
    with mutex.held(home_of(site) / "lock"):
        earlier.keep(site, new)
        readable(new)
        if not site.exists():
            new.rename(site)
        elif not exchanged(new, site):
            aside = home_of(site) / "old"
            site.rename(aside)
            try:
                new.rename(site)
            except OSError:
                aside.rename(site)
                raise
            shutil.rmtree(aside)
