"""Builds the site beside the last good one, strictly, and publishes it only when it is whole."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from mkdocs.exceptions import Abort

from explainer import cache
from explainer.drawing import pictures
from explainer.faults import Fault
from explainer.project import ROOT, SITE
from explainer.proof import links
from explainer.publishing import search
from explainer.publishing.checker import Checker
from explainer.publishing.mistakes import Heard, mistakes
from explainer.publishing.notebook_cache import notebooks_kept
from explainer.publishing.publish import publish
from explainer.publishing.swap import put_in_place, workshop

FIXED_DATE = "315532800"  # 1980, where no commit tells the date


def date_of_commit():
    """Seconds since 1970 of the last commit, so that two builds of it hold the same dates."""
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        found = subprocess.run(git, capture_output=True, text=True)
    except FileNotFoundError:
        return FIXED_DATE
    return found.stdout.strip() or FIXED_DATE


def pages(folder, command="build", address=None, **settings):
    """Let MkDocs build the site into a folder. Raises what it or an extension raises."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    # Before MkDocs follows them without end.
    for fault in links.symbolic():
        raise fault
    known = {"site_url": address} if address else {}
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), **known, **settings)
    search.list_only()
    config.plugins.on_startup(command=command, dirty=False)
    try:
        with notebooks_kept(config):
            mkdocs_build(config, serve_url=address if command == "serve" else None)
    finally:
        config.plugins.on_shutdown()


def build(folder):
    """Build the published site into a folder, which is made anew.

    Raises what MkDocs, an extension or `publish` raises, and Abort after any warning.
    """
    pages(folder, address=os.environ.get("SITE_URL"), strict=True)
    pictures.make(folder)
    publish(folder)
    cache.prune()


class Wrong(Exception):
    """The site is built, and the checks have found what is wrong with it."""

    def __init__(self, found):
        super().__init__(found)
        self.found = found


def something_else(site):
    """Whether a path leads to what no build has made, and no build may take away."""
    if not site.is_dir():
        return site.exists()
    return any(site.iterdir()) and not (site / "404.html").is_file()


def main(arguments):
    """`--into FOLDER`: where the site goes, `site/` by default; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m explainer build")
    parser.add_argument("--into", type=Path, default=SITE, metavar="FOLDER")
    site = parser.parse_args(arguments).into.resolve()
    if something_else(site):
        parser.error(f"{site} is something else than a site; name a folder that is not there")
    os.chdir(ROOT)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("SOURCE_DATE_EPOCH", date_of_commit())
    begun = time.monotonic()
    heard, checker = Heard(), Checker()
    try:
        with workshop(site) as folder:
            checker.ask()
            with heard:
                build(folder / "site")
            if found := checker.answer():
                raise Wrong(found)
            count = sum(1 for _ in (folder / "site").rglob("*.html"))
            put_in_place(folder / "site", site)
    # The one place where any failure becomes a line that an author can read.
    except Exception as error:
        told = error.found if isinstance(error, Wrong) else mistakes(error, heard.lines)
        if isinstance(error, Fault | Abort):
            known = {mistake.line for mistake in told}
            told += [m for m in checker.answer() if m.line not in known and not m.trace]
        for mistake in told:
            print(mistake.trace + mistake.line, file=sys.stderr)
        if site.exists():
            print(f"{site.name}/ is still the last good site.", file=sys.stderr)
        return 1
    finally:
        checker.close()
    print(f"Built {count} pages into {site} in {time.monotonic() - begun:.1f} s")
    return 0
