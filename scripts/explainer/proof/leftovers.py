"""Markup that a page shows as it was typed, though its author meant something else.

It is looked for on the page as its reader gets it, and placed in what its author typed.
"""

import re
from html import unescape
from itertools import groupby

from explainer.faults import Fault
from explainer.proof import convert
from explainer.proof.answers import once, written

SEEN = "\ufffc"
"""Stands for code, formulas and pictures in a block's text: what is in them is meant."""
APART = {"code", "pre", "math", "svg", "img", "script", "style", "label", "input", "summary"}
INSIDE = re.compile(r"<(svg|math|pre)\b.*?</\1>", re.S)
"""Most of the HTML of a page, and nothing that is looked at."""
BLOCKS = {
    "p", "li", "td", "th", "dd", "dt", "div", "blockquote", "figcaption", "figure", "table", "tr",
    "ol", "ul", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "details", "section", "fieldset",
}  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|www\.)")
ESCAPED = re.compile(r"\\[^\w\s]")
# Fullwidth, so that nothing else is found where an author escaped a sign.
HIDDEN = "\uff3f\uff3f"
NOTE = 'write `!!! note "Title"`, its text below, indented by four spaces'
LEFT = {
    r"^[ \t]*[-*+][ \t]+(?=\S)": (
        "this list is shown as running text",
        "leave an empty line before its first item",
    ),
    r"^[ \t]*\d{1,2}[.)][ \t]+(?=\S)": (
        "this item is shown as running text",
        "write `1.` and leave an empty line before the first item; no line may begin so otherwise",
    ),
    r"^[ \t]*\[[ xX]\][ \t]": (
        "a task list is shown with its brackets",
        'put it into <div class="quiz" markdown>, or take the brackets away',
    ),
    r"^[ \t]*(?:!!+|\?\?+\+?)[ \t]*\w": ("this admonition is shown as it was typed", NOTE),
    r"^[ \t]*={2,}[!+]?[ \t]+\S": (
        "this tab is shown as it was typed",
        'write `=== "Title"`, its text below, indented by four spaces',
    ),
    r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$": (
        "this table is shown as it was typed",
        "leave an empty line before it, and give every row as many cells as its head",
    ),
    # Of several such rows the first, and none whose next line is told already.
    r"(?<!\|\n)^[ \t]*\|[^|\n]*\|.*\|[ \t]*$(?!\n[ \t]*\|?[ \t]*:?-+:?[ \t]*\|)": (
        "this row is shown as it was typed",
        "let no empty line part it from its table, which has |---|---| below its head",
    ),
    r"^[ \t]*\+[-=]{2,}[-=+]*\+[ \t]*$": (
        "this table is shown as it was typed",
        "write | between its cells, and |---|---| below its head",
    ),
    r"^[ \t]*:[ \t]*(?=\w)(?!\w+:)": (
        "this definition is shown with its colon",
        "write it right below its term: a colon, three spaces, and what it means",
    ),
    r"^[ \t]*#{1,6}[ \t]+\S": (
        "this heading is shown with its #",
        "begin it at the start of its line, below an empty line",
    ),
    r"^[ \t]*/{3}[ \t]*\w": ("this /// block is shown as it was typed", "part it by empty lines"),
    r"\\[ \t]*$": (
        "this backslash at the end of a line is shown",
        "end the line with <br>, or take it away",
    ),
    r"^[ \t]*\.\.[ \t]+\w[\w-]*::": ("this directive is not read here", NOTE),
    r"(?<![\w/.@])(?:https?://|www\.)\w": (
        "this address is no link",
        "write <https://…>, or [text](https://…)",
    ),
    r"^[ \t]*:::": ("::: is not read here", NOTE),
    r"\[!\w+\]": ("this callout is not read here", NOTE),
    r"\*\*": (
        "** is shown as it was typed",
        "put no space inside a pair of **, and `markdown` into the tag of raw HTML around it",
    ),
    r"(?<!\S)\*(?=\w)": ("this * opens nothing", "close it with *, or write \\* for the sign"),
    r"(?<!\S)__?(?=[A-Za-z]\w* )": ("this _ opens nothing", "close it, or write \\_ for the sign"),
    r"(?<=\w)~~|~~(?=\w)": ("~~ is not read here", "write <del>…</del>"),
    r"(?<![=<>!])==(?=[^\s=])[^=\n]*[^\s=]==(?!=)": (
        "== is not read here",
        "write **…**, or <mark>…</mark>",
    ),
    r"\w~\w+~": ("~ is not read here", "write it as a formula: $H_2$"),
    r"\w\^[\w+-]+\^|\^\^\w": ("^ is not read here", "write it as a formula: $x^2$"),
    r"\^\[": ("this note is not read here", "write [^name], and [^name]: text below"),
    r"(?<!\{)\+\+\w+(?:\+\w+)*\+\+": ("++ is not read here", "write <kbd>…</kbd>"),
    r"\{(?:\+\+|--|~~|==|>>)": ("this mark of an edit is not read here", "write what is meant"),
    r"\{\{[^{}\n]*\}\}|\{[%!]": ("this is not filled in here", "write what is meant"),
    r"\{:|\{[#.][A-Za-z][^{}\n]*\}": (
        "these attributes reach nothing",
        "put them right behind a heading, a link or a picture, or on a line of their own below a"
        " paragraph, as {: .class }",
    ),
    rf"\{{[a-z][a-z:-]*\}}(?={SEEN})": ("this role is not read here", "write it in Markdown"),
    r"(?<!\S)%%\S[^%\n]*%%": ("%% opens no comment", "write <!-- … -->"),
    r"^[ \t]*h[1-6]\. \S": ("this heading is not read here", "write ##, a space and its words"),
    r"(?<![\w'])'{2,3}(?=\w)": ("'' is not read here", "write *…* or **…**"),
    r"\[/?(?:b|i|u|url|code|quote)\]": ("[b] is not read here", "write **…**, or <b>…</b>"),
    rf"(?<={SEEN})__?(?!\w)": ("this link is not read here", "write [text](target)"),
    r"&(?:nbsp|amp|lt|gt|quot|shy|times|[mn]dash|hellip)\b": (
        "this sign is shown by its name",
        "write the sign itself, or a semicolon behind its name",
    ),
    r"\[@\w": ("this citation is not read here", "write [^name], and [^name]: its source below"),
    r"\[\[[^\[\]\n]+\]\]": ("[[ is not read here", "write [text](page.md)"),
    r"(?<![\w:]):[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*:(?![\w:])": (
        "no sign has such a name here",
        "write the sign itself",
    ),
    r"(?<!\w)@(?:fig|tbl|eq|sec|thm)-\w+": ("this reference is not read here", "write a link"),
    r"\][ \t]+\((?:[^()\s]*[./#][^()\s]*)\)": (
        "this link is shown as it was typed",
        "take the space between ] and ( away",
    ),
    r"\([^()\n]+\)\[[^\[\]\s]*[./#][^\[\]\s]*\]": (
        "this link is shown as it was typed",
        "write [text](target)",
    ),
    r"\]\(": (
        "this link is shown as it was typed",
        "write [text](target), closed by ), a target with spaces in <>",
    ),
    r"\$[^$\n]+\$|(?<!\S)\$(?=\w)": (
        "$ in raw HTML is shown as it was typed",
        "put `markdown` into the tag around it, or write \\$ for the sign itself",
    ),
    "(?<!\\w)(?:[-\u2013\u2014]+8<|8<[-\u2013\u2014]+)": (
        "this include is shown as it was typed",
        'write --8<-- "NAME" on a line of its own',
    ),
}
"""By a pattern of what is shown: what is wrong, and what to do."""
PATTERNS = [(re.compile(pattern, re.M), *said) for pattern, said in LEFT.items()]
MARKER = re.compile(r"(?:>[ ]?|[-*+][ ]+|\d+\.[ ]+|:[ ]+)+")
WRAPPED = re.compile(r"[ \t]*(?:[-+*]|\d{1,2}\.)[ \t]+")


def shown(soup):
    """The text of each block that a reader gets, lines kept, what is code or formula left out."""
    parts = []
    _gather(soup, soup, parts)
    for _, found in groupby(parts, key=lambda part: id(part[0])):
        yield "".join(text for _, text in found)


def _gather(node, block, parts):
    for child in node.children:
        if child.name is None:
            if not child.PREFIX:  # such as <!-- of a comment
                parts.append((block, str(child)))
        elif _apart(child):
            parts.append((block, SEEN))
        elif child.name == "br":
            parts.append((block, ""))
        else:
            _gather(child, child if child.name in BLOCKS else block, parts)


def _apart(element):
    """Whether what stands in an element is meant as it stands; a link may show its address."""
    address = element.name == "a" and ADDRESS.match(element.get_text())
    ours = {"arithmatex", "number"} & set(element.get("class", ()))
    return element.name in APART or ours or address


class Typed:
    """What an author typed, line by line, in which what is shown is looked for."""

    def __init__(self, page):
        self.lines = [ESCAPED.sub(HIDDEN, line).expandtabs(4) for line in page.words.split("\n")]
        self.places = [line.place for line in page.lines]
        self.taken = set()

    def place(self, match):
        """The place of the line that is most like the one shown around a match; None if escaped."""
        sign, wanted = match[0].strip(), set(re.findall(r"\w+", _line(match)))
        found = []
        for n, line in enumerate(self.lines):
            bare = _bare(line)
            alike = len(wanted & set(re.findall(r"\w+", bare)))
            there = sign in line or _bare(sign) in bare
            if there and 2 * alike >= len(wanted) and _holds(line.strip(), match.re):
                found.append((alike, (n, sign) not in self.taken, -n))
        if not found:
            return None
        n = -max(found)[2]
        self.taken.add((n, sign))
        return self.places[n]


def _bare(text):
    """A text without the marks of emphasis in it, of which the page shows none."""
    return re.sub(r"(?<=\W)[*_]+(?=\w)|(?<=\w)[*_]+(?=\W)", "", text)


def _holds(line, pattern):
    """Whether a line as typed, or what stands behind its marker, holds what was shown."""
    behind = MARKER.sub("", line)
    return SEEN in pattern.pattern or pattern.search(line) or pattern.search(behind)


def _line(match):
    text = match.string
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return text[start : len(text) if end < 0 else end]


@once(lambda page: [convert.html(page), *written(page)])
def faults(page):
    """A Fault for each markup that is shown as it was typed, once a line."""
    from bs4 import BeautifulSoup  # slow to read, and seldom wanted: answers are kept

    made = convert.html(page)
    soup = BeautifulSoup(INSIDE.sub(r"<\1></\1>", made), "html.parser")
    typed, said = Typed(page), {}
    for text in shown(soup):
        for pattern, what, remedy in PATTERNS:
            for match in pattern.finditer(text):
                if _wrapped(match):
                    continue
                place = typed.place(match)
                if place:
                    fault = Fault(place, f"{_short(match)}: {what}", remedy)
                    said.setdefault((place, what), fault)
    return [*said.values(), *indented(page, made)]


def indented(page, made):
    """A Fault for each block that its indentation alone makes code of."""
    fenced = {"".join("".join(fence.lines).split()) for fence in page.fences}
    lines = page.text.split("\n")
    for pre in re.findall(r"<pre\b.*?</pre>", made, re.S):
        text = unescape(re.sub(r"<[^>]*>", "", pre))
        first = text.strip().partition("\n")[0]
        at = (n for n, line in enumerate(lines) if line[:1].isspace() and line.strip() == first)
        n = None if "".join(text.split()) in fenced else next(at, None)
        # Python that is included outside a fence is told as that.
        if n is not None and page.lines[n].place.file.endswith(".md"):
            what = "four spaces make code of this, and nothing runs it"
            yield Fault(page.lines[n].place, what, "take them away, or put it into a fence")


def _wrapped(match):
    """Whether what looks like an item is a sentence that goes on in a new line, a dash or a year.

    It stands alone, and the line above it breaks off.
    """
    line = _line(match)
    if not WRAPPED.match(line):
        return False
    at = match.string.rfind("\n", 0, match.start())
    above, below = match.string[: max(at, 0)].rpartition("\n")[2], match.string[at + 1 :]
    below = below.partition("\n")[2].partition("\n")[0]
    breaks_off = re.search(r"[\w,\uff3f\ufffc)][ \t]*$", above) and len(above) > 40
    return breaks_off and not WRAPPED.match(above) and not WRAPPED.match(below)


def _short(match):
    text = " ".join(_line(match).replace(SEEN, "…").split())
    return repr(text if len(text) <= 40 else text[:40] + "…")
