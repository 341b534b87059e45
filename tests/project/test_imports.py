"""Imports point one way: what is nearer the ground knows nothing of what stands on it."""

import ast

import pytest
from explainer.faults import Fault, Place, report
from explainer.project import ROOT, SCRIPTS

STOREYS = (
    ("ground",),
    ("reader",),
    ("formula",),
    ("typesetting", "drawing"),
    ("extensions",),
    ("notebooks",),
    ("proof",),
    ("mutation", "publishing"),
)
"""Packages of the machinery from the ground up; those of one storey do not know each other."""
HEIGHT = {package: n for n, storey in enumerate(STOREYS) for package in storey}


def names(tree):
    """The modules that a module imports, as (dotted name, line), at its top and in functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def arrows(scripts):
    """The imports between modules of the machinery, as (from, to, place)."""
    home = scripts / "explainer"
    # What Python runs by its name, `__main__`, stands above everything and is not imported.
    files = {p.relative_to(home).with_suffix("").as_posix(): p for p in home.rglob("[!_]*.py")}
    for module, path in sorted(files.items()):
        for name, line in names(ast.parse(path.read_text("utf-8"))):
            other = name.removeprefix("explainer.").replace(".", "/")
            if name.startswith("explainer.") and other in files:
                yield module, other, Place(path.relative_to(scripts.parent).as_posix(), line)


def package(module):
    return module.partition("/")[0] if "/" in module else "ground"


def upwards(scripts):
    for module, other, place in arrows(scripts):
        ours, theirs = package(module), package(other)
        if ours != theirs and HEIGHT[ours] <= HEIGHT[theirs]:
            what = f"{ours} imports {other}, which does not stand below it"
            yield Fault(place, what, f"move what both need below {ours}, or this to {theirs}")


def circles(scripts):
    """A fault for each import that leads back to the module it is in."""
    found = list(arrows(scripts))
    reach = {module: {b for a, b, _ in found if a == module} for module, _, _ in found}
    for via in reach:
        for module in reach:
            if via in reach[module]:
                reach[module] |= reach[via]
    for module, other, place in found:
        if module in reach.get(other, ()):
            what = f"{module} imports {other}, which imports {module} in its turn"
            yield Fault(place, what, "part what both need into a module of its own")


def test_imports_point_to_the_ground_and_never_in_a_circle():
    report([*upwards(SCRIPTS), *circles(SCRIPTS)])


def test_every_package_has_its_storey():
    home = SCRIPTS / "explainer"
    packages = {path.parent.name for path in home.glob("*/__init__.py")}
    assert packages == HEIGHT.keys() - {"ground"}
    table = (ROOT / "README.md").read_text("utf-8")
    assert all(f"| `{name}` |" in table for name in packages)


PLANTED = {
    "upwards": ("reader/a.py", "from explainer.proof import b\n", "proof/b.py", ""),
    "late": ("ground.py", "def f():\n    import explainer.drawing.b\n", "drawing/b.py", ""),
    "beside": ("mutation/a.py", "import explainer.publishing.b\n", "publishing/b.py", ""),
    "circle": (
        *("proof/a.py", "from explainer.proof.b import x\n"),
        *("proof/b.py", "from explainer.proof import a\n"),
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_an_arrow_the_wrong_way_is_named_with_its_line(name, tmp_path):
    one, says, other, answers = PLANTED[name]
    for file, text in ((one, says), (other, answers)):
        path = tmp_path / "scripts" / "explainer" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""A module."""\n{text}', "utf-8")
    (first, *_) = [*upwards(tmp_path / "scripts"), *circles(tmp_path / "scripts")]
    assert first.place == Place(f"scripts/explainer/{one}", 3 if name == "late" else 2)
