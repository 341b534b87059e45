"""What is asked of every figure's drawing: tests that run for each file of tests/figures."""

import re
import unicodedata
from itertools import combinations

import printed
import pytest
from explainer import project
from explainer.drawing import drawings
from explainer.faults import report
from explainer.palette import COLOUR
from explainer.proof import figures
from figure import said
from matplotlib.text import Text


def test_its_script_is_short_and_leaves_style_to_the_style_sheet(figure):
    text = (project.FIGURES / f"{figure.name}.py").read_text("utf-8")
    assert len(text.splitlines()) <= getattr(figure.asked, "longest", 40)
    assert not re.search(r"savefig|rcParams|legend|suptitle|pyplot|#[0-9a-f]{6}", text)


def test_its_drawing_is_small_and_plain(figure):
    text = drawings.drawings([figure.name])[figure.name].svg
    assert len(text) < 30_000
    assert not re.search(r"style=|<style|<image|<use|xlink|xmlns", text)
    assert set(re.findall(r"var\(--([\w-]+)\)", text)) <= set(COLOUR)
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"{figure.name}-") for one in ids)


def texts(fig):
    """What the reader reads in a figure: each label with its box in pixels."""
    shown = (t for t in fig.findobj(Text) if t.get_visible())
    return [(t, t.get_window_extent()) for t in shown if t.get_text().strip()]


def test_its_labels_can_be_read(figure):
    fig = figure.drawing
    ticks = {
        id(t) for ax in fig.axes if not ax.axison for a in (ax.xaxis, ax.yaxis) for t in a.findobj()
    }
    labels = [(t, box) for t, box in texts(fig) if id(t) not in ticks]
    assert labels
    for text, box in labels:
        assert text.get_size() >= 16, text
        assert box.x0 > -1 and box.y0 > -1, text
        assert box.x1 < fig.bbox.width + 1 and box.y1 < fig.bbox.height + 1, text
    for (one, a), (other, b) in combinations(labels, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < 1 or along < 3, (one, other)


def test_its_axes_have_three_ticks_at_most(figure):
    for ax in figure.drawing.axes:
        for axis in (ax.xaxis, ax.yaxis):
            numbers = [t for t in axis.get_ticklabels() if re.search(r"\d|½|¼", t.get_text())]
            marked = axis.get_tick_params().get("length", 4) or not numbers
            assert not ax.axison or len(axis.get_ticklocs()) <= (3 if marked else 10)


def test_no_line_stands_where_no_scale_is_read(figure):
    for ax in figure.drawing.axes:
        scale = len(ax.get_yticks()) and ax.yaxis.get_tick_params().get("length", 4)
        shown = {side for side, spine in ax.spines.items() if spine.get_visible() and ax.axison}
        assert shown <= ({"left", "bottom"} if scale else {"bottom"})


POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def value(text):
    """The number that a tick's label states."""
    text = text.replace("\N{MINUS SIGN}", "-").removeprefix("class ")
    if len(text) == 1 and not text.isdecimal():
        return unicodedata.numeric(text)
    if power := re.fullmatch(r"10([⁻⁰¹²³⁴-⁹]+)", text):
        return 10.0 ** int(power[1].translate(POWERS))
    odds = re.fullmatch(r"(\d+) : (\d+)", text)
    return int(odds[1]) / int(odds[2]) if odds else float(text)


def test_its_ticks_say_where_they_stand(figure):
    words = getattr(figure.asked, "ticks", {})
    for ax in figure.drawing.axes:
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            told = [label.get_text() for label in axis.get_ticklabels() if label.get_text()]
            at = [words[text] if text in words else value(text) for text in told]
            assert at == pytest.approx(list(axis.get_ticklocs())[: len(at)])


def test_it_says_this_and_nothing_else(figure):
    assert [said(ax) for ax in figure.drawing.axes] == figure.says


def test_each_part_is_drawn_as_it_is_claimed(figure):
    claims = list(figure.asked.drawn())
    unclaimed = figure.parts.keys() - {part for part, _ in claims}
    assert not unclaimed, "drawn() yields no claim about these parts"
    for part, holds in claims:
        assert part in figure.parts, f"the script names no part {part}"
        try:
            holds(figure.parts[part])
        except AssertionError as error:
            error.add_note(f"{figure.name}: the part {part}")
            raise


def test_what_it_prints_is_true_as_printed(figure):
    shown = figures.printed(figure.name)
    report(printed.faults(figure, shown, project.FIGURES / f"{figure.name}.py"))
