"""What the search is given to read: places, names from the glossary's tables, formulas as words."""

import json
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from explainer.extensions.glossary import GLOSSARY
from explainer.publishing import search
from material.plugins.search import plugin

AREA = """<h1 id="circles">Circles<a class="headerlink" href="#circles">¶</a></h1>
<p>What is round.</p>
<h2 id="area">Its <em>area</em></h2>
<div class="section"><p>It is <math><mi>π</mi><msup><mi>r</mi><mn>2</mn></msup></math>.</p>
<div class="language-python highlight"><pre><span class="k">def</span> <span class="nf">area</span>
(r): pass</pre></div><div class="language-text"><pre>12.57</pre></div>
<svg><text>a drawing</text></svg><!-- a comment -->
<details><summary>How large?</summary><p>Large.</p></details></div>
<h2 id="quiz">Quiz</h2><p>Guess.</p><div class="quiz"><label>It is square.</label></div>"""
TERMS = """<h1 id="glossary">Glossary</h1><h2 id="terms">Terms</h2>
<dl><dt id="radius">radius</dt><dd><p>Half the width.</p></dd>
<dt id="pi">pi</dt><dd>A number.</dd></dl>
<h2 id="signs">Signs</h2><table><tr><th>sign</th><th>what</th></tr>
<tr><td><math><mi>r</mi></math>, <code>radius_of</code></td>
<td>a <a href="#radius">radius</a></td></tr>
<tr><td>A, B</td><td>an <a href="../#area">area</a>; <a href="#pi">no area</a></td></tr>
<tr><td>c</td><td>a constant</td></tr></table>"""


@pytest.fixture(scope="module")
def entries(tmp_path_factory):
    """The index of two pages, by location."""
    folder = tmp_path_factory.mktemp("site")
    pages = {"": AREA, f"{GLOSSARY.stem}/": TERMS, "book/": f'<div class="notebook">{AREA}</div>'}
    for address, body in pages.items():
        (folder / address).mkdir(exist_ok=True)
        text = f'<nav>Menu</nav><article class="md-content__inner md-typeset">{body}</article>'
        (folder / address / "index.html").write_text(text, "utf-8")
    docs = [{"location": address, "title": "", "text": ""} for address in pages]
    docs[1]["boost"] = 2
    (folder / "search").mkdir()
    (folder / search.INDEX).write_text(json.dumps({"config": {}, "docs": docs}), "utf-8")
    search.write(folder)
    text = (folder / search.INDEX).read_text("utf-8")
    assert (folder / "search/search_index.js").read_text("utf-8") == f"var __index={text}\n"
    return {entry["location"]: entry for entry in json.loads(text)["docs"]}


def test_every_section_and_every_term_is_an_entry(entries):
    places = ["", "#area", "#quiz", "glossary/#radius", "glossary/#pi", "glossary/#signs"]
    assert list(entries) == [*places, "book/", "book/#area", "book/#quiz"]
    assert entries["#area"]["title"] == "Its area"
    assert entries["glossary/#radius"]["text"] == "Half the width."
    assert entries["glossary/#pi"]["text"] == "A number."


def test_an_entry_says_what_its_section_says_and_no_options_of_a_quiz(entries):
    assert entries["#area"] == {
        "location": "#area",
        "title": "Its area",
        "names": ["A"],
        "heads": "How large?",
        "text": "It is πr^2.\nLarge.",
        "code": "area",
    }
    assert entries["#quiz"]["text"] == "Guess."


def test_rows_of_the_glossary_name_what_they_link_to(entries):
    assert entries["glossary/#radius"]["names"] == ["r", "radius_of"]
    assert entries["glossary/#pi"]["names"] == ["B"]
    assert entries["glossary/#signs"]["text"] == "sign · what\nc · a constant"


def test_a_notebook_counts_less_and_without_its_code(entries):
    assert entries["book/#area"]["boost"] == search.NOTEBOOK
    assert "code" not in entries["book/#area"]
    assert entries["glossary/#pi"]["boost"] == 2


FORMULAS = {
    "<mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo><mi>u</mi></mrow></mfrac>": "1/(1 + u)",
    "<msup><mi>e</mi><mrow><mo>−</mo><mi>z</mi></mrow></msup>": "e^(−z)",
    "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>": "x_i^2",
    "<mi>ln</mi><mo>\u2061</mo><msub><mi>p</mi><mi>k</mi></msub>": "ln p_k",
    "<mi>σ</mi><mo>′</mo><mo>(</mo><mi>z</mi><mo>)</mo><mo>≤</mo><mn>1</mn>": "σ′(z) ≤ 1",
    "<msqrt><mn>2</mn><mi>a</mi></msqrt>": "√2a",
    "<munder><mo>∑</mo><mi>j</mi></munder><mi>p</mi>": "∑_j p",
    "<mtable><mtr><mtd>a</mtd><mtd>=b</mtd></mtr><mtr><mtd>=c</mtd></mtr></mtable>": "a=b, =c",
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_read_as_one_would_type_it(formula):
    soup = BeautifulSoup(f"<math>{formula}</math>", "html.parser")
    assert search.line(soup.math) == FORMULAS[formula]


def test_the_themes_plugin_lists_pages_and_reads_none(monkeypatch):
    monkeypatch.setattr(plugin, "Parser", plugin.Parser)
    page = SimpleNamespace(content=AREA, meta={}, title="Circles", toc=[], url="area/")
    hidden = SimpleNamespace(**vars(page) | {"meta": {"search": {"exclude": True}}})
    found = plugin.SearchIndex()
    found.add_entry_from_context(page)
    assert len(found.entries) == 3
    search.list_only()
    found = plugin.SearchIndex()
    found.add_entry_from_context(hidden)
    found.add_entry_from_context(page)
    assert found.entries == [{"location": "area/", "title": "Circles", "text": ""}]
