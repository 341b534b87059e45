"""The mathematics font is small, and shows every character that a formula may use."""

# ruff: noqa: RUF001 (mathematical letters look like others)

import re
from io import BytesIO

import pytest
from explainer.extensions import equations
from explainer.typesetting import mathfont, mathml
from fontTools.ttLib import TTFont


def test_the_font_is_what_its_script_makes_of_the_locked_package():
    if mathfont.FONT.read_bytes() != mathfont.subset():
        pytest.fail("docs/fonts is stale; run `python -m explainer.typesetting.mathfont`")


def test_the_font_is_small_and_shows_every_character_that_a_formula_may_use():
    data = mathfont.FONT.read_bytes()
    assert len(data) <= 30_000
    font = TTFont(BytesIO(data))
    assert {chr(code) for code in font.getBestCmap()} >= mathfont.CHARACTERS
    assert "MATH" in font


def test_every_sign_of_the_font_is_drawn():
    font = TTFont(mathfont.FONT)
    cmap, glyphs = font.getBestCmap(), font["glyf"]
    empty = {chr(code) for code, name in cmap.items() if not glyphs[name].numberOfContours}
    assert empty == {" ", "\u00a0"}


def test_letters_that_browsers_make_italic_are_checked_as_what_they_become():
    assert "".join(mathml.shown(mathml.tuned("<math><mi>h</mi><mi>σ</mi><mi>ln</mi></math>"))) == (
        "ℎ𝜎ln"
    )


def test_the_stylesheet_names_the_font_and_every_concept():
    styles = mathfont.FONT.parents[1] / "stylesheets"
    assert f"../fonts/{mathfont.FONT.name}" in (styles / "equations.css").read_text("utf-8")
    css = (styles / "concepts.css").read_text("utf-8")
    for concept in equations.CONCEPTS:
        assert re.search(rf"\.{concept} {{\s+color: var\(--{concept}\);\s+}}", css)
