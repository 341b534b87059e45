"""The colours, read from the one stylesheet that states them."""

import re

from explainer.project import DOCS

STYLESHEET = DOCS / "stylesheets" / "concepts.css"

_PAIRS = re.findall(
    r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", STYLESHEET.read_text("utf-8")
)

COLOUR = {concept: light for concept, light, _ in _PAIRS}
"""Concept to light-scheme colour, `#rrggbb`: what figure scripts draw with."""

DARK = {concept: dark for concept, _, dark in _PAIRS}
"""The same concepts on the dark scheme."""

PLAIN = ("ink", "muted", "paper")
"""What every site needs, and no concept."""
CONCEPTS = tuple(name for name in COLOUR if name not in PLAIN)
