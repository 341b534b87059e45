"""Where things are: the one place that knows the project's folders."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
DOCS = ROOT / "docs"
SNIPPETS = ROOT / "snippets"
FIGURES = SCRIPTS / "figures"
CACHE = ROOT / ".cache"
SITE = ROOT / "site"
STYLESHEET = DOCS / "stylesheets" / "concepts.css"
"""What states the concepts and their colours."""


def relative(path):
    """The path as an author writes it: from the project's root, with slashes."""
    path = Path(path).resolve()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()
