"""All that is wrong with the site and needs no browser to be seen: the one entry to its proofs."""

from functools import partial
from itertools import chain

from explainer import cache, workers
from explainer.faults import Fault, Place
from explainer.project import ROOT, SNIPPETS, relative
from explainer.proof import (
    answers,
    captions,
    comments,
    counts,
    derivations,
    examples,
    expressions,
    figures,
    front,
    glossary,
    images,
    ledger,
    links,
    live,
    markup,
    notebook,
    notebook_files,
    numbers,
    outputs,
    quiz,
    statements,
    structure,
    styles,
    symbols,
    transcript,
)
from explainer.reader.pages import pages
from explainer.workers import raised_at

OF_PAGE = {
    "structure": structure.check,
    "listings": lambda page, site: outputs.prose(page.path),
    "markup": lambda page, site: markup.faults(page),
    "pictures": lambda page, site: images.faults(page),
    "captions": lambda page, site: captions.faults(page),
    "numbers": lambda page, site: numbers.faults(page),
    "statements": lambda page, site: statements.faults(page),
    "quiz": lambda page, site: quiz.faults(page),
    "formulas": lambda page, site: derivations.of_page(page),
    "expressions": expressions.faults,
    "transcript": lambda page, site: transcript.faults(page),
}
"""By name, what is asked of each page, beside all pages of the site."""

OF_SITE = {
    "fences": lambda site: outputs.census(),
    "examples": lambda site: examples.faults(),
    "labels": derivations.unreferred,
    "figures": lambda site: figures.faults(),
    "moving parts": lambda site: live.faults(),
    "stylesheets": lambda site: styles.faults(),
    "glossary": glossary.faults,
    "symbols": symbols.faults,
    "navigation": links.navigation,
    "notebooks": lambda site: notebook_files.faults(),
    "comments": lambda site: comments.faults(),
}
"""By name, what is asked of the site as a whole."""

OF_MADE = {
    "the pages' notebooks": notebook.faults,
    "counts": counts.faults,
}
"""By name, what is asked of what pages make, once they are right."""


def heard(check, *arguments):
    """The Faults that a check gives, and the one that it, or a snippet in it, raises."""
    found = []
    try:
        found.extend(check(*arguments))
    except Fault as fault:
        found.append(fault)
    except Exception as error:  # a snippet may raise anything
        if not (at := raised_at(error, SNIPPETS)):
            raise
        what = getattr(error, "msg", None) or error
        place = Place(relative(at[0]), at[1])
        found.append(Fault(place, f"{type(error).__name__}: {what}", "mend it"))
    return found


def unread(page):
    """Why a page cannot be read, and what is wrong with its front matter then; else nothing."""
    why = heard(lambda: page.text and ())
    return why and [*heard(front.faults, page), *why]


def of_page(page, site):
    """What is wrong with one page; where it cannot be read, with its front matter at least."""
    return unread(page) or [f for check in OF_PAGE.values() for f in heard(check, page, site)]


def found(site, name):
    """What one of the checks finds on the whole site."""
    if check := (OF_SITE | OF_MADE).get(name):
        return heard(check, site)
    read = [page for page in site if not unread(page)]
    return [fault for page in read for fault in heard(OF_PAGE[name], page, site)]


def examples_of(page):
    """The files of worked examples that a page includes."""
    files = {line.place.file for line in page.lines} - {page.file}
    return sorted(ROOT / file for file in files if file.endswith(".md"))


BESIDE = (
    (
        *("structure", "captions", "moving parts", "figures", "markup", "notebooks"),
        "the pages' notebooks",
    ),
    ("examples", "transcript", "fences"),
)
"""What takes long after code has changed: checks for which figures are drawn, or code is run."""


def asked(site, names):
    """What checks find on the whole site, by their names."""
    return {name: found(site, name) for name in names}


def everything(site):
    """What each check finds; side by side, if they have not been asked since code has changed."""
    names, known = [*OF_PAGE, *OF_SITE], cache.key(["asked", answers.code()])
    if cache.read("answers", known) is not None:
        return asked(site, names)
    beside = list(chain(*BESIDE))
    with workers.beside(*(partial(asked, site, own) for own in BESIDE)) as told:
        answer = asked(site, [name for name in names if name not in beside])
        for one in told:
            answer |= one()
    cache.write("answers", known, b"")
    return answer


def faults(only=None, site=None):
    """Every Fault of the site, or of one page and the examples on it, by file and line.

    Raises that of a symbolic link: beside one that leads nowhere nothing can be read.
    """
    for fault in links.symbolic():
        raise fault
    site = site or pages()
    if only:
        found = of_page(only, site) + heard(lambda: examples.faults(examples_of(only)))
        pasted = heard(transcript.faults, only)
    else:
        answer = everything(site)
        found = [f for name in (*OF_PAGE, *OF_SITE) for f in answer[name]]
        found += chain(*map(unread, site))
        pasted = answer["transcript"]
    # What an example does wrong alone, it does wrong again where it is pasted.
    again = set(map(str, pasted))
    alone = {fault.place for fault in found if str(fault) not in again}
    once = {str(f): f for f in found if not (str(f) in again and f.place in alone)}
    if not (only or once):
        once = {str(f): f for check in OF_MADE.values() for f in heard(check, site)}
    return sorted(once.values(), key=lambda fault: (fault.place, str(fault)))


def told(only=None, fold=False):
    """Every Fault, and apart from them what is to be read again: a line each, or for a page."""
    site = pages()
    found = faults(only, site)
    # While a page cannot be read, which is told already, nobody knows what leans on it.
    known = set(map(str, found))
    again = heard(lambda: ledger.faults(site, only, fold))
    return found, [fault for fault in again if str(fault) not in known]
