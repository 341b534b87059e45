"""What many tests share: the site built once, a server for it, and a browser."""

import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from explainer.project import ROOT
from firefox import Firefox
from visits import visited

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX = ("firefox-esr", "firefox")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The published site, as `make build` makes it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "explainer", "build", "--into", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def serve_folder():
    """A function that serves a folder over HTTP until the session ends; returns its address."""
    servers = []

    def start(folder):
        handler = partial(QuietHandler, directory=str(folder))
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


def installed(name, commands, package):
    """Where a browser is; without one the test is skipped, but never in CI."""
    if path := next(filter(None, map(shutil.which, commands)), None):
        return path
    missing = f"there is no {name} on this machine (Debian: apt install {package})"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


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
def firefox():
    """Firefox as it is installed, driven by Puppeteer: Playwright drives only its own."""
    firefox = Firefox(installed("Firefox", FIREFOX, "firefox-esr"))
    yield firefox
    firefox.close()


@pytest.fixture(scope="session")
def visits(browser, site, address):
    """Every page by its file's name, as visited by a reader who uses everything on it."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    found = {}
    for name in names:
        found[name] = visited(browser, site, address, name.removesuffix("index.html"))
    return found
