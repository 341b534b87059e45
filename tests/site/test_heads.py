"""The head of every page says what is so: its own address, title and words, the paper's colours."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import material
import pytest
import yaml
from explainer.drawing import pictures
from explainer.palette import COLOUR, DARK
from explainer.project import DOCS, ROOT
from explainer.publishing import publish
from explainer.publishing.tags import edit
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

HOME = "https://example.org/at/"
SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8")
NAV = yaml.safe_load(SETTINGS.partition("\nnav:")[2].partition("\n\n")[0])
NAMES = {file: name for entry in NAV for name, file in entry.items() if isinstance(file, str)}
NOTEBOOKS = {
    file: name
    for entry in NAV
    for within in entry.values()
    if not isinstance(within, str)
    for one in within
    for name, file in one.items()
}
NAME = "From logits to probabilities"
FETCHED = ("stylesheet", "preload", "icon", "modulepreload")


class Head:
    """What one page says of itself."""

    def __init__(self, html, folder):
        self.html, self.folder, self.tags = html, folder, []
        edit(html, self.tags.append)

    def all(self, name, key, value):
        return [tag for tag in self.tags if tag.name == name and tag.get(key) == value]

    def meta(self, name):
        """The content of the one `<meta>` of that name or property."""
        found = self.all("meta", "name", name) + self.all("meta", "property", name)
        (tag,) = found
        return tag.get("content")

    def link(self, rel):
        (tag,) = self.all("link", "rel", rel)
        return tag.get("href")

    @property
    def title(self):
        (tag,) = [tag for tag in self.tags if tag.name == "title"]
        return tag.body.strip()


def address(file):
    """The address that MkDocs gives to a file of docs/."""
    stem = file.removesuffix(".md").removesuffix(".ipynb")
    return HOME if stem == "index" else f"{HOME}{stem}/"


@pytest.fixture(scope="module")
def heads(tmp_path_factory):
    """The published pages, with a formula as all that they hold, by the file of their source."""
    folder = tmp_path_factory.mktemp("heads")
    config = load_config(str(ROOT / "mkdocs.yml"), site_url=HOME)
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    theme, made = config.theme.get_env(), {}
    nav = get_navigation(files, config)
    for page in nav.pages:
        if page.file.src_uri.endswith(".md"):
            page.read_source(config)
        else:
            page.nb_url = f"{page.abs_url}a.ipynb"  # as the plugin for notebooks does
        page.content = "" if page.title == "Glossary" else "<math></math>"
        context = get_context(nav, files, config, page)
        made[page.file.src_uri] = folder / page.file.dest_uri
        made[page.file.src_uri].parent.mkdir(parents=True, exist_ok=True)
        html = theme.get_template("main.html").render(context)
        made[page.file.src_uri].write_text(html, "utf-8")
    made["404"] = folder / "404.html"
    context = get_context(nav, files, config, base_url="/at")
    made["404"].write_text(theme.get_template("404.html").render(context), "utf-8")
    publish.publish(folder)
    return {file: Head(path.read_text("utf-8"), folder) for file, path in made.items()}


@pytest.fixture(params=NAMES)
def page(request, heads):
    """Of one page of nav its head, its file, and what its author said at its top."""
    text = (DOCS / request.param).read_text("utf-8")
    return heads[request.param], request.param, yaml.safe_load(text.split("---")[1])


def test_every_page_tells_its_own_address_wherever_it_tells_one(page):
    head, file, _ = page
    assert head.link("canonical") == head.meta("og:url") == address(file)
    name = "index" if file == "index.md" else file.removesuffix(".md")
    assert head.meta("og:image") == f"{HOME}pictures/{name}.png"


def test_every_page_is_called_and_described_as_its_author_did(page):
    head, file, said = page
    whole = NAME if file == "index.md" else f"{said['title']} \N{EN DASH} {NAME}"
    assert head.title == whole
    assert head.meta("og:title") == head.meta("og:image:alt") == said["title"]
    assert head.meta("description") == head.meta("og:description") == said["description"]
    assert (head.meta("og:site_name"), head.meta("og:type")) == (NAME, "article")
    # The size of every picture, of which test_pictures.py makes sure.
    assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1200", "630")
    assert head.meta("twitter:card") == "summary_large_image"


def test_a_notebook_is_described_by_what_it_is_and_can_be_downloaded(heads):
    assert len(NOTEBOOKS) > 2
    for file, name in NOTEBOOKS.items():
        head = heads[file]
        assert head.link("canonical") == head.meta("og:url") == address(file)
        assert head.meta("og:title") == name and head.title == f"{name} \N{EN DASH} {NAME}"
        said = head.meta("description")
        assert said == head.meta("og:description")
        assert said.startswith(f"{name}, to run and to change: ") and NAME in said
        assert 'href="a.ipynb" download' in head.html
    assert not [file for file in NAMES if "notebook-links" in heads[file].html]


def test_every_page_leads_to_the_ones_before_and_after_it(heads):
    files = [next(iter(entry.values())) for entry in NAV]
    pairs = [pair for pair in pairwise(files) if all(isinstance(file, str) for file in pair)]
    assert len(pairs) > 2
    for before, after in pairs:
        name = after.removesuffix(".md")
        assert heads[before].link("next").removeprefix("../") == f"{name}/"
        back = "" if before == "index.md" else f"{before.removesuffix('.md')}/"
        assert heads[after].link("prev").removeprefix("..").lstrip("/") == back


@pytest.mark.parametrize("file", [*NAMES, "404"])
def test_every_page_is_framed_for_its_readers(heads, file):
    head = heads[file]
    assert head.html.lstrip().startswith('<!doctype html>\n<html lang="en"')
    assert '<meta charset="utf-8">' in head.html[:1024]  # Further down no browser looks.
    viewport = head.meta("viewport").split(",")
    assert "width=device-width" in viewport and not re.search("maximum|user", str(viewport))
    papers = {
        tag.get("media"): tag.get("content") for tag in head.all("meta", "name", "theme-color")
    }
    assert papers == {
        "(prefers-color-scheme: light)": COLOUR["paper"],
        "(prefers-color-scheme: dark)": DARK["paper"],
    }
    assert set(head.meta("color-scheme").split()) == {"light", "dark"}


@pytest.mark.parametrize("file", [*NAMES, "404"])
def test_nothing_is_fetched_before_the_policy_is_known(heads, file):
    tags = heads[file].tags
    policies = [n for n, t in enumerate(tags) if t.get("http-equiv") == "Content-Security-Policy"]
    fetching = [n for n, t in enumerate(tags) if t.get("src") or t.get("rel") in FETCHED]
    assert len(policies) == 1 and policies[0] < min(fetching)


THEME = Path(material.__file__).parent / "templates"


@pytest.mark.parametrize("file", [*NAMES, *NOTEBOOKS, "404"])
def test_what_a_page_fetches_is_there_from_where_it_stands(heads, file):
    head, fetched = heads[file], []
    # At an address that is none, which may be anywhere, only whole paths lead to the files.
    here = f"{HOME}any/where/" if file == "404" else address(file)
    for tag in head.tags:
        if tag.name == "script" or tag.get("rel") in FETCHED:
            fetched.append(urljoin(here, tag.get("src") or tag.get("href") or ""))
    fetched = [found.removeprefix(HOME) for found in fetched if found != here]
    assert len(fetched) > 8
    homes = (head.folder, DOCS, THEME)
    assert [name for name in fetched if not any((home / name).is_file() for home in homes)] == []


@pytest.mark.parametrize("file", [*NAMES, *NOTEBOOKS, "404"])
def test_the_themes_search_is_no_dialog_and_says_what_to_do(heads, file):
    assert 'role="dialog"' not in heads[file].html
    assert "Type to search" in heads[file].html


@pytest.mark.parametrize("file", [*NAMES, "404"])
def test_the_font_of_formulas_is_fetched_first_by_pages_that_have_some(heads, file):
    fonts = heads[file].all("link", "as", "font")
    assert len(fonts) == heads[file].html.count("<math>")
    for font in fonts:
        # Fonts are always asked for so; asked for otherwise, they are fetched twice.
        assert font.get("crossorigin") == ""
        assert (font.get("rel"), font.get("type")) == ("preload", "font/woff2")
        assert (DOCS / "fonts" / font.get("href").rpartition("/")[2]).is_file()


def test_at_an_address_that_is_none_every_page_is_named(heads):
    head = heads["404"]
    listed = head.html.partition('class="missing"')[2].partition("</ul>")[0]
    for file, name in NAMES.items():
        name = NAME if file == "index.md" else name
        path = address(file).removeprefix("https://example.org")
        assert f'<a href="{path}">{name}</a>' in listed.replace('href="/at/."', 'href="/at/"'), file
    assert head.title == f"There is no such page \N{EN DASH} {NAME}"
    assert '<a href="/at/?q=">' in head.html.replace("/at/.?q", "/at/?q")
    assert head.html.count("<h1") == 1


def head(url, site_url, title="Title", meta=None):
    """What the theme's template puts into the head of a page."""
    base = "{% block extrahead %}{% endblock %}{% block header %}{% endblock %}"
    base += "{% block content %}{% endblock %}{% block scripts %}{% endblock %}"
    ours = FileSystemLoader(ROOT / "scripts" / "explainer" / "theme")
    theme = Environment(loader=ChoiceLoader([DictLoader({"base.html": base}), ours]))
    theme.filters["url"] = str
    canonical = site_url and site_url + url
    page = {"url": url, "title": title, "meta": meta or {}, "canonical_url": canonical}
    config = {"site_name": "S", "site_url": site_url, "theme": {}}
    config["extra"] = {"pictures": pictures.FOLDER}
    return theme.get_template("main.html").render(page=page, config=config)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("", "index.html"),
        ("./", "index.html"),
        ("index.html", "index.html"),
        ("glossary/", "glossary/index.html"),
        ("glossary.html", "glossary.html"),
        ("notebooks/on_odds/", "notebooks/on_odds/index.html"),
    ],
)
def test_the_address_that_a_page_tells_is_the_picture_that_the_build_makes(url, file):
    made = f"https://example.org/sub/pictures/{pictures.name_of(file)}.png"
    assert f'og:image" content="{made}"' in head(url, "https://example.org/sub/")


def test_without_an_address_of_the_site_a_page_tells_its_title_but_no_picture():
    html = head("glossary/", None)
    assert 'og:title" content="Title"' in html
    assert "og:image" not in html and "og:url" not in html


def test_a_page_is_shared_under_its_own_title_not_under_its_name_in_the_contents():
    assert 'og:title" content="Own"' in head("", None, "Article", {"title": "Own"})
