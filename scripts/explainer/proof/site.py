"""Everything wrong with the site that can be seen without a browser: the one entry to all proofs."""

from explainer.faults import Fault
from explainer.project import ROOT
from explainer.proof import derivations, examples, links, numbers, outputs, structure, transcript
from explainer.reader import convert
from explainer.reader.pages import pages


def heard(check, *arguments):
    """The Faults that a check gives, and the one that it raises."""
    found = []
    try:
        for fault in check(*arguments):
            found.append(fault)
    except Fault as fault:
        found.append(fault)
    return found


def of_page(page, site):
    """What is wrong with one page; nothing more where it cannot even be read."""
    if unreadable := heard(lambda: page.text and ()):
        return unreadable
    checks = (numbers.faults, derivations.of_page, transcript.faults)
    found = heard(structure.check, page, site)
    return found + [fault for check in checks for fault in heard(check, page)]


def examples_of(page):
    """The files of worked examples that a page includes."""
    files = {line.place.file for line in page.lines} - {page.file}
    return sorted(ROOT / file for file in files if file.endswith(".md"))


def of_site(site):
    """What is wrong with what no single page holds: examples, labels, navigation."""
    found = heard(outputs.census) + heard(examples.faults)
    found += heard(derivations.unreferred, site)
    return found + heard(links.navigation, site, convert.configuration())


def faults(only=None):
    """Every Fault of the site, or of one page and the examples on it, by file and line."""
    site = pages()
    found = []
    for page in site if only is None else [only]:
        found += of_page(page, site)
    if only is None:
        found += of_site(site)
    else:
        found += heard(examples.faults, examples_of(only))
    once = {str(fault): fault for fault in found}
    return sorted(once.values(), key=lambda fault: (fault.place, str(fault)))
