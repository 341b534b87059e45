"""What a page may cost: bytes and requests of the published site, as a browser asks for them."""

import re
import shutil
from pathlib import Path

import pytest
from explainer.extensions.equations import REFERENCE
from explainer.project import DOCS
from explainer.proof import notebook
from explainer.publishing.files import HASHED
from explainer.publishing.publish import POLICY
from explainer.publishing.tags import edit
from explainer.reader.pages import Page
from visits import opened, unstyled

ARTICLE, NOTEBOOKS = "index.html", "notebooks/"
REGRESSION = "logistic_regression/index.html"
# Bytes as sent, gzipped, unless they are scripts. Each budget is a little above what is needed
# today: to exceed one is a decision.
OPENED = {"requests": 18, "bytes": 145_500}
READ = {
    "requests": 36,
    "bytes": 159_000,
    "styles": 22_600,
    "fonts": 1,
    "one font": 30_720,
    # 16 figures that move; the reliability diagram groups its 5,000 cases anew as one slides.
    "our scripts": 30_720,
    "theme's scripts": 118_000,
}
NOTEBOOK_READ = {**READ, "requests": 15, "bytes": 160_000}
# Its own formulas are a file that the article's readers need not fetch.
REGRESSION_READ = {**READ, "requests": 24, "bytes": 144_000}
OTHER_READ = {**READ, "requests": 16, "bytes": 103_000}
# What each script of a figure that moves may add to another page.
FIGURE = {"requests": 1, "bytes": 6_000, "our scripts": 2_500}


def test_opening_the_article_costs_what_it_may(visits):
    assert any(name.endswith("/stix-two-math.woff2") for name in visits[ARTICLE].stages["opened"])
    assert visits[ARTICLE].over("opened", OPENED) == []


def test_the_article_read_to_its_end_costs_what_it_may(visits):
    assert sum(name.startswith("live.") for name in visits[ARTICLE].stages["read"]) > 10
    assert visits[ARTICLE].over("read", READ) == []


def test_a_notebook_costs_what_it_may(visits):
    names = [name for name in visits if name.startswith(NOTEBOOKS)]
    assert len(names) > 2
    pages = {path.stem: page.path.stem.removesuffix("index") for path, page in notebook.own()}
    for name in names:
        assert visits[name].over("read", NOTEBOOK_READ) == [], name
        article = (Path(pages[name.split("/")[1]]) / "index.html").as_posix()
        ours, theirs = (visits[page].costs("opened")["bytes"] for page in (name, article))
        assert ours <= 1.3 * theirs, name


def test_the_page_on_logistic_regression_costs_what_it_may(visits):
    assert visits[REGRESSION].over("read", REGRESSION_READ) == []


def test_every_other_page_costs_what_it_may(visits):
    notebooks = {name for name in visits if name.startswith(NOTEBOOKS)}
    others = visits.keys() - notebooks - {ARTICLE, REGRESSION}
    assert len(others) > 2
    for name in others:
        figures = sum(asked.startswith("live.") for asked in visits[name].stages["read"])
        more = {what: much * figures for what, much in FIGURE.items()}
        allowed = {what: much + more.get(what, 0) for what, much in OTHER_READ.items()}
        assert visits[name].over("read", allowed) == [], name


def test_no_page_asks_another_host_for_anything(visits):
    assert {name: visit.elsewhere for name, visit in visits.items() if visit.elsewhere} == {}


def test_nothing_is_asked_for_twice(visits):
    for name, visit in visits.items():
        names = visit.stages["read"]
        assert sorted(names) == sorted(set(names)), name


def test_the_search_costs_nothing_until_somebody_searches(visits):
    for name, visit in visits.items():
        before = visit.stages["read"]
        assert [n for n in before if "search_index" in n or n.endswith("/finder.js")] == [], name
    searched = {n: v.stages["searched"] for n, v in visits.items() if "searched" in v.stages}
    assert len(searched) > 5
    assert {names.count("search/search_index.json") for names in searched.values()} == {1}


def test_figures_and_formulas_are_in_the_pages_one_file(site):
    page, held = Page(DOCS / "index.md"), []
    edit((site / ARTICLE).read_text("utf-8"), lambda tag: held.append(tag.name))
    drawn = [image for image in page.images if image.figure]
    formulas = [e for e in page.equations if not REFERENCE.fullmatch(e.tex.strip())]
    assert held.count("figure") >= len(drawn) > 10
    assert held.count("math") >= len(formulas) > 40
    assert held.count("img") == held.count("iframe") == 0


def test_what_is_kept_for_good_is_named_by_its_content(site, visits):
    rules = (site / "_headers").read_text("utf-8")
    kept = re.findall(r"^/(\S+)\n  Cache-Control: .*immutable$", rules, re.M)
    assert all(HASHED.search(name) for name in kept)
    # Nor do a page and its scripts ever come from two builds: yesterday's arithmetic, today's text.
    for name, visit in visits.items():
        assert set(visit.stages["read"]) - set(kept) == {name, "assets/favicon.svg"}


def test_no_page_lacks_a_style_of_the_theme(visits):
    assert {name: visit.unstyled for name, visit in visits.items() if visit.unstyled} == {}


def test_a_style_that_a_page_lacks_is_noticed(browser, site, address):
    planted = {
        "a part": "@media print{.md-header :is(.md-logo, b):hover::before{top:0}}",
        "a state": ":focus-visible > *{top:0}",
        "a variable": ":root{--md-lost:red;--md-nobodys:0}",
        "no part": ".md-nobody, [dir=rtl] .md-header{top:0}",
    }
    with opened(browser, site, address, "") as (page, _):
        page.evaluate("document.styleSheets[0].insertRule('p {color: var(--md-lost)}')")
        found = {what: unstyled(page, rule) for what, rule in planted.items()}
    assert found == {
        "a part": [".md-header :is(.md-logo, b):hover::before"],
        "a state": [":focus-visible > *"],
        "a variable": ["--md-lost"],
        "no part": [],
    }


@pytest.fixture(scope="module")
def costly(site, tmp_path_factory):
    """The site with one of everything that a budget is there to notice."""
    folder = tmp_path_factory.mktemp("costly") / "site"
    shutil.copytree(site, folder)
    added = {"more.css": 34, "more.woff2": 31, "more.js": 31, "assets/more.js": 120}
    for name, size in added.items():
        (folder / name).write_bytes(b"/*" + b"-" * size * 1024 + b"*/")
    planted = (
        '<link rel="stylesheet" href="more.css"><script src="more.js"></script>'
        '<link rel="preload" href="more.woff2" as="font" crossorigin>'
        '<script src="assets/more.js"></script><script src="http://127.0.0.1:9/no.js"></script>'
        '<link rel="prefetch" href="search/search_index.json">'
        + "".join(f'<link rel="prefetch" href="snippets/sigmoid.py?{n}">' for n in range(20))
    )
    page = folder / ARTICLE
    text = page.read_text("utf-8").replace(POLICY, "default-src * data:")
    page.write_text(text.replace("</head>", f"{planted}</head>", 1), "utf-8")
    return folder


def test_every_budget_notices_when_it_is_exceeded(browser, costly, serve_folder):
    with opened(browser, costly, serve_folder(costly), "") as (_, visit):
        exceeded = [line.partition(":")[0] for line in visit.over("opened", READ)]
        assert exceeded == list(READ)
        assert visit.elsewhere == ["http://127.0.0.1:9/no.js"]
        assert "search/search_index.json" in visit.names
