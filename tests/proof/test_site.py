"""Nothing is wrong with the site; what is, the one entry finds, in order, each once."""

import re
from importlib import import_module
from itertools import chain

import pytest
from explainer.faults import Fault, Place, report
from explainer.proof import check, figures, site
from explainer.publishing import follow
from explainer.reader.pages import Page, pages


@pytest.mark.parametrize("name", [*site.OF_PAGE, *site.OF_SITE, *site.OF_MADE])
def test_nothing_is_wrong_with_its(name):
    report(site.found(pages(), name))


def test_what_is_asked_beside_are_checks_that_there_are():
    beside = list(chain(*site.BESIDE))
    assert len(beside) == len({*beside} & (site.OF_PAGE | site.OF_SITE | site.OF_MADE).keys())


@pytest.fixture
def planted(monkeypatch):
    """A function that makes a check of a page, or of the site, give these places, then raise."""

    def plant(table, name, *places, last=None):
        def found(*_):
            yield from (Fault(Place(*place), name, "mend it") for place in places)
            if last:
                raise Fault(Place(*last), name, "mend it")

        monkeypatch.setitem(table, name, found)

    for table in (site.OF_PAGE, site.OF_SITE, site.OF_MADE):
        for name in table:
            monkeypatch.setitem(table, name, lambda *_: ())
    monkeypatch.setattr(site.ledger, "faults", lambda *_: ())
    monkeypatch.setattr(site.transcript, "faults", lambda page: ())
    return plant


def test_faults_of_every_check_come_by_file_and_line_each_once(planted):
    planted(site.OF_PAGE, "numbers", ("b.md", 20), ("b.md", 3), last=("a.md", 9))
    planted(site.OF_SITE, "fences", ("b.md", 4), ("a.md", 10))
    places = [str(fault.place) for fault in site.faults()]
    assert places == ["a.md:9", "a.md:10", "b.md:3", "b.md:4", "b.md:20"]


def test_what_an_example_does_wrong_alone_is_told_once(planted, monkeypatch):
    pasted = [Fault(Place("b.md", line), "pasted", "mend it") for line in (2, 9)]
    monkeypatch.setattr(site.transcript, "faults", lambda page: pasted)
    monkeypatch.setitem(site.OF_PAGE, "transcript", lambda page, site: pasted)
    planted(site.OF_SITE, "examples", ("b.md", 2))
    assert [f"{f.place} {f.what}" for f in site.faults()] == ["b.md:2 examples", "b.md:9 pasted"]


def test_what_pages_make_is_asked_once_nothing_else_is_wrong(planted):
    planted(site.OF_MADE, "counts", ("b.md", 2))
    assert [fault.what for fault in site.faults()] == ["counts"]
    planted(site.OF_PAGE, "numbers", ("c.md", 3))
    assert [fault.what for fault in site.faults()] == ["numbers"]


def test_what_a_snippet_raises_in_a_check_is_a_fault_of_the_snippet(tmp_path, monkeypatch):
    monkeypatch.setattr(site, "SNIPPETS", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "halved.py").write_text("def halved(x):\n    return x / 0\n", "utf-8")
    (fault,) = site.heard(lambda: import_module("halved").halved(1))
    assert str(fault) == f"{tmp_path}/halved.py:2: ZeroDivisionError: division by zero; mend it"
    with pytest.raises(ZeroDivisionError):
        site.heard(lambda: 1 / 0)


def test_one_page_is_asked_alone(planted):
    planted(site.OF_SITE, "fences", ("b.md", 4))
    planted(site.OF_PAGE, "numbers", ("b.md", 3))
    page = next(page for page in pages() if page.name == "glossary.md")
    assert [str(fault.place) for fault in site.faults(page)] == ["b.md:3"]


def test_of_one_page_its_fences_are_asked_as_well(tmp_path):
    page = Page(tmp_path / "x.md")
    page.path.write_text("# A\n\n```js\nlet x = 1\n```\n", "utf-8")
    assert "x.md:3: nothing runs this block" in "".join(map(str, site.of_page(page, [page])))


def test_where_a_link_leads_nowhere_that_alone_is_told(planted, monkeypatch):
    planted(site.OF_PAGE, "numbers", ("b.md", 3))
    monkeypatch.setattr(site.links, "symbolic", lambda: [Fault(Place("a.md", 1), "x", "y")])
    with pytest.raises(Fault, match=r"^a\.md:1: x; y$"):
        site.told()


def test_make_check_prints_every_fault_and_fails(planted, capsys):
    assert check.main([]) == 0
    planted(site.OF_SITE, "fences", ("b.md", 4), ("a.md", 10))
    assert check.main([]) == 1
    out, err = capsys.readouterr()
    assert out == "a.md:10: fences; mend it\nb.md:4: fences; mend it\n"
    assert "2 faults" in err


def test_what_is_to_be_read_again_comes_last_each_once_and_folded_for_the_panel(
    planted, monkeypatch, capsys
):
    planted(site.OF_SITE, "fences", ("b.md", 4))

    def unread(pages, only, fold):
        yield Fault(Place("b.md", 4), "fences", "mend it")  # a page that cannot be read
        yield Fault(Place("a.md", 1), "folded" if fold else "unread", "read it")

    monkeypatch.setattr(site.ledger, "faults", unread)
    assert check.main([]) == 1
    out, err = capsys.readouterr()
    assert out == "b.md:4: fences; mend it\na.md:1: unread; read it\n"
    assert "1 fault, 1 to be read again" in err
    panel = ["b.md:4: fences; mend it", "a.md:1: folded; read it"]
    assert next(follow.answer(False)) == (panel, "", [])
    monkeypatch.setitem(site.OF_SITE, "fences", lambda *_: ())
    monkeypatch.setattr(site.ledger, "faults", lambda *_: [Fault(Place("a.md", 1), "x", "y")])
    assert check.main([]) == 1
    assert "nothing wrong, 1 to be read again" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["docs/glossary.md", "glossary.md"])
def test_make_check_of_a_page_takes_its_path_or_its_name(planted, name, capsys):
    assert check.main([name]) == 0
    assert "docs/glossary.md: nothing wrong" in capsys.readouterr().err


def test_make_check_of_no_page_says_which_there_are(planted):
    with pytest.raises(SystemExit, match=r"there is no page 'glosary.md'; check one of docs/"):
        check.main(["glosary.md"])


def test_a_figure_that_nothing_is_asked_of_is_a_fault_at_its_script(monkeypatch, tmp_path):
    monkeypatch.setattr(figures, "FOLDER", tmp_path)
    first = next(iter(figures.faults()))
    assert str(first.place).startswith("scripts/figures/") and first.place.line == 1
    assert first.what.startswith("nothing is asked of the figure")


def test_a_label_that_is_false_as_printed_is_a_fault_at_its_line(monkeypatch):
    monkeypatch.setattr(figures, "printed", lambda svg: [("value-p", "exp(0.5) = 1.66", "")])
    found = [str(fault) for fault in figures.faults()]
    assert any(re.match(r"scripts/figures/thresholds\.py:\d\d: .*1\.66", line) for line in found)
