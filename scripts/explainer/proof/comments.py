"""The kind of comments that mkdocs.yml asks for; what no page can be made of is a Fault."""

import re

import yaml

from explainer.faults import Fault
from explainer.reader.yaml_nodes import entries, place_of, settings

SETTINGS = "mkdocs.yml"
IDENTIFIER = r"[\w=-]+"
GISCUS = {
    "repo": r"[\w.-]+/[\w.-]+",
    "repo_id": IDENTIFIER,
    "category": r".+",
    "category_id": IDENTIFIER,
}


def fault(node, what, remedy):
    return Fault(place_of(SETTINGS, node), what, remedy)


def text(node):
    """What a setting says: a string, empty where nothing is set; None for anything else."""
    kind = node.tag.rpartition(":")[2]
    return {"str": node.value, "null": ""}.get(kind)


def check_forum(node):
    if not re.fullmatch(r"https?://\S+", text(node) or ""):
        raise fault(
            node, "comments.forum is no address", 'write forum: "https://…", or "" for none'
        )


def check_isso(node):
    if not re.fullmatch(r"/([\w-]+/)+", text(node) or ""):
        raise fault(
            node, "comments.isso is no path of the site", 'write isso: /isso/, or "" for none'
        )


def check_giscus(node):
    remedy = f"write giscus: {{{', '.join(f'{name}: …' for name in GISCUS)}}}, as giscus.app tells"
    if not isinstance(node, yaml.MappingNode):
        raise fault(node, "comments.giscus is no set of names", remedy)
    given = entries(node)
    for name in GISCUS:
        if name not in given:
            raise fault(node, f"comments.giscus lacks {name}", remedy)
    for name, value in given.items():
        if name not in GISCUS:
            raise fault(value, f"comments.giscus has no {name}", remedy)
        if not re.fullmatch(GISCUS[name], text(value) or ""):
            raise fault(value, f"comments.giscus.{name} cannot be {value.value!r}", remedy)


CHECKS = {"forum": check_forum, "isso": check_isso, "giscus": check_giscus}


def chosen(node):
    """The kind of comments that a mkdocs.yml, as nodes, asks for, as (kind, node), or None.

    Raises Fault, at its line, for a setting that no page can be made of.
    """
    for name in ("extra", "comments"):
        node = entries(node).get(name)
    if node is None or text(node) == "":
        return None
    kinds = ", ".join(CHECKS)
    if not isinstance(node, yaml.MappingNode):
        raise fault(node, "comments is not a kind of comments", f"set one of: {kinds}")
    found = None
    for name, value in entries(node).items():
        if name not in CHECKS:
            raise fault(value, f"there is no comments.{name}", f"set one of: {kinds}")
        if not value.value or text(value) == "":
            continue
        if found:
            raise fault(value, f"comments.{found[0]} is set already", "leave one of them empty")
        CHECKS[name](value)
        found = name, value
    return found


def wanted():
    """The kind of comments that this site asks for and its value, or None; or raises Fault."""
    return chosen(settings())


def faults():
    """No Fault is given: the first one is raised."""
    wanted()
    return ()
