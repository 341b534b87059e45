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


def convert(text):
    ours = ["explainer.extensions.includes", "explainer.extensions.quiz"]
    return Markdown(extensions=["md_in_html", *ours]).convert(text)


def test_options_are_labelled_radio_buttons_of_one_group():
    html = convert(QUESTION)
    assert len(re.findall(r'<label><input [^>]*name="question-1" type="radio"', html)) == 3
    assert "<legend>What is <em>two</em> and two?</legend>" in html
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
