"""Stylesheets: they can be read, the site loads them, and what they name is there."""

import re
from pathlib import Path

import material
import tinycss2
import yaml

from explainer.faults import Fault, Place
from explainer.project import DOCS, relative
from explainer.reader import yaml_nodes
from explainer.sources import text_of

THEME = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.I)


def sheets():
    """The stylesheets in docs/, in a fixed order."""
    return sorted(DOCS.rglob("*.css"))


def walked(nodes):
    """Every component of a stylesheet, with what stands in brackets and in functions."""
    for node in nodes:
        yield node
        yield from walked(getattr(node, "content", None) or getattr(node, "arguments", None) or ())


def defined(*texts):
    """The custom properties that these texts, the theme's sheets and live scripts give a value."""
    others = [*THEME.glob("*.css"), *DOCS.glob("live/*.js"), *DOCS.glob("comments/*.js")]
    return {
        name
        for text in [*texts, *(text_of(path) for path in others)]
        for name in re.findall(r"(--[\w-]+)(?=['\"]?\s*[:,])", text)
    }


def unclosed(text):
    """The line of what is never closed, so that it takes in a bracket behind the end; or None."""
    last = tinycss2.parse_component_value_list(text + "}")[-1]
    return None if last.type == "error" else last.source_line


def sheet(path, known):
    """What is wrong with one stylesheet; `known` are the custom properties that have a value."""
    file, text = relative(path), text_of(path)
    if line := unclosed(text):
        yield Fault(Place(file, line), "what begins here is never closed", "close it")
        return
    for node in walked(tinycss2.parse_component_value_list(text)):
        place = Place(file, node.source_line)
        if node.type == "error":
            yield Fault(place, f"this is no CSS: {node.message}", "mend it")
        elif node.type == "url":
            yield from leads(path, place, node.value)
        elif node.type == "function" and node.lower_name in ("url", "src"):
            named = [part.value for part in node.arguments if part.type == "string"]
            yield from leads(path, place, *named[:1])
        elif node.type == "function" and node.lower_name == "var":
            parts = [part for part in node.arguments if part.type != "whitespace"]
            alone = [part.type for part in parts] == ["ident"]
            if alone and parts[0].value not in known:
                what = f"no stylesheet gives {parts[0].value} a value"
                yield Fault(place, what, "mend the name, or define it")


def leads(path, place, target=""):
    """A Fault for an address in a stylesheet that leads nowhere."""
    if ELSEWHERE.match(target):
        return
    if not (path.parent / re.sub(r"[?#].*", "", target)).is_file():
        remedy = "write it from the stylesheet's folder"
        yield Fault(place, f"the address {target} leads nowhere", remedy)


def listed():
    """What mkdocs.yml loads, by name, with the place that says so."""
    given = yaml_nodes.entries(yaml_nodes.settings()).get("extra_css")
    found = [node for node in yaml_nodes.nodes(given) if isinstance(node, yaml.ScalarNode)]
    return {node.value: yaml_nodes.place_of("mkdocs.yml", node) for node in found}


def faults():
    """What is wrong with the stylesheets, and with the list of them."""
    known, loaded = defined(*map(text_of, sheets())), listed()
    for path in sheets():
        yield from sheet(path, known)
        name = path.relative_to(DOCS).as_posix()
        if name.startswith("stylesheets/") and name not in loaded:
            what = "no page loads this stylesheet"
            remedy = f"add {name} to extra_css in mkdocs.yml, or delete it"
            yield Fault(Place(relative(path), 1), what, remedy)
    for name, place in loaded.items():
        if not ELSEWHERE.match(name) and not (DOCS / name).is_file():
            yield Fault(place, f"there is no stylesheet {name}", "mend its name, or drop it")
