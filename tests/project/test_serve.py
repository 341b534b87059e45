"""The author's server outlives every mistake, says what it is, and recovers at the next save."""

import html
import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from explainer.mutation.sandbox import copy_project, explainer
from explainer.project import ROOT

PATIENCE = 60
"""Seconds: far more than a save takes, for machines that do much else."""
SECONDS = 20
"""Within which a mended page is back: the aim is 2, the rest is for machines that do much else."""
PANEL = '<div id="mistakes"'
FAILED = "This save cannot be built. The page behind is the last good one."


class Server:
    """`python -m explainer serve` on a copy of the project."""

    def __init__(self, project, log, **environment):
        self.project, self.log = project, log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        with log.open("w", encoding="utf-8") as output:
            command = explainer(project, "serve", f"--port={self.port}", **environment)
            self.process = subprocess.Popen(**command, stdout=output, stderr=output)

    def said(self):
        return self.log.read_text("utf-8")

    def page(self, path=""):
        """What a browser gets, whatever the status; empty while nothing listens."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()
        except (urllib.error.URLError, TimeoutError):
            return ""

    def until(self, wanted, path=""):
        """Ask until the page is as wanted; returns the seconds that took."""
        begun = time.monotonic()
        while not wanted(page := self.page(path)):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < begun + PATIENCE, self.said()[-2000:] + page[-2000:]
            time.sleep(0.05)
        return time.monotonic() - begun

    def stop(self):
        self.process.terminate()
        self.process.wait()


@pytest.fixture(scope="module")
def server(site, tmp_path_factory):
    """A running server; the site was built before, so that its caches are warm."""
    project = copy_project(tmp_path_factory.mktemp("served") / "project", warm=True)
    settings = project / "pyproject.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("\nlimit = 20\n", "\nlimit = 2\n"), "utf-8"
    )
    server = Server(project, project.parent / "log")
    server.until(lambda page: "<article" in page)
    yield server
    server.stop()


def add(text):
    return lambda old: old + text


def swap(old, new):
    def edit(text):
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


RUN = "    def run(self, lines):\n"
MISTAKES = {
    "a snippet that does not exist": (
        *("docs/index.md", add('\n\n```python\n--8<-- "no_such.py"\n```\n')),
        r"docs/index\.md:{last-1}: there is no snippets/no_such\.py; create it",
    ),
    "a section that does not exist": (
        *("docs/index.md", add('\n\n```python\n--8<-- "sigmoid.py:no_such"\n```\n')),
        r"docs/index\.md:{last-1}: snippets/sigmoid\.py has no section .*; mark it there",
    ),
    "a fence that is never closed": (
        *("docs/index.md", add("\n\n```python\nx = 1\n")),
        r"docs/index\.md:{last-1}: this fence is never closed; close it with ```",
    ),
    "a comment that is never closed": (
        *("docs/index.md", add("\n\n<!-- a remark\n")),
        r"docs/index\.md:{last}: this comment is never closed; close it with --",
    ),
    "bad TeX": (
        *("docs/index.md", add("\n\nThe sum $\\nosuch$.\n")),
        r"docs/index\.md:{last}: .*nosuch",
    ),
    "a figure that does not exist": (
        *("docs/index.md", add("\n\n![Nothing is seen here.](figures/no_such.svg)\n")),
        r"docs/index\.md:{last}: there is no figure .*no_such.*; write scripts/figures/no_such\.py",
    ),
    "a link to nowhere": (
        *("docs/index.md", add("\n\n[nothing](nowhere.md)\n")),
        r"docs/index\.md:{last}: .*nowhere\.md",
    ),
    "a number that nothing prints": (
        *("docs/glossary.md", add("\n\nIt is 0.7310585.\n")),
        r"docs/glossary\.md:{last}: no block of this section prints 0\.7310585",
    ),
    "a formula that does not hold": (
        *("docs/glossary.md", add("\n\n$$\\ln x^2 = 3\\ln x$$\n")),
        r"docs/glossary\.md:{last}: the sides of .* differ",
    ),
    "an output that is not printed": (
        *("snippets/predict_sigmoid.md", swap("[0.73105858", "[0.73105859")),
        r"snippets/predict_sigmoid\.md:13: the example prints .*; run make bless",
    ),
    "an example that never ends": (
        *("snippets/predict_sigmoid.md", swap("print(", "while True: pass\nprint(")),
        r"snippets/predict_sigmoid\.md:9: this example is not over: it has not ended after 2 secon",
    ),
    "a figure that never ends": (
        "scripts/figures/sigmoid_and_slope.py",
        swap("def draw(fig):\n", "def draw(fig):\n    while True: pass\n"),
        r"scripts/figures/sigmoid_and_slope\.py:\d+: the figure is not drawn: it has not ended",
    ),
    "a page in another encoding": (
        *("docs/glossary.md", lambda old: (old + "\n\nna\xefve\n").encode("latin-1", "replace")),
        r"docs/glossary\.md:\d+: this is not UTF-8; save the file",
    ),
    "a page that is deleted": (
        *("docs/glossary.md", lambda old: None),
        r"docs/glossary\.md:1: the file is gone; bring it back",
    ),
    "a figure that raises": (
        "scripts/figures/sigmoid_and_slope.py",
        swap("def draw(fig):\n", "def draw(fig):\n    raise ValueError('boom')\n"),
        r"scripts/figures/sigmoid_and_slope\.py:\d+: .*boom",
    ),
    "a figure that is not Python": (
        *("scripts/figures/sigmoid_and_slope.py", add("\ndef (\n")),
        r"scripts/figures/sigmoid_and_slope\.py:{last}: ",
    ),
    "a snippet that is not Python": (
        *("snippets/sigmoid.py", add("\ndef (\n")),
        r"snippets/sigmoid\.py:{last}: ",
    ),
    "settings that are not YAML": (
        *("mkdocs.yml", add("\nnav: [\n")),
        r"mkdocs\.yml:\d+: this is not YAML: .*; check the indentation",
    ),
    "an extension that does not exist": (
        *("mkdocs.yml", swap("  - tables\n", "  - no_such_extension\n")),
        r"mkdocs\.yml:\d+: markdown_extensions: .*no_such_extension",
    ),
    "a plugin that does not exist": (
        *("mkdocs.yml", swap("\nplugins:\n", "\nplugins:\n  - no_such_plugin\n")),
        r"mkdocs\.yml:\d+: plugins: .*no_such_plugin",
    ),
    "settings that are empty": (
        *("mkdocs.yml", lambda old: ""),
        r"mkdocs\.yml:1: site_name: ",
    ),
    "a template that does not close": (
        *("scripts/explainer/theme/main.html", add("\n{% block never %}\n")),
        r"scripts/explainer/theme/main\.html:\d+: .*; mend the template",
    ),
    "an extension that raises": (
        "scripts/explainer/extensions/listings.py",
        swap(RUN, f"{RUN}        1 / 0\n"),
        r"\S*extensions/listings\.py:\d+: ZeroDivisionError: .*a fault of the program",
    ),
    "an extension that is not Python": (
        *("scripts/explainer/extensions/listings.py", add("\ndef (\n")),
        r"scripts/explainer/extensions/listings\.py:{last}: ",
    ),
    "an extension that exits": (
        "scripts/explainer/extensions/listings.py",
        swap(
            "    def run(self, lines):\n",
            "    def run(self, lines):\n        raise SystemExit(3)\n",
        ),
        r"\S*extensions/listings\.py:\d+: SystemExit: 3; this is a fault of the program",
    ),
}
WARNED = {
    "a link to nowhere",
    *("a number that nothing prints", "a formula that does not hold"),
    *("an output that is not printed", "an example that never ends"),
}
OURS = {"an extension that raises", "an extension that exits"}


def save(server, path, data):
    """Write a file at one stroke: a server that looks in between must not read half of it."""
    aside = server.project.parent / "saving"
    aside.write_bytes(data)
    aside.replace(path)


def told(page):
    """The lines in the panel of a page."""
    return [html.unescape(line) for line in re.findall("<li>(.*?)</li>", page.partition(PANEL)[2])]


@pytest.mark.parametrize("name", MISTAKES)
def test_the_server_outlives(server, name):
    file, edit, expected = MISTAKES[name]
    path = server.project / file
    good = path.read_bytes()
    bad = edit(good.decode())
    said = len(server.said())
    if bad is None:
        path.unlink()
    else:
        save(server, path, bad if isinstance(bad, bytes) else bad.encode())
        last = bad.count(b"\n" if isinstance(bad, bytes) else "\n")
        expected = expected.replace("{last-1}", str(last - 1)).replace("{last}", str(last))
    try:
        server.until(lambda page: any(re.match(expected, line) for line in told(page)))
        page = server.page()
        text = server.said()[said:]
    finally:
        save(server, path, good)
    assert server.until(lambda page: page and PANEL not in page) < SECONDS
    assert "<article" in page
    assert (FAILED in page) == (name not in WARNED)
    # One line in the terminal, and a traceback only where the program itself is at fault.
    assert any(re.match(rf"\d\d:\d\d:\d\d  {expected}", line) for line in text.splitlines()), text
    assert ("Traceback" in text) == (name in OURS), text


EDITS = {
    "an extension": ("explainer/extensions/listings.py", "{: .listing ", "{: .renamed ", "renamed"),
    "the notation": ("notation.toml", "operatorname{logit}", "operatorname{lodds}", "lodds"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_machinery_counts_at_once(server, name):
    file, old, new, seen = EDITS[name]
    path = server.project / "scripts" / file
    good = path.read_text("utf-8")
    path.write_text(swap(old, new)(good), "utf-8")
    try:
        server.until(lambda page: seen in page)
    finally:
        path.write_text(good, "utf-8")
    server.until(lambda page: seen not in page)


def test_a_mistake_after_an_edit_of_the_machinery_has_its_line_and_no_trace(server):
    extension = server.project / "scripts" / "explainer" / "extensions" / "listings.py"
    page = server.project / "docs" / "index.md"
    good, said = page.read_text("utf-8"), len(server.said())
    extension.touch()
    page.write_text(good + "\n\n<!-- a remark\n", "utf-8")
    try:
        server.until(lambda page: "this comment is never closed" in page)
    finally:
        page.write_text(good, "utf-8")
    server.until(lambda page: PANEL not in page)
    assert "Traceback" not in server.said()[said:]


def test_an_address_without_a_page_learns_of_the_next_build(server):
    assert "livereload(" in server.page("no/such/page/")


def test_what_is_served_is_searched_as_what_is_published(server):
    docs = json.loads(server.page("search/search_index.json"))["docs"]
    found = {entry["location"]: entry for entry in docs}
    assert "σ" in found["glossary/#sigmoid"]["names"]
    assert "σ(z)" in found["#its-derivative"]["text"]


def test_the_browser_shows_the_mistake_and_its_mending_by_itself(server, browser):
    path = server.project / "docs" / "index.md"
    good = path.read_text("utf-8")
    page = browser.new_page()
    page.goto(server.address)
    assert page.locator("#mistakes").count() == 0
    path.write_text(good + '\n\n```python\n--8<-- "no_such.py"\n```\n', "utf-8")
    try:
        alert = page.get_by_role("alert").filter(has_text="there is no snippets/no_such.py")
        alert.wait_for(timeout=PATIENCE * 1000)
    finally:
        path.write_text(good, "utf-8")
    page.locator("#mistakes").wait_for(state="detached", timeout=PATIENCE * 1000)
    page.close()


def test_a_first_build_that_fails_is_shown_and_mended_too(site, tmp_path):
    project = copy_project(tmp_path / "project", warm=True)
    page = project / "docs" / "index.md"
    good = page.read_text("utf-8")
    page.write_text(good + "\n\n<!-- a remark\n", "utf-8")
    server = Server(project, tmp_path / "log")
    try:
        server.until(lambda page: "The site cannot be built yet." in page)
        assert "this comment is never closed" in server.page("glossary/")
        page.write_text(good, "utf-8")
        server.until(lambda page: "<article" in page and PANEL not in page)
    finally:
        server.stop()


def test_a_port_that_is_taken_is_named_with_the_way_to_choose_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "explainer", "serve", f"--port={port}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert re.fullmatch(
        rf"Port {port} cannot be had \(.+\); choose another: make serve PORT={port + 1}\n",
        done.stderr,
    )
    assert done.stdout == ""


def test_a_port_that_does_not_exist_is_named_with_those_that_do():
    command = [sys.executable, "-m", "explainer", "serve", "--port=80000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    remedy = "choose one from 1024 to 65535: make serve PORT=8000"
    assert f"there is no port 80000; {remedy}" in done.stderr


def test_a_folder_of_pages_that_was_deleted_is_followed_again_once_it_is_back(server):
    docs, aside = server.project / "docs", server.project.parent / "aside"
    docs.rename(aside)
    server.until(lambda page: PANEL in page)
    aside.rename(docs)
    server.until(lambda page: "<article" in page and PANEL not in page)
    path = docs / "index.md"
    good = path.read_text("utf-8")
    save(server, path, f"{good}\n\nFollowed again.\n".encode())
    server.until(lambda page: "Followed again." in page)
    save(server, path, good.encode())
    server.until(lambda page: page and "Followed again." not in page)


def raw(server, request):
    """The answer to a request as it is written, to the end of the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        return b"".join(iter(lambda: connection.recv(2**16), b"")).decode("latin-1")


@pytest.mark.parametrize(
    ("request_line", "host", "status"),
    [
        ("GET /glossary", "localhost", "302 Found"),
        ("GET /%00", "localhost", "404 Not Found"),
        ("GET /%ff%fe", "localhost", "404 Not Found"),
        ("POST /", "localhost", "405 Method Not Allowed"),
        ("BREW /", "localhost", "405 Method Not Allowed"),
        ("GET /", "example.org", "403 Forbidden"),
    ],
)
def test_odd_requests_get_the_answer_that_http_has_for_them(server, request_line, host, status):
    answer = raw(server, f"{request_line} HTTP/1.1\nHost: {host}\n\n")
    assert answer.startswith(f"HTTP/1.0 {status}\r\n")
    assert "Error" not in answer


def test_a_head_and_a_part_are_no_more_than_what_was_asked_for(server):
    head = raw(server, "HEAD / HTTP/1.1\nHost: localhost\n\n")
    assert head.startswith("HTTP/1.0 200 OK\r\n") and head.endswith("\r\n\r\n")
    assert int(re.search(r"Content-Length: (\d+)", head)[1]) > 10_000
    part = raw(server, "GET / HTTP/1.1\nHost: localhost\nRange: bytes=0-15\n\n")
    assert part.startswith("HTTP/1.0 206 Partial Content\r\n")
    assert part.lower().endswith("\r\n\r\n\n<!doctype html>")


def test_told_to_end_again_and_again_it_ends_and_leaves_nothing(server, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    other = Server(server.project, tmp_path / "log", TMPDIR=str(temporary))
    other.until(lambda page: "<article" in page)
    assert list(temporary.iterdir())
    for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGINT, signal.SIGINT):
        other.process.send_signal(number)
    assert other.process.wait(timeout=PATIENCE) == 0
    assert list(temporary.iterdir()) == []
    assert "Traceback" not in other.said()
