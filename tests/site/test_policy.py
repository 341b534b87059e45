"""The content policy forbids nothing that the site does, and forbids what it should."""

import re

import pytest
from explainer.publishing.files import HASHED
from explainer.publishing.publish import POLICY, headers
from visits import USED, opened

FETCHES = {
    "child-src", "connect-src", "default-src", "font-src", "frame-src", "img-src", "manifest-src",
    "media-src", "object-src", "script-src", "script-src-attr", "script-src-elem", "style-src",
    "style-src-attr", "style-src-elem", "worker-src",
}  # fmt: skip
"""What CSP Level 3 lets default-src stand for where a policy is silent."""
ASKED_ALONE = {"base-uri", "form-action"}
"""What it lets nothing stand for: where a policy is silent, everything is allowed."""
PERSONAL = {"camera", "display-capture", "geolocation", "microphone", "payment", "usb"}
"""What browsers grant to pages on request, and no explanation has a use for."""


def directives(policy):
    """A policy's directives by name; none stands twice, of which browsers drop the second."""
    parts = [part.split() for part in policy.split(";")]
    assert len({name for name, *_ in parts}) == len(parts)
    return {name: set(sources) for name, *sources in parts}


def told(folder):
    """The headers of every page, by name, as hosts read them in `_headers`."""
    first, *lines = headers(folder).split("\n/")[0].splitlines()
    assert first == "/*"
    assert all(re.fullmatch(r"  [A-Z][\w-]+: \S.*", line) for line in lines)
    return dict(line.strip().split(": ", 1) for line in lines)


def test_the_policy_allows_what_comes_from_the_site_itself_and_nothing_else():
    said = directives(POLICY)
    assert said.keys() <= FETCHES | ASKED_ALONE  # A mistyped name allows everything.
    for name in FETCHES:
        allowed = said.get(name, said["default-src"])
        # Small pictures stand in stylesheets.
        assert allowed - ({"data:"} if name == "img-src" else set()) <= {"'self'", "'none'"}, name
        assert allowed == {"'none'"} or "'none'" not in allowed, name
    assert "data:" in said["img-src"]
    for name in ASKED_ALONE | {"object-src"}:
        assert said[name] == {"'none'"}, name
    for name in ("script-src", "style-src", "img-src", "font-src", "connect-src", "worker-src"):
        assert "'self'" in said.get(name, said["default-src"]), name


def test_headers_say_what_a_page_cannot_say_itself(tmp_path):
    said = told(tmp_path)
    policy = directives(said.pop("Content-Security-Policy"))
    assert policy.pop("frame-ancestors") == {"'none'"}
    assert policy == directives(POLICY)
    powers = dict(power.split("=") for power in said.pop("Permissions-Policy").split(", "))
    assert powers == dict.fromkeys(PERSONAL, "()")
    assert said.pop("Referrer-Policy") in ("no-referrer", "strict-origin-when-cross-origin")
    assert said == {
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def test_what_bears_a_hash_is_kept_for_a_year_and_nothing_else_is(tmp_path):
    kept = {"live.0123abcd/a.js", "assets/site.89abcdef.css"}
    for name in kept | {"index.html", "live/b.js", "short.0123abc.css", "word.feedback.css"}:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    rules = headers(tmp_path).split("\n/")[1:]
    assert {rule.partition("\n")[0] for rule in rules} == kept
    for rule in rules:
        _, says = rule.strip().split("\n")
        assert says == "  Cache-Control: public, max-age=31536000, immutable"
    assert HASHED.search("a.0123456789.js") and not HASHED.search("a.01234567xjs")


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
        ("<iframe src='http://127.0.0.1:9/'></iframe>", "frame-src"),
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
