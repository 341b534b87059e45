"""Each page has a picture of its own for where it is shared: small, the same at each build."""

import subprocess
import sys

import pytest
from explainer import project
from explainer.drawing import pictures
from explainer.palette import COLOUR
from figure import moving
from matplotlib.figure import Figure
from PIL import Image

PAGE = {
    "title": "From logits to probabilities",
    "description": "What a logit is. And more.",
    "site_name": "Logits",
    "figure": None,
}
SHORT, LONG = "Odds", "Softmax, temperature, and whatever else becomes of a gradient in depth"


def colours(file):
    """Every colour of a picture, `#rrggbb`."""
    with Image.open(file) as image:
        found = image.convert("RGB").getcolors(image.width * image.height)
    return {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in found}


def test_every_page_of_the_site_has_one_and_it_is_small(site):
    pages = {path.relative_to(site) for path in site.rglob("*.html")}
    names = {pictures.name_of(page) for page in pages if page.name != "404.html"}
    found = {path.stem: path for path in (site / pictures.FOLDER).iterdir()}
    assert set(found) == names and len(names) > 3
    for path in found.values():
        with Image.open(path) as image:
            assert image.size == (1200, 630)
        assert path.stat().st_size <= 60_000, path.name


def test_no_two_pages_share_one(site):
    found = [path.read_bytes() for path in (site / pictures.FOLDER).iterdir()]
    assert len(set(found)) == len(found)


def test_the_article_shows_its_first_figure_in_the_colours_of_the_page(site):
    html = (site / "index.html").read_text("utf-8")
    assert f'data-figure="{pictures.told(html)["figure"]}"' in html.partition("</figure>")[0]
    found = colours(site / pictures.FOLDER / "index.png")
    assert {COLOUR["logit"], COLOUR["probability"], COLOUR["paper"]} <= found


@pytest.mark.parametrize("figure", [None, moving()[0]])
def test_drawn_in_another_process_it_has_the_same_bytes(figure, tmp_path):
    page, file = PAGE | {"figure": figure}, tmp_path / "other.png"
    code = (
        "from explainer.drawing import pictures; "
        f"open({str(file)!r}, 'wb').write(pictures.drawn({page}))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert file.read_bytes() == pictures.drawn(page)


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "CACHE", tmp_path)
    calls = []
    monkeypatch.setattr(pictures, "drawn", lambda page: calls.append(page) or b"picture")
    return calls


def test_it_is_drawn_once_and_again_when_what_it_is_made_of_changes(empty_cache, monkeypatch):
    assert pictures.kept(PAGE) == pictures.kept(dict(PAGE)) == b"picture"
    assert len(empty_cache) == 1
    for key, text in (("title", SHORT), ("description", "Else."), ("site_name", "Else")):
        pictures.kept(PAGE | {key: text})
    assert len(empty_cache) == 4
    monkeypatch.setattr(pictures, "digest", lambda path: f"another {path}")
    pictures.kept(PAGE)
    assert len(empty_cache) == 5


def test_another_drawing_of_the_figure_makes_another_picture(empty_cache, monkeypatch):
    class Drawn:
        svg = "<svg>one</svg>"

    monkeypatch.setattr(pictures, "drawings", lambda names: dict.fromkeys(names, Drawn))
    before = pictures.key(PAGE | {"figure": "x"})
    Drawn.svg = "<svg>two</svg>"
    assert pictures.key(PAGE | {"figure": "x"}) != before


@pytest.mark.parametrize("title", [SHORT, LONG])
@pytest.mark.parametrize("description", ["Short.", f"{LONG}, and {LONG.lower()}, and {LONG}."])
def test_words_stay_in_their_column_and_in_the_picture(title, description):
    fig = Figure(figsize=(pictures.WIDTH / 72, pictures.HEIGHT / 72), dpi=72)
    end = pictures.words(fig, PAGE | {"title": title, "description": description})
    fig.draw_without_rendering()
    assert end < pictures.HEIGHT - 40
    for text in fig.texts:
        box = text.get_window_extent()
        assert box.x0 >= pictures.LEFT - 4 and box.x1 <= pictures.LEFT + pictures.COLUMN + 4
        assert box.y0 > 0, text.get_text()


def test_lines_are_as_even_as_can_be():
    look = ("STIXGeneral", "normal", 72)
    assert pictures.wrapped("How this site is checked", look, 470) == [
        "How this site",
        "is checked",
    ]


def test_of_the_description_it_shows_the_first_sentence():
    assert pictures.promise("At 0.5, even odds. Then more.") == "At 0.5, even odds."
    assert pictures.promise("All of it") == "All of it"


def test_a_page_that_tells_no_title_has_none(tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>Bare</title>")
    assert pictures.make(tmp_path) == []


def test_texts_are_read_as_readers_see_them():
    page = "".join(
        f'<meta property="og:{key}" content="{text}">'
        for key, text in (("title", "p &amp; q"), ("description", "A &lt; B"), ("site_name", "S"))
    )
    assert pictures.told(page) == {
        "title": "p & q",
        "description": "A < B",
        "site_name": "S",
        "figure": None,
    }
