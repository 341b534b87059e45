"""A figure is asked in one file: tests/figures/NAME.py for scripts/figures/NAME.py.

Found by its name, it is all that a new figure needs here. Every test of
tests/helpers/every_drawing.py runs for it, and of
every_moving.py if it moves, beside those of its own; `pytest
tests/figures/NAME.py` runs them all. The file has

says        for each axes, what is said by artists that the script gives no name, a dict: words
            by colour, "across" and "up" (ticks, then the axis's label), "lines", "outline"
drawn()     yields a part that the script names (gid) and what holds for it: line, curve, bar,
            beam, tint, label, with numbers from computations that are not the script's

and, if the figure moves,

controls    by key: Slider, Choice or Check, as figure.range, choice and check make them
moved(…)    takes what the controls hold, and yields a part and what it then has to show:
            numbers, text, x, y, x1, y1, x2, y2, top, bottom, left, right, moved (by x and y),
            opacity, hidden, anchor, fill, curve (a function, from, to), through (xs, ys), off
            (another part, units);
            "said" is what a listener hears, "grip n m" where the nth grip stands on the mth axes,
            ".class" an element of the controls
dragged     "across" or "up": the way that its grips go

Where it has to, it says `ticks`, the numbers that words on an axis stand for, `sums`, the labels
that print one and the names of its parts, such as "value-*", `longest`, how many lines its script
may have, `largest`, how many characters its drawing with its data, `alone`, the scripts of
docs/live/ that no other figure uses, and `heaviest`, how many bytes they may weigh with its own,
`beyond`, values of its controls that the section names and no slider holds, `always`, the
caption's decimals that hold wherever it is moved, or, where a hand writes, `check_writing`, which
every browser is asked. Tests of its own take the fixtures `figure` and `page`, or `stand` for a
page whose clock they turn. Without its file a figure is a fault, which prints the file to write.
"""

from contextlib import ExitStack

import every_drawing
import every_moving
import pytest
from clock import standing
from figure import files, moving, named
from moving import wake


class Asked(pytest.Module):
    """The file of a figure: what is asked of every drawing, which is quick, its own tests, and
    what is asked of every figure that moves.
    """

    def collect(self):
        yield from self.asked(every_drawing)
        yield from super().collect()
        if self.path.stem in moving():
            yield from self.asked(every_moving)

    def asked(self, module):
        for name, test in vars(module).items():
            if name.startswith("test_"):
                yield pytest.Function.from_parent(self, name=name, callobj=test)


def pytest_pycollect_makemodule(module_path, parent):
    if module_path in files().values():
        return Asked.from_parent(parent, path=module_path)


@pytest.fixture
def figure(request):
    """The figure whose file this is."""
    return named(request.path.stem)


@pytest.fixture(scope="module")
def page(request, opened, staged):
    """The figure alone and awake on a page that its tests share: each resets what it moves."""
    with opened(f"{staged}{request.path.stem}.html", height=900) as page:
        wake(page, request.path.stem)
        yield page
        assert page.errors == []


@pytest.fixture
def stand(browser, staged):
    """Opens the page of a figure with the clock stopped: `stand(name, query)`."""
    with ExitStack() as opened:
        yield lambda *figure, **options: opened.enter_context(
            standing(browser, staged, *figure, **options)
        )
