"""What pages of earlier builds ask for, which readers may have open, is kept in the new site."""

import json
import shutil

from explainer.publishing.files import HASHED

MANIFEST = "_builds.json"
"""In a site: the names of such files that each build brought, its own first."""
KEPT = 2
"""How many earlier builds' files a site holds: with more it would grow for ever."""


def builds(site):
    """What the manifest of a site says; nothing where there is none, or a spoilt one."""
    try:
        found = json.loads((site / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    lists = isinstance(found, list) and all(isinstance(names, list) for names in found)
    return found if lists and all(isinstance(n, str) for names in found for n in names) else []


def write(site, found):
    (site / MANIFEST).write_text(json.dumps(found, indent=0) + "\n", "utf-8")


def note(site):
    """Write the manifest of a site that was just built."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    write(site, [sorted(filter(HASHED.search, names))])


def keep(site, new):
    """Bring into a new site what the one that it replaces, and the one before that, had named so.

    A build that brought the very same files is no other build.
    """
    if not (own := builds(new)):
        return
    earlier = [names for names in builds(site) if names != own[0]][:KEPT]
    for name in {name for names in earlier for name in names}:
        old, target = site / name, new / name
        within = old.resolve().is_relative_to(site.resolve())
        if within and old.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(old, target)
    write(new, [own[0], *earlier])
