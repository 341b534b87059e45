"""A formula in a sentence: its worth, its words, its symbols, and that it is proved."""

import pytest
from explainer.proof import expressions, site, terms

RELATION = "$$ \\frac{c}{1+c} + \\frac{1}{1+c} = 1 $$\n\nHere $c$ is a number, and the share is so."


def faults(page):
    return expressions.faults(page, [page])


@pytest.mark.parametrize(
    "text",
    [
        "of which $c/(1+c)$ is one",
        "as short as $2c$, $c^2$, $\\ln c$",
        "the same as $\\tfrac1{1+c}$",
        "1.0986, which is $\\ln 3$, and $\\ln 3$ or 1.0986",
        "1.0986 nats an answer, which is $\\ln 3$",
        "±0.3466, which is $\\pm\\tfrac12\\ln 2$",
        "$e^{1.5}$, which is 2.1170 twice",
        "$$ P(\\text{share} \\mid c) = c $$",
    ],
)
def test_what_is_stated_elsewhere_or_short_is_right(text, page):
    assert faults(page(f"{RELATION}\n\n{text}\n")) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("of which $c/(1-c)$ is one", "nothing states `c/(1-c)`"),
        ("$-(1+c)^2$, say", "nothing states `-(1+c)^2`"),
        ("1.0987, which is $\\ln 3$", "1.0987 is not `\\ln 3`, whose size is 1.0986123"),
        ("1.0987 nats, which is $\\ln 3$", "1.0987 is not `\\ln 3`"),
        ("$\\ln 3$, which is 1.10", None),
        *(
            (f"{before} 1.0987{after}", "1.0987 is not `\\ln 3`")
            for between in ("or", "=", "≈", "which is", "is")
            for before, after in ((f"$\\ln 3$ {between}", ""), ("so", f" {between} $\\ln 3$"))
            if (between, before) != ("is", "so")
        ),
        ("±1.763, which is $\\pm2\\ln(1+\\sqrt3)$", "1.763 is not `\\pm2\\ln(1+\\sqrt3)`"),
        ("$$\nP(\\text{part} \\mid c)\n= c $$", "no sentence of this section says “part”"),
        ("$$ P(\\textrm{part} \\mid c) = c $$", "no sentence of this section says “part”"),
        ("$$ c + v = v + c $$", "the symbol v has no meaning here"),
        ("as $v \\le 2$", "the symbol v has no meaning here"),
    ],
)
def test_what_is_not_so_is_a_fault_at_its_line(text, what, page):
    page = page(f"{RELATION}\n\n{text}\n")
    found = [f for f in faults(page) if what and f.what.startswith(what)]
    assert len(found) == (what is not None)
    for fault in found:
        assert fault.place.line == (6 if text.startswith("$$\n") else 5)
        assert fault.remedy


def test_a_formula_of_a_term_states_what_pages_may_mention(page, monkeypatch):
    term = page("Share {#share}\n:   Of $c$, which is $c/(1-c)$.\n", "glossary.md")
    monkeypatch.setattr(expressions, "GLOSSARY", term.path)
    page = page(f"{RELATION}\n\nof which $c/(1-c)$ is one\n")
    assert expressions.faults(page, [page, term]) == []
    assert len(expressions.faults(page, [page])) == 1


def test_a_hidden_example_says_what_no_relation_does(page):
    output = (
        "<!--pytest-codeblocks:expected-output-->\n<!--\n```text\nwhich is $-(1+c)^2$\n```\n-->\n"
    )
    hidden = f"<!--\n```python\nprint(1)\n```\n-->\n{output}"
    assert faults(page(f"{RELATION} It falls, which is $-(1+c)^2$.\n\n{hidden}")) == []
    (fault,) = faults(page(f"{RELATION} It falls, which is $-(2+c)^2$.\n\n{hidden}"))
    assert fault.what == "nothing states `-(2+c)^2`"


@pytest.mark.parametrize(
    ("term", "right", "wrong"),
    [
        ("cross-entropy", "-\\ln \\p_y", "\\ln \\p_y"),
        ("entropy", "-\\sum_k \\p_k\\ln \\p_k", "-\\sum_k \\p_k\\ln \\z_k"),
        ("kl-divergence", "\\sum_k q_k\\ln(q_k/\\p_k)", "\\sum_k q_k\\ln(\\p_k/q_k)"),
        ("log-softmax", "\\z_k - \\LSE(\\vz)", "\\z_k + \\LSE(\\vz)"),
        ("odds", "\\p/(1-\\p)", "(1-\\p)/\\p"),
        ("logsumexp", "\\ln\\sum_j e^{\\z_j}", "\\ln\\sum_j e^{\\w}"),
        ("softplus", "\\ln(1+e^{\\z})", "\\ln(1+e^{-\\z})"),
    ],
)
def test_a_term_is_what_the_snippet_of_its_name_computes(term, right, wrong, page, monkeypatch):
    def asked(tex):
        glossary = page(f"A term {{#{term}}}\n:   One. In symbols, ${tex}$.\n", "glossary.md")
        monkeypatch.setattr(terms, "GLOSSARY", glossary.path)
        return list(terms.faults(glossary))

    assert asked(right) == []
    (fault,) = asked(wrong)
    assert fault.place.line == 2
    assert fault.what.startswith(f"`{wrong}` is not what {term.replace('-', '_')} computes: it")


def test_a_term_without_symbols_or_a_snippet_is_not_compared(page, monkeypatch):
    entries = "Sky {#sky}\n:   In symbols, $x$.\n\nEntropy {#entropy}\n:   A mean.\n"
    glossary = page(entries, "glossary.md")
    monkeypatch.setattr(terms, "GLOSSARY", glossary.path)
    assert list(terms.faults(glossary)) == []


def test_a_snippet_that_cannot_be_read_is_named_where_a_term_looks_for_it(tmp_path, monkeypatch):
    for module in (terms, site):
        monkeypatch.setattr(module, "SNIPPETS", tmp_path)
    (tmp_path / "halved.py").write_text('"""Halves."""\n\ndef halved(x)\n', "utf-8")
    (fault,) = site.heard(lambda: [terms.function("halved")])
    assert str(fault) == f"{tmp_path}/halved.py:3: SyntaxError: expected ':'; mend it"


def test_a_word_of_a_display_is_told_at_its_own_line(page):
    told = faults(page("## A\n\nSo.\n\n$$\nx = 1, \\\\\n\\text{gulls} = 2\n$$\n"))
    assert [fault.place.line for fault in told if "“gulls”" in fault.what] == [7]
