"""Markup that does something else than its author meant, found in what was typed."""

import builtins
import re
from contextlib import suppress
from html.entities import html5

from explainer.faults import Fault
from explainer.proof import leftovers
from explainer.proof.leftovers import ESCAPED, HIDDEN
from explainer.proof.structure import RULE
from explainer.reader.lines import lines_of
from explainer.reader.pages import IMAGE, LINK, MATHS, blank

CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|(?P<number>\d+)\.)[ \t]+\S")
MONEY = re.compile(r"\s*\d[\d.,]*\s*(?:[kKmM]\b)?[^\\]*?(?<![\\A-Za-z])[A-Za-z]{3,}")
WORDS = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\s+[A-Za-z]{2,}")
SPECIAL = {name for one in vars(builtins).values() for name in dir(one)} | {
    "__all__", "__file__", "__main__", "__path__", "__slots__", "__version__",
}  # fmt: skip
"""Names of Python that Markdown reads as bold words."""
EMPTY = re.compile(r"(?:\s|\$|\\[\[\]()]|\\(?:begin|end)\{\w+\*?\})+")
NAMED = re.compile(r"\\(?:text(?:rm|bf)?|mathrm)\{[^{}]*\}")


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
    """Formulas that were none, hold nothing, or lose what stands behind a %."""
    for m in MATHS.finditer(page.words):
        tex = m[0]
        if EMPTY.fullmatch(tex):
            remedy = "write it, or take its signs away"
            yield Fault(page.place(m.start()), "this formula holds nothing", remedy)
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
    text = IMAGE.sub(blank, LINK.sub(blank, ESCAPED.sub(HIDDEN, page.prose)))
    for m in re.finditer(r"(?<![\w*])[\w.]+\*[\w.]+\*[\w.*]+", text):
        if re.fullmatch(r"[^\W\d_]{2,}\*[^\W\d_]{3,}\*[^\W\d_]*\.?", m[0]):
            continue  # a word of which a part is stressed
        remedy = "write 2 × 3 or a formula, or \\* for the sign itself"
        yield Fault(page.place(m.start()), f"{m[0]!r} is shown without its stars", remedy)
    for m in re.finditer(r"(?<!\w)__([a-z]\w*?)__(?!\w)", text):
        if m[0] not in SPECIAL and "_" not in m[1]:
            continue
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


# Other dashes than two, or a space among them, before a name in quotes.
SCISSORS = re.compile("\\s*(?:[-\u2013\u2014]+ ?8 ?<|8 ?<[-\u2013\u2014]).*[\"'\u201c\u201d]")


def includes(page):
    """Code that is included where no fence says that it is code, and ill-written includes in it."""
    for line in (line for fence in page.fences for line in fence.lines):
        if SCISSORS.match(line):
            remedy = 'write --8<-- "NAME" on a line of its own'
            yield Fault(line.place, "this include is shown as it was typed", remedy)
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
    """Pipes that a cell takes for more than they are."""
    inside = False
    for n, line in enumerate(page.text.split("\n")):
        if "|" not in line:
            inside = False
        elif RULE.match(line):
            inside = True
        elif inside and re.search(r"\$[^$\n]*\\\|[^$\n]*\$", line):
            remedy = r"write \lvert x\rvert, or \lVert x\rVert for a norm"
            yield Fault(page.lines[n].place, r"\| in a formula is the sign of a norm", remedy)
        elif inside and re.search(r"`[^`\n]*\\\|[^`\n]*`", line):
            yield Fault(page.lines[n].place, r"code shows the backslash of \|", "write | in code")


def alternatives(page):
    """Markup in the alternative text of a picture, which is read out as it stands."""
    for image in page.images:
        if found := re.search(r"\$[^$]+\$|\*\*|\]\(|\\\(", image.alt):
            what = f"the alternative text of {image.target} holds {found[0]}, as it stands"
            yield Fault(image.place, what, "say it in words")


def rules(page):
    """Headings without words, and lines below a paragraph that make no heading of it."""
    for m in re.finditer(r"^#{1,6}[ \t#]*$", page.prose, re.M):
        yield Fault(page.place(m.start()), "this heading says nothing", "give it words")
    lines = page.prose.split("\n")
    for n, line in enumerate(lines[2:], 2):
        below = all(above.strip() for above in lines[n - 2 : n])
        if below and re.fullmatch(r" {0,3}(?:-{3,}|={3,}) *", line):
            what = "this line makes no heading of the lines above it"
            remedy = "write ## before a heading, or leave an empty line above for a rule"
            yield Fault(page.lines[n].place, what, remedy)


def signs(page):
    """Comments, backticks, names of signs and backslashes that are ill-written."""
    for m in re.finditer(r"(?<!\\)(`+)[^\n]*", page.prose):
        remedy = "close the code with as many of them"
        yield Fault(page.place(m.start()), f"{m[1]} is shown as it was typed", remedy)
    for m in re.finditer(r"<!(?!--)|<--", page.prose, re.I):
        yield Fault(page.place(m.start()), f"{m[0]} opens no comment", "write <!-- … -->")
    for m in re.finditer(r"&([A-Za-z]\w*;)", page.prose):
        if m[1] not in html5:
            yield Fault(page.place(m.start()), f"no sign is called {m[0]}", "write the sign itself")
    for m in re.finditer(r"(?<!\\)(?:\\\\)*\\([%&~^\"'/:=,;?@])", page.prose):
        what = f"the backslash before {m[1]} is shown"
        yield Fault(page.place(m.start()), what, "take it away")


TYPED = (
    control, lists, formulas, emphasis, links, includes, tables, alternatives, rules, signs,
)  # fmt: skip


def faults(page):
    """Every markup of a page that does not do what it was meant to."""
    found = [fault for one in TYPED for fault in one(page)]
    # A page that does not build is named as that where its structure is asked.
    with suppress(Fault):
        found += leftovers.faults(page)
    return found
