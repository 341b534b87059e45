"""axe, which judges a page in the window where it is."""

from explainer.project import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page, only=RULES, where=None, **but):
    """What axe finds on a page, or in a part of it: `rule: element`, a line each."""
    found = page.evaluate(
        "([where, how]) => axe.run(where ?? document, how)",
        [where, {"runOnly": only, "resultTypes": ["violations"], **but}],
    )
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
