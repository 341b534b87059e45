"""The colours, read from the one stylesheet that states them."""

import re

from explainer.project import DOCS

STYLESHEET = DOCS / "stylesheets" / "concepts.css"


def _scheme(selector):
    block = re.search(re.escape(selector) + r"\s*\{(.*?)\}", STYLESHEET.read_text("utf-8"), re.S)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\s*;", block[1]))


COLOUR = _scheme(":root")
"""Concept to light-scheme colour, `#rrggbb`: what figure scripts draw with."""

DARK = _scheme('[data-md-color-scheme="slate"]')
"""The same concepts on the dark scheme."""
