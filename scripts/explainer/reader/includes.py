"""Replaces `--8<-- "double.py:double"` by the snippet it names; a missing one has a line.

This is pymdownx.snippets, which finds, cuts and nests, with two things added: lines that know
where they were written, and a Fault where something is missing.
"""

import re
from difflib import get_close_matches
from itertools import dropwhile
from pathlib import Path

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

from explainer.faults import Fault
from explainer.project import SNIPPETS, relative
from explainer.reader import lines as placing
from explainer.reader.fences import CODE_SPAN

NOTATION = "-8<-"
OPTIONS = {"base_path": [str(SNIPPETS)], "check_paths": True}


class Includes(SnippetPreprocessor):
    """Replaces each include by what it names."""

    def parse_snippets(self, lines, *arguments, **settings):
        return super().parse_snippets(self.passed(lines), *arguments, **settings)

    def passed(self, lines):
        """The lines, each held as the one that is read while it is."""
        for self.line in lines:
            yield self.line

    def read_lines(self, path):
        return placing.lines_of(path)

    def get_snippet_path(self, path):
        found = super().get_snippet_path(path)
        if found in self.seen:
            what = f"{relative(found)} includes itself here"
            raise Fault(self.line.place, what, "include it elsewhere, or not at all")
        return found if found and Path(found).is_file() else None

    def parse_snippet_target(self, path):
        self.wanted = path
        target = super().parse_snippet_target(path)
        if target and target["start"]:
            remedy = "mark a section in the snippet and include it by its name"
            raise Fault(self.line.place, f"{path!r} includes lines by their numbers", remedy)
        return target

    def select_snippet_lines(self, lines, target):
        """The wanted lines, without the blank ones around them."""
        section = target["section"]
        if any(f"[start:{section}]" in line for line in lines):
            self.check_end(lines, section)
        chosen = super().select_snippet_lines(lines, target)
        for _ in range(2):
            chosen = [*dropwhile(lambda line: not line.strip(), reversed(chosen))]
        return chosen

    def check_end(self, lines, section):
        """A section without an end would go on to the end of its file."""
        start = next(line for line in lines if f"[start:{section}]" in line)
        if not any(f"[end:{section}]" in line for line in lines):
            remedy = f"mark its end with `# --8<-- [end:{section}]`"
            raise Fault(start.place, f"the section {section!r} never ends", remedy)

    def missing(self):
        """The Fault for what the include names."""
        place = self.line.place
        if re.match(r"https?:", self.wanted):
            what = f"{self.wanted} is an address, and only files of snippets/ are included"
            return Fault(place, what, "save it in snippets/ and include that file")
        name, _, section = self.wanted.partition(":")
        file = relative(SNIPPETS / name)
        if (SNIPPETS / name).is_file():
            start, end = (f"`# --8<-- [{mark}:{section}]`" for mark in ("start", "end"))
            remedy = f"mark it there with {start} and {end}"
            return Fault(place, f"{file} has no section {section!r}", remedy)
        there = [path.relative_to(SNIPPETS).as_posix() for path in sorted(SNIPPETS.rglob("*.*"))]
        alike = {path.lower(): path for path in there}
        near = [alike[path] for path in get_close_matches(name.lower(), alike, 3, 0)]
        remedy = f"create it, or choose one of {', '.join(near)} …"
        return Fault(place, f"there is no {file}", remedy)

    def expand(self, lines):
        """The lines with every include replaced by what it names."""
        for line in lines:
            shown = CODE_SPAN.sub("", line) if NOTATION in line else ""
            if NOTATION in shown and not self.RE_ALL_SNIPPETS.match(line):
                what = "this include would be shown as it is written"
                remedy = "put it on a line of its own, with quotes and nothing after it"
                if self.RE_ALL_SNIPPETS.match(line.rstrip()):
                    remedy += ", not even a space"
                raise Fault(line.place, what, remedy)
        self.line = self.wanted = ""
        try:
            expanded = super().run(list(lines))
        except SnippetMissingError:
            raise self.missing() from None
        place = lines[0].place if lines else None
        for n, line in enumerate(expanded):
            # pymdownx returns a plain string where it unescapes `;--8<--`.
            place = expanded[n].place if isinstance(line, placing.Line) else place
            expanded[n] = placing.Line(line, place)
        return expanded


def expand(lines):
    """What the builder makes of the lines, comments kept."""
    return Includes(SnippetExtension().getConfigs() | OPTIONS, Markdown()).expand(lines)
