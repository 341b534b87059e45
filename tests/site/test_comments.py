"""Comments: none unless wanted, of one kind, and no request to anyone before the reader asks."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest
from explainer.faults import Fault
from explainer.project import ROOT
from explainer.proof.comments import chosen, wanted
from explainer.publishing import comments, publish
from explainer.reader.yaml_nodes import settings_of
from talk import GISCUS, reading, until


def settings(text):
    return chosen(settings_of(f"extra:\n  pictures: pictures\n  comments:\n{text}"))


def test_as_it_comes_the_site_has_no_comments():
    assert wanted() is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("    forum: ''\n    isso: ''\n    giscus: {}", None),
        ("    forum:\n    isso: ~", None),
        ("    forum: https://a.b/c?d={page}", "forum"),
        ("    isso: /talk/isso/", "isso"),
        (f"    giscus: {json.dumps(GISCUS)}", "giscus"),
    ],
)
def test_one_setting_chooses_the_kind(text, kind):
    assert (settings(text) or (None,))[0] == kind


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("    disqus: x", 4, "there is no comments.disqus; set one of: forum, isso, giscus"),
        ("    isso: /isso/\n    forum: https://a.b", 5, "isso is set already; leave one of them"),
        ("    forum: forum.html", 4, 'no address; write forum: "https://…"'),
        ("    forum: 7", 4, "comments.forum is no address"),
        (
            "    isso: https://a.b/isso/",
            4,
            "comments.isso is no path of the site; write isso: /isso/",
        ),
        ("    isso: /", 4, "comments.isso is no path"),
        ("    isso: true", 4, "comments.isso is no path"),
        ("    giscus: who/what", 4, "no set of names; write giscus: {repo: …, repo_id: …"),
        ("    giscus:\n      repo: a/b", 5, "comments.giscus lacks repo_id"),
        (f"    giscus: {json.dumps(GISCUS | {'repo': 'what'})}", 4, "repo cannot be 'what'"),
        (f"    giscus: {json.dumps(GISCUS | {'theme': 'x'})}", 4, "comments.giscus has no theme"),
        ("    - isso", 4, "comments is not a kind of comments"),
    ],
)
def test_a_wrong_setting_is_named_at_its_line(text, line, message):
    with pytest.raises(Fault) as fault:
        settings(text)
    assert str(fault.value).startswith(f"mkdocs.yml:{line}: ")
    assert message in str(fault.value)


def names(folder):
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*comments*/*"))
    return {re.sub(r"\.\w{8}/", "/", name) for name in found if not name.endswith((".gz", ".br"))}


def test_what_a_kind_does_not_need_is_not_published(variants):
    shared = {"comments/comments.css", "comments/comments.js"}
    assert names(variants["isso"]) == shared | {"comments/isso.js"}
    assert names(variants["giscus"]) == shared | {"comments/giscus.js"}


def policies(folder):
    found = {}
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        found[path.name] = re.search(r'Security-Policy" content="([^"]*)"', text)[1]
    rules = (folder / "_headers").read_text("utf-8")
    return found | {"_headers": re.search(r"Security-Policy: (.*); frame-ancestors", rules)[1]}


def test_the_policy_grows_by_what_the_kind_needs_where_it_is(variants):
    plain = {name: publish.POLICY for name in ("index.html", "404.html", "_headers")}
    assert policies(variants["isso"]) == plain
    wider = f"{publish.POLICY}; frame-src https://giscus.app"
    assert policies(variants["giscus"]) == plain | {"index.html": wider, "_headers": wider}


def test_make_comments_says_what_it_lacks(capsys):
    assert comments.main([]) == 1
    said = capsys.readouterr().err
    assert re.match(
        r"mkdocs\.yml:\d+: comments\.isso is not set; write isso: /isso/ there, then make build$",
        said.strip(),
    )
    line = int(said.split(":")[1])
    assert "isso:" in (ROOT / "mkdocs.yml").read_text("utf-8").splitlines()[line - 1]


@pytest.mark.parametrize("kind", ["isso", "giscus"])
def test_without_javascript_there_is_a_sentence_with_a_link(browser, variants, serve_folder, kind):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve_folder(variants[kind]))
    section = page.locator(".comments")
    assert section.get_by_role("button").count() == 0
    links = {"isso": "/isso/feed?uri=/", "giscus": "https://github.com/who/what/discussions"}
    assert section.get_by_role("link").get_attribute("href") == links[kind]
    context.close()


FRAME = """<!doctype html><p>frame</p><script>
  onmessage = ({data, origin}) => { document.title = JSON.stringify([origin, data]); };
  parent.postMessage({giscus: {resizeHeight: 777}}, '*');
</script>"""


def test_giscus_is_asked_once_it_is_wanted_and_nobody_else(browser, variants, serve_folder):
    address = serve_folder(variants["giscus"])
    with reading(browser, address) as page:
        page.route(
            re.compile("^https:"), lambda route: route.fulfill(body=FRAME, content_type="text/html")
        )
        own = address.split("/")[2]
        assert {url.split("/")[2] for url in page.asked} == {own}
        page.goto(f"{address}?giscus=a.session#there")
        page.get_by_role("button", name="Show comments").click()
        frame = page.locator("iframe[height='777']")
        frame.wait_for()
        abroad = [url for url in page.asked if url.split("/")[2] != own]
        assert len(abroad) == 1 and abroad[0].startswith("https://giscus.app/en/widget?")
        asked = dict(urllib.parse.parse_qsl(abroad[0].partition("?")[2]))
        assert (
            asked.items()
            >= {
                "repo": "who/what",
                "repoId": "R_1",
                "category": 'Ideas & "more"',
                "categoryId": "DIC_1",
                "origin": address,
                "term": "index",
                "session": "a.session",
                "theme": "light",
            }.items()
        )
        assert "giscus" not in page.url
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        inside = page.frames[1]
        inside.wait_for_function("document.title.includes('dark')")
        page.evaluate("postMessage({giscus: {resizeHeight: 5, error: 'forged'}}, '*')")
        inside.evaluate("parent.postMessage({giscus: {error: 'No such repository'}}, '*')")
        page.get_by_text("giscus says: No such repository").wait_for()
        assert page.locator("iframe").get_attribute("height") == "777"
        assert page.complaints == []


def test_the_policy_refuses_any_other_frame(browser, variants, serve_folder):
    with reading(browser, serve_folder(variants["giscus"])) as page:
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('iframe'),"
            " {src: 'https://giscus.example/'}))"
        )
        until(lambda: page.evaluate("1") and page.complaints, "a refusal")
        assert any("frame-src" in text for text in page.complaints)
