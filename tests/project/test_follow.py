"""What the checks beside a build or the author's server answer, and what they write."""

import pytest
from explainer.faults import Edited, Fault, Place, Stale
from explainer.proof import site
from explainer.publishing import bless, follow

WRONG = Fault(Place("a.md", 1), "this is wrong", "mend it")
STALE = Stale(Place("b.ipynb", 7), "this is old")


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Answers where these faults are found, with the text of what pages make thereafter."""
    made = tmp_path / "made.ipynb"
    monkeypatch.setattr(bless, "made", lambda: {made: lambda: "new"})
    monkeypatch.setattr(site.ledger, "faults", lambda *_: ())

    def ask(*found, renews):
        made.write_text("old", "utf-8")
        monkeypatch.setattr(site, "faults", lambda *_: list(found))
        lines, trace, written = next(follow.answer(renews))
        assert trace == ""
        assert written == [str(made)] * (made.read_text("utf-8") == "new")
        return lines, made.read_text("utf-8")

    ask.made = made
    return ask


def test_beside_a_build_what_is_stale_is_a_fault_and_nothing_is_written(asked):
    assert asked(STALE, renews=False) == (["b.ipynb:7: this is old; run make bless"], "old")


def test_beside_the_authors_server_it_is_written_once_nothing_else_is_wrong(asked):
    assert asked(renews=True) == ([], "old")
    assert asked(STALE, renews=True) == ([], "new")


def test_while_something_else_is_wrong_an_author_hears_of_that_alone(asked):
    assert asked(WRONG, STALE, renews=True) == (["a.md:1: this is wrong; mend it"], "old")


def test_what_was_written_by_hand_is_told_and_stays(asked):
    edited = Edited(Place("b.ipynb", 7), "this is another")
    said = ["b.ipynb:7: this is another; mend the page, and run make bless"]
    assert asked(STALE, edited, renews=True) == (said, "old")


@pytest.mark.parametrize(("found", "text"), [([STALE], "new"), ([WRONG, STALE], "old")])
def test_bless_writes_what_pages_make_once_nothing_is_wrong(found, text, asked, monkeypatch):
    monkeypatch.setattr(bless, "worked_examples", list)
    lines, before = asked(*found, renews=False)
    assert (len(lines), before) == (len(found), "old")
    assert bless.main([]) == (WRONG in found)
    assert asked.made.read_text("utf-8") == text


def test_what_keeps_the_checks_from_an_end_is_answered_with_its_traceback(monkeypatch):
    monkeypatch.setattr(site, "faults", lambda *_: 1 / 0)
    found, trace, _ = next(follow.answer(False))
    assert found == [] and "ZeroDivisionError" in trace
