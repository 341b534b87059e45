"""What the search reads: every section and term of the built pages, with the names it goes by."""

import json
import re
from collections import defaultdict
from functools import lru_cache
from types import SimpleNamespace
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from material.plugins.search import plugin

from explainer.extensions.glossary import GLOSSARY

INDEX = "search/search_index.json"
ARTICLE = re.compile(r'<article class="?md-content__inner\b.*?</article>', re.S)
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6", "dt"]
BLOCKS = {"p", "li", "dd", "figcaption", "div", "section", "table", "tr", "details", "dl", "pre"}
# What a quiz offers is mostly not so; what the others hold is no sentence.
LEFT_OUT = (
    "script, style, .headerlink, .anchor-link, .listing, .tag, .quiz, .footnote, "
    ".notebook-links, .jp-CodeCell"
)
SVG, CODE = (re.compile(rf"<{name}\b.*?</{name}>", re.S) for name in ("svg", "pre"))
DEFINED = re.compile(r'<span class="?n[fc]"?>(\w+)</span>')
SCRIPTS = {
    "msub": "_", "msup": "^", "munder": "_", "mover": "^", "msubsup": "_^", "munderover": "_^",
}  # fmt: skip
SPACED = set("=<>≤≥≈+−·\u2223→⟺∑∏")
INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u200b")
KINDS = ("names", "heads", "text", "code")
"""What an entry holds: other names, headings of boxes, sentences, what its code defines."""
NOTEBOOK = 0.3
"""How much a notebook counts, which repeats what a section says."""


def spoken(part):
    """A formula on one line, as one would type it: σ(z) = 1/(1 + e^(−z))."""
    if isinstance(part, NavigableString):
        return str(part).translate(INVISIBLE)
    texts = [spoken(child) for child in part.children if str(child).strip()]
    if part.name in SCRIPTS:
        signs = zip(SCRIPTS[part.name], texts[1:], strict=False)
        after = " " if part.name.startswith("munder") else ""
        return texts[0] + "".join(sign + grouped(text) for sign, text in signs) + after
    if part.name == "mfrac":
        return "/".join(map(grouped, texts))
    if part.name == "msqrt":
        return "√" + grouped("".join(texts))
    if part.name == "mspace":
        return " "
    text = "".join(texts)
    if part.name == "mtr":
        return f"{text}, "
    apart = text in SPACED if part.name == "mo" else part.name == "mi" and len(text) > 1
    return f" {text} " if apart else text


def line(formula):
    """A formula as words of a sentence."""
    text = re.sub(r"\s+", " ", spoken(formula)).strip(" ,")
    return re.sub(r" (?=[_^)])|(?<=\() |(?<=[(^]−) |(?<=^−) |(?<== −) ", "", text)


def grouped(text):
    text = text.strip()
    return text if re.fullmatch(r"\w*[′″]*", text) else f"({text})"


def entry(location, title=""):
    return {"location": location, "title": title, **{kind: [] for kind in KINDS}}


class Reader:
    """One built page, read into entries: what is said under each heading and each term."""

    def __init__(self, address, soup):
        self.address, self.heard = address, []
        self.entries, self.rows = [entry(address)], []
        for row in soup.find_all("tr") if address == f"{GLOSSARY.stem}/" else ():
            self.name(row)
        for part in soup.select(LEFT_OUT):
            part.decompose()
        for formula in soup.find_all("math"):
            formula.replace_with(line(formula))
        self.read(soup)
        self.end()

    def name(self, row):
        """A row that links to what its first cell names is no text of its own."""
        first, *others = row.find_all("td") or [None]
        links = [urljoin(f"/{self.address}", a["href"])[1:] for o in others for a in o("a")]
        if links:
            for formula in first.find_all("math"):
                formula.replace_with(spoken(formula))
            names = [name.strip() for name in first.text.split(",")]
            paired = len(links) == len(names)
            for i, link in enumerate(links):
                self.rows.append((link, [names[i]] if paired else names))
            row.decompose()

    def end(self, to="text"):
        """What was heard since the last end is one block of the entry."""
        text = re.sub(r"\s+", " ", "".join(self.heard)).strip(" ·")
        self.heard.clear()
        if text:
            self.entries[-1][to].append(text)

    def begin(self, part):
        title = " ".join(part.text.split())
        if part.name == "h1":
            self.entries[-1]["title"] = title
        else:
            self.entries.append(entry(f"{self.address}#{part['id']}", title))

    def read(self, parent):
        for part in parent.children:
            if isinstance(part, NavigableString):
                if not isinstance(part, PreformattedString):
                    self.heard.append(part)
            elif part.name == "dfn":
                self.entries[-1]["code"].append(part.text)
            elif part.name in HEADINGS and part.get("id"):
                self.end()
                self.begin(part)
            elif part.name == "summary" or "admonition-title" in part.get("class", ()):
                self.end()
                self.heard.append(part.text)
                self.end("heads")
            elif part.name in BLOCKS:
                self.end()
                self.read(part)
                self.end()
            else:
                self.read(part)
                if part.name in ("td", "th"):
                    self.heard.append(" · ")


def defined(code):
    """The names that a listing defines, each in an element of its own."""
    return "".join(f"<dfn>{name}</dfn>" for name in DEFINED.findall(code))


@lru_cache(maxsize=64)
def read(address, article):
    """A page's entries, and what the rows of a glossary's tables name: (location, names)."""
    notebook = re.search(r'class="?notebook\b', article)
    # Of code, only what it defines; these two are most of a page, and parsing is slow.
    article = CODE.sub(lambda code: "" if notebook else defined(code[0]), article)
    reader = Reader(address, BeautifulSoup(SVG.sub("", article), "html.parser"))
    factor = {"boost": NOTEBOOK} if notebook else {}
    return [place | factor for place in reader.entries], reader.rows


class Unread:
    """What stands for the theme's parser of pages: each becomes one entry, which says nothing."""

    def __init__(self):
        nothing = {"id": None, "title": [], "text": [], "is_excluded": lambda: False}
        self.data = [SimpleNamespace(**nothing)]

    def feed(self, html):
        pass

    def close(self):
        pass


def list_only():
    """Let the theme's plugin tell which pages are searched: what they say, `index` reads."""
    plugin.Parser = Unread


def index(folder):
    """The text of the index of a built site: of the pages that its search plugin has found."""
    found = json.loads((folder / INDEX).read_text("utf-8"))
    docs, named = [], defaultdict(list)
    for page in (p for p in found["docs"] if "#" not in p["location"]):
        address = page["location"]
        path = folder / address
        html = (path / "index.html" if path.is_dir() else path).read_text("utf-8")
        if article := ARTICLE.search(html):
            entries, rows = read(address, article[0])
            boost = {"boost": page["boost"]} if "boost" in page else {}
            docs += [place | boost for place in entries]
            for location, names in rows:
                named[location] += names
    for place in docs:
        place["names"] = [*dict.fromkeys(named[place["location"]])]
    found["docs"] = [shipped(place) for place in docs if any(place[kind] for kind in KINDS)]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def shipped(place):
    """An entry as it goes out: what is said as lines, what is not said not at all."""
    lines = {kind: "\n".join(place[kind]) for kind in KINDS if kind != "names"}
    return {k: v for k, v in (place | lines).items() if v or k in ("location", "title")}


def write(folder):
    """Put the index where the theme asks for it, from a server and from a folder."""
    path = folder / INDEX
    if path.is_file():
        text = index(folder)
        path.write_text(text, "utf-8")
        path.with_suffix(".js").write_text(f"var __index={text}\n", "utf-8")
