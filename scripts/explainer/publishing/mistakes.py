"""Says what went wrong in a build: a line for each mistake, with its place and its remedy."""

import logging
import re
import traceback
from collections import Counter
from contextlib import suppress
from html import unescape
from pathlib import Path

import jinja2
import yaml
from mkdocs.exceptions import ConfigurationError, MkDocsException

from explainer.faults import Fault, Mistake, Place
from explainer.project import DOCS, ROOT, SNIPPETS, relative
from explainer.proof import convert, front, links
from explainer.publishing.machine import lacking
from explainer.reader import yaml_nodes
from explainer.reader.pages import Page, pages
from explainer.sources import text_of

LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains [^']*'(?P<target>[^']*)'")
# What MkDocs says before it raises the same again, or counts what it said.
ECHO = re.compile(r"Error (reading|building) page|Aborted with|Encoding error reading file")


class Heard(logging.Handler):
    """What MkDocs logs while it builds: `lines` of warnings, and the page it is at."""

    def __init__(self, progress=None):
        super().__init__(logging.DEBUG)
        self.lines, self.progress, self.told = [], progress, Counter()

    def emit(self, record):
        message = " ".join(record.getMessage().split())
        if record.levelno >= logging.WARNING:
            if not ECHO.match(message):
                self.lines.append(placed(message, self.told[message]))
                self.told[message] += 1
        elif self.progress and (page := re.match(r"(?:Reading:|Building page) (\S+)", message)):
            self.progress(page[1])

    def __enter__(self):
        logging.getLogger("mkdocs").addHandler(self)
        # Warnings reach the author through this handler alone.
        logging.getLogger("mkdocs").propagate = False
        if self.progress:
            logging.getLogger("mkdocs.commands.build").setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_):
        logging.getLogger("mkdocs").removeHandler(self)


def link(page, target, before):
    """Where a page has a link to a target, after as many that were told before."""
    with suppress(Fault, OSError):
        found = [at for at, other in links.targets(Page(page)) if unescape(other) == target]
        return found[min(before, len(found) - 1)]
    return Place(relative(page), 1)


def placed(message, before=0):
    """A warning of MkDocs, told some times before, with the place that it speaks of."""
    if m := LINK.match(message):
        return f"{link(DOCS / m['page'], m['target'], before)}: {message}"
    if fault := convert.misfit(message):
        return str(fault)
    return message


def undecodable():
    """The Fault of the first text of an author's that is not UTF-8."""
    kinds = (".md", ".py", ".html", ".css", ".js")
    for folder in (DOCS, SNIPPETS, ROOT / "scripts"):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in kinds):
            try:
                text_of(path)
            except Fault as fault:
                return fault
    return Fault(Place("mkdocs.yml", 1), "this is not UTF-8", "save the file as UTF-8")


def explained(error):
    """A mistake that MkDocs, Jinja, Python or YAML found, in one line; None for any other.

    What the machine lacks is no mistake, but has its line too.
    """
    if line := lacking(error):
        return Mistake(line)
    # MkDocs wraps what the YAML reader says in a paragraph of its own.
    wrapped = error.__context__ if isinstance(error, ConfigurationError) else error
    if isinstance(wrapped, yaml.YAMLError):
        return Mistake(str(yaml_nodes.no_yaml(wrapped)))
    if isinstance(error, UnicodeDecodeError):
        return Mistake(str(undecodable()))
    if isinstance(error, jinja2.TemplateNotFound):
        faults = (fault for page in pages() for fault in front.faults(page))
        if asked := [fault for fault in faults if repr(error.name) in fault.what]:
            return Mistake(str(asked[0]))
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = relative(error.filename) if error.filename else error.name
        return Mistake(f"{name}:{error.lineno}: {error.message}; mend the template")
    if isinstance(error, SyntaxError) and error.filename:
        return Mistake(f"{relative(error.filename)}:{error.lineno}: {error.msg}; mend the Python")
    if isinstance(error, FileNotFoundError) and error.filename:
        return Mistake(f"{relative(error.filename)}:1: the file is gone; bring it back")
    if isinstance(error, Fault | MkDocsException):
        return Mistake(" ".join(str(error).split()))
    return None


def fault_of_the_machinery(error):
    """An exception that no author should see, with the last place of ours that it passed."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT / "scripts")
    ]
    place = f"{relative(ours[-1].filename)}:{ours[-1].lineno}" if ours else "MkDocs"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    trace = "".join(traceback.format_exception(error))
    return Mistake(f"{place}: {what}; this is a fault of the program, not of the page", trace)


def mistakes(error, heard=()):
    """Why a build failed: what it warned of before, then the error itself."""
    found = [Mistake(line) for line in heard]
    last = explained(error) or fault_of_the_machinery(error)
    if not (found and ECHO.match(last.line)):
        found.append(last)
    return found
