"""Builds the site beside the last good one, strictly, and swaps them only when it is whole."""

import argparse
import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from explainer.project import ROOT, SITE
from explainer.publish import publish

FIXED_DATE = "315532800"  # 1980, where no commit tells the date


class OneLine(logging.Handler):
    """Prints what MkDocs warns of, a line each."""

    def emit(self, record):
        print(record.getMessage().strip(), file=sys.stderr)


def date_of_commit():
    """Seconds since 1970 of the last commit, so that two builds of it hold the same dates."""
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        found = subprocess.run(git, capture_output=True, text=True)
    except FileNotFoundError:
        return FIXED_DATE
    return found.stdout.strip() or FIXED_DATE


def build(folder):
    """Build the published site into a folder, which is made anew.

    Raises `mkdocs.exceptions.BuildError` or `Abort` at the first mistake, and also when
    MkDocs only warns.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    os.environ.setdefault("SOURCE_DATE_EPOCH", date_of_commit())
    handler = OneLine(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(folder))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        publish(folder)
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)


def replace(new, old):
    """Put the new folder where the old one is; the old one is gone only when the new one stands."""
    leftover = old.with_name(old.name + ".old")
    shutil.rmtree(leftover, ignore_errors=True)
    if old.exists():
        old.rename(leftover)
    new.rename(old)
    shutil.rmtree(leftover, ignore_errors=True)


def main(arguments):
    """`--into FOLDER`: where the site goes, by default `site/`."""
    parser = argparse.ArgumentParser(prog="python -m explainer build")
    parser.add_argument("--into", type=Path, default=SITE, metavar="FOLDER")
    site = parser.parse_args(arguments).into.resolve()
    new = site.with_name(site.name + ".new")
    begun = time.monotonic()
    try:
        shutil.rmtree(new, ignore_errors=True)
        build(new)
        replace(new, site)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    pages = sum(1 for _ in site.rglob("*.html"))
    print(f"Built {pages} pages into {site} in {time.monotonic() - begun:.1f} s")
    return 0
