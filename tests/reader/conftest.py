"""What tests of how pages are read share."""

import pytest
from explainer import project


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    """A cache of the test's own; returns its folder."""
    monkeypatch.setattr(project, "CACHE", tmp_path)
    return tmp_path
