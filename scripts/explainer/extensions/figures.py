"""Markdown extension: `![alt](figures/NAME.svg)` becomes the drawing itself, inlined.

The drawing stands in one `<figure>` together with its `/// caption`; MkDocs and Zensical
never see an image to look for.
"""

import re
import xml.etree.ElementTree as etree
from functools import partial
from html import escape

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from explainer import project
from explainer.drawing import scripts
from explainer.drawing.drawings import check, drawings
from explainer.faults import Fault, Place
from explainer.reader.pages import FIGURE
from explainer.reader.places import place_of

ROWS = ("five", "1", "2", "3")
SENTENCE = re.compile(r"\S+\s+\S+\s.*[.!?]", re.S)


def check_alt(alt, name, place, seen):
    """A description that a listener can use: a sentence, and this figure's own."""
    alt = " ".join(alt.split())
    if not alt:
        what = f"the figure {name} has no alt text"
        raise Fault(place(), what, "say in a sentence what it shows")
    if not SENTENCE.fullmatch(alt) or alt[0].islower():
        remedy = (
            "begin it with a capital letter, end it with a full stop, say what the figure shows"
        )
        raise Fault(place(), f"the alt text of {name} is no sentence", remedy)
    if alt in seen:
        remedy = "say what this one shows and the other does not"
        raise Fault(place(), f"{name} has the alt text of {seen[alt]}", remedy)
    seen[alt] = name
    return alt


def inlined(drawn, alt):
    """The drawing as it stands in the page, named for who cannot see it and left out of search."""
    attributes = f'role="img" aria-label="{escape(alt)}" data-search-exclude=""'
    return drawn.svg.replace("<svg ", f"<svg {attributes} ", 1)


class Figures(Treeprocessor):
    def run(self, root):
        parents = {child: parent for parent in root.iter() for child in parent}
        images = [(img, FIGURE.fullmatch(img.get("src", ""))) for img in root.iter("img")]
        images = [(img, match[1]) for img, match in images if match]
        seen = {}
        for img, name in images:
            place = partial(place_of, self.md, root, img, f"figures/{name}.svg")
            check(name, place)
            if name in seen.values():
                remedy = "show it once and refer to it, or write a second script"
                raise Fault(place(), f"the figure {name} is on this page already", remedy)
            img.set("alt", check_alt(img.get("alt", ""), name, place, seen))
            if not alone(img, parents):
                what = f"the figure {name} stands in a line of text"
                raise Fault(place(), what, "part it by blank lines")
            if lost := set(img.keys()) - {"src", "alt"}:
                what = f"the {min(lost)} of the figure {name} is not shown"
                remedy = "say it in a /// caption" if "title" in lost else "take it out"
                raise Fault(place(), what, remedy)
        drawn = drawings(list(seen.values()))
        for img, name in images:
            stashed = self.md.htmlStash.store(inlined(drawn[name], img.get("alt")))
            place_figure(img, name, parents, stashed)


def control_rows(name):
    """How many rows of controls, or one of five sliders, have space; None if nothing moves."""
    path = project.DOCS / "live" / f"{name}.js"
    if not path.is_file():
        return None
    found = scripts.found(path)
    if "wrong" in found:
        raise scripts.no_script(path, found)
    said = found.get("rows", {})
    if said.get("value") in ROWS:
        return said["value"]
    place = Place(project.relative(path), said.get("line", 1))
    remedy = "say `export const rows = 1;`, or how many it has, or 'five' for a row of five sliders"
    raise Fault(place, "it has no number of rows", remedy)


def alone(img, parents):
    """Is the image all that its paragraph holds?"""
    inside = parents[img]
    if inside.tag != "p":
        return False
    return len(inside) == 1 and not (inside.text or "").strip() and not (img.tail or "").strip()


def place_figure(img, name, parents, stashed):
    """Put the stashed drawing where the image was: in the caption's figure, or in its own."""
    paragraph = parents[img]
    around = parents.get(paragraph)
    if around is not None and around.tag == "figure":
        around.remove(paragraph)
        figure = around
    else:
        figure = paragraph
        figure.remove(img)
        figure.tag = "figure"
    classes = figure.get("class", "").split()
    figure.set("class", " ".join(dict.fromkeys(["figure", *classes])))
    figure.set("data-figure", name)
    drawing = etree.Element("div", {"class": "drawing"})
    drawing.text = stashed
    figure.insert(0, drawing)
    if rows := control_rows(name):
        figure.set("data-live", "")
        figure.insert(1, etree.Element("div", {"class": f"live live-rows-{rows}"}))


class FiguresExtension(Extension):
    def extendMarkdown(self, md):
        # After inline patterns, attribute lists and captions; before MkDocs looks at links.
        md.treeprocessors.register(Figures(md), "figures", 3)


makeExtension = FiguresExtension
