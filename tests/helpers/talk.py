"""A site of one page with comments of each kind, and a reader whose browser notes what it asks."""

import json
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

from explainer.project import DOCS, ROOT
from explainer.publishing import publish
from visits import WATCH

GISCUS = {
    "repo": "who/what",
    "repo_id": "R_1",
    "category": 'Ideas & "more"',
    "category_id": "DIC_1",
}
KINDS = {"isso": {"isso": "/isso/"}, "giscus": {"giscus": GISCUS}}
PAGE = "---\ntitle: Two roads\ndescription: One was taken.\n---\n\n# Two roads\n\nOne was taken.\n"
LIMIT = 20


def build(folder):
    """Publish the site with each kind of comments, in a folder of the kind's name."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    for name in ("comments", "live", "stylesheets", "fonts", "assets"):
        shutil.copytree(DOCS / name, folder / "docs" / name)
    (folder / "docs" / "index.md").write_text(PAGE, "utf-8")
    for kind, known in KINDS.items():
        where = {"docs_dir": str(folder / "docs"), "site_dir": str(folder / kind)}
        more = {"nav": ["index.md"], "plugins": ["search"], "extra": {"comments": known}}
        build(load_config(str(ROOT / "mkdocs.yml"), **where, **more))
        publish.publish(folder / kind)


def answered(address, data=None, method=None, headers=()):
    """Status, headers and body of an answer, whatever the status."""
    body = data if isinstance(data, bytes) or data is None else json.dumps(data).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"} | dict(headers)
    request = urllib.request.Request(address, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def until(condition, what):
    """The first true value of a condition."""
    ends = time.monotonic() + LIMIT
    while time.monotonic() < ends:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} within {LIMIT} s")


NETWORKS = iter(range(1, 250))


@contextmanager
def reading(browser, address, width=1280, dark=False, **more):
    """A reader's page, from a network of its own; its requests and complaints are noted."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        extra_http_headers={"X-Forwarded-For": f"10.0.{next(NETWORKS)}.1"},
        **more,
    )
    context.set_default_timeout(LIMIT * 1000)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: page.complaints.append(said.text) if said.type == "error" else None,
    )
    page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
    try:
        page.goto(address)
        page.get_by_role("button", name="Show comments").wait_for()
        yield page
    finally:
        context.close()
