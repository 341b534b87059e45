"""Of a figure that moves: what the text says can be set, and what holds at the start says so."""

import re

import pytest
from claims import Slider
from explainer.reader.pages import pages
from figure import moving, named

FRACTIONS = {"¼": "0.25", "⅓": "0.333", "½": "0.5"}
NUMBER = r"(?P<number>[-−]?\d+(?:\.\d+)?|[¼⅓½])(?![\d/]|,\d| ?×| times)"
SHOWN = re.compile(r"!\[[^\]]*\]\(figures/([\w-]+)\.svg\)")


def told(text, slider):
    """The values of a slider that a text names: “a weight of 8”, “T = 2”, “weights of 1”."""
    *words, last = slider.label.split()
    for name in (*words, last):
        single = len(name) == 1
        joint = r" ?= ?" if single else r"s?(?: (?:of|is|to))? "
        for found in re.finditer(rf"(?<![\w\\{{]){re.escape(name)}{joint}{NUMBER}", text):
            number = found["number"]
            yield float(FRACTIONS.get(number, number).replace("−", "-"))


def sections(page):
    """The text of each section, by the figures that it shows."""
    for text in re.split(r"^## ", page.words, flags=re.M):
        for name in SHOWN.findall(text):
            yield name, re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.M | re.S)


def unreached(text, sliders, beyond=()):
    """What a text says of sliders that none of them can hold, unless it is known to be beyond."""
    values = {(key, value) for key, one in sliders.items() for value in told(text, one)}
    return sorted(
        (key, value)
        for key, value in values
        if not sliders[key].low <= value <= sliders[key].high and value not in beyond
    )


SECTIONS = [(name, text) for page in pages() for name, text in sections(page)]


@pytest.mark.parametrize(("name", "text"), SECTIONS, ids=[name for name, _ in SECTIONS])
def test_a_reader_reaches_what_the_section_says(name, text):
    if name in moving():
        asked = named(name)
        sliders = {key: one for key, one in asked.controls.items() if isinstance(one, Slider)}
        assert unreached(text, sliders, getattr(asked.asked, "beyond", ())) == []


CAPTION = re.compile(r"!\[[^\]]*\]\(figures/([\w-]+)\.svg\)\s+/// caption\n(.*?)\n///", re.S)
CAPTIONS = [found for page in pages() for found in CAPTION.findall(page.words)]
DECIMAL = re.compile(r"\d+[.,]\d+")
START = re.compile(r"\bat (?:the start|first)\b|\bstarts\b", re.I)


def unmarked(caption, always=()):
    """The sentences with a decimal that neither hold always nor say that they hold at the start."""
    return [
        sentence
        for sentence in re.split(r"(?<=\.) ", caption)
        if set(DECIMAL.findall(sentence)) - set(always) and not START.search(sentence)
    ]


@pytest.mark.parametrize(("name", "caption"), CAPTIONS, ids=[name for name, _ in CAPTIONS])
def test_a_caption_says_which_of_its_numbers_hold_only_at_the_start(name, caption):
    if name in moving():
        assert unmarked(caption, getattr(named(name).asked, "always", ())) == []


def test_a_number_of_the_start_that_does_not_say_so_is_noticed():
    caption = "**Sums.** At the start they make 3.01. Class 3 has 0.82. It leads by 0.875."
    assert unmarked(caption, always=("0.875",)) == ["Class 3 has 0.82."]


WEIGHT = {
    "weight": Slider("weight", 0.1, 4.5, 0.1, 1, "1.0"),
    "T": Slider("temperature T", 0.5, 4, 0.01, 1, "1.00"),
}


def test_what_no_slider_holds_is_noticed():
    said = "With weights of 1 and T = 2; with weight 8; at a temperature of 0.3; a weight of ½."
    assert unreached(said, WEIGHT) == [("T", 0.3), ("weight", 8)]
    assert unreached(said, WEIGHT, beyond=(0.3, 8)) == []
