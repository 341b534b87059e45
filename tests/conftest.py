"""What many tests share: the site built once, a server for it, browsers, and the figures' stage."""

import json
import os
import subprocess
import sys
import threading
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
import stage
from browsers import CHROMIUM, FIREFOX, QUIET, WEBKIT, installed
from explainer import mutex
from explainer.project import ROOT
from explainer.reader.pages import Page
from firefox import Firefox
from moving import wake
from trials import ELSEWHERE, whole
from visits import Visit, visited
from windows import Windows

FIRST = (
    *("site/test_build", "project/test_serve_mistakes", "proof/test_mutate", "site/test_axe"),
    *("site/test_webkit", "site/test_firefox", "site/test_keyboard", "site/test_sections"),
    *("site/test_budgets", "site/test_look", "site/test_html"),
)
"""Files that take longest, so that none of them is begun last."""


def pytest_xdist_auto_num_workers():
    """Half as many again as there are cores: much of the time, tests wait for a browser to rest."""
    return os.cpu_count() * 3 // 2


def pytest_collection_modifyitems(items):
    order = {ROOT / "tests" / f"{name}.py": place for place, name in enumerate(FIRST)}
    assert all(path.is_file() for path in order), "tests/conftest.py: FIRST names what is not there"
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """A function that has a folder made once for all who test at a time; returns it."""
    home = tmp_path_factory.getbasetemp()
    home = home if worker_id == "master" else home.parent

    def made(name, make):
        folder, begun = home / "once" / name, home / "once" / f"{name}.{worker_id}"
        with mutex.held(home / f"{name}.lock"):
            if not folder.is_dir():
                begun.parent.mkdir(exist_ok=True)
                make(begun)
                begun.rename(folder)
        return folder

    return made


@pytest.fixture
def page(tmp_path):
    """A function that writes a page of some text, as one of docs/ is read; returns it."""

    def write(text, name="x.md"):
        (tmp_path / name).write_bytes(text.encode())
        return Page(tmp_path / name)

    return write


@pytest.fixture(scope="session")
def site(once):
    """The published site, as `make build` makes it."""

    def make(folder):
        command = [sys.executable, "-m", "explainer", "build", "--into", str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr

    return once("site", make)


@pytest.fixture(scope="session")
def elsewhere(site, once):
    """The same site at an address of its own, without the proofs, from caches that are warm."""

    return once("elsewhere", lambda folder: whole(ROOT, "--into", str(folder), **ELSEWHERE))


@pytest.fixture(scope="session")
def variants(once):
    """A site of one page as it is published with each kind of comments, by the kind."""
    import talk

    folder = once("comments", talk.build)
    return {kind: folder / kind for kind in talk.KINDS}


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def serve_folder():
    """A function that serves a folder over HTTP until the session ends; returns its address."""
    servers = []

    def start(folder, handler=QuietHandler):
        handler = partial(handler, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(site, serve_folder):
    """Where the published site is served: `http://127.0.0.1:PORT/`."""
    return serve_folder(site)


@pytest.fixture(scope="session")
def pages(site):
    """The addresses of the site's pages, below its own."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert "index.html" in names and len(names) > 4
    return [name.removesuffix("index.html") for name in names]


@pytest.fixture(scope="session")
def kinds(pages):
    """Of the pages one notebook only, as they are made alike: for what takes long."""
    notebooks = [name for name in pages if name.startswith("notebooks/")]
    return [name for name in pages if name not in notebooks[1:]]


@pytest.fixture(scope="session")
def browser():
    """Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    chromium = installed("Chromium", CHROMIUM, "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def opened(browser):
    """Opens an address in Chromium as a reader who comes for the first time: `with opened(…)`."""
    return Windows(browser).opened


@pytest.fixture(scope="session")
def firefox():
    """Firefox as it is installed, driven by Puppeteer: Playwright drives only its own."""
    firefox = Firefox(installed("Firefox", FIREFOX, "firefox-esr"))
    yield firefox
    firefox.close()


@pytest.fixture(scope="session")
def webkit():
    """WebKitGTK as it is installed, of Safari's engine, driven by Selenium."""
    from webkit import WebKit

    installed("screen without a monitor", ["Xvfb"], "xvfb")
    webkit = WebKit(installed("WebKit", WEBKIT, "webkit2gtk-driver"))
    yield webkit
    webkit.close()


@pytest.fixture(scope="session")
def visits(once, browser, site, address, pages, kinds):
    """Every page by its file's name, as visited by a reader who uses everything on it.

    Of the notebooks all are read, as they differ in weight, and one is used.
    """

    def make(folder):
        folder.mkdir()
        told = {}
        for name in pages:
            visit = visited(browser, site, address, name, read_only=name not in kinds)
            told[name if name.endswith(".html") else f"{name}index.html"] = visit.told()
        (folder / "visits.json").write_text(json.dumps(told), "utf-8")

    told = json.loads((once("visits", make) / "visits.json").read_text("utf-8"))
    return {name: Visit(site, address, **found) for name, found in told.items()}


@pytest.fixture(scope="session")
def staged(once, serve_folder):
    """The address of a page that shows every moving figure."""
    return serve_folder(once("stage", stage.build))


@pytest.fixture
def open_page(opened, staged):
    """Opens the stage; every message of the browser's console fails the test."""
    with ExitStack() as windows:
        pages = []

        def go(query="", figures=stage.NAMES, width=1280, **options):
            place = f"{figures[0]}.html" if len(figures) == 1 else ""
            page = windows.enter_context(opened(staged + place + query, width, 900, **options))
            pages.append(page)
            for name in figures if options.get("java_script_enabled", True) else ():
                wake(page, name)
            return page

        yield go
        assert [said for page in pages for said in page.console + page.errors] == []
