"""Formulas as a page has them: Markdown in, the tree of its HTML out."""

import xml.etree.ElementTree as etree

import pytest
from explainer.faults import Fault
from markdown import Markdown

EXTENSIONS = [
    "admonition",
    "footnotes",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.blocks.caption",
    "pymdownx.details",
    "explainer.extensions.includes",
    "explainer.extensions.equations",
]


def render(text):
    """The page's HTML, as one well-formed tree."""
    md = Markdown(
        extensions=EXTENSIONS, extension_configs={"pymdownx.arithmatex": {"generic": True}}
    )
    html = md.convert(text)
    return etree.fromstring(f"<body>{html.replace('&nbsp;', ' ')}</body>")


def formula(tex):
    """The MathML of one inline formula, without the attributes of its root."""
    math = render(f"${tex}$").find(".//math")
    math.attrib.clear()
    math.tail = None
    return etree.tostring(math, encoding="unicode")


def fault(text):
    with pytest.raises(Fault) as caught:
        render(text)
    return str(caught.value)


def display(tex):
    return f"\\begin{{equation}}\n{tex}\n\\end{{equation}}"
