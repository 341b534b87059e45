"""Says what went wrong in a build: a line for each mistake, with its place and its remedy."""

import logging
import re
import traceback
from dataclasses import dataclass
from pathlib import Path

import jinja2
import yaml
from mkdocs.exceptions import ConfigurationError, MkDocsException

from explainer.faults import Fault
from explainer.project import DOCS, ROOT, SNIPPETS, relative
from explainer.publishing.machine import lacking

LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains [^']*'(?P<target>[^']*)'")
CONFIG = re.compile(r"Config value '(?P<key>[^']+)': (?P<what>.*)", re.S)
# An extension of ours that Python cannot read.
UNREADABLE = re.compile(r"SyntaxError: (?P<what>.*) \((?P<file>[\w.]+), line (?P<line>\d+)\)")
# What MkDocs says before it raises the same again, or counts what it said.
ECHO = re.compile(r"Error (reading|building) page|Aborted with|Encoding error reading file")


@dataclass(frozen=True)
class Mistake:
    """One line for the author; `trace` only where the machinery itself is at fault."""

    line: str
    trace: str = ""


class Heard(logging.Handler):
    """What MkDocs logs while it builds: `lines` of warnings, and the page it is at."""

    def __init__(self, progress=None):
        super().__init__(logging.DEBUG)
        self.lines, self.progress = [], progress

    def emit(self, record):
        message = " ".join(record.getMessage().split())
        if record.levelno >= logging.WARNING:
            if not ECHO.match(message):
                self.lines.append(placed(message))
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


def line_of(path, text):
    """The first line of a file that holds a text, from 1; 1 if none does."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 1
    return next((n for n, line in enumerate(lines, 1) if text in line), 1)


def placed(message):
    """A warning of MkDocs with the place that it speaks of."""
    if m := LINK.match(message):
        page = DOCS / m["page"]
        return f"{relative(page)}:{line_of(page, m['target'])}: {message}"
    if m := CONFIG.match(message):
        if found := UNREADABLE.search(message):
            path = next((ROOT / "scripts").rglob(found["file"]), ROOT / "mkdocs.yml")
            return f"{relative(path)}:{found['line']}: {found['what']}; mend the Python"
        line = line_of(ROOT / "mkdocs.yml", m["key"].split(".")[-1])
        return f"mkdocs.yml:{line}: {m['key']}: {m['what']}"
    return message


def undecodable():
    """The first text of an author's that is not UTF-8, as `file:line`."""
    for folder in (DOCS, SNIPPETS, ROOT / "scripts"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".md", ".py", ".html", ".css", ".js"):
                data = path.read_bytes()
                try:
                    data.decode("utf-8")
                except UnicodeDecodeError as error:
                    line = data.count(b"\n", 0, error.start) + 1
                    return f"{relative(path)}:{line}"
    return "mkdocs.yml:1"


def yaml_mistake(error):
    mark = getattr(error, "problem_mark", None)
    place = f"mkdocs.yml:{mark.line + 1}" if mark else "mkdocs.yml:1"
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Mistake(f"{place}: this is not YAML: {what}; check the indentation and the quotes there")


def explained(error):
    """A mistake that MkDocs, Jinja, Python or YAML found, in one line; None for any other.

    What the machine lacks is no mistake, but has its line too.
    """
    if line := lacking(error):
        return Mistake(line)
    # MkDocs wraps what the YAML reader says in a paragraph of its own.
    wrapped = error.__context__ if isinstance(error, ConfigurationError) else error
    if isinstance(wrapped, yaml.YAMLError):
        return yaml_mistake(wrapped)
    if isinstance(error, UnicodeDecodeError):
        return Mistake(f"{undecodable()}: this is not UTF-8; save the file as UTF-8")
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


def warnings(heard):
    """What a build that succeeded warned of."""
    return [Mistake(line) for line in heard]
