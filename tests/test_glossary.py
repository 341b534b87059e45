"""Links to the glossary carry its definitions."""

import pytest
from explainer import glossary
from explainer.faults import Fault
from markdown import Markdown


def convert(text):
    return Markdown(extensions=["explainer.includes", "explainer.glossary"]).convert(text)


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
