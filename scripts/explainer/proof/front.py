"""What stands above a page between two lines of ---: what it is called, and what the theme does."""

import re
from pathlib import Path

import yaml

from explainer.faults import Fault
from explainer.proof import convert
from explainer.reader import yaml_nodes
from explainer.reader.lines import lines_of

KEYS = ("description", "hide", "search", "template", "title")
FORMS = {"hide": (list, "hide: [toc]"), "search": (dict, "search: {exclude: true}")}


def written(lines):
    """The front matter as YAML's nodes and as values; raises a Fault where there is none."""
    top = lines[0].place
    if lines[0].rstrip() != "---":
        remedy = "open it with ---, title and description, ---"
        raise Fault(top, "the page has no front matter", remedy)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise Fault(top, "the front matter is never closed", "close it with ---")
    text = "\n".join(lines[1:end])
    try:
        nodes, values = yaml_nodes.composed(text), yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line, what = yaml_nodes.trouble(error)
        what = f"the front matter is not YAML ({what})"
        raise Fault(lines[line].place, what, "quote the value") from None
    if not isinstance(values, dict):
        what = "the front matter is not `key: value` lines"
        raise Fault(lines[1].place, what, "write title: and description:")
    return nodes, values


def words(values, places, top):
    """A title and a description, in words."""
    for key in ("title", "description"):
        text = values.get(key)
        if not text:
            yield Fault(top, f"the front matter has no {key}", f"write {key}: … there")
        elif not isinstance(text, str):
            what = f"the {key} is no text but a {type(text).__name__}"
            yield Fault(places[key], what, "put quotes around it")
        elif meant := re.search(r"\$[^$]+\$|\*\*|`|\]\(|</?[A-Za-z]|\{[{%]", text):
            what = f"the {key} holds {meant[0]}, and is shown as it stands"
            yield Fault(places[key], what, "say it in words")


def settings(values, places):
    """What the theme is told, as it understands it."""
    template = values.get("template")
    if template and not _is_template(template):
        what = f"the theme has no template {template!r}"
        yield Fault(places["template"], what, "take the line out")
    for key, (kind, form) in FORMS.items():
        if key in values and not isinstance(values[key], kind):
            yield Fault(places[key], f"{key} is not understood", f"write {form}")


def _is_template(name):
    folders = convert.configuration().theme.dirs
    return isinstance(name, str) and any(Path(folder, name).is_file() for folder in folders)


def faults(page):
    """What is wrong with the front matter of a page."""
    lines = lines_of(page.path)
    try:
        nodes, values = written(lines)
    except Fault as fault:
        yield fault
        return
    except yaml.YAMLError:
        # A character that YAML forbids: `markup` says where it stands.
        return
    yield from yaml_nodes.given_twice(page.file, nodes, 1)
    places = {}
    for key, _ in nodes.value:
        places[key.value] = yaml_nodes.place_of(page.file, key, 1)
        if key.value not in KEYS:
            what = f"the front matter has an unknown key {key.value!r}"
            yield Fault(places[key.value], what, f"use one of {', '.join(KEYS)}")
    yield from words(values, places, lines[0].place)
    yield from settings(values, places)
