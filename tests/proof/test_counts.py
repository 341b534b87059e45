"""The page on checks states counts that the checks themselves make."""

import pytest
from explainer.faults import Place
from explainer.proof import counts, derivations, outputs, structure
from explainer.publishing import bless
from explainer.reader.pages import Page, pages


def test_the_counts_on_the_page_are_those_of_today():
    assert counts.text() == counts.PAGE.read_text("utf-8"), (
        "docs/checks.md is out of date; run make bless"
    )


def test_a_stale_count_is_rewritten_and_nothing_else(tmp_path, monkeypatch):
    page = tmp_path / "checks.md"
    page.write_text("Before.\n\n<!-- counted: unproved -->\n\nold\n\n<!-- end -->\n\nAfter.\n")
    monkeypatch.setattr(counts, "PAGE", page)
    monkeypatch.setattr(counts, "claims", lambda site: [])
    diff = bless.rewrite(page, counts.text())
    assert "-old\n" in diff
    assert page.read_text().startswith("Before.") and page.read_text().endswith("After.\n")
    assert bless.rewrite(page, counts.text()) == ""


def test_what_is_not_compared_is_listed_with_its_reason(monkeypatch):
    claim = derivations.Claim(
        Place("docs/a.md", 3), "a", "=", "b", "unchecked", "it holds by convention"
    )
    monkeypatch.setattr(counts, "claims", lambda site: [claim])
    assert "| `` a = b `` | it holds by convention |" in counts.unproved([])


def test_an_example_is_counted_once_however_many_pages_include_it():
    site = counts.counted(pages())
    included = counts.examples(site)
    assert included.keys() == counts.examples([*site, *site]).keys()
    assert all(place.file.startswith("snippets/") for place in included)
    assert 0 < len(included) <= outputs.count()[0]


AWKWARD = ("a | b = c", r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} = M", "x = 2x")


@pytest.mark.parametrize("tex", AWKWARD)
def test_what_is_not_compared_is_listed_as_it_was_typed(tex, monkeypatch, tmp_path):
    left, _, right = tex.rpartition(" = ")
    claim = derivations.Claim(Place("a.md", 3), left, "=", right, "unchecked", "it is a hope")
    monkeypatch.setattr(counts, "claims", lambda site: [claim])
    page = tmp_path / "x.md"
    page.write_text(f"---\ntitle: X\n---\n\n# X\n\n{counts.unproved([])}\n", "utf-8")
    found = [*structure.tables(Page(page)), *derivations.of_page(Page(page))]
    assert found == []
    assert f"`` {tex} ``" in page.read_text("utf-8")


@pytest.mark.parametrize("reason", ["by $a$", "a | b", "it is 0.75", "as `b` has it"])
def test_a_reason_with_markup_is_told_where_it_is_given(reason, tmp_path):
    page = tmp_path / "x.md"
    page.write_text(f"# X\n\n<!-- not checked: {reason} -->\n$$\na = 2a\n$$\n", "utf-8")
    (fault,) = derivations.of_page(Page(page))
    assert fault.place.line == 5 and "in words alone" in fault.remedy
