"""Comments kept by isso: posted, approved, read, edited, taken back; whatever they hold is text."""

import configparser
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager

import pytest
from browsers import installed
from explainer.project import ROOT
from explainer.publishing import comments
from talk import LIMIT, NETWORKS, answered, reading, until


def port():
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


RUN = """import sys
from pathlib import Path
from explainer.publishing.comments import run
run(Path(sys.argv[1]), "/isso/", Path(sys.argv[2]), int(sys.argv[3]))"""


@contextmanager
def running(command, log, **how):
    """A process that ends with the block; what it says goes to a file."""
    with log.open("w") as said:
        command = [str(part) for part in command]
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, **how)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(LIMIT)


def listening(address):
    try:
        return answered(address)[0]
    except OSError:
        return None


@pytest.fixture(scope="module")
def isso():
    try:
        import isso
    except ImportError:
        missing = "isso is not installed (make comments, make test install it)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return isso.__version__


class Server:
    """The site with isso, as `make comments` runs them; its moderator reads what it says."""

    def __init__(self, folder, port):
        self.folder, self.address = folder, f"http://127.0.0.1:{port}/"
        self.log = folder / "log"

    def links(self, action):
        return re.findall(rf"{action} comment: (\S+)", self.log.read_text("utf-8"))

    def moderate(self, action):
        """Follow the last link of a kind, and say yes."""
        status, _, body = answered(self.links(action)[-1], b"", "POST")
        assert status == 200, body


@pytest.fixture(scope="module")
def server(isso, variants, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    free = port()
    command = [sys.executable, "-c", RUN, variants["isso"], folder, free]
    made = Server(folder, free)
    with running(command, made.log, cwd=ROOT):
        until(lambda: listening(made.address), "the server of comments listens")
        yield made


def test_the_configuration_is_made_once_and_guards(tmp_path):
    path = comments.configuration(tmp_path / "kept", ["http://a.b:1/", "https://c.d/e/"], 9)
    made = configparser.ConfigParser()
    made.read(path, "utf-8")
    assert made["moderation"]["enabled"] == "true"
    assert made["guard"]["enabled"] == "true"
    assert made["general"]["host"].split() == ["http://a.b:1/", "https://c.d/e/"]
    assert made["rss"]["base"] == "https://c.d"
    assert len(made["admin"]["password"]) >= 16 and path.stat().st_mode & 0o077 == 0
    kept = path.read_text("utf-8")
    assert comments.configuration(tmp_path / "kept", ["http://x.y/"], 8) == path
    assert path.read_text("utf-8") == kept
    other = comments.configuration(tmp_path / "other", ["http://a.b:1/"], 9).read_text("utf-8")
    assert made["admin"]["password"] not in other and made["hash"]["salt"] not in other


def show(page):
    page.get_by_role("button", name="Show comments").click()
    page.locator(".comments > form").wait_for()


def write(page, text, name=""):
    form = page.locator(".comments > form")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Comment").fill(text)
    form.get_by_role("button", name="Post comment").click()


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_a_comment_is_posted_approved_read_and_taken_back(browser, server):
    with reading(browser, server.address) as page:
        assert [url for url in page.asked if "isso" in url] == []
        assert {url.split("/")[2] for url in page.asked} == {server.address.split("/")[2]}
        show(page)
        assert page.get_by_text("No comments yet.").is_visible()
        write(page, "Odds are\na ratio <b>of</b> chances.", "Ada & <Co>")
        own = page.locator(".comments li")
        own.get_by_text("waits for approval").wait_for()
        assert own.locator(".comment-text").inner_text() == "Odds are\na ratio <b>of</b> chances."
        assert own.locator("bdi").inner_text() == "Ada & <Co>"

        with reading(browser, server.address) as other:
            show(other)
            assert other.locator(".comments li").count() == 0

            page.reload()
            show(page)
            assert own.get_by_text("waits for approval").is_visible()
            server.moderate("Activate")
            page.reload()
            show(page)
            assert own.get_by_text("waits for approval").count() == 0

            other.reload()
            show(other)
            assert other.locator(".comment-text").inner_text().startswith("Odds are")
            assert other.get_by_role("button", name="Delete").count() == 0
            other.get_by_role("button", name="Reply").click()
            reply = other.locator("li form")
            reply.get_by_label("Comment").fill("And logits are their logarithms.")
            reply.get_by_role("button", name="Post reply").click()
            other.locator("li li").get_by_text("waits for approval").wait_for()
            server.moderate("Activate")
            assert other.complaints == []

        own.get_by_role("button", name="Edit").first.click()
        area = page.locator("li form").get_by_label("Comment")
        assert area.input_value() == "Odds are\na ratio <b>of</b> chances."
        area.fill("Odds are p/(1-p).")
        page.get_by_role("button", name="Save").click()
        page.locator("li .comment-text").get_by_text("Odds are p/(1-p).").wait_for()
        page.reload()
        show(page)
        texts = page.locator(".comment-text").all_inner_texts()
        assert texts == ["Odds are p/(1-p).", "And logits are their logarithms."]
        assert page.locator("li li .comment-text").count() == 1

        own.get_by_role("button", name="Delete").first.click()
        assert page.locator(".comment-text").count() == 2
        own.get_by_role("button", name="Delete for good").click()
        page.get_by_text("This comment was deleted.").wait_for()
        assert page.locator("li li .comment-text").count() == 1
        server.moderate("Delete")
        page.reload()
        show(page)
        assert page.locator(".comments li").count() == 0
        assert page.complaints == []


def test_the_keyboard_does_it_all_on_a_phone_in_the_dark(browser, server):
    with reading(browser, server.address, width=360, dark=True) as page:
        page.get_by_role("button", name="Show comments").focus()
        page.keyboard.press("Enter")
        page.locator(".comments > form").wait_for()
        focused = "(e => e.closest('label') ?? e)(document.activeElement).textContent"
        assert page.evaluate(focused) == "Comments"
        for label in ("Name (optional)", "Comment"):
            page.keyboard.press("Tab")
            assert page.evaluate(focused) == label
        page.keyboard.type("Typed / by hand. Find next, search.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".comments li").wait_for()
        assert page.evaluate("document.activeElement.id").startswith("isso-")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate(focused) == "Comment"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id").startswith("isso-")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.get_by_text("No comments yet.").wait_for()
        assert page.evaluate(focused) == "Comments"
        assert overflow(page) <= 0
        shades = page.locator(".comments textarea").evaluate(
            "area => [getComputedStyle(area).backgroundColor, getComputedStyle(area).color]"
        )
        assert shades == ["rgb(30, 33, 41)", "rgb(226, 228, 233)"]
        assert page.complaints == []


HOSTILE = {
    "scripts": "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>",
    "styles": "<style>* {display: none}</style><p style='position: fixed; inset: 0'>over</p>",
    "links": "[press](javascript:alert(4)) <a href='javascript:alert(5)'>x</a> https://a.b/c",
    "one line": "W" * 10_000,
    "many lines": "x\n" * 5_000 + "x",
    "marks": "\u202e" * 10 + "desrever" + "Z\u0351\u0352\u0363" * 200,
}


def test_hostile_comments_are_text_in_their_column(browser, server):
    for text in HOSTILE.values():
        sent = {"text": text, "author": text[:500], "title": "</script>"}
        network = {"X-Forwarded-For": f"10.0.{next(NETWORKS)}.1"}
        status, _, body = answered(f"{server.address}isso/new?uri=%2F", sent, headers=network)
        assert status == 202, body
        server.moderate("Activate")
    with reading(browser, server.address, width=360) as page:
        show(page)
        shown = page.locator(".comment-text").evaluate_all("all => all.map(p => p.textContent)")
        assert shown == list(HOSTILE.values())
        assert page.locator(".comments :is(a, img, svg, script, style, [style])").count() == 0
        assert page.locator(".comment-text").nth(4).get_attribute("tabindex") == "0"
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert overflow(page) <= 0
            wide = "all => all.filter(p => p.scrollWidth > p.clientWidth).length"
            assert page.locator(".comments p").evaluate_all(wide) == 0
            assert page.locator(".comments").bounding_box()["height"] < 10_000
        assert {url.split("/")[2] for url in page.asked} == {server.address.split("/")[2]}
        assert page.complaints == []
    for link in server.links("Delete")[-len(HOSTILE) :]:
        answered(link, b"", "POST")


def test_a_comment_too_large_or_too_often_is_refused_with_words(browser, server):
    with reading(browser, server.address) as page:
        show(page)
        write(page, "x" * 1_000_000)
        fault = page.locator(".comment-fault")
        assert fault.inner_text() == "A comment may have 65,535 characters; this one has 1,000,000."
        write(page, " x ")
        assert fault.inner_text() == "Write at least three characters."
        for text in ("one and one", "two and two"):
            write(page, text)
            page.locator(".comment-text").get_by_text(text).wait_for()
        write(page, "three and three")
        page.get_by_text("Too many comments came from your network").wait_for()
        assert page.locator("textarea").input_value() == "three and three"
        assert page.locator(".comments li").count() == 2
        page.locator(".comments li").first.get_by_role("button", name="Delete").click()
        page.context.clear_cookies()
        page.get_by_role("button", name="Delete for good").click()
        page.get_by_text("This comment can no longer be changed.").wait_for()
        refused = [text for text in page.complaints if "403" not in text]
        assert refused == []
    large = {"text": "x" * 1_000_000, "title": "t"}
    assert answered(f"{server.address}isso/new?uri=%2F", large)[0] == 413


def test_a_server_that_fails_is_told_of_and_asked_again(browser, server):
    failures = [
        lambda route: route.abort(),
        lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"),
        lambda route: route.fulfill(json={"replies": 7}),
    ]
    with reading(browser, server.address) as page:
        button = page.locator(".comments button")
        for failure in failures:
            page.route(re.compile("/isso/"), failure)
            button.click()
            page.get_by_text("The comments cannot be had just now.").wait_for()
            assert button.inner_text() == "Try again"
            assert button.evaluate("button => button === document.activeElement")
            page.unroute(re.compile("/isso/"))
            page.evaluate("document.querySelector('[role=status]').textContent = ''")
        button.click()
        page.get_by_text("No comments yet.").wait_for()
        assert page.locator(".comments form").count() == 1


NGINX = """{user} daemon off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {site}; {rule} }}
}}
"""


def test_the_rule_for_nginx_serves_isso_under_the_sites_address(isso, variants, tmp_path):
    nginx = installed("nginx", ("nginx", "/usr/sbin/nginx"), "nginx-light")
    front, back = port(), port()
    at = f"http://127.0.0.1:{front}"
    readme = (ROOT / "README.md").read_text("utf-8")
    rule = re.search(r"```nginx\n(.*?)```", readme, re.S)[1]
    assert rule.count(":8002") == 1
    rule = rule.replace(":8002", f":{back}")
    user = "" if os.geteuid() else "user root;"
    written = NGINX.format(user=user, folder=tmp_path, port=front, site=variants["isso"], rule=rule)
    (tmp_path / "nginx.conf").write_text(written, "utf-8")
    configured = comments.configuration(tmp_path, [f"{at}/"], back)
    proxy = [nginx, "-p", tmp_path, "-e", "stderr", "-c", tmp_path / "nginx.conf"]
    server = [sys.executable, "-c", "import isso; isso.main()", "-c", configured, "run"]
    with running(proxy, tmp_path / "p"), running(server, tmp_path / "log"):
        until(lambda: listening(f"http://127.0.0.1:{back}/"), "isso listens")
        until(lambda: listening(f"{at}/"), "nginx listens")
        assert "data-kind" in answered(f"{at}/")[2]
        new, sent = f"{at}/isso/new?uri=%2F", {"text": "By nginx.", "title": "t"}
        for number in (1, 2):
            status, headers, body = answered(
                new, sent, headers={"X-Forwarded-For": f"7.{number}.0.1"}
            )
            assert status == 202, body
            assert "SameSite=Lax" in headers["Set-Cookie"]
        # A third network is no third network because the reader's browser says so.
        status, _, body = answered(new, sent, headers={"X-Forwarded-For": "7.3.0.1"})
        assert status == 403 and "127.0.0.0: ratelimit" in body
        link = re.findall(r"Activate comment: (\S+)", (tmp_path / "log").read_text("utf-8"))[-1]
        assert link.startswith(f"{at}/isso/id/2/activate/")
        assert answered(link, b"", "POST")[0] == 200
        assert "By nginx." in answered(f"{at}/isso/?uri=%2F")[2]
        assert answered(f"{at}/isso/admin/")[0] == 200
        script = urllib.parse.quote("/</script><script>alert(1)</script>")
        assert answered(f"{at}/isso/new?uri={script}", sent)[0] == 400
        large = {"text": "x" * 1_000_000, "title": "t"}
        assert answered(new, large)[0] == 413


def test_what_the_sentence_links_to_is_a_feed_of_the_page(server):
    status, headers, body = answered(f"{server.address}isso/feed?uri=/")
    assert status == 200 and "xml" in headers["Content-Type"]
    assert "Comments for" in body
