"""Every figure has the file that asks about it, found by its name, and every such file a figure."""

import figure
import pytest
from explainer import project
from moving import SEEN, wake

SCRIPT = '''"""A line that falls."""
from explainer.palette import COLOUR


def draw(fig):
    ax = fig.subplots()
    ax.plot([0, 1], [1, 0], color=COLOUR["logit"], gid="line")
    ax.text(0, 0, "low", color=COLOUR["muted"], gid="low")
    ax.text(0, 1, "high")
    ax.set(xlim=(0, 1), ylim=(0, 2), xticks=(0, 1), yticks=(0, 2))
'''
FILE = '''"""A line that falls."""

from claims import Check, Choice, Slider, fixed, label, line

says = [
    {"across": "0, 1", "up": "0, 2", "ink": "high"},
]
controls = {
    "a": Slider("slope", 0.01, 100.0, 0.1, 10.0, "10 ×", "logit", log=True),
    "b": Check("all"),
    "c": Choice("which", ["one", "two"], "one"),
}


def drawn():
    yield "line", line([...], [...], "logit")
    yield "low", label("low", "muted")


def moved(a, b, c):
    yield "said", {"numbers": [fixed(...)]}
    yield "line", {"moved": (..., ...)}
    yield "low", {"numbers": [fixed(...)]}
'''


def test_every_figure_has_its_file_and_every_file_its_figure(request):
    def see(name):
        """The controls of a figure, as a browser shows them."""
        browser, staged = (request.getfixturevalue(what) for what in ("browser", "staged"))
        page = browser.new_page()
        page.goto(f"{staged}{name}.html")
        wake(page, name)
        return page.evaluate(SEEN, name)

    if found := list(map(str, figure.faults(see))):
        # Without a trace, so that the file to write can be copied as it stands.
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A place for scripts and files of figures."""
    for name in ("FIGURES", "SNIPPETS", "CACHE"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(project, name, tmp_path / name)
    for module, name in ((figure, "FOLDER"), (figure, "LIVE")):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(module, name, tmp_path / name)
    (tmp_path / "FIGURES" / "falling.py").write_text(SCRIPT, "utf-8")
    return tmp_path


def test_a_figure_without_a_file_is_told_with_the_file_to_write(home):
    moves = "figure.move('line', { y: y(a) });\nfigure.text('low', 'so');\n"
    (home / "LIVE" / "falling.js").write_text(moves, "utf-8")
    seen = [
        ("a", ["range", "slope", -2, 2, 0.1, "10 ×", "logit", 1]),
        ("b", ["checkbox", "all", False]),
        ("c", ["select-one", "which", ["one", "two"], "one"]),
    ]
    (fault,) = figure.faults(lambda name: seen)
    assert str(fault.place) == f"{home}/FIGURES/falling.py:1"
    assert fault.what == "nothing is asked of the figure falling"
    assert fault.remedy == f"write {home}/FOLDER/falling.py, which may begin so:\n\n{FILE}"
    compile(FILE, "falling.py", "exec")


def test_a_file_without_a_figure_is_told_what_it_may_have_meant(home):
    for name in ("falling", "faling", "conftest", "test_it"):
        (home / "FOLDER" / f"{name}.py").write_text("", "utf-8")
    (fault,) = figure.faults()
    assert str(fault) == (
        f"{home}/FOLDER/faling.py:1: there is no figure faling; rename it to falling.py"
    )
