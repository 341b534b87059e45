"""The content policy forbids nothing that the site does, and forbids what it should."""

import pytest
from explainer.publishing.publish import POLICY
from visits import USED, opened


def test_no_page_breaks_the_policy_while_everything_on_it_is_used(visits):
    assert visits["index.html"].used == list(USED)
    assert {name: visit.complaints for name, visit in visits.items() if visit.complaints} == {}


@pytest.mark.parametrize(
    ("planted", "directive"),
    [
        ("<script>document.title = 'inline'</script>", "script-src-elem"),
        ("<p style='color: red'>inline</p>", "style-src-attr"),
        ("<img src='http://127.0.0.1:9/a.png' alt='a'>", "img-src"),
        ("<object data='favicon.svg'></object>", "object-src"),
    ],
)
def test_the_policy_refuses_and_the_visit_notices(
    browser, serve_folder, tmp_path, planted, directive
):
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (tmp_path / "index.html").write_text(
        f"<!doctype html><head>{head}</head><body>{planted}", "utf-8"
    )
    with opened(browser, tmp_path, serve_folder(tmp_path), "") as (_, visit):
        assert any(line.startswith(f"policy: {directive} ") for line in visit.complaints)
