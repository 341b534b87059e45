"""What was found out about a page is kept, and found out again only if something has changed."""

import os
import pickle
import platform
from functools import cache, lru_cache, wraps
from importlib.metadata import version
from os.path import exists, join

from explainer import project
from explainer.cache import digest, kept, key
from explainer.sources import ours


def made_of():
    """The files that every answer depends on, each with the time it was last written.

    It is asked before every answer, and so leaves out what is slow of paths.
    """
    machinery = os.walk(project.SCRIPTS / "explainer")
    found = [join(home, name) for home, _, names in machinery for name in names]
    found = [path for path in found if path.endswith((".py", ".mjs"))]
    # Functions, and the data that they read; worked examples stand in the page's own text.
    data = filter(ours, (project.SNIPPETS.is_dir() and os.scandir(project.SNIPPETS)) or ())
    found += [entry.path for entry in data if "." in entry.name and entry.name[-3:] != ".md"]
    found += filter(exists, [join(project.SCRIPTS, "notation.toml")])
    return {path: os.stat(path).st_mtime_ns for path in sorted(found)}


@cache
def _content(files):
    """One digest of files, which are given with their times so that it is worked out anew."""
    libraries = [platform.python_version(), version("numpy")]
    return key([*libraries, *([project.relative(path), digest(path)] for path, _ in files)])


def code():
    """A name for the code and the data that every answer depends on, as they are now."""
    return _content(tuple(made_of().items()))


def written(page):
    """What a page is made of: each of its lines, with its place."""
    lines = [*page.front, *page.lines]
    return [page.file, [[str(line), line.place.file, line.place.line] for line in lines]]


def once(tells):
    """Of a function of a page, one that is asked again only if something has changed.

    `tells(page)`, a JSON value, is all that its answer depends on beside our code.
    """

    def decorated(ask):
        began = made_of()

        @wraps(ask)
        @lru_cache(maxsize=64)
        def asked(page):
            now = made_of()
            if now != began:
                # This process still runs what was there before: that answer is nobody else's.
                return ask(page)
            question = [ask.__module__, ask.__qualname__, tells(page), _content(tuple(now.items()))]
            return pickle.loads(kept("answers", key(question), lambda: pickle.dumps(ask(page))))

        return asked

    return decorated


once_a_text = once(written)
"""Such a function, which looks at nothing but the page."""
