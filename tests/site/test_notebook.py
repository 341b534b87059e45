"""A notebook's page is the theme's own, with formulas and figures as its article has them."""

import re

import pytest
from explainer.project import ROOT
from explainer.proof import notebook
from explainer.publishing import notebook_html
from jinja2 import Environment, FileSystemLoader

OWN = {path.stem: page for path, page in notebook.own()}
FRONT = "from-logits-to-probabilities"


def published(site, name):
    return (site / "notebooks" / name / "index.html").read_text("utf-8")


def article(site, name):
    page = OWN[name].path.stem.removesuffix("index")
    return (site / page / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", OWN)
def test_its_page_offers_the_file_and_asks_no_other_host(name, site):
    html = published(site, name)
    assert f'href="{name}.ipynb" download' in html
    file = site / "notebooks" / name / f"{name}.ipynb"
    assert file.read_bytes() == (ROOT / "docs" / "notebooks" / file.name).read_bytes()
    assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(?:https?:)?//", html)


@pytest.mark.parametrize("name", OWN)
def test_its_published_page_is_the_theme_s_own_not_the_plugin_s(name, site):
    html = published(site, name)
    assert "jupyter-wrapper" not in html and "In [1]" not in html and "Copied!" not in html
    headings = re.findall(
        r'<h([12]) id="([\w-]+)">[^<]*<a class="headerlink" href="#([\w-]+)"', html
    )
    assert headings and headings[0][0] == "1"
    assert all(own == target for _, own, target in headings)
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert ".jp-" not in styles


@pytest.mark.parametrize("name", OWN)
def test_its_formulas_and_figures_are_those_of_its_article(name, site):
    html, other = published(site, name), article(site, name)
    bare = re.sub(r"<(pre|code|script)\b.*?</\1>", "", html, flags=re.S)
    assert not re.search(r"\$|\\[a-z]", bare)
    equations = [
        re.findall(r'<(?:div class="equation"|mtr) id="([^"]*)"', one) for one in (html, other)
    ]
    assert equations[0] == equations[1] != []
    # Colours too, though no notebook has them.
    first = [re.search(r'<math display="block">.*?</math>', one, re.S)[0] for one in (html, other)]
    assert first[0] == first[1] and 'class="' in first[0]
    drawn = [re.findall(r'<figure [^>]*data-figure="(\w+)"', one) for one in (html, other)]
    assert drawn[0] == drawn[1] and html.count('role="img"') == len(drawn[0])
    assert html.count("<figcaption>") == len(drawn[0]) and "data-live" not in html


@pytest.mark.parametrize("name", OWN)
def test_every_place_that_it_links_to_is_there_once(name, site):
    html = published(site, name)
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert {m for m in re.findall(r'href="#([^"]+)"', html)} <= set(ids)


def cell(inside, name="a", kind="MarkdownCell"):
    return f'<div class="jp-Cell jp-{kind}" id="cell-id={name}">{inside}</div>'


def words(inside):
    return cell(f'<div class="jp-RenderedMarkdown">{inside}</div>')


def cut(*cells):
    """Cells as the plugin writes them, cut down."""
    wrapper = f'<div class="jupyter-wrapper">{"".join(cells)}</div>'
    return notebook_html.made(wrapper, {}).removeprefix('<div class="notebook">\n')[:-7]


CODE = '<div class="highlight-ipynb hl-python"><pre>{}</pre></div>'
OUTPUT = '<div class="jp-OutputArea-output"><div class="jp-RenderedText"><pre>{}</pre></div></div>'


def test_a_cell_of_code_is_a_listing_with_its_output():
    inside = '<div class="jp-InputPrompt">In [1]:</div><div class="zeroclipboard-container">c</div>'
    inside += CODE.format('<span class="n">a</span>') + OUTPUT.format("1 &lt; 2")
    assert cut(cell(inside, kind="CodeCell")) == (
        '<div class="highlight language-python"><pre><code><span class="n">a</span></code></pre>'
        '</div>\n<div class="highlight language-text"><pre><code>1 &lt; 2</code></pre></div>'
    )


def test_code_that_jupyter_folds_is_folded():
    inside = CODE.format("# @title A &amp; b\nx") + OUTPUT.format("2")
    folded = '<details class="example"><summary>A &amp; b</summary>'
    only_code = cut(cell(inside, kind="CodeCell celltag_hide-input"))
    assert only_code.startswith(folded) and only_code.endswith("<code>2</code></pre></div>")
    both = cut(cell(inside, kind="CodeCell celltag_hide-cell"))
    assert both.startswith(folded) and both.endswith("</details>")


def test_the_code_of_a_box_is_one_fold_under_its_head():
    code = [cell(CODE.format(n), f"c{n}", "CodeCell celltag_hide-input") for n in range(3)]
    html = cut(
        words("<p><strong>Two: <code>a</code></strong></p>"),
        *code[:2],
        words("<p>And</p>"),
        code[2],
    )
    heads = re.findall("<summary>(.*?)</summary>", html)
    assert heads == ["Two: <code>a</code>", "Code"] and html.count("<details") == 2
    assert html.index("<code>1</code>") < html.index("</details>") and "<strong>" not in html


def test_a_formula_is_set_and_a_line_does_not_break_before_its_comma():
    sentence = "<p>Let $a &lt; b$, and <code>$c$</code>:</p>"
    html = cut(words(f"{sentence}\n<p>\\begin{{equation*}}\nx\n\\tag{{3}}\n\\end{{equation*}}</p>"))
    assert re.search(
        r'<span class="joined"><math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>,</span>', html
    )
    assert "<code>$c$</code>" in html
    assert re.search(r'</p>\n<div class="equation" id="equation-3">.*\(3\)</a></div>$', html)


def test_data_that_are_stored_in_a_cell_are_not_shown():
    stored = "# @title Data\nb64decode(&quot;AAAA&quot;)"
    html = cut(cell(CODE.format(stored), kind="CodeCell celltag_hide-input"))
    assert 'b64decode("…")' in html and "AAAA" not in html


def test_on_a_phone_its_listings_reach_from_edge_to_edge_as_in_the_article(opened, address):
    found = {}
    for path in (".", f"notebooks/{FRONT}/"):
        with opened(address + path, width=360) as page:
            box = page.locator("article .section > .highlight").first.bounding_box()
            found[path] = box["x"], box["width"]
            assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert set(found.values()) == {(0, 360)}


@pytest.mark.parametrize(
    "repository, edit, colab",
    [
        (None, None, None),
        (
            "https://github.com/o/r",
            "edit/main/docs/",
            "https://colab.research.google.com/github/o/r/blob/main/docs/notebooks/x.ipynb",
        ),
        ("https://git.example.org/o/r", "edit/main/docs/", None),
    ],
)
def test_once_the_owner_has_set_the_repository_a_link_opens_it_elsewhere(repository, edit, colab):
    theme = Environment(loader=FileSystemLoader(ROOT / "scripts" / "explainer" / "theme"))
    page = {
        "abs_url": "/sub/notebooks/x/",
        "nb_url": "/sub/notebooks/x/x.ipynb",
        "edit_url": repository and f"{repository}/{edit}notebooks/x.ipynb",
    }
    html = theme.get_template("partials/notebook-links.html").render(page=page)
    links = re.findall(r'href="([^"]*)"', html)
    assert links == ["x.ipynb", *([colab] if colab else [])]
