"""What is asked of every figure's drawing: tests that run for each file of tests/figures."""

import re
import unicodedata

import pytest
from explainer import project
from explainer.drawing import drawings
from explainer.palette import COLOUR


def test_its_script_is_short(figure):
    text = (project.FIGURES / f"{figure.name}.py").read_text("utf-8")
    assert len(text.splitlines()) <= getattr(figure.asked, "longest", 40)


def test_its_drawing_is_small_and_plain(figure):
    text = drawings.drawings([figure.name])[figure.name].svg
    assert len(text) < getattr(figure.asked, "largest", 30_000)
    assert not re.search(r"style=|<style|<image|<use|xlink|xmlns", text)
    assert set(re.findall(r"var\(--([\w-]+)\)", text)) <= set(COLOUR)
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"{figure.name}-") for one in ids)


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
    assert drawings.drawings([figure.name])[figure.name].says == figure.says


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
