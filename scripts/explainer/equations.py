"""Markdown extension: TeX becomes numbered, linked MathML, and bad TeX has a file and a line.

pymdownx.arithmatex finds the formulas; all of a page's are set together by MathJax.
"""

import re
import unicodedata
import xml.etree.ElementTree as etree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

from explainer import mathfont, mathjax, mathml, pages
from explainer.faults import Fault, Place


def _concept(name, tex):
    return rf"\class{{{name}}}{{{tex}}}"


CONCEPTS = ("logit", "probability", "derivative", "weight")
"""The classes a formula may carry: the colours of concepts.css."""

MACROS = {
    "z": _concept("logit", "z"),
    "vz": _concept("logit", r"\mathbf{z}"),
    "p": _concept("probability", "p"),
    "vp": _concept("probability", r"\mathbf{p}"),
    "W": _concept("weight", "W"),
    "mW": _concept("weight", r"\mathbf{W}"),
    "b": _concept("weight", "b"),
    "vb": _concept("weight", r"\mathbf{b}"),
    "h": "h",
    "vh": r"\mathbf{h}",
    "y": "y",
    "logitc": [_concept("logit", "#1"), 1],
    "probc": [_concept("probability", "#1"), 1],
    "derivc": [_concept("derivative", "#1"), 1],
    "weightc": [_concept("weight", "#1"), 1],
    "softmax": r"\operatorname{softmax}",
    "LSE": r"\operatorname{LSE}",
    "logit": r"\operatorname{logit}",
    "odds": r"\operatorname{odds}",
    "diag": r"\operatorname{diag}",
    "Var": r"\operatorname{Var}",
    "E": r"\operatorname{E}",
    "argmax": r"\operatorname*{arg\,max}",
    "sp": r"\operatorname{sp}",
}
"""What a formula may say beyond TeX and amsmath: symbols by concept, colours, operators."""

REFERENCE = re.compile(r"\\(?:eq)?ref\s*\{([^}]*)\}")
LONG = 15
"""A formula wider than this many em may not fit a phone: displayed, it scrolls."""


class Formula:
    """One formula of the page: its element in the tree, its TeX, and whether it is displayed."""

    def __init__(self, element):
        text = element.text
        self.element = element
        self.display = element.tag == "div"
        tex = text[2:-2].strip()
        # arithmatex escapes displayed formulas only.
        self.tex = _unescaped(tex) if self.display else tex

    def lines(self, source, start):
        """Where the formula stands in the source from `start` on: (first, end), or None."""
        words = r"[\s>]+".join(map(re.escape, self.tex.split()))
        if not self.display:
            words = rf"(?:\$|\\\()\s*{words}\s*(?:\$|\\\))"
        match = re.compile(words).search(source, start)
        return match and match.span()


def _unescaped(text):
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


class Equations(Treeprocessor):
    def run(self, root):
        formulas = [
            Formula(element)
            for element in root.iter()
            if element.tag in ("div", "span")
            and element.get("class", "").split()[:1] == ["arithmatex"]
            and not len(element)
        ]
        if not formulas:
            return
        headings = {
            child
            for heading in root.iter()
            if re.fullmatch("h[1-6]", heading.tag)
            for child in heading.iter()
        }
        for formula, made in zip(formulas, self.rendered(formulas), strict=True):
            made = etree.fromstring(made)
            if formula.element in headings:
                self.check_heading(formulas, formula, made)
            _put(formula.element, made, formula.element not in headings)

    def rendered(self, formulas):
        """The formulas as strings of HTML, from the cache if nothing about the page has changed."""
        asked = [[formula.tex, formula.display] for formula in formulas]
        return mathjax.cached([asked, MACROS], lambda: self.set(formulas, asked))

    def set(self, formulas, asked):
        try:
            strings, labels = mathjax.typeset(asked, MACROS)
        except mathjax.Unreadable as error:
            raise self.unreadable(formulas, error.index, str(error)) from None
        except mathjax.Missing as error:
            raise Fault(
                self.place(formulas, 0), str(error), "`make serve` and `make test` install it"
            ) from None
        self.check_references(formulas, labels)
        made = [mathml.tuned(string) for string in strings]
        self.check_classes(formulas, made)
        self.check_characters(formulas, made)
        self.check_widths(formulas, made)
        return [
            etree.tostring(_published(formula, math), encoding="unicode")
            for formula, math in zip(formulas, made, strict=True)
        ]

    def check_references(self, formulas, labels):
        for n, formula in enumerate(formulas):
            for match in REFERENCE.finditer(formula.tex):
                if match[1] not in labels:
                    raise Fault(
                        self.place(formulas, n, match[0]),
                        f"no equation of this page is labelled {match[1]!r}",
                        f"label it with \\label{{{match[1]}}}, or refer to "
                        + (f"one of {', '.join(labels)}" if labels else "nothing"),
                    )

    def check_classes(self, formulas, made):
        for n, math in enumerate(made):
            for element in math.iter():
                name = element.get("class")
                if (
                    name
                    and element.tag not in ("mtable", "mtd")
                    and name not in (*CONCEPTS, "MathJax_ref")
                ):
                    raise Fault(
                        self.place(formulas, n, name),
                        f"no concept is called {name!r}",
                        f"use one of {', '.join(CONCEPTS)}",
                    )

    def check_characters(self, formulas, made):
        for n, math in enumerate(made):
            for character in mathml.shown(math):
                if character not in mathfont.CHARACTERS:
                    raise Fault(
                        self.place(formulas, n, character),
                        f"the mathematics font has no {character!r} "
                        f"({unicodedata.name(character, 'unnamed')})",
                        "write the formula without it, or add it to CHARACTERS in "
                        "scripts/explainer/mathfont.py, run `python -m explainer.mathfont`, "
                        "and see whether browsers set it well",
                    )

    def check_widths(self, formulas, made):
        for n, (formula, math) in enumerate(zip(formulas, made, strict=True)):
            if not formula.display and _width(math) > LONG:
                raise Fault(
                    self.place(formulas, n),
                    "browsers do not break a formula, and this one is too wide for a phone's line",
                    "say less in the sentence, or display the formula between $$ and $$",
                )

    def check_heading(self, formulas, formula, made):
        tall = {element.tag for element in made.iter()} & {
            "mfrac", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "msqrt"
        }  # fmt: skip
        if tall or made.tag != "math":
            raise Fault(
                self.place(formulas, formulas.index(formula)),
                f"the contents list cannot show ${formula.tex}$, only its letters in one row",
                "say it in words in the heading and show the formula below",
            )

    def unreadable(self, formulas, index, message):
        """MathJax's complaint, at the line of what it complains about."""
        named = re.findall(r"\\[A-Za-z]+|(?<=')[^']+(?=')", message)
        place = self.place(formulas, index, *named)
        if message.startswith("Label "):
            return Fault(place, message, "give each equation of a page its own label")
        if message.startswith("Undefined control sequence"):
            return Fault(
                place,
                f"MathJax knows no {message.split()[-1]}",
                "write an operator's name as \\operatorname{name}; "
                "our own macros stand in scripts/explainer/equations.py",
            )
        return Fault(place, f"MathJax cannot read this formula: {message}", "mend its TeX")

    def place(self, formulas, index, *named):
        """Where formula number `index` stands; in it, the last line that holds a name."""
        lines = getattr(self.md, "expanded_lines", None)
        if not lines:
            return Place("<markdown>", 1)
        lines = pages.split(lines)[1]
        source = "\n".join(lines)
        start = end = 0
        for formula in formulas[: index + 1]:
            # Footnotes stand at the end of the page, wherever they were written.
            found = formula.lines(source, end) or formula.lines(source, 0)
            start, end = found or (start, end)
        first = source.count("\n", 0, start)
        last = source.count("\n", 0, end)
        for name in named:
            for n in range(last, first - 1, -1):
                if name in lines[n]:
                    return lines[n].place
        return lines[first].place


def _put(element, made, excluded):
    """Write `made` into the tree where `element` stands, keeping the text after it."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = made.tag, made.text, tail
    element.attrib.update(made.attrib)
    element.extend(list(made))
    if excluded and made.tag != "a":
        # The theme's search leaves an excluded element at the first end tag of its name,
        # so a box that holds boxes is excluded part by part.
        for part in element if made.tag == "div" else [element]:
            part.set("data-search-exclude", "")


def _published(formula, math):
    """The element that a reader's page holds: a link, inline mathematics, or an equation."""
    for row in math.iter("mrow"):
        if target := row.attrib.pop("href", None):
            label = row[0].text
            _link(row[0], target, label)
            row.attrib.pop("class", None)
    rows = list(math)
    if not formula.display:
        if len(rows) == 1 and rows[0].tag == "mrow" and rows[0].find("mtext/a") is not None:
            return rows[0].find("mtext/a")
        return math
    return _equation(math)


def _link(token, target, text):
    token.text = None
    link = etree.SubElement(token, "a", {"href": target.replace("%3A", ":")})
    link.text = text
    return link


def _equation(math):
    """A displayed formula in a box that scrolls by itself, its tag beside it."""
    box = etree.Element("div", {"class": "equation"})
    scroll = etree.SubElement(box, "div", {"class": "formula"})
    scroll.append(math)
    label = "Formula"
    tagged = list(math.iter("mlabeledtr"))
    table = math.find("mtable")
    if len(tagged) == 1 and table is not None and len(table) == 1:
        tag = tagged[0][0]
        tagged[0].remove(tag)
        number = "".join(tag.itertext())
        box.set("id", tag.get("id"))
        link = etree.SubElement(box, "a", {"class": "tag", "href": "#" + tag.get("id")})
        link.text = number
        label = f"Equation {number}"
        tagged[0].tag = "mtr"
        if len(tagged[0]) == 1:
            math.remove(table)
            math.extend(list(tagged[0][0]))
    elif tagged:
        _tag_rows(table)
    if _width(math) > LONG:
        scroll.attrib.update({"tabindex": "0", "role": "group", "aria-label": label})
    return box


def _tag_rows(table):
    """Tags of several rows: a column at the right of the table, which takes the full width."""
    table.set("class", f"{table.get('class', '')} tagged".strip())
    columns = max(len(row) - (row.tag == "mlabeledtr") for row in table)
    for row in table:
        tag = etree.Element("mtd", {"class": "tag"})
        if row.tag == "mlabeledtr":
            old = row[0]
            row.remove(old)
            row.tag = "mtr"
            row.set("id", old.get("id"))
            # Words, not a link: a formula is one object to assistive technology.
            etree.SubElement(tag, "mtext").text = "".join(old.itertext())
        for _ in range(columns - len(row)):
            etree.SubElement(row, "mtd")
        row.insert(0, etree.Element("mtd", {"class": "side"}))
        row.append(tag)


def _width(element):
    """A formula's width in em, roughly and rather too much than too little."""
    if element.tag in ("mfrac", "munderover", "munder", "mover", "msubsup"):
        first, *rest = [_width(child) for child in element]
        return first + 0.7 * max(rest) if element.tag == "msubsup" else max(first, *rest) + 0.3
    if element.tag == "mtable":
        return max((sum(map(_width, row)) for row in element), default=0)
    if element.tag == "mo":
        return 0.5 + 0.6 * (element.text in mathml.DEFAULT)
    if element.tag == "mspace":
        return float(element.get("width", "0em").removesuffix("em"))
    return 0.6 * len(element.text or "") + sum(map(_width, element))


class EquationsExtension(Extension):
    def extendMarkdown(self, md):
        # After inline patterns (20) and prettify (10), before attr_list (8), abbr (7), toc (5).
        md.treeprocessors.register(Equations(md), "equations", 9)


def makeExtension(**options):
    return EquationsExtension(**options)
