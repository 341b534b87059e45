"""The files of a built site, made small, and named by what they hold."""

import hashlib
import re
import shutil
import zlib
from functools import lru_cache
from pathlib import Path

import brotli
import tinycss2

from explainer import cache, node

SHRINK, PRUNE = (Path(__file__).with_name(name) for name in ("shrink.mjs", "prune.mjs"))
THEME_STYLES = "assets/stylesheets/*.css"
UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""The theme's own search and its dictionaries: live/finder.js searches in their place."""
NAMED_WHOLE = ("live", "comments", "fonts")
"""Folders whose files name each other, or are named in a stylesheet: the folder bears the hash."""
HASHED = re.compile(r"\.[0-9a-f]{8,}[./]")
"""In the path of a file that readers keep: whatever it holds, it holds under this name for good."""
COMMENTS = re.compile(r'<section class="?comments"?[^>]* data-kind="?(\w+)')
COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".py", ".ipynb", ".txt")


def fingerprint(content):
    data = content if isinstance(content, bytes) else content.encode()
    return hashlib.sha256(data).hexdigest()[:8]


@lru_cache(maxsize=32)
def without_comments(sheet):
    """A stylesheet without its comments, which are for who writes it, not for who loads it."""
    return tinycss2.serialize(tinycss2.parse_component_value_list(sheet, skip_comments=True))


def gzipped(data):
    """A gzip file without a date; Pythons differ in the system that they write into its head."""
    head = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) % 2**32).to_bytes(4, "little")
    return head + packer.compress(data) + packer.flush() + tail


def compressed(data, suffix):
    """The bytes as .gz or .br, from the cache where it has them: the best setting is slow."""
    name = hashlib.sha256(data).hexdigest() + suffix
    made = brotli.compress if suffix == ".br" else gzipped
    return cache.kept("compressed", name, lambda: made(data))


def compress(folder):
    """A .gz and a .br beside every text of more than a packet."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COMPRESSED and path.stat().st_size > 1400:
            data = path.read_bytes()
            for suffix in (".gz", ".br"):
                path.with_name(path.name + suffix).write_bytes(compressed(data, suffix))


def comments(html):
    """The kinds of comments that a page has: one, or none."""
    return set(COMMENTS.findall(html))


def leave_out_comments(folder):
    """Remove from a built site what no page of it needs for its comments."""
    kinds = set()
    for path in folder.rglob("*.html"):
        kinds |= comments(path.read_text("utf-8"))
    if not kinds:
        shutil.rmtree(folder / "comments", ignore_errors=True)
    for other in {"isso", "giscus"} - kinds:
        (folder / "comments" / f"{other}.js").unlink(missing_ok=True)


def leave_out_theme(folder):
    """Remove from a built site what no page of it fetches of the theme: 4 MB."""
    for name in UNUSED:
        shutil.rmtree(folder / name, ignore_errors=True)
    # For who looks for faults of the theme in a browser.
    for path in folder.glob("assets/*/*.map"):
        path.unlink()


def shrink(folder):
    """Our own scripts without comments and long names: a third fewer bytes."""
    files = [*sorted(folder.glob("live/*.js")), *sorted(folder.glob("comments/*.js"))]
    if files:
        node.run(SHRINK, *files)


def prune_styles(folder):
    """The theme's styles without those that no page can use: half the bytes."""
    sheets = sorted(folder.glob(THEME_STYLES))
    if sheets:
        node.run(PRUNE, folder, *sheets)


def named_by_content(folder):
    """Rename what readers keep; returns new paths by old ones, within the site."""
    moved = {}
    for part in filter(Path.is_dir, (folder / name for name in NAMED_WHOLE)):
        files = [path for path in sorted(part.rglob("*")) if path.is_file()]
        names = [path.relative_to(part).as_posix() for path in files]
        held = [f"{name} {fingerprint((part / name).read_bytes())}" for name in names]
        new = f"{part.name}.{fingerprint(' '.join(held))}"
        part.rename(folder / new)
        moved |= {f"{part.name}/{name}": f"{new}/{name}" for name in names}
    for sheet in folder.glob(THEME_STYLES):
        new = HASHED.sub(f".{fingerprint(sheet.read_bytes())}.", sheet.name)
        sheet.rename(sheet.with_name(new))
        at = sheet.relative_to(folder).parent.as_posix()
        moved[f"{at}/{sheet.name}"] = f"{at}/{new}"
    return moved
