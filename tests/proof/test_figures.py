"""A figure's words and those that its file declares are the same; what differs has its line."""

import pytest
from explainer import project
from explainer.faults import Fault
from explainer.proof import figures

SCRIPT = '''"""How fast a tide comes."""


def draw(fig):
    ax = fig.subplots()
    ax.set(xlabel="hours", xticks=(0, 6))
    ax.text(0, 0, "ebb")
'''
ASKED = '''"""How fast a tide comes."""

SHORES = "ebb, flood"
says = [
    {"across": "0, 6, hours", "ink": SHORES},
    {"lines": "; ".join("ab")},
]
'''
SAYS = [{"across": "0, 6, hours", "ink": "ebb, flood"}, {"lines": "a; b"}]


@pytest.fixture
def told(tmp_path, monkeypatch):
    """A function that gives the Faults of a figure's words, as lines."""
    monkeypatch.setattr(figures, "FOLDER", tmp_path / "asked")
    monkeypatch.setattr(project, "FIGURES", tmp_path)
    (tmp_path / "asked").mkdir()
    (tmp_path / "tide.py").write_text(SCRIPT, "utf-8")

    def faults(says, asked=ASKED):
        (tmp_path / "asked" / "tide.py").write_text(asked, "utf-8")
        return [str(one).replace(f"{tmp_path}/", "") for one in figures.words("tide", says)]

    return faults


def test_words_as_declared_are_no_fault(told):
    assert told(SAYS) == []


def test_a_word_that_is_not_declared_is_told_at_its_line_in_the_script(told):
    (line,) = told(SAYS, ASKED.replace("6, hours", "6, hour"))
    assert line == (
        "tide.py:6: the figure shows 'hours' (across), which asked/tide.py:5 does not declare; "
        'mend it, or write "across": "0, 6, hours" there'
    )


def test_a_word_that_the_figure_does_not_show_is_told_where_it_is_declared(told):
    (line,) = told([{"across": "0, hours", "ink": "ebb, flood"}, {}])
    assert line.startswith("asked/tide.py:5: this declares '0, 6, hours' (across), and the figure")


def test_axes_more_than_are_declared_are_told(told):
    (line,) = told([*SAYS, {"up": "ebb"}])
    assert line.startswith("tide.py:7: the figure shows 'ebb' (up), which asked/tide.py:4")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("says = 3\n", "asked/tide.py:1: this declares no words of its figure"),
        ("x = 1\nsays = [\n", "asked/tide.py:2: SyntaxError: "),
    ],
)
def test_a_file_that_declares_nothing_is_a_fault(told, asked, said):
    with pytest.raises(Fault) as fault:
        told(SAYS, asked)
    assert said in str(fault.value)
