"""The search answers, costs nothing until it is asked for, and says so where it cannot work."""

import html
import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from explainer import node

HELPERS = Path(__file__).parents[1] / "helpers"
QUESTIONS = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))
QUESTIONS["asked"] |= QUESTIONS["first"]
LEAST = {"first": (1, 1), "asked": (0.8, 0.95), "held": (0.6, 0.8)}
"""The least shares of questions whose answer comes first, and among the first three."""


def place(answer):
    """The location in the index of what questions.toml calls page.md#anchor."""
    page, _, part = answer.partition("#")
    address = "" if page == "index.md" else page.replace(".md", "/")
    return f"{address}#{part}" if part else address


def ask(site, queries):
    """What the published search finds: by query, entries in order."""
    (finder,) = site.glob("live.*/finder.js")
    index = site / "search" / "search_index.json"
    return json.loads(
        node.run(HELPERS / "ask.mjs", finder, index, input=json.dumps(queries)).stdout
    )


@pytest.fixture(scope="module")
def answers(site):
    return ask(site, [query for part in QUESTIONS.values() for query in part])


def rank(found, places):
    """At which place, from 1, the first of the right places stands."""
    wanted = [place(answer) for answer in places]
    return next((n for n, e in enumerate(found, 1) if e["location"] in wanted), len(found) + 1)


def share(ranks, most):
    return sum(rank <= most for rank in ranks.values()) / len(ranks)


@pytest.mark.parametrize("part", LEAST)
def test_questions_in_their_askers_words_lead_to_their_answers(answers, part):
    ranks = {query: rank(answers[query], places) for query, places in QUESTIONS[part].items()}
    behind = {query: rank for query, rank in ranks.items() if rank > 1}
    first, third = LEAST[part]
    assert share(ranks, 1) >= first, behind
    assert share(ranks, 3) >= third, behind


def test_enough_is_asked():
    assert QUESTIONS.keys() == LEAST.keys()
    assert len(QUESTIONS["asked"]) >= 60 and len(QUESTIONS["held"]) >= 15


def test_an_answer_that_is_not_found_is_behind_all_that_are():
    found = [{"location": "glossary/#odds"}, {"location": "#softmax"}]
    assert rank(found, ["index.md#softmax", "glossary.md#odds"]) == 1
    assert rank(found, ["index.md#softmax"]) == 2
    assert rank(found, ["logistic_regression.md"]) == 3


def test_every_answer_is_a_place_that_the_search_knows(site):
    docs = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    known = {entry["location"] for entry in docs}
    answers = {place(answer) for part in QUESTIONS.values() for a in part.values() for answer in a}
    assert answers - known == set()


TYPED = ("softmx", "σ", "<b>softmax & odds", "what is a logit?")


def test_the_box_shows_what_was_found(page, site, address):
    page.goto(address)
    for query, found in ask(site, TYPED).items():
        page.get_by_role("textbox", name="Search").fill(query)
        part = found[0]["location"].partition("#")[2]
        shown = page.locator(f".md-search-result__item:first-child [href$='#{part}']")
        shown.get_by_text(html.unescape(re.sub("</?mark>", "", found[0]["text"]))).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{part}")


@pytest.fixture
def page(opened):
    with opened("about:blank") as page:
        yield page


def search_for(page, words):
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(words)


def test_a_page_fetches_neither_index_nor_finder(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert any("bundle" in url for url in page.asked)
    assert [url for url in page.asked if "search_index" in url or "finder" in url] == []


def test_searching_fetches_them_and_finds(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    search_for(page, "logit")
    page.locator(".md-search-result__item").first.wait_for()
    assert sum("search_index" in url for url in page.asked) == 1
    assert sum("finder.js" in url for url in page.asked) == 1
    assert not any("workers/" in url for url in page.asked)


def test_a_result_opens_with_its_words_marked(page, address):
    page.goto(f"{address}?h=logit")
    page.locator("article mark").first.wait_for()


SPOILT = {
    "missing": {"status": 404},
    "broken": {"body": "{not JSON"},
    "empty": {"body": "{}"},
    "nothing in it": {"body": '{"config": {}, "docs": []}'},
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_index_is_told(page, address, spoilt):
    page.route("**/search_index.json", lambda route: route.fulfill(**spoilt))
    page.goto(address)
    search_for(page, "logit")
    page.get_by_text("The search cannot read its index.").wait_for()
    assert page.locator("article h1").is_visible()


def test_from_a_folder_pages_read_and_the_search_finds(page, site):
    page.goto((site / "index.html").as_uri())
    assert page.locator("article h1").is_visible()
    # The stylesheets are there: the theme hides its drawer's checkbox.
    assert not page.locator("#__drawer").is_visible()
    listing = page.evaluate(
        """() => {
            const link = document.querySelector('.listing a');
            link.addEventListener('click', (event) => event.preventDefault());
            link.click();
            return link.href;
        }"""
    )
    assert listing.endswith(".py")
    page.locator("article a[href*='glossary/']").first.click()
    page.wait_for_url("**/glossary/index.html*")
    page.wait_for_load_state("networkidle")
    search_for(page, "logit")
    page.locator(".md-search-result__link[href$='glossary/?h=logit+logits#logit']").click()
    page.wait_for_url("**/glossary/index.html?h=*#logit")


def test_from_a_folder_without_its_index_the_search_says_so(page, site, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    (folder / "search" / "search_index.js").unlink()
    page.goto((folder / "index.html").as_uri())
    search_for(page, "logit")
    page.get_by_text("The search cannot read its index.").wait_for()
