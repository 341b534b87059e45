"""What was found out about a page is found out again if the page, a snippet or the code changes."""

import pytest
from explainer import project
from explainer.proof.answers import once_a_text
from explainer.reader.pages import Page

CHANGES = (
    *("SNIPPETS/half.py", "SNIPPETS/half.csv", "SNIPPETS/half.csv.gz"),
    *("SCRIPTS/explainer/one.py", "SCRIPTS/notation.toml"),
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A project with a page, a snippet and a module; what is asked counts how often it is."""
    for name in ("CACHE", "SNIPPETS", "SCRIPTS"):
        monkeypatch.setattr(project, name, tmp_path / name)
    for name in (*CHANGES, "x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one\n", "utf-8")
    return tmp_path


def begun(count):
    """A process that asks, as after its start."""

    @once_a_text
    def ask(page):
        count.append(page.file)
        return page.text

    return ask


def asked(home, count):
    return begun(count)(Page(home / "x.md"))


def test_an_answer_is_kept_from_process_to_process(home):
    count = []
    assert asked(home, count) == asked(home, count) == "one\n"
    assert len(count) == 1


@pytest.mark.parametrize("name", ["x.md", *CHANGES])
def test_a_change_asks_again(home, name):
    count = []
    asked(home, count)
    (home / name).write_text("another\n", "utf-8")
    asked(home, count)
    assert len(count) == 2


def test_a_change_of_the_front_matter_asks_again(home):
    count = []
    for title in ("A", "B"):
        (home / "x.md").write_text(f"---\ntitle: {title}\n---\none\n", "utf-8")
        assert asked(home, count) == "one\n"
    assert len(count) == 2


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_found_out_by_older_code_is_kept_for_nobody(home, name):
    count = []
    old = begun(count)
    (home / name).write_text("another\n", "utf-8")
    assert old(Page(home / "x.md")) == asked(home, count) == "one\n"
    assert len(count) == 2


def test_a_spoilt_answer_is_found_out_again(home):
    count = []
    asked(home, count)
    (path,) = (home / "CACHE" / "answers").iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert asked(home, count) == "one\n"
    assert len(count) == 2
