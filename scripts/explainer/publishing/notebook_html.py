"""Cuts a notebook's page down to its cells, in the theme's own form, with formulas that are set."""

import html
import itertools
import re
import xml.etree.ElementTree as etree
from functools import lru_cache

from bs4 import BeautifulSoup

from explainer import cache
from explainer.cache import digest
from explainer.drawing import drawings
from explainer.extensions.figures import inlined
from explainer.extensions.sections import BLOCKS
from explainer.notation import MACROS
from explainer.proof import notebook
from explainer.reader.pages import MATHS, blank, typed
from explainer.typesetting import mathhtml, mathjax, mathml

# mkdocs-jupyter's cells, after half a megabyte of styles and some scripts.
CELLS = re.compile(
    r"(?P<head>(?:\s*(?:<script\b(?:(?!</script>).)*</script>"
    r"|<style\b(?:(?!</style>).)*</style>|<!--(?:(?!-->).)*-->))*\s*)"
    r"(?P<cells><div class=\"jupyter-wrapper\">.*?)"
    r"<!-- jupyter-wrapper -->(?P<tail>\s*<style\b.*?</style>)?",
    re.S,
)
CODE = re.compile(r"<(pre|code|svg)\b.*?</\1>", re.S)
TITLE = re.compile(r"# @title (.*)")
FOLD, BLOCK_END = '<details class="example"><summary>', "</code></pre></div>"
TITLED = re.compile(rf"<p><strong>((?:(?!</?strong).)*)</strong></p>\s*({FOLD})Code(?=</summary>)")
STORED = re.compile(r'(?<=b64decode\(")[^"]+')


def code(soup, pre, kind):
    """A block as the theme's own pages have it: same colours, copy button, light and dark."""
    block = soup.new_tag("div", attrs={"class": f"highlight {kind}".strip()})
    inner = soup.new_tag("code")
    inner.extend(list(pre.contents))
    new = soup.new_tag("pre")
    new.append(inner)
    block.append(new)
    return str(block)


def words(part):
    """A cell of Markdown."""
    for anchor in part.select("a.anchor-link"):
        anchor["class"] = "headerlink"
        anchor["title"] = "Permanent link"
    return part.decode_contents().strip()


def outputs(soup, cell):
    """What a cell of code has put out."""
    for part in cell.select(".jp-OutputArea-output"):
        if pre := part.select_one(".jp-RenderedText pre, pre:only-child"):
            yield code(soup, pre, "language-text")
        else:
            yield part.decode_contents().strip()


def folded(title, inside):
    return f"{FOLD}{html.escape(title)}</summary>\n{inside}\n</details>"


def cell_of(soup, cell, caption):
    """The HTML of one cell; a figure's has its caption, and the page's own drawing."""
    name = cell.get("id", "").removeprefix("cell-id=")
    if markdown := cell.select_one(".jp-RenderedMarkdown"):
        return words(markdown)
    pre = cell.select_one(".highlight-ipynb pre")
    if pre is None:
        return cell.decode_contents().strip()
    text = pre.get_text()
    if STORED.search(text):
        pre.string = STORED.sub("…", text)
    shown, title = code(soup, pre, "language-python"), TITLE.match(text)
    title = title[1] if title else "Code"
    drawn = name.removeprefix("figure-")
    if drawn != name and drawn in drawings.names():
        (alt,) = (part.get_text().strip() for part in cell.select(".jp-RenderedText"))
        drawing = inlined(drawings.drawings([drawn])[drawn], alt)
        figure = f'<div class="drawing">{drawing}</div><figcaption>{caption}</figcaption>'
        figure = f'<figure class="figure" data-figure="{drawn}">{figure}</figure>'
        return "\n".join([figure, folded(f"Code: {title}", shown)])
    put = list(outputs(soup, cell))
    kinds = cell.get("class", ())
    if "celltag_hide-cell" in kinds:
        return folded(title, "\n".join([shown, *put]))
    if "celltag_hide-input" in kinds:
        return "\n".join([folded(title, shown), *put])
    return "\n".join([shown, *put])


def formulas(text, known):
    """HTML in which every formula is set, those that are `known` as their page writes them."""
    found, asked = [], []
    for m in MATHS.finditer(CODE.sub(blank, text)):
        tex, display = typed(m)
        tex = html.unescape(tex).strip()
        found.append((m, display))
        asked.append([known.get(" ".join(tex.split()), tex), display])
    if not found:
        return text
    made = mathjax.cached(["notebook", asked, MACROS], lambda: typeset(asked))
    parts, at = [], 0
    for (m, display), element in zip(found, made, strict=True):
        first, end = m.span()
        if display:
            before, after = text[at:first].rstrip(), text[end:].lstrip()
            alone = before.endswith("<p>") and after.startswith("</p>")
            before = before.removesuffix("<p>") if alone else f"{before}</p>"
            end = len(text) - len(after) + 4 if alone else end
            parts += [before, element, "" if alone else "<p>"]
        elif stop := mathhtml.STOP.match(text, end):
            parts += [text[at:first], f'<span class="joined">{element}{stop[0]}</span>']
            end = stop.end()
        else:
            parts += [text[at:first], element]
        at = end
    return "".join([*parts, text[at:]])


def typeset(asked):
    """The formulas as HTML."""
    strings, _ = mathjax.typeset(asked, MACROS)
    set_well = map(mathml.tuned, strings)
    return [
        etree.tostring(mathhtml.published(math, display), encoding="unicode")
        for math, (_, display) in zip(set_well, asked, strict=True)
    ]


def as_a_page(text):
    """Cells as a page has them: a goal, answers, one fold a box, places with ids by themselves."""
    text = re.sub(TITLED, r"\2\1", text)
    text = text.replace(f"{BLOCK_END}\n</details>\n{FOLD}Code</summary>", BLOCK_END)
    text = text.replace("<details>", '<details class="question">')
    text = re.sub(r"(</h2>\s*)<p><em>(.*?)</em></p>", r'\1<p class="goal">\2</p>', text)
    ids = re.findall(r'<(?:h\d|div class="equation"|mtr) id="([^"]+)"', text)
    for name in ids:
        text = re.sub(rf'<a id="{re.escape(name)}"></a>', "", text)
    return re.sub(r"<p>\s*</p>\n?", "", text)


def shown(part):
    """What is seen before anything is opened: elements and texts, but not those of code."""
    for child in part.children:
        if part.name != "details" or child.name == "summary":
            yield child
            if child.name not in ("pre", "svg", None):
                yield from shown(child)


def sections(text):
    """The cells with what stands under a heading of the second level in one `div.section`."""
    cells = BeautifulSoup(text, "html.parser")
    for heading in cells.find_all("h2", recursive=False):
        section = cells.new_tag("div", attrs={"class": "section"})
        rest = itertools.takewhile(lambda node: node.name != "h2", list(heading.next_siblings))
        section.extend(list(rest))
        seen = list(shown(section))
        counts = {
            "letters": sum(len(part) for part in seen if isinstance(part, str)),
            "lines": sum(part.get_text().count("\n") + 1 for part in seen if part.name == "pre"),
            "figures": sum(part.name == "figure" for part in seen),
            # An answer stands apart from its question, in a box of its own.
            "blocks": sum(part.name in BLOCKS | {"details"} for part in seen),
        }
        section.attrs |= {f"data-{name}": str(count) for name, count in counts.items()}
        heading.insert_after(section)
    return f'<div class="notebook">\n{cells}\n</div>'


def made(wrapper, known):
    soup = BeautifulSoup(wrapper, "html.parser")
    cells = [cell for cell in soup.select(".jp-Cell") if not cell.select_one(".jp-Cell")]
    named = {cell.get("id", "").removeprefix("cell-id="): cell for cell in cells}
    parts = []
    for name, cell in named.items() if len(named) == len(cells) else enumerate(cells):
        caption = named.get(str(name).replace("figure-", "caption-", 1))
        caption = cell_of(soup, caption, "") if caption and caption is not cell else ""
        if not str(name).startswith("caption-"):
            parts.append(cell_of(soup, cell, caption))
    return sections(as_a_page(formulas("\n".join(parts), known)))


@lru_cache(maxsize=16)
def plain(wrapper, known):
    """A notebook's cells, from the cache while nothing that they are made of has changed."""
    drawn = re.findall(r'=figure-([\w-]+)"', wrapper)
    svgs = [found.svg for found in drawings.drawings(drawn).values()]
    name = cache.key([wrapper, known, svgs, digest(__file__), mathjax.machinery()])
    return cache.kept("cells", name, lambda: made(wrapper, dict(known)).encode()).decode()


def rewrite(folder):
    """Cut every notebook's page of a built site down to its cells, if it holds any."""
    pages = {path.stem: page for path, page in notebook.own()}
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text("utf-8")
        if '<div class="jupyter-wrapper">' in text:
            page = pages.get(path.parent.name)
            known = tuple(notebook.formulas(page).items()) if page else ()
            cut = CELLS.sub(lambda m, known=known: plain(m["cells"], known), text)
            path.write_text(cut, "utf-8")
