"""The page on checks states counts that the checks themselves make."""

from explainer.faults import Place
from explainer.proof import counts, derivations, outputs
from explainer.publishing import bless


def test_the_counts_on_the_page_are_those_of_today():
    assert counts.text() == counts.PAGE.read_text("utf-8"), (
        "docs/checks.md is out of date; run make bless"
    )


def test_a_stale_count_is_rewritten_and_nothing_else(tmp_path, monkeypatch):
    page = tmp_path / "checks.md"
    page.write_text("Before.\n\n<!-- counted: unproved -->\n\nold\n\n<!-- end -->\n\nAfter.\n")
    monkeypatch.setattr(counts, "PAGE", page)
    monkeypatch.setattr(counts, "claims", list)
    diff = bless.rewrite(page, counts.text())
    assert "-old\n" in diff
    assert page.read_text().startswith("Before.") and page.read_text().endswith("After.\n")
    assert bless.rewrite(page, counts.text()) == ""


def test_what_is_not_compared_is_listed_with_its_reason(monkeypatch):
    claim = derivations.Claim(
        Place("docs/a.md", 3), "a", "=", "b", "unchecked", "it holds by convention"
    )
    monkeypatch.setattr(counts, "claims", lambda: [claim])
    assert "| $a = b$ | it holds by convention |" in counts.unproved()


def test_an_example_is_counted_once_however_many_pages_include_it():
    site = counts.counted()
    included = counts.examples(site)
    assert included.keys() == counts.examples([*site, *site]).keys()
    assert all(place.file.startswith("snippets/") for place in included)
    assert 0 < len(included) <= outputs.count()[0]
