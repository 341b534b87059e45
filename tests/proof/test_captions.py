"""Words of captions and alt texts for marks, lines, places and counts fit the drawing."""

import pytest
from explainer import project
from explainer.proof import captions
from explainer.reader.pages import Page


def axes(left, top, right, bottom, *marks):
    """Axes from 0 to 10 both ways."""
    ends = {"left": left, "right": right, "bottom": bottom, "top": top}
    ends |= {"x0": 0, "x1": 10, "y0": 10, "y1": 0}
    data = " ".join(f'data-{key}="{value}"' for key, value in ends.items())
    return f"<g {data}>{''.join(marks)}</g>"


def line(part, points, dash="", width=2):
    d = "M" + "L".join(f"{x} {y}" for x, y in points)
    dash = f' stroke-dasharray="{dash}"' if dash else ""
    paint = f'fill="none" stroke="var(--ink)" stroke-width="{width}"{dash}'
    return f'<path data-part="{part}" d="{d}" {paint}/>'


def rect(part, x, y, wide, tall, paint='fill="var(--weight)"'):
    return f'<rect data-part="{part}" x="{x}" y="{y}" width="{wide}" height="{tall}" {paint}/>'


def text(part, x, y, words):
    name = part and f'data-part="{part}" '
    return f'<text {name}x="{x}" y="{y}" fill="var(--ink)">{words}</text>'


HOLLOW = 'fill="none" stroke="var(--ink)"'
WAVE = [(x, 50 + x % 7) for x in range(10, 90, 5)]
DIAMOND = "M0 5L5 0L0 -5L-5 0z"
TIDES = [
    line("ebb", WAVE, "6 4"),
    line("flood", WAVE),
    line("calm", [(10, 60), (90, 60)], "2 3", 1),
    text("flood-0-value", 20, 30, "rising water: 3"),
    text("ebb-note", 20, 40, "foam"),
    *(
        f'<circle data-part="buoy-{n}" cx="{20 * n}" cy="70" r="4" fill="var(--ink)"/>'
        for n in (1, 2)
    ),
    *(rect(f"crate-{n}", 20 * n, 80, 6, 6) for n in (1, 2)),
]
BOATS = [
    *(rect(f"mast-{n}", 110 + 20 * n, 20 + 5 * n, 8, 70 - 5 * n) for n in range(4)),
    *(
        f'<path data-part="flag-{n}" d="{DIAMOND}" transform="translate({114 + 20 * n} 15)" '
        'fill="var(--ink)"/>'
        for n in range(4)
    ),
    rect("deck", 110, 92, 70, 5, HOLLOW),
    *(rect(f"hold-{i}-{j}", 110 + 9 * j, 80 + 9 * i, 8, 8) for i in (0, 1) for j in (0, 1, 2)),
    rect("hold-edge", 110, 80, 30, 20, HOLLOW),
    text("", 120, 10, "four masts"),
    *(text("", 120 + 20 * n, 99, f"skiff {n}") for n in (1, 2)),
    *(f'<path d="{d}"/>' for d in ("M110 98L190 98", "M110 99L190 99", "M100 1L199 9")),
]
HARBOUR = (
    '<svg viewBox="0 0 200 100">'
    + axes(0, 0, 100, 100, *TIDES)
    + axes(100, 0, 200, 100, *BOATS)
    + "</svg>"
)


@pytest.fixture
def told(tmp_path, monkeypatch):
    """A function that gives what is wrong with a caption of the harbour, as lines."""

    def faults(caption, svg=HARBOUR, alt="One harbour."):
        monkeypatch.setattr(captions, "_drawn", lambda page: {"harbour": svg})
        monkeypatch.setattr(project, "FIGURES", tmp_path)
        (tmp_path / "harbour.py").write_text("# diamonds: flags\n", "utf-8")
        text = f"# Sea\n\n![{alt}](figures/harbour.svg)\n\n/// caption\n{caption}\n///\n"
        (tmp_path / "sea.md").write_text(text, "utf-8")
        page = Page(tmp_path / "sea.md")
        return [str(fault).replace(f"{tmp_path}/", "") for fault in captions.faults(page)]

    return faults


RIGHT = {
    "The ebb (dashed) and the flood (solid).": ("dashed", "solid"),
    "Dashed: the ebb, solid: the flood.": ("solid", "dashed"),
    "What rises (solid) is the water.": ("solid", "thick"),
    "The water is rising (solid).": ("solid", "dashed"),
    "A calm sea is the dotted line.": ("dotted line", "outlined line"),
    "Flags (diamonds) over masts (bars).": ("diamonds", "squares"),
    "Masts are bars.": ("bars", "triangles"),
    "Buoys (dots) swim.": ("dots", "bars"),
    "Bars, diamonds and dots.": ("diamonds", "triangles"),
    "Left, the flood and the ebb. Right, masts and flags.": ("Left", "Right"),
    "Left, the tides. Right, masts with flags.": ("Right", "Left"),
    "Left, the sky. Right, the sky.": ("Right", "Left"),
    "On the right are four masts.": ("right", "left"),
    "On the left is the flood.": ("left", "right"),
    "The masts stand on the right.": ("right", "left"),
    "The flood (left) rises.": ("left", "right"),
    "From right to left: the masts; the ebb.": ("right to left", "left to right"),
    **{
        f"The left {noun} has a flood.": ("left", "right")
        for noun in ("column", "picture", "table", "half", "plot", "one", "curve")
    },
    "The right panel has masts.": ("right", "left"),
    "The masts (right) stand still.": ("right", "left"),
    "The left panel has a flood.": ("left", "right"),
    "From left to right: the ebb; the masts.": ("left to right", "right to left"),
    "Four masts are four bars.": ("four bars", "five bars"),
    "4 masts with flags.": ("4", "6"),
    "Of 4 masts one is high.": ("4", "100"),
    "Four masts, no more.": ("Four", "Four hundred"),
    "Two skiffs.": ("Two", "Three"),
    "Two scales.": ("Two", "Three"),
    "The flood has 15 steps.": ("15", "14"),
    "Four masts with flags.": ("Four masts", "Six masts"),
    "Two curves are the tides.": ("Two", "Three"),
    "Two panels.": ("Two", "Four"),
    "Two buoys float.": ("Two", "Three"),
    "A hold of 2 by 3 cells.": ("2 by 3", "3 by 3"),
    "A hold of two-by-three cells.": ("two", "three"),
    "The deck is outlined.": ("outlined", "filled"),
    "An outlined deck.": ("outlined", "filled"),
    "The row of masts.": ("row", "row"),
    "Crates (squares) lie there.": ("squares", "bars"),
}
"""What is true of the harbour, and a word of it that would not be, were it the other one."""
TRUE = [
    "The sea when calm, and the ebb (dashed).",
    "Of the flood and the ebb the latter is dashed.",
    *(f"The deck is five bars {way}." for way in ("wide", "high", "long", "across", "apart")),
    "Two curves, one solid, one dashed.",
    "Thin dotted lines.",
    "No marks at all.",
    "Of masts there are no more than four",
    "What is left, is right.",
    "It crosses the line.",
    "Crossing the line, it falls.",
    "Foam (solid) on it.",
    "The ebb (dashed), and a dashed something.",
    "The hold (outlined) is open.",
    "Three pictures.",
    "Many hundred masts, and one mast.",
    "They lie side by side.",
    "Classes 0 and 2 stand above.",
    "The flood rises. Above it, the sky.",
    "Clouds pass. Below them, the flood.",
]


@pytest.mark.parametrize("caption", [*RIGHT, *TRUE])
def test_what_the_drawing_shows_passes(told, caption):
    assert told(caption) == []


@pytest.mark.parametrize("caption", [one for one, (old, new) in RIGHT.items() if old != new])
def test_a_word_that_does_not_fit_is_a_fault_at_its_line(told, caption):
    (fault, *_) = told(caption.replace(*RIGHT[caption]))
    assert fault.startswith("sea.md:6: “") or fault.startswith("sea.md:6: the figure has no “")
    assert fault.endswith("; mend the words, or scripts/figures/harbour.py")


DRAWN = {
    "The ebb (dashed).": ('stroke-dasharray="6 4"', 'stroke-dasharray="2 3"'),
    "The flood (solid).": ('data-part="flood" ', 'data-part="flood" stroke-dasharray="6 4" '),
    "The dotted line is calm.": ('stroke-dasharray="2 3"', 'stroke-dasharray="6 4"'),
    "Flags (diamonds).": (DIAMOND, "M-5 5L5 5L5 -5L-5 -5z"),
    "Buoys (dots) swim.": ("<circle", "<path d='M0 5L5 0L0 -5L-5 0z'"),
    "Four masts.": ('data-part="mast-3"', 'data-part="must-3"'),
    "The deck is outlined.": (HOLLOW, 'fill="var(--ink)"'),
    "The masts (right) stand.": ('x="1', 'x="'),
    "Two curves.": ('data-part="ebb" d="M', 'data-part="ebb" d="M1 1L2 2" alt="'),
}
"""What is true of the harbour, and another way to draw it, of which it is not."""


@pytest.mark.parametrize("caption", [one for one in DRAWN if "right" not in one])
def test_a_drawing_that_does_not_fit_its_words_is_a_fault(told, caption):
    old, new = DRAWN[caption]
    assert old in HARBOUR
    assert told(caption, HARBOUR.replace(old, new))


def test_an_alternative_text_is_held_against_the_drawing_too(told):
    assert told("Sea.", alt="Four masts.") == []
    (fault,) = told("Sea.", alt="Five masts.")
    assert fault.startswith("sea.md:3: the figure has no “Five masts”, but 4")


def test_what_one_word_has_taken_is_not_there_for_another(told):
    (fault,) = told("The ebb (dashed), and something (dashed).")
    assert "the figure has no “dashed” here" in fault


def test_what_is_framed_lies_as_it_is_said_to(told):
    frame = (
        f'<svg viewBox="0 0 90 90">{axes(0, 0, 90, 90, rect("edge", 9, 9, 70, 9, HOLLOW))}</svg>'
    )
    assert told("The framed row, and one framed.", frame) == []
    (fault,) = told("The framed column.", frame)
    assert "what the figure frames is no such row or column" in fault
    (fault,) = told("The framed row.", frame.replace(HOLLOW, 'fill="var(--ink)"'))
    assert "the figure has no “framed row” here" in fault or "no “framed” here" in fault


def test_panels_that_have_changed_places_do_not_fit_their_words(told):
    left, right = axes(0, 0, 100, 100, *TIDES), axes(100, 0, 200, 100, *BOATS)
    other = axes(0, 0, 100, 100, *BOATS) + axes(100, 0, 200, 100, *TIDES)
    assert left + right in HARBOUR
    assert told("Left, the flood. Right, the masts.", HARBOUR.replace(left + right, other))


def test_a_label_that_names_marks_is_a_fault_at_its_line_of_the_script(told):
    label = text("", 150, 10, "diamonds: flags")
    assert told("Sea.", HARBOUR.replace("</g></svg>", f"{label}</g></svg>")) == []
    (fault,) = told(
        "Sea.",
        HARBOUR.replace("</g></svg>", f"{label}</g></svg>").replace(DIAMOND, "M0 5L5 0L0 -5z"),
    )
    assert fault.startswith("harbour.py:1: “diamonds” is not how the figure draws “flag”")


OPEN = 'fill="none" stroke="var(--ink)"'
ROUND, SQUARE = (f'{OPEN} stroke-linecap="{end}"' for end in ("round", "square"))
THICK = f'{OPEN} stroke-width="5"'
FORMS = {
    "dots": ("M1 1L1 1" * 6, ROUND),
    "squares": ("M1 1L1 1" * 6, SQUARE),
    "square": ("M1 1L5 1L5 5L1 5z", OPEN),
    "diamond": (DIAMOND, OPEN),
    "triangle": ("M0 0L4 0L2 4z", OPEN),
    "cross": ("M0 0L4 4M0 4L4 0", OPEN),
    "line": ("M0 0L9 9", OPEN),
    "curve": ("M0 0L1 4L3 4L9 9", OPEN),
    "strokes": ("M1 1L1 9" * 6, OPEN),
    "bar": ("M0 0L0 9", THICK),
    "solid": ("M0 0L0 9", OPEN),
    "dashed": ("M0 0L9 9", f'{OPEN} stroke-dasharray="4 2"'),
    "dotted": ("M0 0L9 9", f'{OPEN} stroke-dasharray="1 2"'),
    "hollow": ("M1 1L5 1L5 5z", OPEN),
    "filled": ("M1 1L5 1L5 5z", 'fill="var(--ink)"'),
}
"""By a word for it, a path of that form and how it is painted."""
OTHERS = {
    "dots": [
        *(FORMS["squares"], FORMS["strokes"], ("M0 5L9 9", ROUND)),
        *(("M0 0L1 1L2 2L9 9" * 6, ROUND), ("M1 1L1 1z" * 6, ROUND), ("M1 1L1 9" * 6, ROUND)),
    ],
    "squares": [FORMS["dots"], FORMS["strokes"]],
    "square": [FORMS["diamond"], FORMS["triangle"], ("M0 0L9 0L9 4L0 4z", OPEN)],
    "diamond": [FORMS["square"], FORMS["triangle"], (DIAMOND * 2, OPEN)],
    "triangle": [FORMS["diamond"], ("M0 0L4 0L2 4", OPEN)],
    "cross": [FORMS["line"], FORMS["strokes"], ("M0 0L4 4L5 5M0 4L4 0L5 0", OPEN)],
    "line": [FORMS["square"], ("", OPEN), ("M0 0L9 9", 'fill="none"')],
    "curve": [FORMS["line"], FORMS["square"], ("M0 0L1 4L3 4L9 9" * 2, OPEN)],
    "strokes": [FORMS["dots"], FORMS["line"], ("M0 0L1 4L3 4L9 9" * 6, OPEN)],
    "bar": [FORMS["line"], ("M1 1L5 1L5 5z", THICK), ("M0 0L0 9", THICK.replace("ink", "paper"))]
    + [
        ("M0 0L0 9", f"{THICK} {more}")
        for more in ('stroke-linecap="round"', 'stroke-dasharray="4 2"')
    ],
    "solid": [FORMS["dashed"], FORMS["filled"], ("M0 0L0 9", OPEN.replace("ink", "paper"))],
    "dashed": [FORMS["dotted"], FORMS["line"], ("M0 0L9 9", f'{OPEN} stroke-dasharray="4 2 1 2"')],
    "dotted": [FORMS["dashed"], FORMS["line"], ("M0 0L9 9", f'{OPEN} stroke-dasharray="4 2 1 2"')],
    "hollow": [
        *(FORMS["filled"], FORMS["line"], ("M1 1L5 1L5 5z", 'fill="none"')),
        ("M1 1L5 1L5 5z", OPEN.replace("none", "var(--ink)")),
    ],
    "filled": [FORMS["hollow"], FORMS["line"]],
}
"""By a word, paths of which it is not true."""


@pytest.mark.parametrize("word", FORMS)
def test_a_word_for_a_form_fits_that_form_alone(told, word):
    def drawn(d, paint):
        buoy = f'<path data-part="buoy" d="{d}" {paint}/>'
        return f'<svg viewBox="0 0 90 90">{axes(0, 0, 90, 90, buoy)}</svg>'

    assert told(f"The buoy ({word}).", drawn(*FORMS[word])) == []
    for other in OTHERS[word]:
        assert told(f"The buoy ({word}).", drawn(*other)), other


GAUGES = [
    *(rect(f"bar-{n}", 10 + 20 * n, 20 - 9 * (n != 1), 8, 9) for n in range(3)),
    line("zero", [(0, 20), (100, 20)]),
    text("gauge-name", 5, 8, "gauges"),
]
SAND = [
    line("sand", [(x, 80 + x % 7) for x in range(10, 90, 5)]),
    line("half-tide", [(0, 70), (100, 70)], "2 3", 1),
    rect("box", 40, 90, 20, 4),
    *(rect(f"stake-{n}", 95, 62 + 9 * n, 2, 2) for n in range(4)),
]
SHORE = (
    '<svg viewBox="0 0 100 100">'
    + axes(0, 0, 100, 40, *GAUGES)
    + axes(0, 60, 100, 100, *SAND)
    + "</svg>"
)
PLACES = {
    "Classes 0 and 2 stand above.": ("above", "below"),
    **{
        f"Classes 0 and 2 {verb} above.": ("above", "below")
        for verb in ("rise", "are", "hang", "lie")
    },
    "Class 1 hangs below.": ("1", "2"),
    "Class 1 is below.": ("1", "2"),
    "Classes 0, 2 are above.": ("0, 2", "0, 1, 2"),
    "From top to bottom: the gauges; the sand.": ("top to bottom", "bottom to top"),
    "From bottom to top: the sand; the gauges.": ("the sand; the gauges", "the gauges; the sand"),
    "From top to bottom: gauges; sand.": ("bottom", "top"),
    "The bars stand; below them, the sand.": ("below", "above"),
    "The sand is fine. Above it, the bars.": ("Above", "Below"),
    "The curve is fine. Above it, the bars.": ("Above", "Below"),
    "The top row has gauges.": ("top", "bottom"),
    "The upper panel has gauges.": ("upper", "lower"),
    "The lower panel has sand.": ("lower", "upper"),
    "The lower row has sand.": ("lower", "middle"),
    "The upper bar is a gauge.": ("upper", "lower"),
    "The bottom row has sand.": ("bottom row", "top row"),
    "Gauges (above) and sand.": ("above", "below"),
    "Sand (below) and more.": ("below", "above"),
    "Above, the gauges. Below, the sand.": ("Below", "Above"),
    "At the bottom lies sand.": ("bottom", "top"),
    "At the top are bars.": ("top", "bottom"),
    "The ½ (dotted) is low.": ("dotted", "solid"),
    "A row of bars.": ("row", "column"),
    "A column of stakes.": ("column", "row"),
    "The top row has gauges, the bottom row sand.": ("bottom row", "bottom column"),
}
"""What is true of the shore, and a word of it that would not be, were it the other one."""


@pytest.mark.parametrize("caption", PLACES)
def test_what_stands_elsewhere_is_a_fault(told, caption):
    assert told(caption, SHORE) == []
    assert told(caption.replace(*PLACES[caption]), SHORE)


def test_classes_stand_above_and_below_a_half_too(told):
    stems = SHORE.replace('part="zero', 'part="half').replace('part="bar-', 'part="stem-')
    assert told("Classes 0 and 2 stand above.", stems) == []
    assert told("Classes 0 and 1 stand above.", stems)


def test_what_a_drawing_has_nothing_of_is_not_held_against_it(told):
    assert told("A 2 by 3 grid.", SHORE) == []
    assert told("Class 1 stands above.", SHORE.replace('part="bar-', 'part="bolt-')) == []


def test_round_axes_and_lines_without_points_are_read(told):
    bare = (
        f'<svg viewBox="0 0 9 9"><path data-part="gone" d=""/>{rect("r", 1, 1, 2, 4, HOLLOW)}</svg>'
    )
    assert told("A row of two by two, on the left; five bars.", bare)


def test_what_no_part_speaks_for_is_counted(told, tmp_path):
    assert told("Left, the sky.") == []
    _, left = captions.judged(Page(tmp_path / "sea.md"))
    assert [(place.line, words) for place, words in left] == [(6, "Left")]
