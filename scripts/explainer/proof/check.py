"""`make check`: every fault of the site, or of one page, then what is to be read again."""

import argparse
import os
import sys
import time
from pathlib import Path

from explainer.project import DOCS, ROOT
from explainer.proof import site
from explainer.reader.pages import Page, pages


def wanted(name):
    """The page that a path or a name in docs/ means; exits with what there is if none does."""
    for path in (ROOT / name, DOCS / name, Path(name)):
        if path.resolve() in {page.path.resolve() for page in pages()}:
            return Page(path.resolve())
    there = ", ".join(page.file for page in pages())
    sys.exit(f"there is no page {name!r}; check one of {there}")


def main(arguments):
    """`PAGE`: the one page to check; prints the faults, returns 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m explainer check")
    parser.add_argument("page", nargs="?", metavar="PAGE")
    name = parser.parse_args(arguments).page
    page, begun = wanted(name) if name else None, time.monotonic()
    os.chdir(ROOT)
    found, again = site.told(page)
    for fault in [*found, *again]:
        print(fault)
    what = page.file if page else f"{len(pages())} pages"
    result = f"{len(found)} fault{'s' * (len(found) != 1)}" if found else "nothing wrong"
    result += f", {len(again)} to be read again" * bool(again)
    print(f"{what}: {result} ({time.monotonic() - begun:.1f} s)", file=sys.stderr)
    return 1 if found or again else 0
