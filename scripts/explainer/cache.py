"""What is slow to make, kept between builds; a value that was spoilt meanwhile is made again."""

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from explainer import project

KINDS = (
    *("answers", "cells", "compressed", "equations", "examples"),
    *("figures", "judged", "live", "made", "notebooks", "pictures"),
)
DAY = 24 * 3600
OLD = 30 * DAY
"""Seconds after which a value that nobody has read goes."""


def key(value):
    """A name for whatever is made of a JSON value, and of nothing else."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def digest(path):
    """What a file holds, as a hash; None if it is gone."""
    path = Path(path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def place(kind, name):
    """The file of a value. It begins with the digest of what follows and of its own name."""
    return project.CACHE / kind / name


def _seal(kind, name, data):
    return hashlib.sha256(f"{kind}/{name}\n".encode() + data).digest()


def read(kind, name):
    """The bytes kept under a name; None if there are none, or not those that were written."""
    path = place(kind, name)
    try:
        held = path.read_bytes()
    except OSError:
        return None
    size = hashlib.sha256().digest_size
    seal, data = held[:size], held[size:]
    if seal != _seal(kind, name, data):
        return None
    # Another build may take it away just now, as it does with what is old.
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > DAY:
            os.utime(path)
    return data


def write(kind, name, data):
    """Keep bytes under a name, whole or not at all."""
    path = place(kind, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        try:
            file.write(_seal(kind, name, data) + data)
            file.close()
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def kept(kind, name, make):
    """The bytes kept under a name, made by `make()` if they are not there as they were."""
    data = read(kind, name)
    if data is None:
        data = make()
        write(kind, name, data)
    return data


def names(kind):
    """The names of what is kept, whatever it holds by now."""
    folder = project.CACHE / kind
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in found if path.suffix != ".tmp")


def drop(kind, name):
    """Keep a value no longer."""
    place(kind, name).unlink(missing_ok=True)


def prune():
    """Drop what nobody has read for long, and what a killed build left half written."""
    for path in [path for kind in KINDS for path in (project.CACHE / kind).glob("*")]:
        with suppress(OSError):
            age = time.time() - path.stat().st_mtime
            if age > (DAY if path.suffix == ".tmp" else OLD):
                path.unlink()
