"""Links to the glossary carry its definitions."""

import pytest
from explainer.extensions import glossary
from explainer.faults import Fault
from explainer.proof import glossary as proof
from explainer.reader.pages import Page
from markdown import Markdown


def convert(text):
    extensions = ["def_list", "explainer.extensions.includes", "explainer.extensions.glossary"]
    return Markdown(extensions=extensions).convert(text)


def test_a_link_to_a_term_has_its_definition_as_title():
    html = convert("The [odds](glossary.md#odds) are four.")
    assert f'title="{glossary.definitions()["odds"]}"' in html


def test_other_links_keep_their_title():
    assert "title" not in convert("[here](other.md#odds)")


def test_an_unknown_term_names_the_line_and_the_terms_there_are():
    with pytest.raises(Fault, match=r"^<markdown>:3: the glossary has no term 'oods'; .* odds,"):
        convert("One.\n\nThe [odds](glossary.md#oods) are four.")


def test_a_definition_that_opens_with_a_formula_is_refused(monkeypatch, tmp_path):
    path = tmp_path / "glossary.md"
    path.write_text("# G\n\nodds {#odds}\n:   That is $p$. Words.\n", "utf-8")
    monkeypatch.setattr(glossary, "GLOSSARY", path)
    with pytest.raises(Fault, match=r"glossary.md:4: the first sentence of 'odds' holds a formula"):
        glossary.definitions()


@pytest.mark.parametrize("definition", ["The chance for", "The chance for; see [there](x.md)"])
def test_a_definition_without_a_full_stop_is_refused(definition, monkeypatch, tmp_path):
    path = tmp_path / "glossary.md"
    path.write_text(f"# G\n\nodds {{#odds}}\n:   {definition}\n", "utf-8")
    monkeypatch.setattr(glossary, "GLOSSARY", path)
    with pytest.raises(Fault, match=r"glossary.md:4: the definition of 'odds' is no sentence; end"):
        glossary.definitions()


def test_a_definition_is_a_paragraph_of_its_own():
    html = convert("odds\n:   The *chance* for.\n\nhead\n:   What turns.")
    assert "<dd>\n<p>The <em>chance</em> for.</p>\n</dd>" in html
    assert html.count("<p>") == html.count("<dd>") == 2


def test_a_definition_of_paragraphs_keeps_them():
    html = convert("odds\n\n:   One.\n\n    Two.")
    assert html.count("<p>") == 2


def test_the_terms_stand_in_the_order_of_the_alphabet():
    terms = [key.replace("-", " ") for key in glossary.definitions()]
    assert len(terms) > 20
    assert terms == sorted(terms)


TERMS = "# G\n\nbias {#bias}\n:   What is added.\n\nodds {#odds}\n:   The [bias](#bias).\n"
PAGES = {
    "See [odds](glossary.md#odds) and [a bias](a.md).": [],
    "See [odds](glossary.md#odds).\n\nA one-bias, `bias` or $bias$ is another.": [],
    "Nothing of biases or odds is taught here.": [("glossary.md:6", "nothing links to the term")],
    "# Odds\n\nOf [the bias](glossary.md#bias).": [("glossary.md:6", "nothing links to the term")],
    "See [odds](glossary.md#odds).\n\nTwo biass.": [("x.md:3", "the page uses 'biass'")],
    "Biases? [The bias](glossary.md#bias).\n\nIts odds:": [
        ("glossary.md:6", "nothing links to the term 'odds'; link it where it is used: [odds]("),
        ("x.md:3", "the page uses 'odds' and nowhere says what it is; link it"),
    ],
}


@pytest.mark.parametrize("text", PAGES)
def test_a_term_is_linked_by_the_pages_that_use_it(text, monkeypatch, tmp_path):
    monkeypatch.setattr(glossary, "GLOSSARY", tmp_path / "glossary.md")
    for name, said in {"glossary": TERMS, "x": text}.items():
        (tmp_path / f"{name}.md").write_text(said, "utf-8")
    site = [Page(tmp_path / f"{name}.md") for name in ("glossary", "x")]
    found = [str(fault).removeprefix(f"{tmp_path}/") for fault in proof.faults(site)]
    for (place, what), fault in zip(PAGES[text], found, strict=True):
        assert fault.startswith(f"{place}: {what}")


def test_a_term_behind_one_that_it_precedes_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(glossary, "GLOSSARY", tmp_path / "glossary.md")
    (tmp_path / "glossary.md").write_text(TERMS.replace("odds {#odds}", "bees {#bees}"), "utf-8")
    said = " ".join(map(str, proof.faults([Page(tmp_path / "glossary.md")])))
    assert "glossary.md:6: the term 'bees' stands behind 'bias'; put the terms in" in said


@pytest.mark.parametrize(
    ("written", "line"),
    [("log odds", 6), ("log odds {#log odds}", 6), ("log odds {.log}", 6), ("bias {#}", 3)],
)
def test_a_term_to_which_no_link_can_lead_is_told_what_to_write(written, line, tmp_path):
    name, _, _ = written.partition(" {")
    old = "odds {#odds}" if line == 6 else "bias {#bias}"
    (tmp_path / "g.md").write_text(TERMS.replace(old, written), "utf-8")
    (fault,) = proof.unnamed(Page(tmp_path / "g.md"))
    assert fault.place.line == line
    assert fault.remedy == f"write {name} {{#{name.replace(' ', '-')}}}"


def test_a_term_right_below_a_definition_is_told_to_stand_apart(tmp_path):
    (tmp_path / "g.md").write_text(TERMS.replace("added.\n\n", "added.\n"), "utf-8")
    (fault,) = proof.unnamed(Page(tmp_path / "g.md"))
    assert fault.place.line == 5 and fault.remedy == "leave an empty line above it"
