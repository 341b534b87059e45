"""Cuts a notebook's page down to its cells: the theme styles them, nothing else is needed."""

import itertools
import re

from bs4 import BeautifulSoup

# mkdocs-jupyter's cells, after half a megabyte of styles and some scripts.
CELLS = re.compile(
    r"(?P<head>(?:\s*(?:<script\b(?:(?!</script>).)*</script>"
    r"|<style\b(?:(?!</style>).)*</style>|<!--(?:(?!-->).)*-->))*\s*)"
    r"(?P<cells><div class=\"jupyter-wrapper\">.*?)"
    r"<!-- jupyter-wrapper -->(?P<tail>\s*<style\b.*?</style>)?",
    re.S,
)
PARTS = ".highlight, .jp-RenderedMarkdown, .jp-RenderedImage, .jp-RenderedHTML, .jp-RenderedSVG"
EXTRAS = (
    ".jp-Collapser, .jp-InputPrompt, .jp-OutputPrompt, .zeroclipboard-container, "
    ".clipboard-copy-txt"
)


def code(soup, pre, kind):
    """A block as the theme's own pages have it: same colours, copy button, light and dark."""
    block = soup.new_tag("div", attrs={"class": f"highlight {kind}".strip()})
    inner = soup.new_tag("code")
    inner.extend(list(pre.contents))
    new = soup.new_tag("pre")
    new.append(inner)
    block.append(new)
    return block


def plain(match):
    soup = BeautifulSoup(match["cells"], "html.parser")
    for extra in soup.select(EXTRAS):
        extra.decompose()
    for pre in soup.select(".highlight-ipynb pre"):
        pre.parent.replace_with(code(soup, pre, "language-python"))
    for pre in soup.select(".jp-RenderedText pre"):
        pre.parent.replace_with(code(soup, pre, "language-text"))
    for anchor in soup.select("a.anchor-link"):
        anchor["class"] = "headerlink"
        anchor["title"] = "Permanent link"
    parts = [
        part.decode() if "highlight" in part["class"] else part.decode_contents()
        for part in soup.select(PARTS)
        if not part.find_parent(class_=re.compile("^jp-Rendered"))
    ]
    cells = BeautifulSoup("\n".join(part.strip() for part in parts), "html.parser")
    for heading in cells.find_all("h2", recursive=False):
        section = cells.new_tag("div", attrs={"class": "section"})
        rest = itertools.takewhile(lambda node: node.name != "h2", list(heading.next_siblings))
        section.extend(list(rest))
        listed = [pre.get_text() for pre in section.select("pre")]
        section["data-letters"] = str(len(section.get_text()) - sum(map(len, listed)))
        section["data-lines"] = str(sum(text.count("\n") + 1 for text in listed))
        heading.insert_after(section)
    return f'<div class="notebook">\n{cells}\n</div>'


def cleaned(html):
    """A page's HTML with its notebook, if it holds one, as plain cells."""
    return CELLS.sub(plain, html)
