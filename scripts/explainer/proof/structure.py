"""What a strict build is silent about: slips of Markdown that quietly publish something else."""

import re
from itertools import chain, pairwise

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from explainer.faults import Fault
from explainer.project import DOCS
from explainer.proof import front, links
from explainer.proof.leftovers import NOTE
from explainer.reader.lines import indent_of
from explainer.reader.pages import IMAGE, LINK
from explainer.sources import text_of

ADMONITIONS = {
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure",
    "danger", "bug", "example", "quote", "misconception",
}  # fmt: skip
INSTEAD = {
    **dict.fromkeys(("textbf", "emph", "textit"), "write **…** or *…*"),
    "texttt": "write `…`",
    "ref": "write $\\eqref{…}$, or [text](#id)",
    "cite": "write [^name], and [^name]: its source below",
    "newpage": "take it away",
}
"""By a command of LaTeX's text, what does here what it does there."""
BLOCKS = {"caption", "figure-caption"}


def formulas(page):
    for m in re.finditer(r"(?<!\\)(\$\$?|\\[\[(]|\\begin\{\w+\*?\})", page.prose):
        what = f"the formula that {m[1]} opens is never closed"
        remedy = "close it, or write \\$ for the sign itself" if "$" in m[1] else "close it"
        yield Fault(page.place(m.start()), what, remedy)
    for m in re.finditer(r"(?<![\w:\\])\\(?!begin)([A-Za-z]{2,}|[zp]\b)", page.prose):
        remedy = INSTEAD.get(m[1], f"write $\\{m[1]}…$")
        yield Fault(page.place(m.start()), f"\\{m[1]} stands outside a formula", remedy)


def raw_html(page):
    """Elements and attributes that the policy forbids."""
    for m in re.finditer(r"<(script|style|iframe|object|embed|form)\b", page.prose, re.I):
        what = f"a raw <{m[1].lower()}> would be published"
        yield Fault(page.place(m.start()), what, "move it to docs/live or docs/stylesheets")
    for m in re.finditer(r"<[a-z][^<>]*?\s(style|on\w+)\s*=", page.prose, re.I):
        what = f"the attribute {m[1].lower()}= breaks the content policy"
        yield Fault(page.place(m.start()), what, "use a class and docs/stylesheets")


VOID = {"br", "hr", "img", "input", "wbr", "source"}
TAG = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?=[\s/>])[^<>]*?(?P<self>/?)>", re.I)


def tags(page):
    """Tags that close nothing, or are never closed."""
    opened = []
    targets = {
        n for p in (LINK, IMAGE) for m in p.finditer(page.prose) for n in range(*m.span("target"))
    }
    for m in TAG.finditer(page.prose):
        if m.start() in targets or m["tag"] in VOID or m["self"]:
            continue
        if not m["end"]:
            opened.append((m["tag"], m.start()))
        elif opened and opened[-1][0] == m["tag"]:
            opened.pop()
        else:
            what = f"</{m['tag']}> closes nothing"
            yield Fault(page.place(m.start()), what, f"open it with <{m['tag']}>")
    for tag, start in opened:
        yield Fault(page.place(start), f"<{tag}> is never closed", f"close it with </{tag}>")


HEAD = re.compile(r"[ \t]*(?P<marks>!!!|\?\?\?\+?|===(?:[+!]{1,2})?)(?P<rest>[ \t]+.*|\w.*)?")
KIND = re.compile(r"[ \t]*(?P<kind>[\w-]+)(?: +(?:inline|end))*(?P<title>.*)")
TITLE = re.compile(r"(?: +\"[^\"]*\")?[ \t]*")


def admonitions(page):
    """Admonitions and tabs: of a known kind, their titles in quotes, their text indented."""
    lines = page.text.split("\n")
    for n, line in enumerate(lines):
        m = HEAD.fullmatch(line)
        if not m or (m["marks"][0] == "=" and not (m["rest"] or "").strip()):
            continue
        titled = _tab(m, lines, n) if m["marks"][0] == "=" else _admonition(m)
        yield from (Fault(page.lines[n].place, *wrong) for wrong in titled)
        following = next((k for k in page.lines[n + 1 :] if k.strip()), None)
        if following is None or indent_of(following) < indent_of(line) + 4:
            what = f"nothing stands in this {m['marks']} block"
            yield Fault(page.lines[n].place, what, "indent its text by four spaces")


def _tab(m, lines, n):
    """What is wrong with the title of a tab, and the remedy."""
    title = m["rest"].strip()
    if not re.fullmatch(r" +\"[^\"]+\"[ \t]*", m["rest"]):
        yield "this tab has no title in quotes", f'write {m["marks"]} "Title"'
    elif "!" not in m["marks"] and title in _beside(lines, n):
        yield f"two tabs that stand side by side are called {title}", "call one of them otherwise"


def _admonition(m):
    """What is wrong with the kind and the title of an admonition, and the remedy."""
    kind = KIND.fullmatch(m["rest"] or "")
    if not kind or kind["kind"] not in ADMONITIONS:
        what = f"unknown admonition {kind['kind'] if kind else ''!r}"
        yield what, f"use one of {', '.join(sorted(ADMONITIONS))}"
    elif not TITLE.fullmatch(kind["title"]):
        title = kind["title"].strip(" \t\"'\u201c\u201d\u2018\u2019")
        yield f"its title {title!r} is not shown", f'write {m["marks"]} {kind["kind"]} "{title}"'


def _beside(lines, n):
    """The titles of the tabs before one, in its set."""
    indent = indent_of(lines[n])
    for line in reversed(lines[:n]):
        if line.strip() and indent_of(line) <= indent:
            m = HEAD.fullmatch(line)
            if not m or m["marks"][0] != "=" or indent_of(line) < indent:
                return
            yield (m["rest"] or "").strip()


def fences(page):
    """The language of what a fence shows, its marked lines and its annotations are there."""
    for fence in page.fences:
        if fence.hidden:
            continue
        if re.match(r"\{(?![.#])[\w:-]+\}", fence.info):
            remedy = 'write --8<-- "NAME"' if "include" in fence.info else NOTE
            yield Fault(fence.place, f"the directive {fence.info} is not read here", remedy)
        if fence.language and not _is_known(fence.language):
            remedy = "use a name that Pygments knows, or text"
            yield Fault(fence.place, f"unknown language {fence.language!r}", remedy)
        if wanted := re.search(r'hl_lines=["\']([^"\']*)', fence.info):
            last = max((int(n) for n in re.findall(r"\d+", wanted[1])), default=0)
            if last > len(fence.lines):
                what = f"hl_lines names line {last} of {len(fence.lines)}"
                yield Fault(fence.place, what, "name lines that are there")
        for line in (line for line in fence.lines if "# (" in line):
            mark = re.search(r"\((\d+)\)!?\s*(?:-->)?$", line)
            if mark and not _annotated(page, fence, int(mark[1])):
                remedy = "add an ordered list with as many items below the block"
                yield Fault(line.place, f"the annotation ({mark[1]}) points at nothing", remedy)


def _is_known(language):
    try:
        return bool(get_lexer_by_name(language))
    except ClassNotFound:
        return False


def _annotated(page, fence, number):
    last = fence.lines[-1]
    after = next(n for n, line in enumerate(page.lines) if line is last) + 2
    items = []
    for line in page.lines[after:]:
        if re.match(r"\s*\d+\.\s", line):
            items.append(line)
        elif line.strip() and not line.startswith(" "):
            break
    return len(items) >= number


def blocks(page):
    """`/// caption` … `///`: opened, known and closed."""
    opened, lines = None, page.text.split("\n")
    for n, line in enumerate(lines):
        m = re.match(r"^[ \t]*(?P<marks>/{3,})[ \t]*(?P<name>[\w-]*)", line)
        if not m:
            continue
        place = page.lines[n].place
        if m["name"]:
            if opened:
                yield Fault(opened, "this /// block is never closed", "close it with ///")
            if m["name"] not in BLOCKS:
                remedy = f"use one of {', '.join(sorted(BLOCKS))}"
                yield Fault(place, f"unknown block /// {m['name']}", remedy)
            above = m["name"] not in BLOCKS or _captioned(page, n)
            opened, marks, begun = place, m["marks"], n
        elif not opened:
            yield Fault(place, "this /// closes nothing", "open it with /// caption")
        else:
            if not above:
                remedy = "put it below a figure, a table or a listing"
                yield Fault(opened, "nothing above this caption can have one", remedy)
            if m["marks"] != marks:
                what = f"this does not close what {marks} opened ({opened})"
                yield Fault(place, what, f"close it with {marks}")
            elif not "".join(lines[begun + 1 : n]).strip():
                yield Fault(opened, "this caption says nothing", "say there what one sees")
            opened = None
    if opened:
        yield Fault(opened, "this /// block is never closed", "close it with ///")


def _captioned(page, n):
    """Whether a picture, a table, a fence or another block ends above a line."""
    above = next((line for line in reversed(page.lines[:n]) if line.strip()), "")
    return re.match(r"\s*(?:!\[|\||`{3}|~{3}|/{3}|<|\{:|\$\$|\\\])|.*(?:\||\)|\})\s*$", above)


def headings(page):
    found = page.headings
    tops = [heading for heading in found if heading.level == 1]
    if not tops:
        what = "the page has no heading of level 1"
        yield Fault(page.lines[0].place, what, "open it with # and its title")
    for extra in tops[1:]:
        yield Fault(extra.place, "a second heading of level 1", "use ## or deeper")
    for before, after in pairwise(found):
        if after.level > before.level + 1:
            what = f"the heading jumps from level {before.level} to {after.level}"
            yield Fault(after.place, what, f"use {'#' * (before.level + 1)}")


def alternatives(page):
    for image in page.images:
        if not image.figure and not image.alt.strip():
            what = f"the image {image.target} has no alternative text"
            yield Fault(image.place, what, "say what one sees in it")


def _classes():
    css = "".join(map(text_of, sorted(DOCS.glob("stylesheets/*.css"))))
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", css))


def attributes(page):
    """`{: .goal }`: closed, and with classes that a stylesheet knows."""
    known = _classes()
    for m in re.finditer(r"\{:(?P<inside>[^{}\n]*)(?P<end>\}?)", page.prose):
        place = page.place(m.start())
        if not m["end"]:
            yield Fault(place, "this attribute list is never closed", "close it with }")
            continue
        for name in re.findall(r"(?<![\w=\"'])\.([\w-]+)", m["inside"]):
            if name not in known:
                what = f"no stylesheet knows the class {name!r}"
                yield Fault(place, what, "mend the name, or style it")


RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")
"""The line below the head of a table, if it has a | as well."""


def tables(page):
    """Rows have as many cells as their table has columns."""
    columns = None
    for n, line in enumerate(page.text.split("\n")):
        cells = len(re.findall(r"(?<!\\)\|", _uncoded(line).strip().strip("|"))) + 1
        if "|" not in line:
            columns = None
        elif RULE.match(line):
            columns = cells
        elif columns and cells != columns:
            what = f"this row has {cells} cells where the table has {columns} columns"
            remedy = "add or merge cells; write \\| for the sign itself, and in a formula \\lvert,"
            yield Fault(page.lines[n].place, what, f"{remedy} \\rvert or \\mid")


def _uncoded(line):
    """As Markdown sees a row: code hides a pipe, a formula does not."""
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)


CHECKS = (
    front.faults, formulas, raw_html, tags, admonitions, fences, blocks, headings, alternatives,
    attributes, tables, links.references, links.footnotes, links.repeated_ids,
)  # fmt: skip


def check(page, others=()):
    """Every slip of structure on a page; `others` are the pages that it may link to."""
    checks = [one(page) for one in CHECKS]
    site = {other.path.resolve(): other for other in (page, *others)}
    checks += [links.leads(page, site), links.equations(page, site)]
    found = False
    try:
        for fault in chain.from_iterable(checks):
            found = True
            yield fault
    except Fault:
        # The page does not build; if the cause has been named already, once is enough.
        if not found:
            raise
