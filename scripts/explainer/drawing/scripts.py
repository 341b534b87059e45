"""Scripts that move figures, as acorn reads them: what they call, and how many rows they say."""

import json
from pathlib import Path

from explainer import node
from explainer.cache import digest, key, read, write
from explainer.faults import Fault, Place
from explainer.project import relative
from explainer.sources import text_of

READER = Path(__file__).with_suffix(".mjs")


def _name(path):
    return key([digest(READER), digest(path)])


def found(path):
    """What stands in a script: its `calls` of a figure and its `rows`, or why it is no JavaScript.

    Node, once it is begun, reads all beside it that nobody has read.
    """
    if not (kept := read("live", _name(path))):
        new = [p for p in sorted(path.parent.glob("*.js")) if not read("live", _name(p))]
        asked = json.dumps([text_of(one) for one in new])
        for one, told in zip(new, json.loads(node.run(READER, input=asked).stdout), strict=True):
            write("live", _name(one), json.dumps(told).encode())
        kept = read("live", _name(path))
    return json.loads(kept)


def no_script(path, found):
    """The Fault of what is no JavaScript."""
    place = Place(relative(path), found["line"])
    return Fault(place, f"this is no JavaScript: {found['wrong']}", "mend it")
