"""Settings that cannot be read, or lack what the machinery needs, are faults at their line."""

import pytest
from explainer import notation, workers
from explainer.faults import Fault
from explainer.formula import conventions
from explainer.project import ROOT
from explainer.sources import toml_of

WHOLE = notation.SOURCE.read_text("utf-8")


def test_what_is_not_toml_is_named_at_its_line(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("[a]\nb = 1\nc = [1\n\nd = 2\n", "utf-8")
    with pytest.raises(Fault, match=r"a\.toml:\d: this is not TOML: .*; mend it"):
        toml_of(path)
    path.write_bytes(b"[a]\nb = '\xe9'\n")
    with pytest.raises(Fault, match=r"a\.toml:2: this is not UTF-8"):
        toml_of(path)


NOTATIONS = {
    "no table": ("[mistaken]", "[misread]", r":1: there is no table \[mistaken\]"),
    "no name": ('chosen = "', 'chosin = "', r":\d+: chosen in \[symbols\] is not words"),
    "a number": ('argument = "z"', "argument = 1", r":\d+: argument in \[symbols\] is not words"),
    "no such table": ("[arguments]", "[argument]", r":\d+: nothing reads the table \[argument\]"),
    "no file": ('"odds"}', '"oddity"}', r":\d+: there is no snippets/oddity\.py"),
    "no such key": ('"odds"}', '"odds", takse = "x"}', r":\d+: nothing reads 'takse' of the f"),
    "no command": ("\nmX = ", "\nm2 = ", r":\d+: TeX knows no command \\m2; use letters"),
    "no concept": (
        "{probability}{p}'",
        "{probabilty}{p}'",
        r":\d+: no concept is called probabilty",
    ),
    "no brace": ("\\mathbf{X}'", "\\mathbf{X'", r":\d+: a brace of the macro mX has no other"),
    "no snippet": ('odds = {snippet = "odds"}', "odds = {}", r":\d+: the function odds has no sn"),
}


@pytest.mark.parametrize("name", NOTATIONS)
def test_a_notation_that_lacks_something_says_what(name, tmp_path, monkeypatch):
    old, new, said = NOTATIONS[name]
    assert WHOLE.count(old) == 1
    path = tmp_path / "notation.toml"
    path.write_text(WHOLE.replace(old, new), "utf-8")
    monkeypatch.setattr(notation, "SOURCE", path)
    with pytest.raises(Fault, match=rf"notation\.toml{said}"):
        notation.read()


@pytest.mark.parametrize("line", ["w", "w = v = u", "w + 1 = 2", r"w = \nosuch", "= 1"])
def test_a_meaning_that_is_none_is_named_at_its_line(line, tmp_path, monkeypatch):
    path = tmp_path / "notation.toml"
    path.write_text(f"means = '''\n    {line}\n'''\n", "utf-8")
    monkeypatch.setattr(notation, "SOURCE", path)
    with pytest.raises(Fault, match=r"notation\.toml:2: .* is not understood"):
        conventions._table(line)


@pytest.mark.parametrize("text", ["", "[tool.explainer]\n", "[tool.explainer]\nlimit = 'long'\n"])
def test_a_limit_that_is_no_number_is_a_fault(text, tmp_path, monkeypatch):
    assert (ROOT / "pyproject.toml").is_file()
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    monkeypatch.setattr(workers.project, "ROOT", tmp_path)
    with pytest.raises(Fault, match=r"pyproject\.toml:\d: limit is no number of seconds"):
        workers.limit.__wrapped__()
