"""Another site stands on the same machinery, without anything that is this one's own."""

import re
import subprocess

import circles
import pytest
from explainer.mutation.sandbox import explainer
from explainer.project import SCRIPTS

OURS = re.compile("logit|sigmoid|softmax", re.I)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return circles.write(tmp_path_factory.mktemp("another") / "site")


def run(site, command):
    return subprocess.run(**explainer(site, command), capture_output=True)


def test_the_machinery_knows_nothing_of_this_site():
    files = [p for p in (SCRIPTS / "explainer").rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert [path.name for path in files if OURS.search(path.read_text("utf-8"))] == []


def test_another_site_is_proved_and_built_without_a_word_of_this_one(site):
    done = run(site, "check")
    assert (done.returncode, done.stdout) == (0, "")
    done = run(site, "build")
    assert done.returncode == 0, done.stderr
    page = (site / "site" / "index.html").read_text("utf-8")
    assert "var(--radius)" in page and 'class="radius"' in page and not OURS.search(page)
    assert [p for p in site.rglob("*.*") if OURS.search(p.name) and ".venv" not in p.parts] == []


def test_its_own_notation_is_what_its_formulas_are_held_to(site):
    page = site / "docs" / "index.md"
    good = page.read_text("utf-8")
    page.write_text(good.replace("2\\pi \\r =", "3\\pi \\r ="), "utf-8")
    done = run(site, "check")
    page.write_text(good, "utf-8")
    assert done.returncode == 1
    assert re.search(r"docs/index\.md:\d+: the sides of .* differ", done.stdout), done.stdout
