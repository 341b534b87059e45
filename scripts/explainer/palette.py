"""The colours, read from the one stylesheet that states them."""

import re

from explainer.faults import Fault
from explainer.project import STYLESHEET
from explainer.sources import text_of, where

_PAIRS = re.findall(
    r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", text_of(STYLESHEET)
)

COLOUR = {concept: light for concept, light, _ in _PAIRS}
"""Concept to light-scheme colour, `#rrggbb`: what figure scripts draw with."""

DARK = {concept: dark for concept, _, dark in _PAIRS}
"""The same concepts on the dark scheme."""

PLAIN = ("ink", "muted", "paper")
"""What every site needs, and no concept."""
CONCEPTS = tuple(name for name in COLOUR if name not in PLAIN)

for _name in PLAIN:
    if _name not in COLOUR:
        raise Fault(
            where(STYLESHEET, f"--{_name}"),
            f"the colour {_name} is not given",
            f"write --{_name}: light-dark(#rrggbb, #rrggbb); in small letters",
        )
