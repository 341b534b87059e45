"""A stylesheet that is broken, that no page loads, or that names what is not there is named."""

import pytest
from explainer.proof import styles

WRONG = {
    "a rule left open": ("p {\n  color: red;\n", 1, "is never closed; close it"),
    "a function left open": ("p { width: calc(1rem + 2px; }\n", 1, "is never closed"),
    "a comment left open": ("p {}\n/* so\n", 2, "is never closed"),
    "a bracket too many": ("p {}\n}\n", 2, "this is no CSS"),
    "text over the line": ("\np { content: 'so\n; }\n", 2, "this is no CSS"),
    "a name of nothing": ("\np { color: var(--inck) }\n", 2, "no stylesheet gives --inck a value"),
    "a name of nothing, within": (
        "p {\n  margin: calc(2 * var(--gapp));\n}\n",
        2,
        "no stylesheet gives --gapp a value; mend the name, or define it",
    ),
    "a file that is gone": ("p { background: url(sky.png) }\n", 1, "sky.png leads nowhere"),
    "a quoted one": ('\n\np { background: url("a/sky.png") }\n', 3, "a/sky.png leads nowhere"),
}
RIGHT = {
    "another value": "p { color: var(--nobody, red) }",
    "its own": "p { --own: 1px; margin: var(--own) }",
    "the theme's": "p { color: var(--md-primary-fg-color) }",
    "a file that is there": 'p { background: url("there.png?1#a") }',
    "no file": "p { background: url(data:image/png;base64,AAAA) }",
    "signs in text": "p::after { content: '{(' } /* a { in a comment */",
    "rules in rules": "p { & a { color: red } } @media print { p { color: red } }",
}


def found(tmp_path, text):
    (tmp_path / "there.png").touch()
    path = tmp_path / "x.css"
    path.write_text(text, "utf-8")
    return [str(fault) for fault in styles.sheet(path, styles.defined(text))]


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_sheet_is_named_at_its_line(name, tmp_path):
    text, line, said = WRONG[name]
    faults = found(tmp_path, text)
    assert any(f"x.css:{line}: " in fault and said in fault for fault in faults), faults


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_sheet_is_let_be(name, tmp_path):
    assert found(tmp_path, RIGHT[name]) == []


def test_a_sheet_that_nothing_loads_and_one_that_is_not_there_are_named(tmp_path, monkeypatch):
    (tmp_path / "docs" / "stylesheets").mkdir(parents=True)
    for name in ("listed.css", "left.css"):
        (tmp_path / "docs" / "stylesheets" / name).write_text("p {}", "utf-8")
    settings = "extra_css:\n  - stylesheets/listed.css\n  - stylesheets/lost.css\n"
    settings += "  - https://example.com/far.css\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    monkeypatch.setattr(styles.yaml_nodes, "ROOT", tmp_path)
    monkeypatch.setattr(styles, "DOCS", tmp_path / "docs")
    left, lost = map(str, styles.faults())
    assert "left.css:1: no page loads this stylesheet; add stylesheets/left.css to" in left
    assert lost.startswith("mkdocs.yml:3: there is no stylesheet stylesheets/lost.css")
