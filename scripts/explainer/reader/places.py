"""Finds where a part of a built page was written, by all the words before, in and after it."""

import html
import re
from difflib import SequenceMatcher

from markdown.util import HTML_PLACEHOLDER_RE

from explainer.faults import Place

UNKNOWN = Place("<markdown>", 1)
WORD = re.compile(r"[^\W_]+")
ESCAPED = re.compile("\x02(\\d+)\x03")


def words_of(md, text):
    """The words of a text of the tree, with those of code that is kept elsewhere."""

    def kept(match):
        made = str(md.htmlStash.rawHtmlBlocks[int(match[1])])
        return " " if made.startswith("<div") else re.sub(r"<[^>]*>", "", made)

    text = ESCAPED.sub(lambda m: chr(int(m[1])), HTML_PLACEHOLDER_RE.sub(kept, text or ""))
    return WORD.findall(html.unescape(text).lower())


def parts(element):
    """The texts of an element in the order of the page, each with its owner and attribute."""
    if isinstance(element.tag, str):
        yield element, "alt", element.get("alt", "")
        yield element, "src", element.get("src", "")
        yield element, "text", element.text
        for child in element:
            yield from parts(child)
            yield child, "tail", child.tail


def aligned(ours, theirs, junk=True):
    """Pairs of indices at which two lists of words say the same, in order."""
    found, i, j = [], 0, 0
    for a, b, size in SequenceMatcher(None, ours, theirs, autojunk=junk).get_matching_blocks():
        if junk:
            gap = aligned(ours[i:a], theirs[j:b], junk=False)
            found += [(i + one, j + other) for one, other in gap]
        found += [(a + n, b + n) for n in range(size)]
        i, j = a + size, b + size
    return found


class Written:
    """A page's tree beside the lines that it was made of, includes expanded and fences blank."""

    def __init__(self, md, root):
        self.lines = getattr(md, "prose", [])
        self.spans, words = {}, []
        for owner, name, text in parts(root):
            inside = words_of(md, text)
            self.spans[owner, name] = len(words), len(words) + len(inside)
            words += inside
        source = [
            (word, n) for n, line in enumerate(self.lines) for word in WORD.findall(line.lower())
        ]
        self.found = {}
        # The second time for what stands elsewhere than it was written, as footnotes do.
        for _ in range(2):
            taken = set(self.found.values())
            ours = [n for n in range(len(words)) if n not in self.found]
            theirs = [n for n in range(len(source)) if n not in taken]
            pairs = aligned([words[n] for n in ours], [source[n][0] for n in theirs])
            self.found |= {ours[i]: theirs[j] for i, j in pairs}
        self.line_of = [n for _, n in source]

    def rows(self, first, end):
        """The first and the last line of the words from one index to another, or of the gap."""
        inside = [self.found[n] for n in range(first, end) if n in self.found]
        if inside:
            return self.line_of[inside[0]], self.line_of[inside[-1]]
        before = max((n for n in self.found if n < first), default=None)
        after = min((n for n in self.found if n >= end), default=None)
        return (
            0 if before is None else self.line_of[self.found[before]],
            len(self.lines) - 1 if after is None else self.line_of[self.found[after]],
        )

    def place(self, first, end, *names, last=False):
        """The place of the words, or of the first or last line there that holds a name."""
        if not self.lines:
            return UNKNOWN
        start, stop = self.rows(first, end)
        rows = range(start, max(start, stop) + 1)
        for name in names:
            for n in reversed(rows) if last else rows:
                if name in self.lines[n]:
                    return self.lines[n].place
        return self.lines[start].place


def place_of(md, root, element, *names, last=False):
    """Where an element of the tree was written; in it, the first or last line with a name."""
    written = Written(md, root)
    spans = [written.spans[owner, name] for owner, name, _ in parts(element)]
    return written.place(spans[0][0], spans[-1][1], *names, last=last)


def place_of_text(md, root, element, name, match):
    """Where a match in an element's `text` or `tail` was written."""
    written, text = Written(md, root), getattr(element, name)
    first = written.spans[element, name][0] + len(words_of(md, text[: match.start()]))
    return written.place(first, first + len(WORD.findall(match[0])), match[0])
