"""Turns pages, snippets and figure scripts into a site, and proves what they claim."""

import os
import sys

from explainer.project import SNIPPETS

# One thread for linear algebra, told before NumPy is imported, here and in every process begun from
# here: for matrices as small as ours several only wait for each other, on a busy machine for long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Snippets are flat modules that import each other, as a reader would who keeps them in one folder.
sys.path.insert(0, str(SNIPPETS))
