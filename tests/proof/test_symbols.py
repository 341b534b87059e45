"""The glossary's table of symbols fits the pages that use them, symbol by symbol."""

import pytest
from explainer.proof import symbols
from explainer.reader.pages import Page

PAGE = r"""# Springs

The stiffness $\kappa$ is a number, and so is the mass $m$ of a body. Its lengths are $x_i$, in one
column $\mathbf x$, and its $x$ is a length. No force $m = 3$ is
meant. The energy $E_{KE}$ says how fast, $E_{PE}$ how far.

$$
v = \tfrac12\kappa x^2, \qquad m x_i + \sp(x) + g(x \mid k) + A_{kl} = 0
$$
"""
TABLE = r"""# Words

stiffness {#stiffness}
:   A slope. In symbols, $\kappa$.

softness {#softplus}
:   A bend. In symbols, $\ln(1+e^{x})$.

| symbol | what it is |
|---|---|
| $\kappa$, $m$ | a [stiffness](#stiffness); the mass, in grams |
| $x$, $x_i$, $\mathbf x$ | a length; that of body $i$; all of them, a vector |
| $v$ | $\tfrac12\kappa x^2$, what is stored |
| $\sp$ | the [softness](#softplus) |
| $g(x\mid k)$, $A_{kl}$ | how many at $k$; what goes from $l$ to $k$ |
| $E_{KE}$, $E_{PE}$ | the kinetic energy of a body; its potential energy |
"""


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """The Faults of a table beside the page of springs, as lines and what they say."""
    monkeypatch.setattr(symbols, "GLOSSARY", tmp_path / "glossary.md")

    def ask(table):
        for name, text in (("glossary", table), ("springs", PAGE)):
            (tmp_path / f"{name}.md").write_text(text, "utf-8")
        site = [Page(tmp_path / f"{name}.md") for name in ("glossary", "springs")]
        found = list(symbols.faults(site))
        assert all(fault.remedy for fault in found)
        return [(fault.place.line, fault.what) for fault in found]

    return ask


def test_a_table_that_fits_its_pages_is_right(asked):
    assert asked(TABLE) == []


SLIPS = {
    "a symbol that nobody uses": (r"$m$ |", r"$n$ |", "no page uses `n`"),
    "one typed as nobody types it": (r"$x_i$", r"$\mathbf x_i$", r"no page uses `\mathbf x_i`"),
    "one that stands elsewhere": (r"$m$ |", r"$v$ |", "`v` stands here again"),
    "one twice in a row": (r"$x$, $x_i$, $\mathbf x$", r"$x$, $x_i$, $x$", "`x` stands here again"),
    "two exchanged": (r"$\kappa$, $m$", r"$m$, $\kappa$", "the term 'stiffness' has other"),
    "another index": ("body $i$", "body $k$", "the letters of `x_i` are not those of"),
    "a vector of another letter": (r"$\mathbf x$ |", r"$\mathbf y$ |", "`\\mathbf y` stands apart"),
    "no index": ("that of body $i$", "that of a body", "the letters of `x_i` are not those of"),
    "indices exchanged": (r"$A_{kl}$", r"$A_{lk}$", "no page uses `A_{lk}`"),
    "another argument": ("how many at $k$", "how many at $x$", "the letters of `g(x\\mid k)`"),
    "a number called a vector": (r"$x_i$, $\mathbf x$", r"$\mathbf x$, $x_i$", "the letters of"),
    "a vector that is none": ("the mass, in", "the vector, in", "“the vector, in grams” is said"),
    "another formula": (r"$\tfrac12\kappa x^2$", r"$\kappa x^2$", "no page says that `v` is"),
    "another function": (r"$\sp$ |", r"$\LSE$ |", "no page uses"),
    "a term of another function": ("(#softplus)", "(#stiffness)", "the term 'stiffness' has other"),
    "initials exchanged": (
        r"$E_{KE}$, $E_{PE}$",
        r"$E_{PE}$, $E_{KE}$",
        "no words of “the kinetic",
    ),
    "another name": ("the mass,", "the force,", "no sentence of a page has `m` beside “force”"),
    "another name in quotes": ("the mass,", "“force”,", "no sentence of a page has `m` beside"),
    "one typed in other letters": (r"$\kappa$, $m$", r"$\kappa$, $\mathrm m$", "no page uses"),
    "a letter of an index": (r"$\kappa$, $m$", r"$\kappa$, $E$", "no page uses `E`"),
    "a meaning too many": ("the mass,", "the mass;", "there are 2 symbols here, and 3 meanings"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_a_fault_at_its_row(slip, asked):
    old, new, what = SLIPS[slip]
    assert TABLE.count(old) == 1
    line = TABLE[: TABLE.index(old)].count("\n") + 1
    found = asked(TABLE.replace(old, new))
    assert found and {n for n, _ in found} <= {line, line + 1, line + 2}
    assert any(said.startswith(what) for n, said in found if n >= line), found


@pytest.mark.parametrize("word", ["of", "for", "in", "or", "to", "with", "from", "that", "after"])
def test_a_name_in_a_meaning_ends_where_more_is_said_of_it(word, asked):
    assert asked(TABLE.replace("the mass, in grams", f"the mass {word} bodies")) == []
    assert asked(TABLE.replace("the mass, in grams", "the mass: heavy, slow")) == []
    assert asked(TABLE.replace("the mass, in grams", "the masses, in grams")) == []


def test_a_function_is_not_what_another_term_computes(asked):
    (fault,) = asked(TABLE.replace("softplus", "entropy"))
    assert fault[1] == "the term 'entropy' has other formulas than `\\sp`"


def test_a_vector_may_have_a_row_of_its_own(asked):
    moved = TABLE.replace(", $\\mathbf x$ |", " |").replace("; all of them, a vector", "")
    assert asked(f"{moved}| $\\mathbf x$ | all lengths, a vector |\n") == []


def test_a_symbol_with_indices_stands_by_its_letter(asked):
    moved = TABLE.replace(
        ", $x_i$, $\\mathbf x$ | a length; that of body $i$;", ", $\\mathbf x$ | a length;"
    )
    moved = moved.replace("$v$ |", "$v$, $x_i$ |").replace("what is stored", "stored; that of $i$")
    assert [said for _, said in asked(moved)] == ["`x_i` stands apart from its letter"]


def test_a_function_of_anything_is_one_that_a_page_applies(asked):
    row = "| $g(\\cdot\\mid\\cdot)$ | how many, once more is known |\n"
    assert asked(TABLE + row) == []
    for tex in ("g(\\cdot)", "f(\\cdot\\mid\\cdot)"):
        (fault,) = asked(TABLE + row.replace("g(\\cdot\\mid\\cdot)", tex))
        assert fault[1] == f"no page uses `{tex}`"


def test_a_glossary_without_a_table_is_right(asked):
    assert asked("# Words\n\n| here | there |\n|---|---|\n| `x` | $x$ |\n") == []
