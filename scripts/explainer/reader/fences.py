"""Parts a page into its fenced blocks, its comments and the text around them."""

import re
from dataclasses import dataclass

from explainer.faults import Fault, Place
from explainer.reader.lines import indent_of

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<ticks>`{3,}|~{3,})(?P<info>.*)$")
DIRECTIVE = re.compile(r"<!--[-\s]*(?P<word>(?:pytest[-.:\w]*|not run\b).*?)-->")
CODE_SPAN = re.compile(
    r"(?<![`\\])(`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL
)


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it opens, its info string, its lines.

    `hidden` is a block inside an HTML comment; `directives` are the words of the comments
    addressed to pytest-codeblocks (or to the census) that stand before it; `at` is the
    index of its opening line.
    """

    place: Place
    info: str
    lines: tuple
    indent: str = ""
    hidden: bool = False
    directives: tuple = ()
    at: int = 0

    @property
    def language(self):
        """The language as its author spelt it: `python` in ```` ```python title="x" ````."""
        return re.split(r"[\s{]", self.info.strip(), maxsplit=1)[0]

    @property
    def code(self):
        """The lines as one string, without the indent of the fence."""
        cut = len(self.indent)
        return "".join(
            line[min(cut, len(line) - len(line.lstrip(" \t"))) :] + "\n" for line in self.lines
        )

    @property
    def end(self):
        """The index of the line after the closing one."""
        return self.at + len(self.lines) + 2

    def told(self, word):
        """Whether a directive before the fence begins with the word."""
        return any(directive.startswith(word) for directive in self.directives)


def _closing(lines, at, ticks):
    """The index of the line that closes the fence opened at an index, as SuperFences sees it."""
    indent = indent_of(lines[at])
    for n in range(at + 1, len(lines)):
        if lines[n].strip() == ticks and indent_of(lines[n]) == indent:
            return n
        if lines[n].strip() and indent_of(lines[n]) < indent:
            remedy = "indent it as the fence is, or close the fence before it"
            raise Fault(
                lines[n].place, "this line is indented less than the fence it is in", remedy
            )
    raise Fault(lines[at].place, "this fence is never closed", f"close it with {ticks}")


def _comment_start(text):
    """Where a comment opens on a line, past those that only code spans mention."""
    if "<!--" not in text:
        return None
    spans = [m.span() for m in CODE_SPAN.finditer(text)]
    for m in re.finditer("<!--", text):
        if not any(start < m.start() < end for start, end in spans):
            return m.start()
    return None


def split(lines):
    """Part a page into fences and the text around them.

    Returns the fences in order and the other lines, where fences, comments and what
    comments hide have become empty lines: every list index keeps its meaning.
    """
    fences, prose, directives = [], list(lines), []
    comment, start, n = False, 0, 0
    while n < len(lines):
        line = lines[n]
        opening = FENCE.match(line)
        if opening and "`" not in opening["info"]:
            end = _closing(lines, n, opening["ticks"])
            info, inside = opening["info"].strip(), tuple(lines[n + 1 : end])
            fences.append(
                Fence(line.place, info, inside, opening["indent"], comment, tuple(directives), n)
            )
            directives = []
            for k in range(n, end + 1):
                prose[k] = lines[k].like("")
            n = end + 1
            continue
        text, kept = str(line), ""
        while text:
            if comment:
                _, closed, text = text.partition("-->")
                comment = not closed
                continue
            at = _comment_start(text)
            if at is None:
                kept, text = kept + text, ""
                continue
            if directive := DIRECTIVE.match(text, at):
                directives.append(directive["word"].strip("- "))
            kept, text = kept + text[:at], text[at + 4 :]
            comment, start = True, n
        prose[n] = line.like(kept)
        n += 1
    if comment:
        raise Fault(lines[start].place, "this comment is never closed", "close it with -->")
    return fences, prose


def without_comments(lines, fences, prose):
    """The lines, split into fences and prose, without comments and what they hide.

    Used by the builder: directives and hidden set-up never reach a published page.
    """
    prose = list(prose)
    for fence in fences:
        if not fence.hidden:
            prose[fence.at : fence.end] = lines[fence.at : fence.end]
    return prose
