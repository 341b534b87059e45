"""Links to the glossary carry its definitions."""

import pytest
from explainer.extensions import glossary
from explainer.faults import Fault
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
