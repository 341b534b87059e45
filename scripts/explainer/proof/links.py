"""Everything that points at something: links, references, footnotes, ids and the navigation."""

import os
import re
from collections import Counter
from pathlib import PurePosixPath
from posixpath import normpath

import yaml

from explainer.faults import Fault, Place, Stale
from explainer.project import DOCS, SCRIPTS, SNIPPETS
from explainer.proof import convert, notebook
from explainer.reader import yaml_nodes
from explainer.reader.pages import NUMBER


def references(page):
    defined, used = {}, set()
    for m in re.finditer(r"^ {0,3}\[(?P<name>[^\]^][^\]]*)\]:[ \t]+\S+", page.prose, re.M):
        if (name := m["name"].lower()) in defined:
            yield Fault(page.place(m.start()), f"[{name}] is defined twice", "rename one")
        defined[name] = page.place(m.start())
    for m in re.finditer(r"\[(?P<text>[^\[\]]+)\]\[(?P<name>(?!\^)[^\[\]]*)\]", page.prose):
        name = (m["name"] or m["text"]).lower()
        used.add(name)
        if name not in defined:
            what = f"the reference [{name}] is not defined"
            yield Fault(page.place(m.start()), what, f"add a line [{name}]: address")
    for name, place in defined.items():
        if name not in used and f"[{name}]" not in page.prose.lower().replace(f"[{name}]:", ""):
            yield Fault(place, f"nothing refers to [{name}]", "refer to it or delete the line")


def footnotes(page):
    defined, used = {}, {}
    for m in re.finditer(r"(?P<start>^)?\[\^(?P<name>[^\]\s]+)\](?P<colon>:?)", page.prose, re.M):
        name, place = m["name"], page.place(m.start())
        if m["colon"] and m["start"] is not None:
            if name in defined:
                yield Fault(place, f"footnote [^{name}] is defined twice", "rename one")
            defined.setdefault(name, place)
        else:
            used.setdefault(name, place)
    for name in used.keys() - defined.keys():
        yield Fault(used[name], f"footnote [^{name}] is not defined", f"add a line [^{name}]: text")
    for name in defined.keys() - used.keys():
        what = f"nothing refers to footnote [^{name}]"
        yield Fault(defined[name], what, "refer to it or delete the line")
    # They are numbered as they are defined.
    pairs = zip((n for n in defined if n in used), (n for n in used if n in defined), strict=True)
    if off := next(((name, first) for name, first in pairs if name != first), None):
        what = f"footnote [^{off[0]}] is defined before [^{off[1]}], which the text has first"
        remedy = "define footnotes in the order in which the text has them"
        yield Fault(defined[off[0]], what, remedy)


def repeated_ids(page):
    for name, times in Counter(convert.ids(page)).items():
        if times > 1:
            given = [heading.place for heading in page.headings if name == heading.anchor]
            mark = rf"""[{{ ]#{re.escape(name)}(?=[ }}])|\bid=["']?{re.escape(name)}\b"""
            given += [page.place(m.start()) for m in re.finditer(mark, page.prose)]
            place = sorted(set(given))[1:2] or given or [page.lines[0].place]
            yield Fault(place[0], f"the id {name!r} is given {times} times", "rename all but one")


def targets(page):
    """Every link and image of a page, in Markdown and in raw HTML: its place and its target."""
    for link in page.links:
        yield link.place, link.target
    for image in page.images:
        if not image.figure:
            yield image.place, image.target
    for m in re.finditer(
        r"""<[a-z][^<>]*?\s(?:href|src)\s*=\s*["']?([^"'\s>]+)""", page.prose, re.I
    ):
        yield page.place(m.start()), m[1]


def leads(page, site):
    """Every link and image, in Markdown and in raw HTML, leads somewhere."""
    for place, target in targets(page):
        if not target:
            yield Fault(place, "this link leads nowhere", "say where to between ( and )")
        elif re.match(r"(https|mailto):", target):
            continue
        elif re.match(r"[a-z][a-z0-9+.-]*:|//", target):
            yield Fault(place, f"the link {target} is not https", "use https, or a file of docs/")
        elif target.startswith("/"):
            yield Fault(place, f"the link {target} is absolute", "write it from this page's folder")
        else:
            yield from _inside(page, site, place, target)


def _inside(page, site, place, target):
    """A Fault for a link within the site that leads to no file, or to no id there."""
    path, _, anchor = target.partition("#")
    file = page.path.parent / normpath(path)
    if path and not file.exists():
        yield Fault(place, f"the link {target} leads nowhere", f"there is no {file.name} there")
        return
    if file.suffix == ".md" and file.resolve().is_relative_to(SNIPPETS):
        what = f"the link {target} leads to an example, which is not published by itself"
        yield Fault(place, what, "link the section of the page that shows it")
    other = site.get(file.resolve()) if path else page
    if anchor and other and anchor not in convert.ids(other):
        what = f"the link {target} leads to no id"
        yield Fault(place, what, f"{other.file} has no #{anchor}")


def equations(page, site):
    """A link that reads `(14)` leads to the equation of this number."""
    for link in page.links:
        path, _, anchor = link.target.partition("#")
        other = site.get((page.path.parent / normpath(path)).resolve()) if path else page
        number = NUMBER.fullmatch(link.text)
        # What leads to no id is told with the other links.
        if not number or other is None or (anchor and anchor not in convert.ids(other)):
            continue
        numbers = convert.equations(other)
        if numbers.get(anchor) == number[1]:
            continue
        called = {n: label for label, n in numbers.items()}
        if anchor in numbers:
            now = f"({numbers[anchor]})"
            what = f"the equation {anchor!r} of {other.file} is {now}, not {link.text}"
            yield Fault(link.place, what, f"write [{now}]({link.target})")
        else:
            meant = called.get(number[1], "its label")
            what = f"the link {link.text} leads to no equation"
            yield Fault(link.place, what, f"write [{link.text}]({path}#{meant})")


def symbolic():
    """Every symbolic link among what authors write leads somewhere, and not around to itself."""
    for path in (
        path for home in (DOCS, SNIPPETS, SCRIPTS) for path in sorted(home.rglob("[!.]*"))
    ):
        if path.is_symlink():
            place, target = Place(path.relative_to(DOCS.parent).as_posix(), 1), os.readlink(path)
            if not path.exists():
                what = f"this is a link to {target}, which is not there"
                yield Fault(place, what, "make it anew or delete it")
            elif path.resolve() in path.parents:
                what = f"this is a link to {target}, a folder that it stands in itself"
                yield Fault(place, what, "delete it")


def navigation(pages):
    """Every page is in mkdocs.yml's nav, once, and every entry of nav is a page."""
    settings = yaml_nodes.settings()
    yield from yaml_nodes.given_twice("mkdocs.yml", settings)
    nav, named = yaml_nodes.entries(settings).get("nav"), set()
    for node in yaml_nodes.nodes(nav):
        place, name = yaml_nodes.place_of("mkdocs.yml", node), node.value
        if not isinstance(node, yaml.ScalarNode):
            yield from _called_alike(node)
            continue
        # As MkDocs reads it: ./a.md is a.md.
        name = name if ":" in name else name and PurePosixPath(name).as_posix()
        if not name:
            yield Fault(place, "this entry of nav names no page", "write - Title: page.md")
        elif name in named:
            yield Fault(place, f"nav names {name} twice", "drop one of the entries")
        elif not re.match(r"https:", name) and not _is_file(name):
            if notebook.page_of(DOCS / name):
                yield Stale(place, f"{name} is not written yet")
            else:
                meant, remedy = _meant(name, pages, named)
                named.add(meant)
                yield Fault(place, f"nav names {name}, which is not in docs/", remedy)
        named.add(name)
    # What an entry misspells is not missing as well.
    for name in [*(page.name for page in pages), *notebooks()]:
        if name not in named:
            place = convert.setting(["nav"], ())
            yield Fault(place, f"docs/{name} is not in nav", f"add it, as - {name}")


def _meant(name, pages, named):
    """The page that an entry of nav which names none may mean, and the remedy."""
    title, colon, rest = name.partition(":")
    if colon and not rest.startswith(" "):
        return rest, f"write a space after the colon: {title}: {rest}"
    if alike := {page.name for page in pages if _stem(page.name) == _stem(name)} - named:
        return min(alike), f"its name is {min(alike)}"
    return name, "create it or drop the entry"


def _called_alike(node):
    """A Fault for each entry of a list in nav that is called as one before it."""
    lists = node.value if isinstance(node, yaml.SequenceNode) else ()
    keys = [key for one in lists if isinstance(one, yaml.MappingNode) for key, _ in one.value]
    for n, key in enumerate(keys):
        if key.value in {before.value for before in keys[:n]}:
            what = f"two entries of nav are called {key.value}"
            place = yaml_nodes.place_of("mkdocs.yml", key)
            yield Fault(place, what, "call one of them otherwise")


def notebooks():
    """Every notebook in docs/, by name; not what Jupyter has left."""
    found = (path.relative_to(DOCS) for path in sorted(DOCS.rglob("*.ipynb")))
    return [name.as_posix() for name in found if ".ipynb_checkpoints" not in name.parts]


def _stem(name):
    """What stays of a file's name, however its folder, its ending or its capitals are written."""
    return PurePosixPath(name.replace("\\", "/")).stem.lower()


def _is_file(name):
    """Whether docs/ holds it, spelt just so: elsewhere capitals count."""
    path = DOCS / name
    return path.is_file() and path.name in {other.name for other in path.parent.iterdir()}
