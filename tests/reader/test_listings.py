"""A listing of a snippet links to the file it comes from."""

from markdown import Markdown

EXTENSIONS = [
    "attr_list",
    "pymdownx.superfences",
    "explainer.extensions.includes",
    "explainer.extensions.listings",
]


def convert(text):
    return Markdown(extensions=EXTENSIONS).convert(text)


def test_a_listing_is_headed_by_a_link_to_its_file():
    html = convert('Before.\n\n```python\n--8<-- "sigmoid.py:sigmoid"\n```')
    listing, link = html.index("def"), html.index('<p class="listing"')
    assert html.index("Before.") < link < listing
    assert 'download="sigmoid.py"' in html


def test_the_search_shows_no_file_s_name_for_what_a_section_says():
    html = convert('```python\n--8<-- "sigmoid.py:sigmoid"\n```')
    assert '<p class="listing" data-search-exclude="">' in html


def test_a_worked_example_has_no_link():
    assert "listing" not in convert('--8<-- "sigmoid_values.md"')


def test_a_listing_in_a_list_keeps_its_indent():
    html = convert('- item\n\n    ```python\n    --8<-- "sigmoid.py:sigmoid"\n    ```\n')
    assert html.count("<li>") == 1
    assert html.index('<p class="listing"') < html.index("</li>")
