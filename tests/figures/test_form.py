"""The form that all figures share: each slip is told at its line, and the form itself is not."""

import re

import pytest
from explainer.drawing import draw, drawings

SCRIPT = '''"""Two bars."""


def draw(fig):
    ax = fig.subplots()
    ax.bar((0, 1), (1, 2))
    ax.set(xticks=(0, 1), yticks=(0, 2))
    ax.spines[["top", "right"]].set_visible(False)
    ax.text(0, 1.5, "low")
'''
SLIPS = {
    "four ticks": ("yticks=(0, 2)", "yticks=(0, 1, 2, 3)", "4: an axis has 4 ticks"),
    "a number for every tick": ("xticks=(0, 1), ", "", r"4: an axis has \d+ ticks"),
    "small words": ('"low")', '"low", size=9)', "9: the label 'low' is 9 units high"),
    "words outside": (
        "ax.text(0, 1.5,",
        "fig.text(0.97, 0.5,",
        "leaves the canvas",
    ),
    "words above": ("ax.text(0, 1.5,", "fig.text(0, 0.99,", "leaves the canvas"),
    "words on words": (
        '"low")',
        '"low")\n    ax.text(0.01, 1.5, "lower")',
        "9: the labels 'low' and 'lower' overlap",
    ),
    "a frame": (
        '["top", "right"]].set_visible(False)',
        '["right"]].set_visible(True)',
        "8: a line stands at the right, where no scale is read",
    ),
    "a line beside no scale": (
        "yticks=(0, 2)",
        "yticks=()",
        "4: a line stands at the left, where no scale is read",
    ),
    "style of its own": (
        "    ax.text",
        '    fig.suptitle("Bars")\n    ax.text',
        "9: this script says suptitle",
    ),
}


def told(folder, text):
    """The Faults of a figure's form, each as `line: what`."""
    path = folder / "bars.py"
    path.write_text(text, "utf-8")
    faults = draw.svg(path)[-1]
    assert all(fault.place.file.endswith("bars.py") and fault.remedy for fault in faults)
    return [f"{fault.place.line}: {fault.what}" for fault in faults]


def test_what_has_the_form_is_let_be(tmp_path):
    assert told(tmp_path, SCRIPT) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_line(tmp_path, slip):
    right, wrong, what = SLIPS[slip]
    assert right in SCRIPT
    found = told(tmp_path, SCRIPT.replace(right, wrong))
    assert any(re.search(what, line) for line in found), found


def test_a_figure_that_says_nothing_is_told(tmp_path):
    bare = SCRIPT.replace('    ax.text(0, 1.5, "low")\n', "    ax.axis('off')\n")
    assert "4: this figure says nothing" in told(tmp_path, bare)


def test_a_kept_drawing_keeps_its_faults():
    fault = [["scripts/figures/bars.py", 4], "an axis has 4 ticks", "give yticks, 3 at most"]
    kept = drawings.Drawn.of({"name": "bars", "doc": "", "svg": "", "says": [], "form": [fault]})
    assert [str(one) for one in kept.form] == [
        "scripts/figures/bars.py:4: an axis has 4 ticks; give yticks, 3 at most"
    ]
