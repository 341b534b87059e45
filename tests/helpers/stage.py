"""A page with every figure that moves, as the site would show it, and what its controls do."""

import shutil

from explainer import project
from explainer.extensions.figures import control_rows
from markdown import Markdown

LIVE = project.DOCS / "live"
NAMES = sorted({p.stem for p in LIVE.glob("*.js")} & {p.stem for p in project.FIGURES.glob("*.py")})
EXTENSIONS = ["pymdownx.blocks.caption", "explainer.extensions.figures"]
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
content="default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:">
<title>Figures</title>{styles}<body data-md-color-scheme="default" data-md-color-primary="white">
<main class="md-typeset md-content__inner"><h1>Figures</h1>{body}</main>
<script type="module" src="live/start.js"></script>"""


def build(folder):
    """Write the page, one for each figure alone, and what they need into a folder."""
    for part in ("live", "stylesheets"):
        shutil.copytree(project.DOCS / part, folder / part)
    bodies = {
        name: Markdown(extensions=EXTENSIONS).convert(
            f"![The figure {name} on a stage.](figures/{name}.svg)\n\n"
            "/// caption\nIt moves.\n///\n\n"
        )
        for name in NAMES
    }
    sheets = ("concepts", "theme", "page", "notes", "blocks", "figures", "live")
    styles = "".join(f'<link rel="stylesheet" href="stylesheets/{name}.css">' for name in sheets)
    for name, body in {"index": "".join(bodies.values()), **bodies}.items():
        (folder / f"{name}.html").write_text(PAGE.format(styles=styles, body=body), "utf-8")
    (folder / "favicon.ico").write_bytes(b"")


def rows(name):
    """How many rows of controls a figure says it has."""
    said = control_rows(name)
    return 1 if said == "five" else int(said)
