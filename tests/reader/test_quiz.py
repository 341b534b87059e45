"""A numbered list with ticked options becomes a question that works with and without JavaScript."""

import re

import pytest
from explainer.faults import Fault
from markdown import Markdown

QUESTION = """<div class="quiz" markdown>

1.  What is *two* and two?

    - [ ] three
    - [x] `four`
    - [ ] five

    Count on your fingers.

</div>
"""


def convert(text, *more):
    ours = ["explainer.extensions.includes", "explainer.extensions.quiz"]
    return Markdown(extensions=["md_in_html", *more, *ours]).convert(text)


def test_options_are_labelled_radio_buttons_of_one_group():
    html = convert(QUESTION)
    assert len(re.findall(r'<label><input [^>]*name="question-1" type="radio"', html)) == 3
    assert re.search(r"<legend>.*1\..*What is <em>two</em> and two\?</legend>", html)
    assert "[ ]" not in html and "[x]" not in html


def test_the_right_option_is_marked_and_stands_first_in_the_answer():
    html = convert(QUESTION)
    assert html.count("data-right") == 1
    answer = html[html.index("<details") :]
    assert answer.index("<code>four</code>") < answer.index("Count on your fingers.")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("[x]", "[ ]", "has not one right option among several; tick one"),
        ("[ ] three", "[x] three", "has not one right option among several; tick one"),
        ("    Count on your fingers.\n", "", "gives no reason; add a paragraph"),
    ],
)
def test_a_question_without_one_answer_or_a_reason_is_refused_at_its_line(old, new, what):
    with pytest.raises(Fault, match=rf"<markdown>:3: this question {what}"):
        convert(QUESTION.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        (" markdown>", ">", 1, "this quiz is not read as Markdown; write <div"),
        ("\n\n    - [ ] three", "\n    - [ ] three", 3, None),
        ("three\n", "three\n\n        Or so.\n\n", 3, "has an option of more than one paragraph"),
        ("three\n", "three\n        - or so\n", 3, "has an option with a block in it"),
        ("[ ] three", "[ ]", 3, "has not one right option|has an empty option"),
        ("1.  What", "What", 1, "this quiz holds no question; number its questions"),
        ('class="quiz"', "class='small quiz'", 3, None),
        ("    - [ ] three", "    - three", 3, "has not one right option among several"),
    ],
)
def test_what_a_quiz_cannot_place_is_refused_and_never_dropped(old, new, line, what):
    assert old in QUESTION
    text = QUESTION.replace(old, new, 1)
    if what is None:
        assert convert(text).count("<fieldset") == 1
    else:
        with pytest.raises(Fault, match=rf"<markdown>:{line}: .*(?:{what})"):
            convert(text)


def test_a_fault_in_a_second_quiz_is_placed_there():
    wrong = QUESTION.replace("[x]", "[ ]")
    with pytest.raises(Fault, match="<markdown>:16: this question has not one right option"):
        convert(f"{QUESTION}\n{wrong}".replace("two?\n", "two?\n    So say.\n", 1))


def test_what_stands_between_a_question_and_its_options_stays_there():
    text = QUESTION.replace("    - [ ] three", "    ```\n    2 + 2\n    ```\n\n    - [ ] three", 1)
    html = convert(text, "pymdownx.superfences")
    places = [html.index(part) for part in ("</legend>", "2 + 2", "three", "<details")]
    assert places == sorted(places)


def test_a_reason_may_hold_a_list():
    html = convert(QUESTION.replace("fingers.", "fingers:\n\n    - one by one", 1))
    assert html.index("<details") < html.index("one by one")


def test_the_questions_of_two_quizzes_are_groups_of_their_own():
    html = convert(f"{QUESTION}\nWords.\n\n{QUESTION}")
    assert re.findall(r'data-question="(\d)"', html) == ["1", "2"]
    assert len(set(re.findall(r'name="(question-\d)"', html))) == 2
