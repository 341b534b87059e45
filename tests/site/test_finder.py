"""How the search finds: slips, beginnings, names, and passages that are safe to show."""

import json
from pathlib import Path

import pytest
from explainer import node
from explainer.project import DOCS

ASK = Path(__file__).parents[1] / "helpers" / "ask.mjs"
BOOK = {
    "notes/#area": ("Its area", "What a circle holds: the diameters, squared.", [], 0.3),
    "": ("Circles", "Everything round."),
    "#area": ("Its area", "What a circle holds: the diameters, squared."),
    "#area-of-squares": ("Squares", "A square has an area too, and <b>four</b> sides & corners."),
    "#pi": (
        "The ratio",
        "It is irrational.",
        ["π", "pi", "circle_ratio", "RatioOfCircle", "cercle"],
    ),
    "#how": ("How to draw it", "With compasses."),
}


FIRST = {
    "what is an area?": "#area",
    "AREA": "#area",
    "squrae": "#area-of-squares",
    "diametre": "#area",
    "diam": "#area",
    "drawing": "#how",
    "π": "#pi",
    "circleratio": "#pi",
    "ratio-of-circle": "#pi",
    "¿Cercle?": "#pi",
    "Pí": "#pi",
}
NOTHING = ("", " ", "?", "how", "zzzzzz", "tre", "constructor")
REPEATED, MARKED = "area of a circle", "four corners"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What is found among the entries above, by query."""
    index = tmp_path_factory.mktemp("index") / "index.json"
    keys = ("title", "text", "names", "boost")
    docs = [{"location": at} | dict(zip(keys, said, strict=False)) for at, said in BOOK.items()]
    index.write_text(json.dumps({"docs": docs}), "utf-8")
    queries = [*FIRST, *NOTHING, REPEATED, MARKED]
    done = node.run(ASK, DOCS / "live" / "finder.js", index, input=json.dumps(queries))
    return json.loads(done.stdout)


@pytest.mark.parametrize("query", FIRST)
def test_what_is_typed_leads_to_what_is_meant(found, query):
    assert found[query][0]["location"] == FIRST[query]


@pytest.mark.parametrize("query", NOTHING)
def test_nothing_is_found_where_nothing_is_meant(found, query):
    assert found[query] == []


def test_what_counts_less_comes_after_what_it_repeats(found):
    places = [entry["location"] for entry in found[REPEATED]]
    assert places.index("#area") < places.index("notes/#area")


def test_a_passage_is_shown_as_text_with_its_words_marked(found):
    best = found[MARKED][0]
    marked = "&lt;b&gt;<mark>four</mark>&lt;/b&gt; sides &amp; <mark>corners</mark>."
    assert best["text"] == f"A square has an area too, and {marked}"
    assert best["terms"] == {"four": True, "corners": True}
