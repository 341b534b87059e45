"""The search costs nothing until it is asked for, and says so where it cannot work."""

import re
import shutil

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def search_for(page, words):
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(words)


def requests_of(page, address):
    found = []
    page.on("request", lambda request: found.append(request.url.removeprefix(address)))
    return found


def test_a_page_fetches_neither_index_nor_worker(page, address):
    asked = requests_of(page, address)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert any("bundle" in url for url in asked)
    assert [url for url in asked if "search_index" in url or "workers/" in url] == []


def test_searching_fetches_them_and_finds(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    asked = requests_of(page, address)
    search_for(page, "logit")
    page.locator(".md-search-result__item").first.wait_for()
    assert sum("search_index" in url for url in asked) == 1
    assert sum("workers/" in url for url in asked) == 1


def test_a_result_opens_with_its_words_marked(page, address):
    page.goto(f"{address}?h=logit")
    page.locator("article mark").first.wait_for()


# What people ask, in their words, and the section that answers.
ASKED = {
    "softmax before cross entropy": "cross-entropy/#softmax-before-cross-entropy",
    "softmax before loss": "cross-entropy/#softmax-before-cross-entropy",
    "from_logits": "cross-entropy/#from_logits-true-or-false",
    "NLLLoss": "cross-entropy/#nllloss-wants-log-probabilities",
    "cross entropy gradient": "cross-entropy/#the-gradient-of-cross-entropy",
    "Jacobian of softmax": "cross-entropy/#the-jacobian-of-softmax",
    "binary softmax two outputs": "cross-entropy/#one-sigmoid-or-two-softmax-outputs",
    "softmax one class": "/#which-one",
    "pos_weight": "cross-entropy/#what-pos_weight-and-class-weights-do-to-the-probabilities",
    "class weights": "cross-entropy/#what-pos_weight-and-class-weights-do-to-the-probabilities",
    "softmax axis": "cross-entropy/#which-axis-for-softmax",
    "dim": "cross-entropy/#which-axis-for-softmax",
    "masked softmax nan": "cross-entropy/#why-is-a-fully-masked-row-nan",
    "label smoothing": "cross-entropy/#label-smoothing-k-or-k-1",
    "KL divergence": "cross-entropy/#kl-divergence-which-argument-wants-logs",
}
# Below the title of the page on which they are.
SECTIONS = ".md-search-result__link[href*='#']"


def test_what_is_asked_most_leads_first_to_the_section_that_answers(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = {}
    for words, section in ASKED.items():
        page.get_by_role("textbox", name="Search").fill("")
        search_for(page, words)
        first = page.locator(SECTIONS).first
        try:
            # Between the two stand the words, to be marked on the page.
            leads = r"/(\?[^#]*)?#".join(map(re.escape, section.split("/#")))
            expect(first).to_have_attribute("href", re.compile(rf"{leads}$"), timeout=2_000)
        except AssertionError:
            found[words] = first.get_attribute("href")
    assert found == {}


SPOILT = {
    "missing": None,
    "broken": "{not JSON",
    "empty": "{}",
    "nothing in it": '{"config": {}, "docs": []}',
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_index_is_told(page, site, serve_folder, tmp_path, spoilt):
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    index = folder / "search" / "search_index.json"
    index.unlink() if spoilt is None else index.write_text(spoilt, "utf-8")
    page.goto(serve_folder(folder))
    page.wait_for_load_state("networkidle")
    search_for(page, "logit")
    page.get_by_text("The search cannot read its index.").wait_for()
    assert page.locator("article h1").is_visible()


def test_from_a_folder_pages_read_and_the_search_says_why_it_does_not_run(page, site):
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
    page.get_by_text("The search does not run from a folder").wait_for()
