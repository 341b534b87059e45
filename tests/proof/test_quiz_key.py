"""A quiz question's answer, its question and its reason stand again in its hidden example."""

import re

import pytest
from explainer.proof import quiz
from explainer.reader.pages import Page

SAID = """1 asks: You toss 3 coins. How many outcomes
1: there are 8
1 first: there are 6
1 since: Each coin doubles
2 asks: half of 0.30000000
2: 0.15000000
2 since: divide by 2
2 last: 0.1
"""
QUIZ = """<div class="quiz" markdown>

1.  You toss three coins. How many outcomes are there?

    - [ ] there are 6
    - [x] there are 8
    - [ ] it depends

    Each coin doubles their number. The first option adds.

2.  What is half of 0.3?

    - [ ] 0.6
    - [x] 0.15
    - [ ] 0.1

    You divide
    by 2. The last option rounds.

</div>
"""


@pytest.fixture
def page(page):
    def write(text=QUIZ, said=SAID):
        shown = f"<!--pytest-codeblocks:expected-output-->\n<!--\n```text\n{said}```\n-->\n"
        example = f"<!--\n```python\nprint(1)\n```\n-->\n{shown}"
        return page(f"## Quiz\n\n```python\nx = 1\n```\n\n{example}\n{text}")

    return write


def test_a_quiz_that_its_example_says_again_is_right(page):
    assert quiz.faults(page()) == []
    assert quiz.faults(page(said=SAID.replace("2 last", "2 third"))) == []
    assert [question.number for question in quiz.questions(page())] == [1, 2]


def test_the_numbers_of_a_second_quiz_go_on_as_its_reader_sees_them(page):
    first, second = re.split(r"\n(?=2\. )", QUIZ)
    text = f'{first}\n</div>\n\nWords.\n\n<div class="quiz" markdown>\n\n{second}'
    assert quiz.faults(page(text)) == []
    (fault,) = quiz.faults(page(text, re.sub("(?m)^2: .*\n", "", SAID)))
    assert fault.remedy == "let one print, worked out where it can be, `2: 0.15`"


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("- [ ] there are 6\n    - [x]", "- [x] there are 6\n    - [ ]", "[x] there are 6"),
        ("are 8\n    - [ ] it depends", "are 6\n    - [ ] it is 8", "[x] there are 6"),
        ("[x] 0.15", "[x] 0.16", "0.16"),
        ("[ ] 0.6", "[ ] 0.150", "[ ] 0.150"),
        ("[ ] 0.1\n", "[ ] 0.2\n", "[ ] 0.2"),
        (
            "[ ] there are 6\n    - [x] there are 8",
            "[x] there are 8\n    - [ ] there are 6",
            "[x] there are 8",
        ),
        ("three coins", "four coins", "1.  You"),
        ("Each coin doubles", "Each coin triples", "1.  You"),
        ("half of", "twice", "2.  What"),
        ("by 2.", "by 3.", "2.  What"),
        ("The last option rounds", "The first option rounds", "2.  What"),
    ],
)
def test_what_the_example_does_not_say_is_a_fault_at_its_line(old, new, at, page):
    page = page(QUIZ.replace(old, new, 1))
    fault = quiz.faults(page)[0]
    line = next(n for n, line in enumerate(page.lines, 1) if at in line)
    assert str(fault).startswith(f"{page.file}:{line}: "), fault


def test_reasons_that_changed_places_are_noticed(page):
    first, second = "Each coin doubles their number.", "You divide\n    by 2."
    text = QUIZ.replace(first, "@").replace(second, first).replace("@", second)
    assert len(quiz.faults(page(text))) == 2


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        ("1 asks", "what it asks", "`1 asks: You toss three coins`"),
        ("1", "its answer", "`1: there are 8`"),
        ("1 first", "the first option", "`1 first: there are 6`"),
        ("2 asks", "what it asks", "`2 asks: What is half of 0.3`"),
        ("2 since", "its reason", "`2 since: You divide by 2`"),
        ("2 last", "the last option", "`2 last: 0.1`"),
        (
            r"1(?: \w+)?",
            "what it asks, its answer, its reason and the first option",
            "`1 asks: You toss three coins`, `1: there are 8`, "
            "`1 since: Each coin doubles their number` and `1 first: there are 6`",
        ),
    ],
)
def test_a_question_without_its_proof_is_a_fault_that_says_what_to_print(line, what, remedy, page):
    said = re.sub(rf"^{line}: .*\n", "", SAID, flags=re.M)
    faulty = page(said=said)
    (fault,) = quiz.faults(faulty)
    assert faulty.lines[fault.place.line - 1].startswith(f"{line[0]}.  ")
    assert fault.what == f"of question {line[0]}, no hidden example of this section says {what}"
    assert fault.remedy == f"let one print, worked out where it can be, {remedy}"
    written = "".join(f"{line}\n" for line in re.findall("`(.*?)`", remedy))
    assert quiz.faults(page(QUIZ, said + written)) == []


@pytest.mark.parametrize("name", ["sixth", "odd"])
def test_a_line_about_no_part_of_a_question_is_a_fault_in_the_example(name, page):
    page = page(said=SAID + f"2 {name}: 0.1\n")
    (fault,) = quiz.faults(page)
    assert page.lines[fault.place.line - 1] == f"2 {name}: 0.1"
    assert fault.what == f"there is no {name!r} of question 2"


def test_an_option_may_go_on_in_its_next_line(page):
    assert quiz.faults(page(QUIZ.replace("there are 8", "there are\n      8"))) == []


def test_what_the_extension_says_is_not_said_again(page):
    assert quiz.faults(page(QUIZ.replace("[x]", "[ ]"))) == []
    assert quiz.faults(page(re.sub(r"    (?:Each|You|by).*\n", "", QUIZ), "")) == []


def test_an_example_of_another_section_gives_no_key(page):
    assert "its answer" in str(quiz.faults(page(f"## Again\n\n{QUIZ}"))[0])


def test_an_example_that_readers_see_gives_no_key(page):
    hidden = page()
    shown = hidden.path.read_text("utf-8").replace("<!--\n```text", "```text")
    hidden.path.write_text(shown.replace("```\n-->\n\n<div", "```\n\n<div"), "utf-8")
    assert "its answer" in str(quiz.faults(Page(hidden.path))[0])
