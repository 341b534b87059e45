"""The ledger of judgement: which paragraphs somebody has read beside what they lean on today.

A line of it is a page, a digest of a paragraph's words, and one of each thing that they lean on.
It holds for a paragraph of these words that still leans on all of these things.
"""

import json
import re
from dataclasses import dataclass, field

from explainer import cache
from explainer.faults import Fault, Place
from explainer.project import SCRIPTS, relative
from explainer.proof.paragraphs import Paragraph, paragraphs
from explainer.sources import text_of

LEDGER = SCRIPTS / "ledger.txt"
OPENING = "# Paragraphs as they were confirmed, with what they leaned on; make reread writes it."
LINE = re.compile(r"(?P<page>\S+) (?P<words>[0-9a-f]{10})(?P<things>(?: [0-9a-f]{6})*)")
CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})( .*)?")


@dataclass(frozen=True)
class Unread:
    """A paragraph that nobody has confirmed as it is; `lost` are digests of what it leaned on.

    Where its words are not those of the ledger, `lost` is None.
    """

    paragraph: Paragraph
    lost: frozenset | None = None
    changed: list = field(default_factory=list)

    @property
    def fault(self):
        """What `make check` says of it."""
        if self.lost is None:
            what = "nobody has confirmed these words"
        elif self.changed:
            what = f"this leans on what has changed: {', '.join(map(str, self.changed))}"
        else:
            what = "something that this leaned on is gone"
        return Fault(self.paragraph.place, what, "read it again, then run make reread")


class Ledger:
    """What the ledger's file states: by page, its lines; and the Fault of one that is none."""

    def __init__(self):
        self.pages, self.fault = {}, None
        text = text_of(LEDGER) if LEDGER.is_file() else ""
        for n, line in enumerate(text.split("\n"), 1):
            if m := LINE.fullmatch(line):
                confirmed = m["words"], frozenset(m["things"].split())
                self.pages.setdefault(m["page"], []).append(confirmed)
            elif line and not line.startswith("#") and not self.fault:
                what = "this is no line of the ledger"
                if CONFLICT.fullmatch(line):
                    what = "this ledger holds a conflict"
                remedy = "run make reread, which keeps what either side has confirmed"
                self.fault = Fault(Place(relative(LEDGER), n), what, remedy)

    def unread(self, page, found):
        """The paragraphs of a page that no line of it holds for; each line holds for one."""
        lines, made = {}, []
        for words, things in self.pages.get(page.file, ()):
            lines.setdefault(words, []).append(things)
        for paragraph in found:
            now = {thing.digest for thing in paragraph.things}
            known = lines.get(paragraph.digest, [])
            held = max((things for things in known if things <= now), key=len, default=None)
            if held is not None:
                known.remove(held)
                continue
            near = max(known, key=lambda things: len(things & now), default=None)
            lost = near and near - now
            new = [t for t in paragraph.things if near is not None and t.digest not in near]
            made.append(Unread(paragraph, lost, new))
        return made


def text(ledger, made, only=None):
    """The ledger with every paragraph confirmed; only: those of one page, the others as they were.

    `made` are the paragraphs by page.
    """
    lines = {page.file: ledger.pages.get(page.file, []) for page in made}
    for page, found in made.items():
        if page.file == (only or page).file:
            now = [(p.digest, {thing.digest for thing in p.things}) for p in found]
            lines[page.file] = now
    rows = [
        " ".join([file, words, *sorted(things)])
        for file, confirmed in lines.items()
        for words, things in confirmed
    ]
    return "\n".join([OPENING, *rows, ""])


def judged(site):
    """By page, its paragraphs and those of them that nobody has confirmed, and the file's Fault.

    Nothing where there is no ledger: `make reread` begins one.
    """
    if not LEDGER.is_file():
        return {}, None
    ledger = Ledger()
    made = {page: (found, ledger.unread(page, found)) for page, found in paragraphs(site).items()}
    for page, (found, unread) in made.items():
        if not unread:
            remember(page, found)
    return made, ledger.fault


def remember(page, found):
    """Keep what was confirmed, so that `make reread` can say what has changed since."""
    said = {p.digest: p.words for p in found}
    said |= {thing.digest: thing.text for p in found for thing in p.things}
    data = json.dumps([page.file, said]).encode()
    cache.kept("judged", cache.key([page.file, sorted(said)]), lambda: data)


def folded(page, unread):
    """A Fault for all of a page's paragraphs that are to be read again."""
    if len(unread) == 1:
        return unread[0].fault
    what = f"from here on, {len(unread)} paragraphs are to be read again"
    remedy = f"make reread PAGE={page.file} shows and confirms them"
    return Fault(unread[0].paragraph.place, what, remedy)


def faults(site, only=None, fold=False):
    """A Fault for each paragraph that is to be read again; fold: for each page that has some.

    A page of which nothing was ever confirmed is always told in one line.
    """
    made, broken = judged(site)
    if broken and not only:
        yield broken
    for page, (found, unread) in made.items():
        if unread and page.file == (only or page).file:
            if fold or len(unread) == len(found):
                yield folded(page, unread)
            else:
                yield from (one.fault for one in unread)
