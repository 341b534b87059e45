"""A figure's script as a cell that runs alone: what it imports from our own files stands in it."""

import ast
import re
import sys

from explainer.faults import Fault, Place
from explainer.project import FIGURES, SNIPPETS, relative
from explainer.sources import text_of

SECTION = re.compile(r"^\s*#\s*-+8<-+.*\n?", re.M)
GIVEN = {"explainer.palette": {"COLOUR"}}
"""What the notebook's first cell defines, by the module that figures take it from."""
THERE = sys.stdlib_module_names | {"numpy", "matplotlib"}
"""What whoever opens a notebook has."""


class Module:
    """A Python file, and by name the statement at its top that binds it."""

    def __init__(self, path):
        self.path, self.text = path, text_of(path)
        self.tree, self.lines = ast.parse(self.text, path), self.text.split("\n")
        self.bound = {name: node for node in self.tree.body for name in names(node)}

    def source(self, node):
        """A statement as it was written, with the comment right above it."""
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        while first > 1 and re.match(r"#(?!\s*-+8<)", self.lines[first - 2]):
            first -= 1
        return SECTION.sub("", "\n".join(self.lines[first - 1 : node.end_lineno]))

    def fault(self, node, what, remedy):
        return Fault(Place(relative(self.path), node.lineno), what, remedy)


def names(node):
    """The names that a statement binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    targets = getattr(node, "targets", [node.target] if isinstance(node, ast.AnnAssign) else [])
    return [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]


def packages(node):
    """The packages that a statement imports from."""
    modules = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
    return [name.partition(".")[0] for name in modules]


def used(node):
    """The names that a statement reads, in order."""
    read = (n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return list(dict.fromkeys(n.id for n in read))


def home(name):
    """Where a module of ours is: a snippet, or what several figures share; else None."""
    shared = name.removeprefix("figures.")
    path = SNIPPETS / f"{name}.py" if shared == name else FIGURES / f"{shared}.py"
    return path if path.is_file() else None


def is_ours(node):
    """Whether a statement imports from a module of ours."""
    return isinstance(node, ast.ImportFrom) and home(node.module) is not None


def files(text):
    """The files of data beside the snippets that some code names, be it in part."""
    named = set(re.findall(r"""["']((?:[\w-]|\{\w+\})+(?:\.[\w-]+)+)["']""", text))
    found = (SNIPPETS.glob(re.sub(r"\{\w+\}", "*", name)) for name in named)
    return sorted({path.name for paths in found for path in paths})


class Bench:
    """What a notebook has defined so far, for the cells that come."""

    def __init__(self):
        self.modules, self.known, self.taken = {}, set(), {}

    def module(self, name):
        if name not in self.modules:
            self.modules[name] = Module(home(name))
        return self.modules[name]

    def see(self, block):
        """Remember what a visible cell defines; a Fault where it reads what a figure renamed."""
        tree = ast.parse(block.code)
        defined = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        named = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        stored = {node.id for node in named if isinstance(node.ctx, ast.Store)}
        for node in named:
            if node.id in self.taken and node.id not in stored | defined:
                what = f"in the notebook, {node.id} is by now what {self.taken[node.id]} calls so"
                raise Fault(block.lines[node.lineno - 1].place, what, "rename one of the two")
        for name in stored | defined:
            self.taken.pop(name, None)
        self.known = (self.known - stored) | defined

    def need(self, module, name, imports, found):
        """Append to `found` the definition of a name of a module, after all that it needs."""
        node = module.bound.get(name)
        if node is None or name in self.known:
            return
        if is_ours(node):
            self.need(self.module(node.module), name, imports, found)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            self.imported(module, node, imports, found)
        else:
            self.known.update(names(node))
            self.taken |= dict.fromkeys(names(node), relative(module.path))
            for other in used(node):
                self.need(module, other, imports, found)
            found.append(module.source(node))

    def imported(self, module, node, imports, found):
        """Let a notebook have what a figure's script imports."""
        whole = [alias.name for alias in node.names if home(alias.name)]
        if is_ours(node):
            for alias in node.names:
                if alias.asname:
                    what = f"a notebook has {alias.name} by this name alone"
                    raise module.fault(node, what, "import it without as")
                self.need(self.module(node.module), alias.name, imports, found)
        elif isinstance(node, ast.ImportFrom) and node.module in GIVEN:
            if lost := {alias.name for alias in node.names} - GIVEN[node.module]:
                raise module.fault(node, f"a notebook has no {min(lost)}", "draw with COLOUR")
        elif isinstance(node, ast.Import) and whole:
            what = f"a notebook cannot import all of {whole[0]}"
            raise module.fault(node, what, f"write from {whole[0]} import …")
        elif strange := [name for name in packages(node) if name not in THERE]:
            what = f"who opens the notebook has no {strange[0]}"
            raise module.fault(node, what, "do with NumPy, Matplotlib and Python’s own")
        else:
            imports.setdefault(module.source(node))

    def cell(self, name, alt):
        """The code of a figure's cell, which ends in its drawing."""
        module = Module(FIGURES / f"{name}.py")
        imports, found, dropped = {}, [], []
        for node in module.tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                self.imported(module, node, imports, found)
                dropped.append(node)
        own = module.bound.keys() - {name for node in dropped for name in names(node)}
        self.taken |= dict.fromkeys(own, relative(module.path))
        # Who needs a function of such a name after this has to be given it anew.
        self.known -= own
        doc = module.tree.body[0]
        body = [line for n, line in enumerate(module.lines, 1) if not inside(n, [doc, *dropped])]
        height = "HEIGHT" if "HEIGHT" in module.bound else "300"
        title = ast.get_docstring(module.tree).split("\n")[0]
        parts = ["\n".join(imports), *found, "\n".join(body).strip()]
        text = "\n\n\n".join(part for part in parts if part)
        return f"# @title {title}\n{text}\n\n\nfigure(draw, {height}, {alt!r})"


def inside(line, nodes):
    return any(node.lineno <= line <= node.end_lineno for node in nodes)
