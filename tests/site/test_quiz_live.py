"""The quiz under a reader's hands: it judges in words, remembers, forgets, and moves nothing."""

import json
import time
from contextlib import ExitStack

import pytest

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 800}
DENIED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""


@pytest.fixture
def visit(opened, address):
    """A function that opens the article at its quiz, for a reader with the options given."""
    with ExitStack() as windows:

        def go(before="", script=True, **options):
            blocked = () if script else ["**/live.*/quiz.js"]
            how = WIDE | {"before": before, "blocked": blocked} | options
            page = windows.enter_context(opened(address, **how))
            return arrive(page, script and options.get("java_script_enabled", True))

        yield go


def arrive(page, script=True):
    """Go to the quiz, and wait for it to answer."""
    page.locator(".quiz").first.scroll_into_view_if_needed()
    if script:
        page.locator(".quiz-score output").first.wait_for(state="attached")
    return page


def again(page):
    """Open the article once more."""
    page.goto(page.url)
    return arrive(page)


def options(page, number, right):
    """The radio buttons of a question, from 1, that are right or wrong."""
    which = "[data-right]" if right else ":not([data-right])"
    return page.locator(f'[data-question="{number}"] input{which}')


def verdict(page, number):
    """What stands behind the chosen option of a question, as its reader sees it."""
    told = page.locator(f'[data-question="{number}"] label').evaluate_all(
        "labels => labels.map((label) => getComputedStyle(label, '::after').content)"
    )
    return ", ".join(text.strip('"') for text in told if text != "none")


def colour(page, number):
    """The colour of what stands behind a question's chosen option."""
    chosen = page.locator(f'[data-question="{number}"] label:has(:checked)')
    return chosen.evaluate("label => getComputedStyle(label, '::after').color")


def hue(page, verdict):
    """A verdict's colour, as the page computes it."""
    return page.evaluate(
        """verdict => {
            const word = document.querySelector('.quiz').appendChild(document.createElement('i'));
            word.style.color = `var(--${verdict})`;
            return getComputedStyle(word).color;
        }""",
        verdict,
    )


def score(page):
    return page.locator(".quiz-score output").text_content()


def answer(page, number):
    return page.locator(".quiz details.answer").nth(number - 1)


def test_a_right_and_a_wrong_answer_are_told_in_words_with_the_reason(visit):
    page = visit()
    total = page.locator(".quiz .question").count()
    assert score(page) == f"{total} questions."
    options(page, 1, right=True).check()
    assert verdict(page, 1) == "✓ right"
    assert colour(page, 1) == hue(page, "right")
    assert score(page) == f"Question 1: right. 1 of 1 right, {total - 1} to go."
    options(page, 2, right=False).first.check()
    assert verdict(page, 2) == "✗ not so"
    assert colour(page, 2) == hue(page, "wrong")
    assert score(page) == f"Question 2: not so. 1 of 2 right, {total - 2} to go."
    right = options(page, 2, right=True).locator("xpath=..").inner_text()
    assert answer(page, 2).locator("p").first.inner_text() == right
    assert answer(page, 2).locator("p").count() == 2
    assert answer(page, 3).get_attribute("open") is None


def test_answers_are_kept_on_reload_and_forgotten_when_one_starts_again(visit):
    page = visit()
    total = page.locator(".quiz .question").count()
    options(page, 1, right=True).check()
    options(page, 3, right=False).last.check()
    again(page)
    assert score(page) == f"1 of 2 right, {total - 2} to go."
    assert verdict(page, 3) == "✗ not so" and options(page, 3, right=False).last.is_checked()
    assert verdict(page, 2) == ""
    page.get_by_role("button", name="Start again").click()
    assert page.evaluate("document.activeElement.name") == "question-1"
    for _ in range(2):
        assert score(page) == f"{total} questions."
        assert page.locator(".quiz .question input:checked").count() == 0
        assert page.locator(".quiz details[open]").count() == 0
        assert not page.get_by_role("button", name="Start again").is_visible()
        again(page)


PARTED = """document.addEventListener("readystatechange", () => {
  const box = document.querySelector(".quiz"), other = box.cloneNode();
  const list = document.createElement("ol");
  list.append(...[...box.querySelectorAll("ol > li")].slice(2));
  other.append(list, box.querySelector(".quiz-score").cloneNode());
  box.after(other);
}, { once: true });"""
"""Makes two quizzes of the page's one: what is after its second question is another."""


def test_two_quizzes_of_a_page_are_judged_and_forgotten_each_by_itself(visit):
    page = visit(PARTED)
    page.locator(".quiz").last.scroll_into_view_if_needed()
    page.locator(".quiz-score output").nth(1).wait_for()
    scores = page.locator(".quiz-score output")
    options(page, 1, right=True).check()
    assert "1 of 1 right, 1 to go." in scores.first.text_content()
    assert scores.last.text_content().endswith("questions.")
    again(page)
    page.get_by_role("button", name="Start again").click()
    page.locator(".quiz").last.scroll_into_view_if_needed()
    options(page, 3, right=False).first.check()
    assert scores.first.text_content() == "2 questions."
    assert "Question 3: not so. 0 of 1 right" in scores.last.text_content()
    again(page)
    assert scores.first.text_content() == "2 questions." and verdict(page, 1) == ""
    assert verdict(page, 3) == "✗ not so"
    assert page.errors == []


def keep(text):
    return (
        f"if (!localStorage.getItem('/.quiz')) localStorage.setItem('/.quiz', {json.dumps(text)})"
    )


@pytest.mark.parametrize("text", ["denied", "{", "null", "[1, 2]", '{"no such question": 1}'])
def test_denied_or_spoilt_storage_hinders_nobody(visit, text):
    page = visit(DENIED if text == "denied" else keep(text))
    assert page.locator(".quiz .question input:checked").count() == 0
    options(page, 1, right=True).check()
    assert verdict(page, 1) == "✓ right" and "1 of 1 right" in score(page)
    assert page.errors == []


def test_what_is_no_option_of_a_question_is_no_answer_to_it(visit):
    legends = visit(script=False).locator(".quiz legend").all()
    spoilt = (None, 99, -1, "", "x", {}, [], True, 0.5)
    page = visit(
        keep(
            json.dumps({q.text_content().strip(): v for q, v in zip(legends, spoilt, strict=False)})
        )
    )
    assert page.locator(".quiz .question input:checked").count() == 0
    assert page.errors == []


def test_the_keyboard_alone_will_do(visit):
    page = visit()
    page.locator(".quiz input").first.focus()
    page.keyboard.press("Space")
    first = verdict(page, 1)
    page.keyboard.press("ArrowDown")
    assert verdict(page, 1) == ""
    page.keyboard.press("Enter")
    assert {first, verdict(page, 1)} == {"✗ not so", "✓ right"}
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    assert answer(page, 1).get_attribute("open") is None
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "question-2"
    page.get_by_role("button", name="Start again").focus()
    page.keyboard.press("Enter")
    assert page.locator(".quiz .question input:checked").count() == 0


def test_options_may_be_walked_through_before_one_is_chosen_by_going_on(visit):
    page = visit()
    options(page, 1, right=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert verdict(page, 1) == "" and answer(page, 1).get_attribute("open") is None
    page.keyboard.press("Tab")
    assert verdict(page, 1) == "✓ right" and "Question 1: right." in score(page)


def hears(page, many):
    """Wait until a window knows of so many answers: the policy forbids it to wait by itself."""
    until = time.monotonic() + 10
    while len(json.loads(page.evaluate("localStorage.getItem('/.quiz') ?? '{}'"))) < many:
        assert time.monotonic() < until
        page.wait_for_timeout(20)


def test_two_windows_keep_the_answers_of_both(visit, address):
    page = visit()
    other = page.context.new_page()
    other.goto(address)
    arrive(other)
    options(page, 1, right=True).check()
    # A window hears a little later what another one has kept.
    hears(other, 1)
    options(other, 2, right=True).check()
    hears(page, 2)
    assert "2 of 2 right" in score(again(page))
    other.close()


def places(page):
    """Where questions, options and the next section stand, in pixels from the page's top."""
    page.evaluate("document.fonts.ready")
    return page.evaluate(
        "[...document.querySelectorAll('.quiz li, .quiz label > span, .quiz ~ h2')].map(e =>"
        " Math.round(e.getBoundingClientRect().top - document.querySelector('.quiz')"
        ".getBoundingClientRect().top))"
    )


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_when_the_script_arrives_with_what_it_remembers_nothing_moves(visit, size):
    without = places(visit(script=False, **size))
    page = visit(**size)
    assert places(page) == without
    for number in range(1, page.locator(".quiz .question").count() + 1):
        options(page, number, right=number % 2).first.check()
    again(page)
    assert page.locator(".quiz .question input:checked").count() > 5
    assert places(page) == without


def test_without_scripts_options_and_answers_can_be_read(visit):
    page = visit(java_script_enabled=False)
    assert page.locator(".quiz .question label").first.is_visible()
    assert not page.locator(".quiz .question input").first.is_visible()
    assert not page.locator(".quiz-score").is_visible()
    reason = answer(page, 1).locator("p").last
    assert not reason.is_visible()
    answer(page, 1).locator("summary").click()
    assert reason.is_visible()


def test_on_paper_every_answer_stands_below_its_question(visit):
    page = visit()
    page.emulate_media(media="print")
    for number in range(1, page.locator(".quiz .question").count() + 1):
        assert answer(page, number).locator("p").last.bounding_box()["height"] > 10
    assert not page.locator(".quiz .question input").first.is_visible()
    assert not page.locator(".quiz-score").is_visible()


def test_options_are_large_enough_to_touch(visit):
    page = visit(**PHONE, has_touch=True)
    boxes = [label.bounding_box() for label in page.locator(".quiz .question label").all()]
    assert min(box["height"] for box in boxes) >= 44 and min(box["width"] for box in boxes) > 300
