"""Lets mkdocs-jupyter keep what it converts, and cuts its pages down to what the site needs."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from explainer import cache
from explainer.publishing import notebook_html

KIND = "notebooks"


@contextmanager
def notebooks_kept(config):
    """While MkDocs builds, the plugin finds what was kept; what it then leaves is kept.

    It writes its cache in place and believes what it reads there: the folder is each build's own.
    The pages that it made are then cut down to their cells.
    """
    plugin = config.plugins.get("mkdocs-jupyter")
    if not plugin:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        offered = {name: data for name in cache.names(KIND) if (data := cache.read(KIND, name))}
        for name, data in offered.items():
            Path(folder, name).write_bytes(data)
        plugin.config["cache"], plugin.config["cache_dir"] = True, folder
        yield
        left = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    for name, data in left.items():
        if offered.get(name) != data:
            cache.write(KIND, name, data)
    for name in offered.keys() - left.keys():
        cache.drop(KIND, name)
    notebook_html.rewrite(Path(config.site_dir))
