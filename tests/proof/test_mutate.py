"""Mistakes made on purpose: each is what it says, is planted once, noticed, and taken out again."""

from pathlib import Path

import pytest
from explainer.faults import Fault, Place
from explainer.mutation import mutate, mutations, operators, sandbox
from explainer.mutation.mutations import KINDS, Mutation
from explainer.project import ROOT
from explainer.proof import site

CODE = '''"""1 + 1 in words."""
import numpy as np


def f(*z, axis=-1):
    # 2 > 1
    return np.exp(z) ** 2 if axis == 0.25 else softmax(z)
'''

FIGURE = '''"""A curve, 1."""
HEIGHT = 300


def draw(fig):
    ax = fig.subplots(1, 2)
    ax.plot(s, sigmoid(s), ":", color=COLOUR["logit"], lw=1, gid="curve-1")
    ax.text(z + 1, 2, f"p = {p:.2f}", ha="left")
    ax.text(0, 1, "zero")
    ax.set(xlim=(0, 1), xlabel="logit z")
    ax.set_xticks((0, 9), ("0", "½"))
    ax.bar(k, p[0], 0.5, color=COLOUR[concept])
'''

SCRIPT = """/** 1 + 1 */
import { a } from './b.js';
const z = Math.exp(-x) + 10; // 2 + 2
/*
 3 + 3
*/
if (z >= 0.5 && name !== 'a < 1') z += 1e3;
"""

PLANTED = {"double": "def double(x):\n    while x > 90:\n        pass\n    return x * 2 + 0 * x\n"}


def changes(found):
    return [(row, old, new) for row, _, old, new in found]


def test_slips_of_python_are_operators_numbers_and_functions_but_no_words():
    assert changes(operators.python(CODE)) == [
        *[(5, "-", "+"), (5, "1", "2")],
        *[(7, "exp", "log"), (7, "**", "*"), (7, "2", "3"), (7, "==", "!="), (7, "0.25", "0.26")],
        (7, "softmax", "sigmoid"),
    ]


def test_slips_of_a_figure_are_what_it_shows_and_says_but_not_its_layout():
    assert changes(operators.figure(FIGURE)) == [
        *[(7, "sigmoid", "dsigmoid"), (7, '"logit"', '"paper"')],
        *[(8, 'f"p = {p:.2f}"', 'f"p = {p:.3f}"'), (9, '"zero"', '"xero"')],
        *[(10, '"logit z"', '"xogit z"'), (11, "0", "1"), (11, "9", "8")],
        *[(11, '"0"', '"1"'), (11, '"½"', '"x"'), (12, "0", "1")],
    ]


def test_where_nothing_is_plotted_numbers_place():
    text = FIGURE.replace("ax.plot(", "ax.table(").replace("ax.bar(", "ax.table(")
    assert (11, "9", "8") not in changes(operators.figure(text))
    assert (9, '"zero"', '"xero"') in changes(operators.figure(text))


def test_slips_of_javascript_spare_words_and_comments():
    assert changes(operators.javascript(SCRIPT)) == [
        *[(3, "Math.exp", "Math.log"), (3, "+", "-"), (3, "10", "11")],
        *[(7, ">=", "<"), (7, "0.5", "0.6"), (7, "&&", "||"), (7, "!==", "==="), (7, "+=", "-=")],
    ]


CHECKER = '''"""Asks."""
WORD = re.compile(r"(?P<a>one|two)|[|]three")


def faults(text):
    if text and (a or b):
        yield Fault(
            text, "1")
'''


def test_a_check_loses_an_alternative_a_clause_or_a_yield():
    assert sorted(changes(operators.blinded(CHECKER))) == [
        *[(2, "(?P<a>one|two)|", ""), (2, "one|", ""), (2, "|[|]three", ""), (2, "|two", "")],
        *[(6, " or b", ""), (6, "a or ", "")],
        (7, 'yield Fault(\n            text, "1")', "pass"),
    ]


def test_slips_of_a_table_are_found_line_by_line_outside_of_comments():
    sheet = "/* var(--ink) */\na {\n  color: var(--ink) !important;\n  b: Canvas;\n}\n"
    assert changes(operators.of_lines(sheet, operators.STYLES)) == [
        *[(3, "var(--ink)", "var(--hairline)"), (3, "ink", "inx"), (3, " !important", "")],
        (4, "Canvas", "CanvasText"),
    ]
    workflow = "# contents: read\non: pull_request:\n  contents: write\n  - run: make test\n"
    assert changes(operators.of_lines(workflow, operators.WORKFLOWS)) == [
        *[(2, "pull_request:", "pull_request_target:"), (3, "write", "read"), (4, "test", "tesx")],
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_changes_what_stands_in_its_place(kind):
    found, texts = list(KINDS[kind]()), {}
    assert len(found) > 20
    for mutation in found:
        if mutation.file not in texts:
            texts[mutation.file] = (ROOT / mutation.file).read_text("utf-8").split("\n")
        rows = mutation.old.count("\n") + 1
        place = "\n".join(texts[mutation.file][mutation.line - 1 :][:rows])
        assert place.startswith(mutation.old, mutation.column), mutation
        assert mutation.kind == kind and mutation.old != mutation.new


def test_a_sample_is_the_same_for_the_same_seed_and_names_every_kind():
    chosen = mutate.sample(["link"], 2, 42)
    assert chosen == mutate.sample(["link"], 2, 42) != mutate.sample(["link"], 2, 43)
    chosen = mutate.sample(KINDS, 2, 42)
    assert [m.kind for m in chosen] == [kind for kind in KINDS for _ in range(2)]


def test_a_mistake_names_its_place_and_keeps_the_rest_of_the_file(tmp_path):
    (tmp_path / "a.md").write_bytes("→ 1\r\n← 2\r\n".encode())
    mutation = Mutation("prose", "a.md", 2, 2, "2", "3")
    assert str(mutation) == "a.md:2:3: 2 becomes 3"
    assert mutation.apply(tmp_path) == "→ 1\r\n← 2\r\n".encode()
    assert (tmp_path / "a.md").read_bytes() == "→ 1\r\n← 3\r\n".encode()
    with pytest.raises(ValueError, match="the line has changed"):
        mutation.apply(tmp_path)


def test_a_mistake_may_reach_over_lines(tmp_path):
    (tmp_path / "a.md").write_text("1\n- [ ] 2\n- [x] 3\n", "utf-8")
    mutation = Mutation("quiz", "a.md", 2, 0, "- [ ] 2\n- [x]", "- [x] 2\n- [ ]")
    mutation.apply(tmp_path)
    assert (tmp_path / "a.md").read_text("utf-8") == "1\n- [x] 2\n- [ ] 3\n"
    assert str(mutation) == "a.md:2:1: - [ ] 2 - [x] becomes - [x] 2 - [ ]"


def test_what_is_not_noticeable_is_told_apart_with_its_reason(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("1\n  two\n", "utf-8")
    told = '[[change]]\nfile = "a.md"\nline = "two"\nold = "w"\nnew = "v"\nwhy = "so"\n'
    (tmp_path / "equivalent.toml").write_text(told, "utf-8")
    monkeypatch.setattr(mutate, "ROOT", tmp_path)
    monkeypatch.setattr(mutate, "EQUIVALENT", tmp_path / "equivalent.toml")
    same, other = (Mutation("word", "a.md", 2, 3, "w", new) for new in "vu")
    assert mutate.apart([same, other]) == ([other], {same: "so"})


def test_what_cannot_be_noticed_stands_where_it_is_said_to_stand():
    for file, line, old, _ in mutate.equivalent():
        lines = [one.strip() for one in (ROOT / file).read_text("utf-8").split("\n")]
        assert line in lines and old in line, f"scripts/equivalent.toml: {file}: {line}"


def test_a_check_that_lists_a_paragraph_alone_has_found_nothing_wrong(monkeypatch):
    fault = Fault(Place("a.md", 1), "so", "mend it")
    monkeypatch.setattr(site, "OF_MADE", {})
    for told, fate in (
        (([], []), "SURVIVED"),
        (([], [fault]), "listed"),
        (([fault], []), "killed"),
    ):
        monkeypatch.setattr(site, "told", lambda page, told=told: told)
        assert mutate.FATES[mutate.checked()] == fate


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A workshop for a project of one function and one test."""
    home = tmp_path / "home"
    for folder in ("scripts/explainer", "tests"):
        (home / folder).mkdir(parents=True)
    (home / "scripts/explainer/__init__.py").touch()
    project = (ROOT / "scripts/explainer/project.py").read_text("utf-8")
    (home / "scripts/explainer/project.py").write_text(project, "utf-8")
    (home / "scripts/explainer/double.py").write_text(PLANTED["double"], "utf-8")
    test = "from explainer.double import double\ndef test_it():\n    assert double(3) == 6\n"
    (home / "tests/test_double.py").write_text(test, "utf-8")
    monkeypatch.setattr(sandbox, "ROOT", home)
    monkeypatch.setattr(sandbox, "CACHE", home / ".cache")
    monkeypatch.setattr(mutate, "TESTS", {"own": lambda m: ["tests/test_double.py"]})
    return mutate.Workshops(tmp_path / "work")


def own(row, old, new):
    column = PLANTED["double"].split("\n")[row - 1].index(old)
    return Mutation("own", "scripts/explainer/double.py", row, column, old, new)


def test_what_breaks_the_tests_is_killed_and_what_changes_nothing_survives(workshop):
    chosen = [
        own(4, "*", "/"),
        own(4, "+", "-"),
        own(4, "return", "retrun"),
        own(1, "double", "twice"),
    ]
    found = dict(workshop.each(mutate.Workshop.fate, chosen))
    assert list(found.values()) == ["killed", "SURVIVED", "killed", "killed"]
    copy = workshop.idle.get().folder
    assert (copy / chosen[0].file).read_text("utf-8") == PLANTED["double"]
    assert mutate.table(found.items()).splitlines()[1].split() == ["own", "4", "3", "0", "75.0%"]


def test_what_never_ends_is_killed(workshop, monkeypatch):
    monkeypatch.setattr(mutate, "PATIENCE", 3)
    ((_, fate),) = workshop.each(mutate.Workshop.fate, [own(2, "> 90", "> 0")])
    assert fate == "killed"


def test_tests_that_fail_before_anything_is_changed_are_named(workshop):
    copy = workshop.idle.get()
    own(4, "*", "/").apply(copy.folder)
    workshop.idle.put(copy)
    with pytest.raises(SystemExit, match=r"test_double\.py: fails as it is; mend that first"):
        mutate.sound(workshop, [own(4, "+", "-")])


def test_a_mistake_that_no_test_runs_for_is_an_error(workshop, monkeypatch):
    monkeypatch.setattr(mutate, "TESTS", {"own": lambda m: ["tests/test_double.py", "-k", "none"]})
    with pytest.raises(RuntimeError, match="pytest could not run"):
        list(workshop.each(mutate.Workshop.fate, [own(4, "*", "/")]))


QUICK = {"output": 2, "example": 2, "prose": 2, "TeX": 1, "snippet": 1, "figure": 2, "link": 1}


@pytest.mark.usefixtures("site")  # Its build fills the caches, of which a workshop takes a copy.
def test_mistakes_on_this_site_are_noticed(tmp_path):
    """A seeded sample; `make mutate` plants many more, and asks first whether the tests pass."""
    chosen = [m for kind, count in QUICK.items() for m in mutate.sample([kind], count, 42)]
    maths = [m for m in mutations.live() if Path(m.file).name == "maths.js"]
    chosen.append(maths[len(maths) // 2])
    found = list(mutate.Workshops(tmp_path, 2).each(mutate.Workshop.fate, chosen))
    left = [mutation for mutation, fate in found if fate != "killed"]
    named = "\n".join(f"{mutation.kind}: {mutation}" for mutation in left)
    assert not {m.kind for m in left} & {"output", "example", "link"}, named
    assert len(left) <= 0.1 * len(chosen), named
