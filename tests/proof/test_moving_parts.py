"""A script that moves a part which its figure has not is named at its line."""

import shutil

import pytest
from explainer import project
from explainer.proof import live

PARTS = {"curve", "bar-0", "bar-1", "bar-0-value", "dot"}
WRONG = {
    "figure.move('dots', { x: 1 });": "has no part 'dots'; write 'dot', or name it by gid",
    "figure.text(`bars-${k}`, 'so');": "has no part 'bars-${k}'",
    'figure.hide("shade", true);': "has no part 'shade'; name it by gid",
    "figure.line(`bar-${k}-name`, points);": "has no part 'bar-${k}-name'",
}
RIGHT = (
    "figure.set('dot', { cx: 1 });",
    "figure.text(`bar-${k}-value`, 'so');",
    "figure.range('a', {});\nfigure.move(name, { x: 1 });",
    "figure.hide('bar-' + k, true);",
    "figure.copy('ghost', 'dot');\nfigure.move('ghost', { x: 1 });",
    "figure.copy(`ghost-${n}`, 'dot');\nfigure.move(`ghost-${n}`, { x: 1 });",
    "// figure.set('gone', {});",
    "const said = 'figure.set(\"gone\", {})';",
    "figure.set(`bar-${k ? `${k}` : '0'}-value`, {});",
    "figure.set(`${name}-${k}-value`, {});",
)


def faults(tmp_path, text):
    path = tmp_path / "falling.js"
    path.write_text(f"export const rows = 1;\n\n{text}\n", "utf-8")
    return [str(fault) for fault in live.moves(path, PARTS)]


@pytest.mark.parametrize("text", WRONG)
def test_a_part_that_is_not_there_is_named(text, tmp_path):
    (fault,) = faults(tmp_path, text)
    assert "falling.js:3: the figure falling" in fault and WRONG[text] in fault


@pytest.mark.parametrize("text", RIGHT)
def test_a_part_that_is_there_or_made_is_let_be(text, tmp_path):
    assert faults(tmp_path, text) == []


SCRIPT = """import { fixed } from './figure.js';

export const rows = 1;

export default function (figure) {
  const { x, y } = figure.axes();
  figure.range('a', { label: 'a', min: 0, max: 1, value: 0.5 });
  figure.check('b', 'both');
  figure.live(({ a, b }) => {
    figure.set('dot', { cx: x(a), cy: y(b ? a : 0) });
    return `It is ${fixed(a)}`;
  });
}
"""
DRAWING = (
    '<svg><g data-x0="0" data-x1="1" data-left="9" data-right="99" data-y0="0" data-y1="1" '
    'data-bottom="99" data-top="9"><circle data-part="dot"/><text data-part="note"/></g></svg>'
)
AWAKE = {
    "rows": (
        "export const rows = 1;",
        "export const rows = 3;",
        3,
        "it says rows = 3, and makes 2",
    ),
    "a slider upside down": (
        "min: 0, max: 1",
        "min: 1, max: 0",
        7,
        "the slider a goes from 1 to 0",
    ),
    "a start outside": ("value: 0.5", "value: 5", 7, "the slider a starts at 5, outside 0 to 1"),
    "a slider of no name": ("label: 'a', ", "", 7, "the slider a has no label"),
    "an address": (
        "    figure.set",
        "    fetch('x.json');\n    figure.set",
        10,
        "a figure loads nothing",
    ),
    "a name": ("y(b ? a : 0)", "y(b ? c : 0)", 10, "ReferenceError: c is not defined"),
    "a number": ("fixed(a)", "fixed(Math.log(a))", 9, "the text of status is given It is −Infi"),
    "no number": ("cx: x(a)", "cx: x(a / (1 - a) - a / (1 - a))", 10, "cx of dot is given NaN"),
    "a move to nowhere": (
        "figure.set('dot', { cx: x(a), cy: y(b ? a : 0) })",
        "figure.move('dot', { x: x(a / (1 - a) - a / (1 - a)) })",
        10,
        "the move of dot is given NaN",
    ),
    "a part": ("figure.set('dot'", "figure.set('do' + 'g'", 10, "swell has no part dog"),
    "no words": ("return `It", "`It", 9, "draw returns undefined for a listener, and no words"),
    "an import": ("{ fixed }", "{ fixt }", 1, "SyntaxError: The requested module './figure.js'"),
    "never live": ("figure.live(", "figure.values.draw = (", 1, "it never calls figure.live(draw)"),
    "no function": ("default function", "function draw", 9, "it exports no function of a figure"),
}


@pytest.fixture
def swell(tmp_path, monkeypatch):
    """A function that wakes a figure of the test's own with a script; returns its Fault."""
    folder = tmp_path / "live"
    folder.mkdir()
    for name in ("figure.js", "drawing.js"):
        shutil.copy(project.DOCS / "live" / name, folder)
    monkeypatch.setattr(live, "DOCS", tmp_path)
    monkeypatch.setattr(project, "DOCS", tmp_path)
    monkeypatch.setattr(project, "CACHE", tmp_path / "cache")
    path = folder / "swell.js"

    def asked(script):
        path.write_text(script, "utf-8")
        answer = live.woken([live.job(path, DRAWING)])["swell"]
        return next(iter(live.misfits(path, answer)), None)

    return asked


@pytest.mark.parametrize(
    ("said", "made", "across", "fits"),
    [("2", 2, 1, 1), ("2", 1, 6, 0), ("five", 1, 5, 1), ("five", 1, 4, 0), ("five", 2, 5, 0)],
)
def test_the_rows_that_a_script_says_are_those_that_it_makes(
    said, made, across, fits, tmp_path, monkeypatch
):
    (tmp_path / "swell.js").write_text("export const rows = 1;\n", "utf-8")
    monkeypatch.setattr(live, "control_rows", lambda name: said)
    fault = live.misfit(tmp_path / "swell.js", {"rows": made, "across": across})
    assert (fault is None) == bool(fits)


def test_a_figure_is_woken_with_its_parts_and_the_sums_of_them(tmp_path):
    more = '<text data-part="note-0"/><text data-part="wave"/><text/></g>'
    job = live.job(tmp_path / "x.js", DRAWING.replace("</g>", more), {"note": "note-*"})
    assert job["kept"] == [["note", "note-0"]]
    assert [part["tag"] for part in job["parts"]] == ["g", "circle", "text", "text", "text"]


def test_a_moving_figure_that_is_whole_is_no_fault(swell):
    assert swell(SCRIPT.replace("rows = 1", "rows = 2")) is None


def test_what_it_prints_for_its_author_is_no_fault(swell):
    script = SCRIPT.replace("rows = 1", "rows = 2")
    assert swell(script.replace("    figure.set", "    console.log(a);\n    figure.set")) is None


def test_a_script_finds_what_its_drawing_carries_and_what_browsers_have(swell, monkeypatch):
    script = SCRIPT.replace("rows = 1", "rows = 2")
    script = script.replace("value: 0.5", "value: JSON.parse(figure.svg.dataset.half)")
    watch = "new ResizeObserver(() => {}).observe(figure.svg.parentElement);"
    script = script.replace("  figure.check", f"  {watch}\n  figure.check")
    assert "is not valid JSON" in swell(script).what
    monkeypatch.setitem(globals(), "DRAWING", DRAWING.replace("<svg>", '<svg data-half="0.5">'))
    assert swell(script) is None


WORDS = {
    "a limit": (
        "`It is ${fixed(a)}`",
        "`It has probability ${fixed(a)}`",
        "says 0, which is never",
    ),
    "an =": ("`It is ${fixed(a)}`", "`exp(${fixed(a)}) = ${fixed(2 * a)}`", "is false as printed"),
    "an end": (
        "`It is ${fixed(a)}`",
        "`${a > 0.9 ? 'ln(2) = 0.8' : 'ln(2) = 0.693'}`",
        "'ln(2) = 0.8'",
    ),
    "a box": ("`It is ${fixed(a)}`", "`${b ? 'σ(9) = 1.00' : 'σ(9) ≈ 1'}`", "σ(9) never reaches 1"),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_it_prints_anywhere_is_true_as_printed(swell, name):
    old, new, what = WORDS[name]
    assert SCRIPT.count(old) == 1
    script = SCRIPT.replace("rows = 1", "rows = 2")
    assert swell(script) is None
    assert what in str(swell(script.replace(old, new)))


def test_what_is_hidden_is_not_read(swell):
    hide = "figure.hide('note', a > 0.9)"
    more = f"{hide};\n    figure.text('note', a > 0.9 ? 'ln(2) = 2' : '');\n    return `It"
    script = SCRIPT.replace("rows = 1", "rows = 2").replace("return `It", more)
    assert swell(script) is None
    assert "'ln(2) = 2' is false" in str(swell(script.replace(hide, "figure.hide('note', false)")))


@pytest.mark.parametrize("name", AWAKE)
def test_what_goes_wrong_when_it_is_moved_is_told_at_its_line(swell, name):
    old, new, line, said = AWAKE[name]
    assert SCRIPT.count(old) == 1
    script = SCRIPT if "rows" in new else SCRIPT.replace("rows = 1", "rows = 2")
    fault = swell(script.replace(old, new))
    assert (fault.place.file[-13:], fault.place.line) == ("live/swell.js", line), str(fault)
    assert fault.what.startswith(said)


def test_a_moving_figure_that_never_ends_is_a_fault_and_the_next_one_is_asked(swell, monkeypatch):
    monkeypatch.setattr(live, "limit", lambda: 2)
    fault = swell(SCRIPT.replace("return", "while (a > 0.9);\n    return"))
    assert "does not come to an end when it is moved; let it end sooner" in str(fault)


def test_a_script_that_is_no_javascript_is_named_at_its_line(tmp_path):
    (fault,) = faults(tmp_path, "figure.set('dot', {});\nfigure.set('dot', {};")
    assert "falling.js:4: this is no JavaScript: Unexpected token" in fault
