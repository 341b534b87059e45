"""Figures: each has a file that asks about it, the form of all, and labels true as printed."""

import xml.etree.ElementTree as etree

from explainer import project
from explainer.drawing import drawings
from explainer.faults import Fault, Place
from explainer.proof import labels

FOLDER = project.ROOT / "tests" / "figures"


def asked(name):
    """Whether a file asks about the figure; `make test` runs it."""
    return (FOLDER / f"{name}.py").is_file()


def printed(name):
    """What a figure prints as drawn: pairs of a part, or nothing, and its words."""
    svg = etree.fromstring(drawings.drawings([name])[name].svg)
    texts = [e for e in svg.iter() if e.tag.endswith("text")]
    return [(e.get("id", "").removeprefix(f"{name}-"), "".join(e.itertext())) for e in texts]


def faults():
    """The Faults of figures that nothing is asked of, of their form, and of false labels."""
    names = drawings.names()
    drawn = drawings.drawings(names)  # in one go, where they are not kept
    for name in names:
        path = project.FIGURES / f"{name}.py"
        if not asked(name):
            what = f"nothing is asked of the figure {name}"
            file = project.relative(FOLDER / f"{name}.py")
            remedy = f"write {file}; make test prints how it may begin"
            yield Fault(Place(project.relative(path), 1), what, remedy)
        yield from drawn[name].form
        for part, text in printed(name):
            yield from labels.faults(text, labels.place(path, part))
