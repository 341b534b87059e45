"""A number belongs to its statement: its order, its noun, its row, the words it is printed in."""

import pytest
from explainer.proof import statements
from explainer.proof.phrases import tokens
from explainer.reader.pages import Page


def example(printed, hidden=True):
    output = f"```text\n{printed}\n```\n"
    shown = f"<!--\n{output}-->\n" if hidden else output
    return f"<!--\n```python\nprint(1)\n```\n-->\n<!--pytest-codeblocks:expected-output-->\n{shown}"


@pytest.fixture
def page(page):
    def write(text, printed="0.25 0.5\n0.731058\n[0.1 0.24 0.66] 24 1e-9", more=""):
        return page(f"## One\n\n{example(printed)}\n{text}\n\n{more}")

    return write


RIGHT = [
    *("from 0.25 over 0.5 to 0.731", "0.731, and 0.731 again", "between 0.5 and\n0.731"),
    *("24 tosses", "the 24 of them", "10⁻⁹ is small", "$10^{-9}$ and $\\tfrac34$", "at most ¼"),
    *("three entries", "Three of them", "on figure 17", "in a float64", "Python 3"),
    "Two things:\n\n- this\n- that\n",
    "Class 1 gets 0.24, and class 2 gets 0.66.",
    "The largest is 0.66, and the smallest 0.1.",
    "They add up to 1.00.",
    *(f"The largest wins{apart}0.24 loses." for apart in (" and ", " but ", " while ", " where ")),
    *(f"The largest wins{apart}0.24 loses." for apart in (". ", "; ", "\n\n")),
    "The largest of them, 0.66, beats 0.24.",
    "From class 1 over class 2 it is 0.24.",
    "Class 7 gets 0.24.",
    "So 9 of them.",
    "Two things:\n\n1. this\n2. that\n",
    "Four rows:\n\n| a |\n|---|\n| b |\n| c |\n",
    "Coined in 2017.[^s]\n\n[^s]: A. Author, *Journal*, 2017.",
    "Coined in 1944.[^s]\n\n[^s]: A. Author,\n    *Journal* 39, 1944.",
    "Coined in 1944.[^s]\n\n[^s]: A. Author.\n\n    So in 1944.",
    "Coined in 1944.[^s]\n\n[^s]: A. Author, *Journal* 39, 1944, pp. 357-365.",
]

WRONG = {
    "from 0.5 over 0.25 to 0.731": "0.25 stands after 0.5, and is printed before it; exchange",
    "between 0.731 and\n0.5": "0.5 stands after 0.731",
    "25 tosses": "nothing here shows “25 tosses”; print in a hidden example",
    "10⁻⁸ is small": "nothing here shows “10⁻⁸ is”",
    "at most ¾": "nothing here shows “¾”",
    "seven entries": "nothing here shows “seven entries”",
    "Six of them:\n\n- this\n- that\n": "nothing here shows “Six of”",
    "Class 2 gets 0.24.": "0.24 is not entry 2 of a row of this section, counted from 0",
    "The largest is 0.24.": "0.24 is not the largest of a row of this section",
    "They add up to 0.66.": "0.66 is not the sum of a row",
    "On average it is 0.24.": "0.24 is not the mean of a row",
    "The winner has 0.24.": "0.24 is not the largest of a row",
    "The highest is 0.24.": "0.24 is not the largest of a row",
    "The tallest is 0.24.": "0.24 is not the largest of a row",
    "The smallest is 0.24.": "0.24 is not the smallest of a row",
    "The lowest is 0.24.": "0.24 is not the smallest of a row",
    "The sum is 0.24.": "0.24 is not the sum of a row",
    "The mean is 0.24.": "0.24 is not the mean of a row",
    "Coined in 1945.[^s]\n\n[^s]: A. Author, *Journal* 39, 1944.": "nothing here shows “1945”",
    "Coined in 1944.": "nothing here shows “1944”",
}


def test_what_is_counted_nowhere_is_told_with_the_words_to_print(page):
    (fault,) = statements.faults(page("Here are seven entries."))
    assert fault.remedy.endswith("what the sentence says: `seven entries`")
    (fault,) = statements.faults(page("Coined in 1944."))
    assert fault.remedy.startswith("put a footnote that gives the year into the paragraph, or prin")


@pytest.mark.parametrize("text", RIGHT)
def test_what_a_section_prints_in_its_order_is_said_rightly(text, page):
    assert statements.faults(page(text)) == []


@pytest.mark.parametrize("text", WRONG)
def test_a_number_in_the_wrong_place_is_a_fault_at_its_line(text, page):
    page = page(text)
    (fault,) = statements.faults(page)
    said = fault.what.split("“")[-1].split()[0].strip("”")
    line = page.lines[fault.place.line - 1]
    assert said in line
    assert f"{fault.what}; {fault.remedy}".startswith(WRONG[text])


def test_lines_of_numbers_are_no_rows_and_decimals_no_counts(page):
    text = "The largest is 0.5, and 12.3 more."
    assert statements.faults(page(text, "0.25 0.5 0.75\n12.345", "```python\nx = 1\n```\n")) == []


def test_a_description_keeps_no_order(tmp_path):
    text = f"---\ndescription: From 0.5 to 0.25\n---\n\n{example('0.25 0.5')}"
    (tmp_path / "x.md").write_text(text, "utf-8")
    assert statements.faults(Page(tmp_path / "x.md")) == []


FACTS = "the winner has 0.6600; 3 scores, 0.24 and 0.10\nat most 0.25\n7 wishes; True"
SAID = "The *winner* has 0.66. Three scores, 0.24 and\n0.1, are at most ¼ of [seven wishes](x.md)."


def test_facts_printed_in_words_prove_numbers_in_any_order(page):
    assert statements.faults(page(SAID, FACTS)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0.66", "0.67", "the winner has 0.6600"),
        ("*winner*", "loser", "the winner has 0.6600"),
        ("0.24 and\n0.1", "0.1 and\n0.24", "3 scores, 0.24 and 0.10"),
        ("Three", "Four", "3 scores, 0.24 and 0.10"),
        ("at most ¼", "at least ¼", "at most 0.25"),
        ("seven", "six", "7 wishes"),
    ],
)
def test_a_fact_that_nobody_says_is_a_fault_where_something_like_it_stands(old, new, said, page):
    page = page(SAID.replace(old, new), FACTS)
    fault = statements.faults(page)[0]
    assert fault.what.startswith(f"this does not say {said!r}, as the example does (")
    assert fault.remedy == "mend one of the two"
    assert fault.place.line in (len(page.lines) - 3, len(page.lines) - 2)


@pytest.mark.parametrize(
    "fact", ["at most $\\ln K$", "at most $\\ln k$", "at most ln K", "AT MOST ln k"]
)
def test_a_capital_letter_counts_where_both_are_formulas(fact, page):
    found = statements.faults(page("It is at most $\\ln K$.", fact))
    assert len(found) == (fact == "at most $\\ln k$")


@pytest.mark.parametrize(
    ("said", "printed", "fits"),
    [("24", "24", 1), ("24", "24.3", 0), ("4", "4.3", 0), ("0.5", "0.48", 0), ("0.24", "0.238", 1)],
)
def test_whole_and_short_numbers_are_said_as_they_are_printed(said, printed, fits, page):
    found = statements.faults(page(f"It weighs {said} stone.", f"it weighs {printed} stone"))
    assert (found == []) == bool(fits)


def test_a_fact_that_nothing_resembles_is_a_fault_in_its_example(page):
    page = page("Nothing of the kind.", "every chair has 4 legs")
    (fault,) = statements.faults(page)
    assert page.lines[fault.place.line - 1] == "every chair has 4 legs"
    assert fault.remedy == "say it there, or print no words"


def test_a_noun_that_facts_count_is_counted_by_them_alone(page):
    here = "Of five chairs and 3 legs"
    assert statements.faults(page(here, "5 chairs\n[1 2 3 4]")) == []
    more = "## Again\n\nThe four chairs."
    fault = statements.faults(page(here, "5 chairs\n[1 2 3 4]", more))[0]
    assert fault.what == "nothing here shows “four chairs”, and an example says 5"


def test_shown_output_in_words_need_not_be_said(page):
    text = example("every chair has 4 legs", hidden=False)
    assert statements.faults(page(text)) == []


def test_a_page_whose_code_prints_nothing_counts_what_it_likes(tmp_path):
    (tmp_path / "x.md").write_text("## One\n\nTwo roads, 24 hours, ¾ of it.", "utf-8")
    assert statements.faults(Page(tmp_path / "x.md")) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Two hundred, a half", ["200", "a", "half"]),
        ("two thousand three million", ["2E+3", "3E+6"]),
        (r"$\tfrac14$ ½ \sigma σ", ["0.25", "0.5", "sigma", "sigma"]),
        ("9.5 × 10⁻⁷, −10⁹ 3’s", ["9.5E-7", "-1E+9", "3", "s"]),
        ("e - 1 log-scale", ["e", "-", "1", "log", "scale"]),
    ],
)
def test_a_text_is_words_and_numbers(text, read):
    found = tokens(text, [(0, len(text))] if "$" in text else ())
    assert [str(t.number.value.normalize()) if t.number else t.word for t in found] == [
        "2E+2" if word == "200" else word for word in read
    ]
