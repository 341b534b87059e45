"""The kind of comments that mkdocs.yml asks for, and what a page with them needs."""

import re
import shutil

import yaml

from explainer.faults import Fault, Place
from explainer.project import ROOT

SETTINGS = "mkdocs.yml"
IDENTIFIER = r"[\w=-]+"
GISCUS = {
    "repo": r"[\w.-]+/[\w.-]+",
    "repo_id": IDENTIFIER,
    "category": r".+",
    "category_id": IDENTIFIER,
}
ALLOWED = {"giscus": "; frame-src https://giscus.app"}
"""By kind, what its pages may do that others may not; isso's are of the site's own address."""
SECTION = re.compile(r'<section class="?comments"?[^>]* data-kind="?(\w+)')


def fault(node, what, remedy):
    return Fault(Place(SETTINGS, node.start_mark.line + 1), what, remedy)


def entries(node):
    """A mapping's values by their keys, as nodes that know their line."""
    return {key.value: value for key, value in node.value}


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


def chosen(written):
    """The kind of comments that a mkdocs.yml asks for and its value, as (kind, node), or None.

    Raises Fault, at its line, for a setting that no page can be made of.
    """
    settings = yaml.compose(written, yaml.SafeLoader)
    node = settings
    for name in ("extra", "comments"):
        node = entries(node).get(name) if isinstance(node, yaml.MappingNode) else None
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


def kind():
    """The kind of comments of this site, or None; raises Fault for a wrong setting."""
    found = chosen((ROOT / SETTINGS).read_text("utf-8"))
    return found and found[0]


def allowed(html):
    """What a page's policy allows for its comments, to stand at the policy's end."""
    found = SECTION.search(html)
    return ALLOWED.get(found[1], "") if found else ""


def leave_out(folder):
    """Remove from a built site what no page of it needs for its comments."""
    kinds = set()
    for path in folder.rglob("*.html"):
        kinds |= set(SECTION.findall(path.read_text("utf-8")))
    if not kinds:
        shutil.rmtree(folder / "comments", ignore_errors=True)
        return
    for other in CHECKS.keys() - kinds:
        (folder / "comments" / f"{other}.js").unlink(missing_ok=True)
