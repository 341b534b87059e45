"""The author's server follows what is saved, answers as HTTP has it, and ends when it is told."""

import json
import re
import signal
import socket
import subprocess
import sys

import circles
import pytest
from explainer.project import ROOT
from explainer.publishing import serve
from explainer.reader import yaml_nodes
from served import PANEL, PATIENCE, Server, running, save


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(circles.write(tmp_path_factory.mktemp("served") / "project")) as server:
        yield server


def test_an_address_without_a_page_learns_of_the_next_build(server):
    assert "livereload(" in server.page("no/such/page/")


def test_what_is_served_is_searched_as_what_is_published(server):
    docs = json.loads(server.page("search/search_index.json"))["docs"]
    (area,) = (entry for entry in docs if entry["location"] == "#area")
    assert "2πr = τr" in area["text"]


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


def test_a_first_build_that_fails_is_shown_and_mended_too(tmp_path):
    project = circles.write(tmp_path / "project")
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


def test_what_editors_leave_beside_a_file_is_no_save(tmp_path):
    excluded = yaml_nodes.entries(yaml_nodes.settings())
    patterns = excluded["exclude_docs"].value.partition("editors")[2].split("\n")[1:]
    made = [p.lstrip("\\/").replace("*", "draft.md").replace("?", "p") for p in patterns if p]
    assert len(made) > 6
    for name in (*made, ".draft.md.swp", "draft.md"):
        (tmp_path / name).touch()
    assert [entry.name for entry in serve.watched(tmp_path)] == ["draft.md"]


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


def test_what_the_server_itself_runs_counts_when_it_is_started_again(server):
    (server.project / "scripts" / "explainer" / "publishing" / "http.py").touch()
    server.until(lambda _: "http.py changed: stop and start the server" in server.said())


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        *(("scripts/explainer/a.py", True), ("scripts/notation.toml", True)),
        *(("snippets/a.py", True), ("snippets/a.md", False), ("scripts/figures/a.py", False)),
        *(("docs/concepts.css", True), ("docs/page.css", False)),
    ],
)
def test_programs_begin_anew_for_what_they_run_but_not_for_a_figure(
    tmp_path, monkeypatch, name, counts
):
    (tmp_path / "scripts" / "explainer").mkdir(parents=True)
    homes = {"SCRIPTS": "scripts", "FIGURES": "scripts/figures", "SNIPPETS": "snippets"}
    for place, folder in homes.items():
        (tmp_path / folder).mkdir(exist_ok=True)
        monkeypatch.setattr(serve, place, tmp_path / folder)
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(serve, "STYLESHEET", tmp_path / "docs" / "concepts.css")
    code, path = serve.Code(), tmp_path / name
    path.touch()
    assert code.changed() == ({path} if counts else set())
    assert code.changed() == set()


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


@pytest.fixture
def writing(tmp_path, monkeypatch):
    """A server whose checks have written a notebook; what is asked of them is in `asked`."""
    server = serve.AuthorServer(0, tmp_path)
    server.asked, server.checker.written = [], {"a.ipynb"}
    monkeypatch.setattr(server, "build", lambda: ([], False))
    monkeypatch.setattr(server.checker, "ask", lambda: server.asked.append("ask"))
    monkeypatch.setattr(server.checker, "answer", lambda _: server.asked.append("answer") or [])
    yield server
    server.server_close()


def saved(server, *files):
    """Whether a save reloads the pages that are open."""
    server.saved, server._wanted_epoch = {*files}, server._visible_epoch + 1
    server.rebuild()
    return server._wanted_epoch != server._visible_epoch


def test_what_the_checks_write_is_built_and_reloads_no_page(writing):
    assert not saved(writing, "a.ipynb") and writing.asked == []


def test_what_an_author_saves_beside_it_or_after_it_is_checked_and_shown(writing):
    assert saved(writing, "a.ipynb", "b.md") and writing.asked == ["ask", "answer"]
    assert not saved(writing, "a.ipynb")
    assert saved(writing, "a.ipynb") and writing.asked == 2 * ["ask", "answer"]
