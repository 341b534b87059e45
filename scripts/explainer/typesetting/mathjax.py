"""Asks MathJax, in one Node process that lives as long as the build, for a page's MathML."""

import functools
import hashlib
import json
from pathlib import Path

from explainer import cache, node
from explainer.process import Process
from explainer.project import ROOT

SCRIPT = Path(__file__).with_suffix(".mjs")
PACKAGE = ROOT / "node_modules" / "@mathjax" / "src"


class Unreadable(Exception):
    """MathJax does not understand the formula at `index` of those it was given."""

    def __init__(self, index, message):
        super().__init__(message)
        self.index = index


class Missing(Exception):
    """What the build needs from npm is not installed."""


PROCESS = Process(node.PATH, SCRIPT, quiet=True)


def typeset(formulas, macros):
    """MathML strings for a page's formulas, and the labels that the page defines.

    `formulas` are pairs (tex, display); numbering and labels run through them in order.
    Raises Unreadable for the first that MathJax does not understand, Missing where there is none.
    """
    question = {
        "formulas": [{"tex": tex, "display": display} for tex, display in formulas],
        "macros": macros,
    }
    if not PACKAGE.is_dir():
        raise Missing("MathJax is not installed")
    answer = PROCESS.ask(question)
    if "error" in answer:
        if answer["index"] is None:
            raise RuntimeError(answer["error"])
        raise Unreadable(answer["index"], answer["error"])
    return answer["mathml"], answer["labels"]


@functools.cache
def version():
    """The locked version of MathJax."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    return lock["packages"]["node_modules/@mathjax/src"]["version"]


@functools.cache
def machinery():
    """A fingerprint of everything but the page that decides what a formula looks like."""
    here = Path(__file__).parent
    names = ("mathjax.mjs", "mathml.py", "mathhtml.py", "mathfont.py", "../extensions/equations.py")
    sources = [(here / name).read_bytes() for name in names]
    return hashlib.sha256(b"\0".join([version().encode(), *sources])).hexdigest()


def cached(key, make):
    """What `make()` returned for this key (a JSON value), remembered between builds."""
    name = cache.key([machinery(), key])
    return json.loads(cache.kept("equations", name, lambda: json.dumps(make()).encode()))
