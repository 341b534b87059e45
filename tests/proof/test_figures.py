"""A figure's words and those that its file declares are the same; what differs has its line."""

from types import SimpleNamespace

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
SUMMED = '<svg><text data-part="whole" fill="var(--ink)">Σ = {}</text>'
SUMMED += '<text data-part="part-0">0.62</text><text data-part="part-1">0.68</text>'
SUMMED += "<text>the sum</text></svg>"
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


@pytest.fixture
def printed(told, tmp_path, monkeypatch):
    """A function that gives the Faults of what a figure of two parts and a sum prints."""
    monkeypatch.setattr(project, "ROOT", tmp_path)

    def faults(total, asked='sums = {"whole": "part-*"}', sign="Σ"):
        told(SAYS, f"{ASKED}{asked}\n")
        shown = figures.printed(SUMMED.format(total).replace("Σ", sign))
        return [str(one) for one in figures.prints("tide", shown, [shown], tmp_path / "tide.py")]

    return faults


def test_what_a_figure_prints_has_its_part_and_its_concept():
    assert figures.printed(SUMMED.format(1)) == [
        ("whole", "Σ = 1", "ink"),
        ("part-0", "0.62", ""),
        ("part-1", "0.68", ""),
        ("", "the sum", ""),
    ]


def test_a_sum_that_agrees_with_its_parts_is_no_fault(printed):
    assert printed("1.30") == []


def test_a_sum_that_its_parts_do_not_make_is_a_fault(printed):
    (fault,) = printed("1.31")
    assert fault.startswith("tide.py:1: 'Σ = 1.31' is no sum of what stands beside it")


@pytest.mark.parametrize("sign", ["Σ", "sum"])
def test_a_sum_whose_parts_nobody_names_is_a_fault(printed, sign):
    (fault,) = printed("1.31", "", sign)
    said = f"nothing says of what '{sign} = 1.31' is the sum; write sums ="
    assert f"asked/tide.py:4: {said}" in fault


def test_each_figure_is_asked_for_its_words_its_form_and_its_sums(printed, tmp_path, monkeypatch):
    printed("1.31")
    (tmp_path / "ebb.py").write_text(SCRIPT, "utf-8")
    drawn = SimpleNamespace(svg=SUMMED.format("1.31"), says=[{}, {}], form=["no form"])
    monkeypatch.setattr(figures.drawings, "names", lambda: ["tide", "ebb"])
    monkeypatch.setattr(figures.drawings, "drawings", lambda names: dict.fromkeys(names, drawn))
    found = " ".join(map(str, figures.faults()))
    for said in ("this declares '0, 6, hours'", "no form", "'Σ = 1.31' is no sum of"):
        assert said in found
    assert "ebb.py:1: nothing is asked of the figure ebb; write asked/ebb.py" in found


def test_sums_that_are_worked_out_are_a_fault(printed):
    with pytest.raises(Fault, match="these sums are worked out; write it out"):
        printed("1.30", 'sums = {key: "part-*" for key in ["whole"]}')


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
