"""What formulas cost a reader: this site's MathML beside MathJax in the browser, in one run.

    python scripts/benchmarks/mathematics.py [--runs 5]

Both sites are built from the same sources; the other one leaves the TeX in the page and loads
MathJax 4 as it documents it, from the same server, with what its documentation leaves out
(numbers, our macros, no second `\\[` around environments). Both are served with gzip and opened
in turn by Chromium as on a slow telephone: 562 ms, 1.47 Mbit/s, CPU slowed 4 times, 412 px.
"""

import json
import os
import re
import statistics
import sys
import tempfile
from pathlib import Path

from explainer.notation import MACROS
from explainer.project import ROOT
from explainer.publishing import publish
from explainer.publishing.build import build
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import sync_playwright
from served import asked, serving, weight

MODULES = ROOT / "node_modules" / "@mathjax"
FOLDERS = [("mathjax", MODULES / "src" / "bundle"), ("font", MODULES / "mathjax-newcm-font")]
SLOW = {"offline": False, "latency": 562, "downloadThroughput": 1.47e6 / 8}
SLOW["uploadThroughput"] = 675e3 / 8
SECTION = re.compile(r'<h2 id="([^"]+)"')
NESTED = re.compile(r"\\\[(\s*\\begin\{(?:equation|align|gather)\*?\}.*?)\\\]", re.S)
TARGETS = {"bytes": 4, "last": 3}

CONFIGURATION = """window.MathJax = {
  loader: {load: ['[tex]/html'], paths: {'mathjax-newcm': '/font'}},
  tex: {
    inlineMath: [['\\\\(', '\\\\)']], displayMath: [['\\\\[', '\\\\]']],
    processEscapes: true, processEnvironments: true,
    tags: 'ams', packages: {'[+]': ['html']}, macros: %s,
  },
  options: {ignoreHtmlClass: '.*|', processHtmlClass: 'arithmatex'},
};
"""

# Runs before the page: when the last formula and the last font had been painted, and what moved.
WATCH = """
window.seen = {shift: 0, font: 0, formulas: 0, count: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});
// What stands when a frame begins is painted by it: the next one begins after that.
const painted = (what) =>
  requestAnimationFrame(() => requestAnimationFrame(() => { seen[what] = performance.now(); }));
document.fonts.addEventListener('loadingdone', () => painted('font'));
// Collections that the browser keeps: to look costs nothing until there is something new.
const sets = ['math', 'mjx-container'].map((name) => document.getElementsByTagName(name));
const look = () => {
  const count = sets[0].length + sets[1].length;
  if (count > seen.count) {
    seen.count = count;
    painted('formulas');
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
SETTLED = """() => document.readyState === 'complete' && seen.count > 50
  && document.fonts.status === 'loaded'"""
FOUND = """() => {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const unset = [...document.querySelectorAll('.arithmatex')].filter(
    (e) => !e.querySelector('math, mjx-container') && /\\\\[([]/.test(e.textContent)).length;
  return {...seen, unset, errors: document.querySelectorAll('mjx-merror').length,
    last: Math.max(seen.font, seen.formulas, paint.startTime) / 1000};
}"""


def in_browser(folder):
    """Build the same site with TeX in its pages, and MathJax to read it there."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder))
    config.markdown_extensions.remove("explainer.extensions.equations")
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    config.plugins.on_shutdown()
    loaded = (
        f"<script>{CONFIGURATION % json.dumps(MACROS)}</script>"
        '<script defer src="/mathjax/tex-chtml.js"></script></head>'
    )
    for path in folder.rglob("*.html"):
        text = NESTED.sub(r"\1", path.read_text("utf-8"))
        path.write_text(text.replace("</head>", loaded, 1), "utf-8")
    publish.publish(folder)


def opened(browser, server, name):
    """Open a page as on a slow telephone: what it weighed, when its formulas stood, what moved."""
    # MathJax writes styles into the page and starts a worker: it cannot live with our policy.
    context = browser.new_context(viewport={"width": 412, "height": 823}, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(90_000)
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    server.sent.clear()
    page.goto(server.address + name)
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(2000)
    found = page.evaluate(FOUND)
    context.close()
    if found["unset"] or found["errors"]:
        raise SystemExit(f"{server.address}{name} is not set whole: {found}")
    scripts, fonts = (weight(server.sent, kind) for kind in (r"\.m?js$", r"\.woff2?$"))
    return {"scripts": scripts, "fonts": fonts, "bytes": scripts + fonts} | found


def measured(browser, servers, runs):
    """Runs of each site, in turn: {site: {"page" or "anchor": [what `opened` returns]}}."""
    found = {site: {"page": [], "anchor": []} for site in servers}
    page = next(iter(servers.values())).folder / "index.html"
    sections = SECTION.findall(page.read_text("utf-8"))
    anchor = f"#{sections[len(sections) // 2]}"
    for run in range(runs):
        for kind, name in (("page", ""), ("anchor", anchor)):
            for site, server in servers.items():
                found[site][kind].append(opened(browser, server, name))
        print(f"run {run + 1} of {runs}", file=sys.stderr)
    return found


def report(found):
    """Print the medians and their ratios; returns whether each target is met."""

    def median(site, kind, what):
        return statistics.median(run[what] for run in found[site][kind])

    ours, theirs = found
    rows = [
        ("JavaScript, KB", "page", "scripts", 1000),
        ("fonts, KB", "page", "fonts", 1000),
        ("both, KB", "page", "bytes", 1000),
        ("last formula, s", "page", "last", 1),
        ("layout shift", "page", "shift", 1),
        ("layout shift at an anchor", "anchor", "shift", 1),
    ]
    print(f"{'':28}{ours:>12}{theirs:>12}{'ratio':>8}")
    ratios = {}
    for title, kind, what, unit in rows:
        one, two = (median(site, kind, what) / unit for site in (ours, theirs))
        ratios[what] = two / one if one else float("inf")
        print(f"{title:28}{one:12.2f}{two:12.2f}{ratios[what]:8.1f}")
    still = all(median(ours, kind, "shift") == 0 for kind in ("page", "anchor"))
    return still and all(ratios[what] >= least for what, least in TARGETS.items())


def main():
    options = asked(__doc__)
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built, browsers = Path(folder, "built"), Path(folder, "browser")
        build(built)
        in_browser(browsers)
        browser = playwright.chromium.launch(
            executable_path=options.browser, args=["--no-sandbox", "--disable-gpu"]
        )
        with serving(built) as ours, serving(browsers, others=FOLDERS) as theirs:
            found = measured(browser, {"built": ours, "in browser": theirs}, options.runs)
        browser.close()
    return 0 if report(found) else 1


if __name__ == "__main__":
    sys.exit(main())
