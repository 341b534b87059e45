"""Turns pages, snippets and figure scripts into a site, and proves what they claim."""

import sys

from explainer.project import SNIPPETS

# Snippets are flat modules that import each other, as a reader would who keeps them in one folder.
sys.path.insert(0, str(SNIPPETS))
