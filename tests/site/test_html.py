"""The published pages are valid HTML, and every address in them leads somewhere."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from explainer import node
from explainer.project import ROOT
from explainer.publishing.tags import edit
from trials import ELSEWHERE

VALIDATE = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = ROOT / "tests" / "site" / "htmlvalidate.mjs"
HOME = "http://here/"
ADDRESSED = ("href", "src", "action", "poster")
CSS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
# What is fetched when a module is: `import "./a.js"` and `import … from "./a.js"`.
MODULE = re.compile(r"""\b(?:import|from)\s*["'](\.[^"'$]*)["']""")


def mistakes(paths):
    """What html-validate finds: `file:line: rule: message`, a line each."""
    with TemporaryDirectory() as folder:
        # Not from a pipe: it ends before all that it has found has passed through one.
        told = Path(folder, "found.json")
        wanted = ("--config", RULES, "--formatter", f"json={told}")
        done = node.run(VALIDATE, *wanted, *paths, check=False, cwd=ROOT)
        assert not done.stderr, done.stderr
        return [
            f"{found['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
            for found in json.loads(told.read_text("utf-8"))
            for message in found["messages"]
        ]


def test_every_page_is_valid(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 3
    assert mistakes(pages) == []


def test_a_mistake_in_the_html_is_named_with_its_line(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html>\n<html lang="en"><head><title>Page</title></head><body>\n'
        '<p id="a">one<p id="a">two</p>\n<img src="a.png">\n<h2>No</h2></body></html>\n',
        "utf-8",
    )
    found = mistakes([page])
    assert f'{page}:3: no-dup-id: Duplicate ID "a"' in found
    assert any(line.startswith(f"{page}:4: wcag/h37: ") for line in found), found


def test_however_much_is_wrong_is_told_whole(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html>\n<html lang="en"><head><title>Page</title></head><body>\n'
        + '<p id="a">one</p>\n' * 1000
        + "</body></html>\n",
        "utf-8",
    )
    assert f'{page}:1002: no-dup-id: Duplicate ID "a"' in mistakes([page])


class Site:
    """A folder as a browser finds it at `home`: what is there, and what its pages point at."""

    def __init__(self, folder, home=HOME):
        self.folder, self.home, self.tags = folder, home, {}
        for path in sorted(folder.rglob("*.html")):
            found = self.tags[path.relative_to(folder).as_posix()] = []
            edit(path.read_text("utf-8"), found.append)
        self.live = next((path.name for path in folder.glob("live*") if path.is_dir()), "live")
        self.ids = {name: {tag.get("id") for tag in tags} for name, tags in self.tags.items()}

    def lacks(self, name, address):
        """What is not there of an address in a file: "file" or "anchor"; None if all is there."""
        there = urlsplit(urljoin(self.home + name.removesuffix("index.html"), address))
        home = urlsplit(self.home)
        if (there.scheme, there.netloc) != (home.scheme, home.netloc):
            return None
        if not there.path.startswith(home.path):
            return "file"
        found = unquote(there.path.removeprefix(home.path))
        if not found or found.endswith("/"):
            found += "index.html"
        if not (self.folder / found).is_file():
            return "file"
        anchor = unquote(there.fragment)
        return "anchor" if anchor and anchor not in self.ids.get(found, (anchor,)) else None

    def addresses(self):
        """Every address in pages, stylesheets and modules: (file, line, address)."""
        for name, tags in self.tags.items():
            for tag in tags:
                for attribute in ADDRESSED:
                    if address := tag.get(attribute):
                        yield name, tag.line, address
                if (tag.get("property") or "") in ("og:url", "og:image"):
                    yield name, tag.line, tag.get("content")
                if tag.get("data-live") is not None:
                    # Modules are loaded from beside the one that wakes figures.
                    home = "../" * name.count("/")
                    yield name, tag.line, f"{home}{self.live}/{tag.get('data-figure')}.js"
        for pattern, address in (("*.css", CSS), ("*.js", MODULE)):
            for path in self.folder.rglob(pattern):
                for match in address.finditer(path.read_text("utf-8")):
                    if not match[1].startswith("data:"):
                        yield path.relative_to(self.folder).as_posix(), 1, match[1]

    def broken(self):
        """Addresses that lead nowhere: `file:line: address: what is missing`, a line each."""
        for name, line, address in self.addresses():
            if lacking := self.lacks(name, address):
                yield f"{name}:{line}: {address}: no such {lacking}"


@pytest.fixture(scope="module")
def found(site):
    return Site(site)


def test_every_address_on_every_page_leads_somewhere(found):
    assert sum(1 for _ in found.addresses()) > 200
    assert list(found.broken()) == []


@pytest.mark.parametrize(
    ("tag", "complaint"),
    [
        ('<a href="no/">x</a>', "no/: no such file"),
        ('<a href="#no">x</a>', "#no: no such anchor"),
        ('<a href="other.html#no">x</a>', "other.html#no: no such anchor"),
        ('<a href="../out.html">x</a>', "../out.html: no such file"),
        ('<img src="/no.png" alt="">', "/no.png: no such file"),
        ('<meta property="og:image" content="http://here/no.png">', "no.png: no such file"),
        ('<figure data-live data-figure="no"></figure>', "live/no.js: no such file"),
        ('<a href="other.html?q#yes">x</a><a href="https://e.org/no">x</a>', None),
    ],
)
def test_an_address_that_leads_nowhere_is_named_with_its_line(tmp_path, tag, complaint):
    (tmp_path / "index.html").write_text(f"<!doctype html>\n{tag}", "utf-8")
    (tmp_path / "other.html").write_text('<p id="yes">', "utf-8")
    broken = list(Site(tmp_path).broken())
    assert len(broken) == bool(complaint)
    assert all(line.startswith("index.html:2: ") and complaint in line for line in broken)


def test_a_figure_in_a_folder_moves_by_the_same_scripts(tmp_path):
    for name in ("deep/er/index.html", "live.abc/yes.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    page = '<figure data-live data-figure="{}"></figure>'
    (tmp_path / "deep/er/index.html").write_text(page.format("yes") + page.format("no"), "utf-8")
    (line,) = Site(tmp_path).broken()
    assert line == "deep/er/index.html:1: ../../live.abc/no.js: no such file"


def test_a_file_that_a_stylesheet_or_a_module_lacks_is_named(tmp_path):
    (tmp_path / "a.css").write_text('@font-face { src: url("no.woff2") }', "utf-8")
    (tmp_path / "b.js").write_text('import { a } from "./no.js";import"./neither.js"', "utf-8")
    assert sorted(Site(tmp_path).broken()) == [
        "a.css:1: no.woff2: no such file",
        "b.js:1: ./neither.js: no such file",
        "b.js:1: ./no.js: no such file",
    ]


def test_every_place_that_the_search_knows_is_there(site, found):
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert len(places) > 30
    assert [place for place in places if found.lacks("index.html", place)] == []


def test_at_an_address_of_its_own_the_site_names_every_page_and_no_other(elsewhere):
    home = ELSEWHERE["SITE_URL"]
    found = Site(elsewhere, home)
    assert list(found.broken()) == []
    listed = re.findall(r"<loc>(.*?)</loc>", (elsewhere / "sitemap.xml").read_text("utf-8"))
    pages = sorted(home + name.removesuffix("index.html") for name in found.tags)
    assert sorted(listed) == [page for page in pages if not page.endswith("404.html")]
    for page, tags in found.tags.items():
        canonical = [tag.get("href") for tag in tags if tag.get("rel") == "canonical"]
        assert canonical in ([], [home + page.removesuffix("index.html")]), page
    # The page of what is missing, whose address may be any, names its files by whole paths.
    missing = (elsewhere / "404.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="(/[^"?]*)', missing)
    assert len(named) > 10 and all(name.startswith("/at/") for name in named)
