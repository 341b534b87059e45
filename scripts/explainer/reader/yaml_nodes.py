"""YAML with its places: where a key or an entry of mkdocs.yml or of a front matter stands."""

from functools import lru_cache

import yaml

from explainer.faults import Fault, Place
from explainer.project import ROOT
from explainer.sources import text_of


def composed(text):
    """What a YAML text says, as nodes that know their line; raises YAMLError."""
    start = yaml.Mark("", 0, 0, 0, None, None)
    return yaml.compose(text, yaml.SafeLoader) or yaml.MappingNode("", [], start)


def trouble(error):
    """The line, from 1, that a YAMLError speaks of, and what it says."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return mark.line + 1 if mark else 1, what


def no_yaml(error):
    """The Fault of a mkdocs.yml that raises a YAMLError."""
    line, what = trouble(error)
    remedy = "check the indentation and the quotes there"
    return Fault(Place("mkdocs.yml", line), f"this is not YAML: {what}", remedy)


def settings():
    """What mkdocs.yml says now, as nodes; a Fault where it is not YAML."""
    return settings_of(text_of(ROOT / "mkdocs.yml"))


@lru_cache(maxsize=1)
def settings_of(text):
    """What a mkdocs.yml says, as nodes; a Fault where it is not YAML. Slow, and asked often."""
    try:
        return composed(text)
    except yaml.YAMLError as error:
        raise no_yaml(error) from None


def place_of(file, node, above=0):
    """Where a node stands in a file that has some lines above its YAML."""
    return Place(file, node.start_mark.line + 1 + above)


def entries(node):
    """A mapping's values by their keys; none of anything else."""
    found = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: value for key, value in found}


def nodes(node):
    """A node and every value in it, at any depth, in order; nothing of what is not there."""
    if node:
        yield node
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        yield from nodes(part[1] if isinstance(part, tuple) else part)


def keys(node):
    """Every key in a node, at any depth, as (key, whether its mapping has it already)."""
    for mapping in nodes(node):
        seen = set()
        for key, _ in mapping.value if isinstance(mapping, yaml.MappingNode) else ():
            yield key, key.value in seen
            seen.add(key.value)


def spoken_of(node, path, names):
    """The value or key under the keys of a path that is one of the names, or the last key."""
    found = node
    for name in path:
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value == name:
                found, node = key, value
                break
    inside = [*nodes(node), *(key for key, _ in keys(node))]
    return next((one for one in inside if one.value in names), found)


def given_twice(file, node, above=0):
    """A Fault for each key that its mapping has already: YAML keeps the last and says nothing."""
    for key, again in keys(node):
        if again:
            place = place_of(file, key, above)
            yield Fault(place, f"{key.value} is given twice", "keep one of the two")
