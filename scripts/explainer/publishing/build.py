"""Builds the site beside the last good one, strictly, and swaps them only when it is whole."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from explainer.drawing import pictures
from explainer.project import ROOT, SITE
from explainer.publishing import comment_settings
from explainer.publishing.mistakes import Heard, mistakes
from explainer.publishing.publish import publish

FIXED_DATE = "315532800"  # 1980, where no commit tells the date


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

    Raises what MkDocs, an extension or `publish` raises, and Abort after any warning.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    comment_settings.kind()
    address = os.environ.get("SITE_URL")
    known = {"site_url": address} if address else {}
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(folder), **known)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    pictures.make(folder)
    publish(folder)


def put_in_place(new, site):
    """Rename the new folder to `site`; a failure on the way brings the old one back."""
    old = site.with_name(f"{site.name}.old")
    if old.exists():
        # A build was killed between the two renames below.
        if site.exists():
            shutil.rmtree(old)
        else:
            old.rename(site)
    if not site.exists():
        new.rename(site)
        return
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    shutil.rmtree(old)


def main(arguments):
    """`--into FOLDER`: where the site goes, `site/` by default; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m explainer build")
    parser.add_argument("--into", type=Path, default=SITE, metavar="FOLDER")
    site = parser.parse_args(arguments).into.resolve()
    new = site.with_name(f"{site.name}.new")
    os.chdir(ROOT)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("SOURCE_DATE_EPOCH", date_of_commit())
    begun = time.monotonic()
    shutil.rmtree(new, ignore_errors=True)
    try:
        with Heard() as heard:
            build(new)
        put_in_place(new, site)
    # The one place where any failure becomes a line that an author can read.
    except Exception as error:
        for mistake in mistakes(error, heard.lines):
            print(mistake.trace + mistake.line, file=sys.stderr)
        if site.exists():
            print(f"{site.name}/ is still the last good site.", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(new, ignore_errors=True)
    pages = sum(1 for _ in site.rglob("*.html"))
    print(f"Built {pages} pages into {site} in {time.monotonic() - begun:.1f} s")
    return 0
