"""Another site on the same machinery, about circles: all that it needs, and nothing of this one."""

import re
import shutil

from explainer.project import ROOT

FILES = {
    "README.md": "# Circles\n",
    "docs/index.md": """---
title: Circles
description: How long the edge of a circle is, and how large what it holds.
---

# Circles

What grows when a circle does.

## Area

```python
--8<-- "area.py:area"
```

--8<-- "area_values.md"

A circle of [radius](glossary.md#radius) 2 holds 12.57.

$$
\\frac{dA}{d\\r} = 2\\pi \\r = \\tau\\r, \\qquad \\tau \\approx 6.2832
$$

The number $\\pi \\approx 3.14159$ is no probability here.

![The area grows faster and faster with the radius.](figures/area.svg)

/// caption
**The area** curves upwards.
///
""",
    "docs/glossary.md": """---
title: Glossary
description: The words of this site about circles.
---

# Glossary

radius {#radius}
:   What leads from the middle of [a circle](index.md) to its edge.
""",
    "docs/stylesheets/concepts.css": """:root {
  --radius: light-dark(#325fee, #a0bdff);
  --ink: light-dark(#212121, #e2e4e9);
  --muted: light-dark(#616161, #a9adb8);
  --paper: light-dark(#ffffff, #1e2129);
}
.radius { color: var(--radius); }
""",
    "scripts/notation.toml": """
[macros]
r = '\\class{radius}{r}'

[functions]
area = {snippet = "area"}

[symbols]
vectors = ""
matrices = ""
argument = "r"
weights = ""
means = '''
    \\pi = 3.141592653589793
    \\tau = 2\\pi
    A = \\operatorname{area}(r)
'''
otherwise = ""
given = ["r"]
movable = []
chosen = ""

[domains]
r = [1, 2]

[unmentioned]

[labels]
between_0_and_1 = []
spoken = []

[mistaken]
""",
    "scripts/figures/area.py": '''"""The area of a circle by its radius."""

import numpy as np
from area import area
from explainer.palette import COLOUR


def draw(fig):
    ax = fig.subplots()
    r = np.linspace(0, 2)
    ax.plot(r, area(r), color=COLOUR["radius"], gid="curve")
    ax.set(xticks=(0, 2), yticks=(0, 12))
''',
    "tests/figures/area.py": '''"""The area of a circle by its radius."""

from claims import curve
from numpy import pi

says = [{"across": "0, 2", "up": "0, 12"}]


def drawn():
    yield "curve", curve(lambda r: pi * r * r, "radius")
''',
    "snippets/area.py": '''"""What a circle holds."""

# --8<-- [start:area]
from math import pi


def area(r):
    """The area of a circle; any shape, kept."""
    return pi * r**2
# --8<-- [end:area]
''',
    "snippets/area_values.md": """<!--
```python
from math import pi

from area import area
```
-->

<!--pytest-codeblocks:cont-->

```python
print(f"{area(2):.2f} {2 * pi:.4f} {pi:.5f}")
```

<!--pytest-codeblocks:expected-output-->

```text
12.57 6.2832 3.14159
```
""",
}
SHARED = ("docs/stylesheets", "docs/live", "docs/fonts", "docs/comments", "scripts/explainer")
NAV = "nav:\n  - Circles: index.md\n  - Glossary: glossary.md\n"
SETTINGS = ("mkdocs.yml", "pyproject.toml", "package-lock.json")
LIVE = ("access", "copy", "drawing", "figure", "finder", "quiz", "search", "start")


def write(folder):
    """Fill a folder with the machinery, its settings, and pages of its own; returns it.

    It has no notebooks, whose plugin takes most of the time in which a build starts.
    """
    for part in SHARED:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (folder / "docs" / "live").glob("*.js"):
        if path.stem not in LIVE:
            path.unlink()
    for name in SETTINGS:
        text = (ROOT / name).read_text("utf-8")
        text = re.sub(r"(?s)^nav:\n(?:  .*?\n)+", NAV, text, flags=re.M)
        text = re.sub(r"(?m)^  - mkdocs-jupyter:\n(?:      .*\n)+", "", text)
        text = re.sub(
            r"^(site_name|site_description|description): .*", r"\1: Circles", text, flags=re.M
        )
        (folder / name).write_text(text, "utf-8")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "docs" / "assets").mkdir()
    shutil.copy(ROOT / "docs" / "assets" / "favicon.svg", folder / "docs" / "assets")
    (folder / "docs" / "snippets").symlink_to("../snippets")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder
