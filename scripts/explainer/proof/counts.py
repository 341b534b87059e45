"""What is proved, counted: the tables of the page "How this site is checked"."""

from itertools import zip_longest

from explainer.drawing.drawings import names
from explainer.faults import Place, Stale
from explainer.project import DOCS, relative
from explainer.proof import captions, derivations, figures, links, numbers, outputs, paragraphs
from explainer.reader.blocks import blocks
from explainer.reader.pages import pages
from explainer.sources import text_of

PAGE = DOCS / "checks.md"


def counted(site):
    """The pages that are counted: all but the page of the counts, which quotes the others."""
    return [page for page in site if page.path != PAGE]


def claims(site):
    """Every relation of a formula on the site, with what became of it."""
    return [claim for page in counted(site) for claim in derivations.check(page)]


def examples(site):
    """The worked examples that the pages include, hidden ones too, each once, by their places."""
    found = [block for page in site for block in blocks(page.fences)]
    return {block.place: block for block in found if block.expected}


def proved(site):
    """The table of what is proved, as Markdown."""
    relations, site = claims(site), counted(site)
    included, (run, _) = examples(site), outputs.count()
    expected = sum(block.expected is not None for block in included.values())
    held = sum(claim.status in ("proved", "definition") for claim in relations)
    said = sum(len(numbers.claims(page)) for page in site)
    asked = sum(map(figures.asked, names()))
    linked = sum(len(list(links.targets(page))) for page in site)
    rows = [
        ("examples, shown or hidden", len(included), "run, each in a namespace of its own"),
        ("outputs", expected, "compared with what is printed, character by character"),
        ("further examples, on no page", run - len(included), "run and compared likewise"),
        (
            "numbers in the text",
            said,
            "the rounding of a number that a block of the section prints",
        ),
        (
            "relations in formulas",
            held,
            "compared from their TeX at random points, or a definition",
        ),
        ("figures", asked, "every curve, mark and label compared with its formula"),
        ("links, references, anchors", linked, "lead somewhere"),
    ]
    lines = ["| what | how many | what is checked |", "|---|---:|---|"]
    return "\n".join(lines + [f"| {what} | {n:,} | {how} |" for what, n, how in rows])


def unproved(site):
    """The relations that are not compared, each with its reason, as Markdown."""
    left = [claim for claim in claims(site) if claim.status not in ("proved", "definition")]
    if not left:
        return "Every relation in a displayed formula is compared."
    rows = [f"| {_typed(claim)} | {claim.reason} |" for claim in left]
    return "\n".join(["Not compared by itself:", "", "| relation | why not |", "|---|---|", *rows])


def _typed(claim):
    """The relation as its author typed it: here it would be no formula that anything compares."""
    return f"`` {' '.join(f'{claim.left} {claim.relation} {claim.right}'.split())} ``"


def unplaced(site):
    """How many words for places in captions no part of a figure speaks for, as Markdown."""
    left = [words for page in counted(site) for _, words in captions.judged(page)[1]]
    if not left:
        return "Every such place is compared."
    verb = "is" if len(left) == 1 else "are"
    why = "the words there name as much on one side as on the other, or nothing"
    return f"Of such places, {len(left)} {verb} not compared: {why}."


def judged(site):
    """How much people judge, as Markdown."""
    count = sum(len(paragraphs.read(page)[0]) for page in site)
    return f"Under judgement are {count:,} paragraphs, captions, items and rows."


COUNTED = {"proved": proved, "unproved": unproved, "unplaced": unplaced, "judged": judged}


def text(site=None):
    """The page as it should read now; raises the Fault of a block or formula that fails."""
    site = site or pages()
    return paragraphs.COUNTED.sub(lambda m: m[1] + COUNTED[m[2]](site) + m[3], text_of(PAGE))


def faults(site):
    """The Stale first line of the page, if there is one, that is out of date."""
    if not PAGE.is_file():
        return
    old, new = text_of(PAGE).split("\n"), text(site).split("\n")
    for n, (was, now) in enumerate(zip_longest(old, new), 1):
        if was != now:
            yield Stale(Place(relative(PAGE), n), "this count is out of date")
            return
