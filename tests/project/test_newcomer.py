"""A newcomer adds a figure that moves with four files, and edits none that is there."""

import os
import subprocess
import sys

from browsers import CHROMIUM, installed
from explainer.mutation.sandbox import copy_project

FILES = {
    "snippets/perplexity.py": '''"""Perplexity: how many even choices a distribution is worth."""

import numpy as np
from entropy import entropy


def perplexity(p, axis=-1):
    """The exponential of the entropy, along axis, which is dropped."""
    return np.exp(entropy(p, axis))
''',
    "scripts/figures/perplexity.py": '''"""Perplexity of two classes: from one to two."""

import numpy as np
from explainer.palette import COLOUR
from perplexity import perplexity


def draw(fig):
    ax = fig.subplots()
    p = np.linspace(0, 1, 101)
    ax.plot(p, perplexity(np.stack([p, 1 - p], -1)), color=COLOUR["probability"], gid="curve")
    ax.plot(0.3, perplexity([0.3, 0.7]), "o", color=COLOUR["probability"], gid="point")
    ax.set(xlim=(0, 1), ylim=(1, 2.1), xlabel="p", xticks=(0, 0.5, 1), yticks=(1, 2))
''',
    "docs/live/perplexity.js": """/** Move the point along the curve. */
import { fixed } from './figure.js';

export const rows = 1;

export default function (figure) {
  const { x, y } = figure.axes();
  figure.range('p', { label: 'p', min: 0.01, max: 0.99, step: 0.01, value: 0.3 });
  figure.live(({ p }) => {
    const h = -(p * Math.log(p) + (1 - p) * Math.log(1 - p));
    figure.move('point', { x: x(p), y: y(Math.exp(h)) });
    return `Perplexity ${fixed(Math.exp(h))}`;
  });
}
""",
    "tests/figures/perplexity.py": '''"""The perplexity of two classes: a power of each share."""

from claims import Slider, curve, fixed, line


def perplexity(p):
    return p**-p * (1 - p) ** (p - 1)


says = [{"across": "0.0, 0.5, 1.0, p", "up": "1, 2"}]
controls = {"p": Slider("p", 0.01, 0.99, 0.01, 0.3, "0.30")}


def drawn():
    yield "curve", curve(perplexity, "probability")
    yield "point", line([0.3], [perplexity(0.3)], "probability")


def moved(p):
    yield "said", {"numbers": [fixed(perplexity(p))]}
    yield "point", {"moved": (p - 0.3, perplexity(p) - perplexity(0.3))}
''',
}


def test_four_new_files_are_a_figure_that_moves_and_is_asked(tmp_path):
    installed("Chromium", CHROMIUM, "chromium")
    project = copy_project(tmp_path / "project", warm=True)
    for name, text in FILES.items():
        assert not (project / name).exists()
        (project / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["tests/figures/perplexity.py", "tests/figures/test_found.py"]
    environment = os.environ | {"PYTHONPATH": str(project / "scripts")}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout and "skipped" not in done.stdout
