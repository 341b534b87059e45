"""Left-over markup: what a page shows as it was typed, though its author meant something else.

Most of it is looked for on the page as its reader gets it, and placed in what its author typed.
"""

import re
from contextlib import suppress
from itertools import groupby

from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString

from explainer.faults import Fault
from explainer.proof import convert
from explainer.reader.pages import IMAGE, LINK, MATHS, lines_of

SEEN = "\ufffc"
"""Stands for code, formulas and pictures in a block's text: what is in them is meant."""
APART = {"code", "pre", "math", "svg", "img", "script", "style", "label", "input", "summary"}
BLOCKS = {
    "p", "li", "td", "th", "dd", "dt", "div", "blockquote", "figcaption", "figure", "table", "tr",
    "ol", "ul", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "details", "section", "fieldset",
}  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|www\.)")
ESCAPED = re.compile(r"\\[^\w\s]")
# Fullwidth, so that nothing else is found where an author escaped a sign.
HIDDEN = "\uff3f\uff3f"
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
    r"^[ \t]*(?:!!+|\?\?+\+?)[ \t]*\w": (
        "this admonition is shown as it was typed",
        'write `!!! note "Title"`, its text below, indented by four spaces',
    ),
    r"^[ \t]*={2,}[!+]?[ \t]+\S": (
        "this tab is shown as it was typed",
        'write `=== "Title"`, its text below, indented by four spaces',
    ),
    r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$": (
        "this table is shown as it was typed",
        "leave an empty line before it, and give every row as many cells as its head",
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
    r"^[ \t]*\.\.[ \t]+\w[\w-]*::": (
        "this directive is not read here",
        'write `!!! note "Title"`, its text below, indented by four spaces',
    ),
    r"(?<![\w/.@])(?:https?://|www\.)\w": (
        "this address is no link",
        "write <https://…>, or [text](https://…)",
    ),
    r":::": (
        "::: is not read here",
        'write `!!! note "Title"`, its text below, indented by four spaces',
    ),
    r"\[!\w+\]": (
        "this callout is not read here",
        'write `!!! note "Title"`, its text below, indented by four spaces',
    ),
    r"\*\*": (
        "** is shown as it was typed",
        "put no space inside a pair of **, and `markdown` into the tag of raw HTML around it",
    ),
    r"(?<!\S)\*(?=\w)": ("this * opens nothing", "close it with *, or write \\* for the sign"),
    r"(?<=\w)~~|~~(?=\w)": ("~~ is not read here", "write <del>…</del>"),
    r"(?<![=<>!])==(?=[^\s=])[^=\n]*[^\s=]==(?!=)": (
        "== is not read here",
        "write **…**, or <mark>…</mark>",
    ),
    r"\w~\w+~": ("~ is not read here", "write it as a formula: $H_2$"),
    r"\w\^[\w+-]+\^": ("^ is not read here", "write it as a formula: $x^2$"),
    r"\^\[": ("this note is not read here", "write [^name], and [^name]: text below"),
    r"(?<!\{)\+\+\w+(?:\+\w+)*\+\+": ("++ is not read here", "write <kbd>…</kbd>"),
    r"\{(?:\+\+|--|~~|==|>>)": ("this mark of an edit is not read here", "write what is meant"),
    r"\{\{[^{}\n]*\}\}|\{%": ("this is not filled in here", "write what is meant"),
    r"\{:|\{[#.][A-Za-z][^{}\n]*\}": (
        "these attributes reach nothing",
        "put them right behind a heading, a link or a picture, or on a line of their own below a"
        " paragraph, as {: .class }",
    ),
    rf"\{{[a-z][a-z:-]*\}}(?={SEEN})": ("this role is not read here", "write it in Markdown"),
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
    r"\]\((?=[^()\n]*\))": (
        "this link is shown as it was typed",
        "write [text](target), a target with spaces in <>",
    ),
    r"\$[^$\n]+\$|(?<!\S)\$(?=\w)": (
        "$ in raw HTML is shown as it was typed",
        "put `markdown` into the tag around it, or write \\$ for the sign itself",
    ),
    r"`+": ("a backtick is shown as it was typed", "close the code with as many of them"),
    "(?<!\\w)(?:[-\u2013\u2014]+8<|8<[-\u2013\u2014]+)": (
        "this include is shown as it was typed",
        'write --8<-- "NAME" on a line of its own',
    ),
}
"""By a pattern of what is shown: what is wrong, and what to do."""
PATTERNS = [(re.compile(pattern, re.M), *said) for pattern, said in LEFT.items()]
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
MARKER = re.compile(r"(?:>[ ]?|[-*+][ ]+|\d+\.[ ]+|:[ ]+)+")
ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|(?P<number>\d+)\.)[ \t]+\S")
MONEY = re.compile(r"\s*\d[\d.,]*\s*(?:[kKmM]\b)?[^\\]*?(?<![\\A-Za-z])[A-Za-z]{3,}")
WORDS = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\s+[A-Za-z]{2,}")
NAMED = re.compile(r"\\(?:text|textrm|textbf|mathrm|operatorname\*?|class|begin|end)\{[^{}]*\}")


def shown(page):
    """The text of each block that a reader gets, lines kept, what is code or formula left out."""
    soup = BeautifulSoup(convert.html(page), "html.parser")
    parts = []
    _gather(soup, soup, parts)
    for _, found in groupby(parts, key=lambda part: id(part[0])):
        yield "".join(text for _, text in found)


def _gather(node, block, parts):
    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):
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
    return element.name in APART or "arithmatex" in element.get("class", ()) or address


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
            alike = len(wanted & set(re.findall(r"\w+", line)))
            if sign in line and 2 * alike >= len(wanted) and _holds(line.strip(), match.re):
                found.append((alike, (n, sign) not in self.taken, -n))
        if not found:
            return None
        n = -max(found)[2]
        self.taken.add((n, sign))
        return self.places[n]


def _holds(line, pattern):
    """Whether a line as typed, or what stands behind its marker, holds what was shown."""
    behind = MARKER.sub("", line)
    return SEEN in pattern.pattern or pattern.search(line) or pattern.search(behind)


def _line(match):
    text = match.string
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return text[start : len(text) if end < 0 else end]


def left(page):
    """A Fault for each markup that is shown as it was typed, once a line."""
    typed, said = Typed(page), set()
    for text in shown(page):
        for pattern, what, remedy in PATTERNS:
            for match in pattern.finditer(text):
                if _wrapped(match):
                    continue
                place = typed.place(match)
                if place and (place, what) not in said:
                    said.add((place, what))
                    yield Fault(place, f"{_short(match)}: {what}", remedy)


WRAPPED = re.compile(r"[ \t]*(?:[-+*]|\d{1,2}\.)[ \t]+")


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


def control(page):
    """Signs that nobody sees: bytes of a terminal, spaces of no width."""
    for line in {line.place: line for line in [*lines_of(page.path), *page.lines]}.values():
        if found := CONTROL.search(line):
            what = f"the unseen character U+{ord(found[0]):04X} stands here"
            yield Fault(line.place, what, f"delete it (column {found.start() + 1})")


def lists(page):
    """Items and their paragraphs that Markdown takes out of their list: it wants four spaces."""
    open_at, blank = [], True
    for n, line in enumerate(page.prose.split("\n")):
        place, text = page.lines[n].place, line.expandtabs(4)
        if not text.strip():
            blank = True if not page.lines[n].strip() else blank
            continue
        indent, item = len(text) - len(text.lstrip()), ITEM.match(text)
        if indent == 0 and not item and blank:
            open_at = []
        inside = [at for at in open_at if at <= indent]
        off = indent - inside[-1] if inside else 0
        if inside and off in (1, 2, 3) and (item or blank):
            what = "this item is no list in a list" if item else "this leaves the item above"
            yield Fault(place, what, f"indent it by {inside[-1] + 4} spaces")
        elif item and (blank or inside):
            fresh = indent not in open_at
            if fresh and item["number"] not in (None, "1", "01"):
                what = f"this list is shown from 1, and not from {item['number']}"
                remedy = "indent what stands between its items by four spaces, or begin with 1."
                yield Fault(place, what, remedy)
            open_at = [at for at in inside if at < indent] + [indent]
        elif blank:
            open_at = inside if indent else []
        blank = False


def formulas(page):
    """Formulas that were none, or lose what stands behind a %."""
    for m in MATHS.finditer(page.words):
        tex = m[0]
        for lost in re.finditer(r"(?<!\\)%", tex):
            before = tex[: lost.start()].rpartition("\n")[2]
            if before.strip() or "\n" not in tex:
                what = "a bare % in a formula hides the rest of its line"
                yield Fault(page.place(m.start() + lost.start()), what, "write \\%")
                break
        if m["dollar"] is None:
            continue
        after, before = page.words[m.end() : m.end() + 1], page.words[m.start() - 1 : m.start()]
        words = WORDS.search(NAMED.sub("", m["dollar"]))
        if after.isdigit() or before.isalpha() or MONEY.match(m["dollar"]) or words:
            what = f"{tex!r} is read as a formula" if len(tex) < 40 else "this is read as a formula"
            remedy = "write \\$ for the sign itself, or \\text{…} for words in a formula"
            yield Fault(page.place(m.start()), what, remedy)


def emphasis(page):
    """Signs that Markdown takes for emphasis: 2*3*4 loses its stars, __init__ its lines."""
    text = ESCAPED.sub(HIDDEN, page.prose)
    text = _blanked(text, LINK, IMAGE)
    for m in re.finditer(r"(?<![\w*])[\w.]+\*[\w.]+\*[\w.*]+", text):
        remedy = "write 2 × 3 or a formula, or \\* for the sign itself"
        yield Fault(page.place(m.start()), f"{m[0]!r} is shown without its stars", remedy)
    for m in re.finditer(r"(?<!\w)__([a-z]\w*?)__(?!\w)", text):
        remedy = f"write `{m[0]}`, or **{m[1]}** if bold is meant"
        yield Fault(page.place(m.start()), f"{m[0]!r} is shown without its lines", remedy)


def links(page):
    """Targets with bare spaces, and addresses in angle brackets that are no addresses."""
    for m in re.finditer(
        r"\]\((?![<\s])[^()<>\"'\n]*[^\s()<>\"'\n][ \t]+[^()<>\"'\s]+\)", page.prose
    ):
        yield Fault(page.place(m.start()), "this target holds a space", "write it as <my file.md>")
    for m in re.finditer(r"<[\w./-]+\.(?:md|html|ipynb)(?:#[\w-]*)?>", page.prose):
        if page.prose[m.start() - 1 : m.start()] != "(":
            what = f"{m[0]} is taken for a tag and is not shown"
            yield Fault(page.place(m.start()), what, f"write [text]({m[0][1:-1]})")


def includes(page):
    """Code that is included where no fence says that it is code."""
    said = set()
    for n, line in enumerate(page.text.split("\n")):
        file = page.lines[n].place.file
        if line.strip() and file.endswith(".py"):
            place = next((at.place for at in lines_of(page.path) if _includes(at, file)), None)
            what = f"{file} is included and its Python is read as Markdown"
            fault = Fault(place or page.lines[n].place, what, "put it into a ```python fence")
            if fault.place not in said:
                said.add(fault.place)
                yield fault


def _includes(line, file):
    return "8<" in line and file.removeprefix("snippets/") in line


def tables(page):
    """Pipes that a table's cell takes for more than they are."""
    lines = page.text.split("\n")
    inside = False
    for n, line in enumerate(lines):
        if re.match(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$", line) and "|" in line:
            inside = True
        elif "|" not in line:
            inside = False
        elif inside and re.search(r"\$[^$\n]*\\\|[^$\n]*\$", line):
            remedy = r"write \lvert x\rvert, or \lVert x\rVert for a norm"
            yield Fault(page.lines[n].place, r"\| in a formula is the sign of a norm", remedy)
        elif inside and re.search(r"`[^`\n]*\\\|[^`\n]*`", line):
            yield Fault(page.lines[n].place, r"code shows the backslash of \|", "write | in code")


def alternatives(page):
    """Markup in the alternative text of a picture, which is read out as it stands."""
    for image in page.images:
        if found := re.search(r"\$[^$]+\$|\*\*|`|\]\(|\\\(", image.alt):
            what = f"the alternative text of {image.target} holds {found[0]}, as it stands"
            yield Fault(image.place, what, "say it in words")


def _blanked(text, *patterns):
    for pattern in patterns:
        text = pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return text


TYPED = (control, lists, formulas, emphasis, links, includes, tables, alternatives)


def faults(page):
    """Every markup of a page that does not do what it was meant to."""
    found = [fault for one in TYPED for fault in one(page)]
    # A page that does not build is named as that where its structure is asked.
    with suppress(Fault):
        found += left(page)
    return found
