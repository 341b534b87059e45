"""A figure and the file that tells what is asked of it, both found by the figure's name."""

import difflib
import importlib.util
import inspect
import json
from functools import cache, cached_property

from explainer import project
from explainer.drawing import drawings, scripts
from explainer.drawing.draw import drawn, load, script
from explainer.drawing.words import kind, said
from explainer.faults import Fault, Place

FOLDER = project.ROOT / "tests" / "figures"
LIVE = project.DOCS / "live"


def moving():
    """The figures that move: what has a script in both languages."""
    return [name for name in drawings.names() if (LIVE / f"{name}.js").is_file()]


def files():
    """The files that tell what is asked of figures, by the figures' names."""
    others = ("test_", "conftest")
    return {p.stem: p for p in sorted(FOLDER.glob("*.py")) if not p.stem.startswith(others)}


def parts(drawing):
    """Its named parts, by gid; an arrow is not among what its annotation holds."""
    artists = drawing.findobj()
    artists += [text.arrow_patch for text in artists if getattr(text, "arrow_patch", None)]
    return {part.get_gid(): part for part in artists if part.get_gid()}


class Figure:
    """A figure by its name: what is drawn, and what its file asks of it."""

    def __init__(self, name):
        self.name = name
        spec = importlib.util.spec_from_file_location(f"asked_of_{name}", FOLDER / f"{name}.py")
        self.asked = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.asked)

    @cached_property
    def drawing(self):
        """The figure as Matplotlib has it."""
        return drawn(self.name)

    @cached_property
    def parts(self):
        """Its named parts, by gid."""
        return parts(self.drawing)

    def box(self, part):
        """Where a part stands on the canvas, in pixels."""
        return self.parts[part].get_window_extent()

    @property
    def says(self):
        return self.asked.says

    @property
    def controls(self):
        return getattr(self.asked, "controls", {})

    @property
    def start(self):
        """What its controls hold before anybody touches them."""
        return {key: control.start for key, control in self.controls.items()}

    def moved(self, values):
        """Pairs of a part, and what it has to show while the controls hold these values."""
        return list(self.asked.moved(**values))


@cache
def named(name):
    return Figure(name)


def start(name):
    return named(name).start


def having(*sorts, dragged=False):
    """The figures that move, have controls of these sorts, and are dragged if that is wanted."""
    return [
        name
        for name in moving()
        if set(sorts) <= {type(control) for control in named(name).controls.values()}
        and (not dragged or hasattr(named(name).asked, "dragged"))
    ]


def written():
    """The figures on which a hand writes."""
    return [name for name in moving() if hasattr(named(name).asked, "check_writing")]


def _claim(part):
    """The claim that fits a part, without what its author has to work out."""
    if hasattr(part, "get_text"):
        return _call("label", part.get_text(), kind(part.get_color()))
    if hasattr(part, "get_xdata"):
        ends = "..." if len(part.get_xdata()) > 10 else "[...], [...]"
        return f'{"curve" if ends == "..." else "line"}({ends}, "{kind(part.get_color())}")'
    if hasattr(part, "get_width"):
        return f'bar(..., ..., "{kind(part.get_facecolor())}")'
    return "..."  # of a rarer sort: a function of the file's own that asserts


def _control(kind, label, *rest):
    """A control as it is seen on a page, as its file tells it."""
    if kind == "checkbox":
        return _call("Check", label)
    if kind == "select-one":
        return _call("Choice", label, *rest)
    low, high, step, says, concept, value = rest
    shown = float("".join(c for c in says.replace("−", "-") if c in "-.0123456789") or 0)
    if log := abs(shown - value) > abs(shown - 10**value):
        low, high, value = (float(f"{10**place:.3g}") for place in (low, high, value))
    slider = _call("Slider", label, low, high, step, value, says, concept)
    return f"{slider[:-1]}, log=True)" if log else slider


def _call(name, *arguments):
    return f"{name}({', '.join(map(_quoted, arguments))})"


def _quoted(value):
    return json.dumps(value, ensure_ascii=False)


SHOWN = {"move": '{"moved": (..., ...)}', "text": '{"numbers": [fixed(...)]}'}
"""By what a script does with a part, what that part then has to show."""


def skeleton(name, seen=()):
    """The file to write for a figure, with the words of its drawing and the controls seen."""
    fig = drawn(name)
    claims = {part: _claim(artist) for part, artist in parts(fig).items()}
    controls = {key: _control(*one) for key, one in seen}
    calls = [call for call in (*claims.values(), *controls.values()) if "(" in call]
    used = {call.partition("(")[0] for call in calls}
    used |= {"fixed"} if controls else set()
    lines = [
        *(f'"""{inspect.getdoc(load(script(name)))}"""', ""),
        *(f"from claims import {', '.join(sorted(used))}", ""),
        *("says = [", *(f"    {_quoted(said(ax))}," for ax in fig.axes), "]"),
    ]
    if controls:
        lines += ["controls = {", *(f"    {_quoted(k)}: {c}," for k, c in controls.items()), "}"]
    lines += ["", "", "def drawn():"]
    lines += [f"    yield {_quoted(part)}, {claim}" for part, claim in claims.items()]
    if controls:
        lines += ["", "", f"def moved({', '.join(controls)}):"]
        lines += ['    yield "said", {"numbers": [fixed(...)]}']
        calls = scripts.found(LIVE / f"{name}.js").get("calls", ())
        shown = {
            call["written"]: SHOWN[call["method"]] for call in calls if call["method"] in SHOWN
        }
        lines += [f"    yield {_quoted(p)}, {shown[p]}" for p in claims if p in shown]
    return "\n".join(lines) + "\n"


def faults(see=lambda name: ()):
    """The Faults of figures without a file, and of files without a figure.

    `see(name)` gives the controls of a figure that moves, as `SEEN` reads them on a page.
    """
    there, wanted = files(), drawings.names()
    for name in sorted(set(wanted) - set(there)):
        place = Place(project.relative(project.FIGURES / f"{name}.py"), 1)
        path = project.relative(FOLDER / f"{name}.py")
        text = skeleton(name, see(name) if name in moving() else ())
        remedy = f"write {path}, which may begin so:\n\n{text}"
        yield Fault(place, f"nothing is asked of the figure {name}", remedy)
    for name in sorted(set(there) - set(wanted)):
        near = difflib.get_close_matches(name, wanted, n=1)
        remedy = f"rename it to {near[0]}.py" if near else "write the script, or remove the file"
        place = Place(project.relative(there[name]), 1)
        yield Fault(place, f"there is no figure {name}", remedy)
