"""Markdown extension: TeX becomes numbered, linked MathML, and bad TeX has a file and a line.

pymdownx.arithmatex finds the formulas; all of a page's are set together by MathJax.
"""

import html
import re
import unicodedata
import xml.etree.ElementTree as etree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

from explainer.faults import Fault
from explainer.notation import MACROS, SOURCE
from explainer.palette import CONCEPTS
from explainer.project import relative
from explainer.reader.places import place_of, place_of_text
from explainer.typesetting import mathfont, mathhtml, mathjax, mathml

REFERENCE = re.compile(r"\\(?:eq)?ref\s*\{([^}]*)\}")


# What no formula took: arithmatex wants $$ and environments in paragraphs of their own.
LEFT = re.compile(r"\$+|\\(?:begin|end|label|tag|eqref|ref)\b(?:\{[^}]*\})?")


class Formula:
    """One formula of the page: its element in the tree, its TeX, and whether it is displayed."""

    def __init__(self, element):
        text = element.text
        self.element = element
        self.display = element.tag == "div"
        tex = text[2:-2].strip()
        # arithmatex escapes displayed formulas only.
        self.tex = html.unescape(tex) if self.display else tex


class Equations(Treeprocessor):
    def run(self, root):
        self.root = root
        self.check_left(root)
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
                self.check_heading(formula, made)
            mathhtml.put(formula.element, made, formula.element not in headings)

    def rendered(self, formulas):
        """The formulas as strings of HTML, from the cache if nothing about the page has changed."""
        asked = [[formula.tex, formula.display] for formula in formulas]
        return mathjax.cached([asked, MACROS], lambda: self.set(formulas, asked))

    def set(self, formulas, asked):
        try:
            strings, labels = mathjax.typeset(asked, MACROS)
        except mathjax.Unreadable as error:
            raise self.unreadable(formulas[error.index], str(error)) from None
        except mathjax.Missing as error:
            remedy = "`make serve` and `make test` install it"
            raise Fault(self.place(formulas[0]), str(error), remedy) from None
        self.check_references(formulas, labels)
        made = [mathml.tuned(string) for string in strings]
        for formula, math in zip(formulas, made, strict=True):
            self.check_classes(formula, math)
            self.check_characters(formula, math)
            self.check_width(formula, math)
        return [
            etree.tostring(mathhtml.published(math, formula.display), encoding="unicode")
            for formula, math in zip(formulas, made, strict=True)
        ]

    def check_left(self, element):
        """No TeX may stand in the page as it was typed, but in code."""
        if element.tag in ("code", "pre") or "arithmatex" in element.get("class", ""):
            return
        for part, name in [(element, "text"), *((child, "tail") for child in element)]:
            if found := LEFT.search(getattr(part, name) or ""):
                remedy = (
                    "put $ around it within a sentence, or leave an empty line around $$ and "
                    "\\begin…\\end; write \\$ for the sign itself"
                )
                if element.tag in ("td", "th"):
                    remedy += ", and \\mid or \\vert for | in a table, where it ends the cell"
                place = place_of_text(self.md, self.root, part, name, found)
                raise Fault(place, f"{found[0]} stands outside a formula", remedy)
        for child in element:
            self.check_left(child)

    def check_references(self, formulas, labels):
        for formula in formulas:
            for match in REFERENCE.finditer(formula.tex):
                if match[1] not in labels:
                    what = f"no equation of this page is labelled {match[1]!r}"
                    others = f"one of {', '.join(labels)}" if labels else "nothing"
                    remedy = f"label it with \\label{{{match[1]}}}, or refer to {others}"
                    raise Fault(self.place(formula, match[0]), what, remedy)

    def check_classes(self, formula, math):
        for element in math.iter():
            name = element.get("class")
            ours = element.tag in ("mtable", "mtd") or name in (None, *CONCEPTS, "MathJax_ref")
            if not ours:
                remedy = f"use one of {', '.join(CONCEPTS)}"
                raise Fault(self.place(formula, name), f"no concept is called {name!r}", remedy)

    def check_characters(self, formula, math):
        for character in mathml.shown(math):
            if character not in mathfont.CHARACTERS:
                name = unicodedata.name(character, "unnamed")
                what = f"the mathematics font has no {character!r} ({name})"
                remedy = (
                    "write the formula without it, or add it to CHARACTERS in "
                    "scripts/explainer/typesetting/mathfont.py, run `python -m "
                    "explainer.typesetting.mathfont`, and see whether browsers set it well"
                )
                raise Fault(self.place(formula, character), what, remedy)

    def check_width(self, formula, math):
        if not formula.display and mathhtml.width(math) > mathhtml.LONG:
            what = "browsers do not break a formula, and this one is too wide for a phone's line"
            remedy = "say less in the sentence, or display the formula between $$ and $$"
            raise Fault(self.place(formula), what, remedy)

    def check_heading(self, formula, made):
        tall = {element.tag for element in made.iter()} & {
            "mfrac", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "msqrt"
        }  # fmt: skip
        if tall or made.tag != "math":
            what = f"the contents list cannot show ${formula.tex}$, only its letters in one row"
            remedy = "say it in words in the heading and show the formula below"
            raise Fault(self.place(formula), what, remedy)

    def unreadable(self, formula, message):
        """MathJax's complaint, at the line of what it complains about."""
        named = re.findall(r"\\[A-Za-z]+|(?<=')[^']+(?=')", message)
        place = self.place(formula, *named)
        if message.startswith("Label "):
            return Fault(place, message, "give each equation of a page its own label")
        if message.startswith("Undefined control sequence"):
            remedy = "write an operator's name as \\operatorname{name}; our own macros stand in "
            what = f"MathJax knows no {message.split()[-1]}"
            return Fault(place, what, remedy + relative(SOURCE))
        return Fault(place, f"MathJax cannot read this formula: {message}", "mend its TeX")

    def place(self, formula, *names):
        """Where a formula stands: its first line, or the last that holds a name."""
        return place_of(self.md, self.root, formula.element, *names, last=True)


class EquationsExtension(Extension):
    def extendMarkdown(self, md):
        # After inline patterns (20) and prettify (10), before attr_list (8), abbr (7), toc (5).
        md.treeprocessors.register(Equations(md), "equations", 9)


makeExtension = EquationsExtension
