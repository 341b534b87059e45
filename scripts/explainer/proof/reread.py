"""`make reread`: shows every paragraph that is to be read again, with what changed; confirms it."""

import argparse
import difflib
import json
import os

from explainer import cache
from explainer.project import ROOT, relative
from explainer.proof import ledger
from explainer.proof.check import wanted
from explainer.proof.paragraphs import paragraphs
from explainer.reader.pages import pages


def remembered():
    """What words and things were when they were confirmed, by page and digest, where it is kept."""
    found = {}
    for name in cache.names("judged"):
        page, said = json.loads(cache.read("judged", name) or '["", {}]')
        found.setdefault(page, {}).update(said)
    return found


def differences(old, new):
    """The lines in which two texts differ."""
    old, new = old.splitlines(), new.splitlines()
    for change in difflib.unified_diff(old, new, lineterm="", n=0):
        if not change.startswith(("---", "+++", "@@")):
            yield change


def _near(text, others):
    """Of some texts, the one that a text may have been."""
    return next(iter(difflib.get_close_matches(text, others, 1, 0.5)), None)


def shown(unread, words, known):
    """The paragraphs of a page that are to be read again, as lines: each, and what has changed.

    `words` are digests of what is no longer there, `known` what was confirmed, by digest.
    """
    told, gone = set(), [known[digest] for digest in words if digest in known]
    for one in unread:
        yield f"{one.paragraph.place}: {one.fault.what}"
        if one.lost is None and (old := _near(one.paragraph.words, gone)):
            yield f"    was: {old}"
        yield f"    now: {one.paragraph.words}"
        for thing in one.changed:
            if thing not in told:
                before = _near(thing.text, [known[d] for d in one.lost if d in known])
                new = differences(before, thing.text) if before else thing.text.splitlines()
                yield from (f"  {thing}:", *(f"    {line}" for line in new))
            told.add(thing)
        yield ""


def main(arguments):
    """`PAGE`: the one page to confirm, else all; shows what is to be read, writes the ledger."""
    parser = argparse.ArgumentParser(prog="python -m explainer reread")
    parser.add_argument("page", nargs="?", metavar="PAGE")
    name = parser.parse_args(arguments).page
    only = wanted(name) if name else None
    os.chdir(ROOT)
    kept, made, memory, count = ledger.Ledger(), paragraphs(pages()), remembered(), 0
    for page, found in made.items():
        if page.file == (only or page).file:
            unread, here = kept.unread(page, found), {p.digest for p in found}
            gone = {words for words, _ in kept.pages.get(page.file, ())} - here
            for line in shown(unread, gone, memory.get(page.file, {})):
                print(line)
            ledger.remember(page, found)
            count += len(unread)
    ledger.LEDGER.write_bytes(ledger.text(kept, made, only).encode())
    print(f"{count} paragraph{'s' * (count != 1)} confirmed in {relative(ledger.LEDGER)}")
    return 0
