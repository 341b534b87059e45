"""What the author's browser shows of a mistake: a panel over the last good page."""

from html import escape

STYLE = """
#mistakes { position: fixed; inset: auto 0 0; z-index: 99; max-height: 60vh; overflow: auto;
  padding: .8rem 1.2rem; font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark;
  color: CanvasText; background: Canvas; border-top: 4px solid #c62828; }
#mistakes.warnings { border-color: #a86400; }
#mistakes summary { font-weight: bold; cursor: pointer; }
#mistakes ul { margin: .5rem 0; padding-left: 1.2rem; }
#mistakes li { font-family: ui-monospace, monospace; font-size: 14px; overflow-wrap: anywhere; }
@media print { #mistakes { display: none; } }
"""


def title(failed, good):
    """What has happened, in a sentence."""
    if not failed:
        return "The page is built, but:"
    if good:
        return "This save cannot be built. The page behind is the last good one."
    return "The site cannot be built yet. It appears here as soon as this is mended."


def panel(lines, failed, good):
    """The panel as HTML: read out when the page opens, folded away by its summary."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    kind = "mistakes" if failed else "warnings"
    return (
        f'<style>{STYLE}</style><div id="mistakes" class="{kind}" role="alert"><details open>'
        f"<summary>{title(failed, good)}</summary><ul>{items}</ul></details></div>"
    )


def laid_over(html, lines, failed, good):
    """A page with the panel at its end; both are bytes."""
    if not lines:
        return html
    head, end, tail = html.rpartition(b"</body>")
    return head + panel(lines, failed, good).encode() + end + tail


EMPTY = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The site cannot be built yet</title>
</head>
<body></body>
</html>
"""
"""The page behind the panel while there is no good one."""
