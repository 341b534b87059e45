"""The page on checks states counts that the checks themselves make."""

from explainer.faults import Place
from explainer.proof import bless, derivations, outputs, tally


def test_the_counts_on_the_page_are_those_of_today():
    assert tally.text() == tally.PAGE.read_text("utf-8"), (
        "docs/checks.md is out of date; run make bless"
    )


def test_a_stale_count_is_rewritten_and_nothing_else(tmp_path, monkeypatch):
    page = tmp_path / "checks.md"
    page.write_text("Before.\n\n<!-- counted: unproved -->\n\nold\n\n<!-- end -->\n\nAfter.\n")
    monkeypatch.setattr(tally, "PAGE", page)
    monkeypatch.setattr(tally, "claims", list)
    diff = bless.rewrite(page, tally.text())
    assert "-old\n" in diff
    assert page.read_text().startswith("Before.") and page.read_text().endswith("After.\n")
    assert bless.rewrite(page, tally.text()) == ""


def test_what_is_not_compared_is_listed_with_its_reason(monkeypatch):
    claim = derivations.Claim(
        Place("docs/a.md", 3), "a", "=", "b", "unchecked", "it holds by convention"
    )
    monkeypatch.setattr(tally, "claims", lambda: [claim])
    assert "| $a = b$ | it holds by convention |" in tally.unproved()


def test_an_example_is_counted_once_however_many_pages_include_it():
    site = tally.counted()
    included = tally.examples(site)
    assert included.keys() == tally.examples([*site, *site]).keys()
    assert all(place.file.startswith("snippets/") for place in included)
    assert 0 < len(included) <= outputs.count()[0]
