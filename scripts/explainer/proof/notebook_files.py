"""Notebooks as files, whoever made them: readable, without errors, set formulas, true outputs."""

import json
import re
from functools import cached_property

from explainer.extensions.equations import LEFT, REFERENCE
from explainer.faults import Fault, Place
from explainer.project import DOCS, relative
from explainer.proof import links, notebook
from explainer.proof.answers import once_a_text
from explainer.reader.blocks import one_line
from explainer.reader.fences import CODE_SPAN
from explainer.reader.lines import lines_of
from explainer.reader.pages import LINK, MATHS, blank, typed
from explainer.typesetting import mathjax
from explainer.workers import limit

SAVE = "save it again from Jupyter"
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.M | re.S)
ADDRESS = re.compile(r"\b0x[0-9a-f]+\b")


class File:
    """A notebook's file, and where its lines stand."""

    front = ()

    def __init__(self, path):
        self.path, self.file = path, relative(path)

    @cached_property
    def lines(self):
        return lines_of(self.path)

    @cached_property
    def text(self):
        return "\n".join(self.lines)

    def place(self, cell, text=None):
        """The line of a cell that holds a text as JSON writes it, or else its first of code."""
        named = f'"id": "{cell.get("id")}"'
        first = next((n for n, line in enumerate(self.lines) if named in line), 0)
        wanted = source_of(cell).split("\n")[0] if text is None else text
        written = json.dumps(wanted, ensure_ascii=False)[1:-1]
        lines = enumerate(self.lines[first:], first + 1)
        return Place(self.file, next((n for n, line in lines if written in line), first + 1))


def source_of(cell):
    return "".join(cell["source"])


def read(file):
    """The cells of a notebook, or a Fault that says why nobody can read it."""
    try:
        found = json.loads(file.text)
    except json.JSONDecodeError as error:
        remedy = "save it again from Jupyter, or bring the last good one back"
        what = f"this is not JSON: {error.msg}"
        raise Fault(Place(file.file, error.lineno), what, remedy) from None
    try:
        cells = found["cells"]
        kinds, sources = {cell["cell_type"] for cell in cells}, [*map(source_of, cells)]
    except (KeyError, TypeError, AttributeError):
        raise Fault(Place(file.file, 1), "this is no notebook", SAVE) from None
    if not sources or not kinds <= {"code", "markdown", "raw"}:
        raise Fault(Place(file.file, 1), "this notebook holds no cells", SAVE)
    return cells


def errors(file, cells):
    for cell in cells:
        for output in cell.get("outputs", ()):
            if output.get("output_type") == "error":
                name = str(output.get("ename"))
                place = file.place(cell, name)
                remedy = "mend it, and run the notebook to its end"
                yield Fault(place, f"a cell shows {name}", remedy)


def prose(cells):
    """Cells of Markdown, each with its text, code blanked."""
    for cell in cells:
        if cell["cell_type"] == "markdown":
            yield cell, CODE_SPAN.sub(blank, FENCED.sub(blank, source_of(cell)))


def dead(file, cells):
    for cell, text in prose(cells):
        for m in LINK.finditer(MATHS.sub("", text)):
            target = m["target"].strip("<>").partition("#")[0]
            if target and not re.match(r"[a-z]+:", target):
                if not (file.path.parent / target).exists():
                    place = file.place(cell, target)
                    what = f"the link {target} leads nowhere"
                    yield Fault(place, what, "write it from the notebook's folder")
                elif target.endswith((".md", ".ipynb")):
                    place = file.place(cell, target)
                    what = f"the link {target} leads to a file, which is no page of the site"
                    yield Fault(place, what, "write the address of its page, or only its name")


def formulas(file, cells):
    """A Fault for each formula that the site cannot set, and for TeX outside a formula."""
    found = []
    for cell, text in prose(cells):
        for m in MATHS.finditer(text):
            tex, display = typed(m)
            found.append((cell, tex.strip(), display))
        if left := LEFT.search(MATHS.sub("", text).replace("\\$", "")):
            place = file.place(cell, left[0])
            what = f"{left[0]} stands outside a formula, and would be shown as it is typed"
            yield Fault(place, what, "put it between two $, or write \\$ for the sign itself")
    try:
        _, labels = mathjax.typeset([[tex, display] for _, tex, display in found], {})
    except mathjax.Unreadable as error:
        cell, tex, _ = found[error.index]
        place = file.place(cell, tex.split("\n")[0])
        remedy = "write it in plain TeX, which Jupyter knows as well"
        yield Fault(place, f"MathJax cannot read this formula: {error}", remedy)
        return
    for cell, tex, _ in found:
        for reference in REFERENCE.finditer(tex):
            if reference[1] not in labels:
                place = file.place(cell, reference[0])
                what = f"no equation of this notebook is labelled {reference[1]!r}"
                yield Fault(place, what, "label one, or write its number")


def shown(cell):
    """What a cell of code shows in words, but for addresses in memory."""
    texts = []
    for output in cell.get("outputs", ()):
        if output.get("output_type") == "stream" and output.get("name") == "stdout":
            texts.append("".join(output.get("text", "")))
        elif "text/plain" in output.get("data", {}):
            texts.append("".join(output["data"]["text/plain"]) + "\n")
    return ADDRESS.sub("0x…", "".join(texts))


def runs(file, cells):
    """A Fault for the first cell that raises, or shows something else, when the notebook is run."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    fresh = nbformat.reads(file.text, as_version=4)
    where = {"metadata": {"path": str(file.path.parent)}}
    client = NotebookClient(fresh, timeout=limit(), kernel_name="python3", resources=where)
    try:
        client.execute()
    except CellExecutionError as error:
        stopped = next(
            n
            for n, cell in enumerate(fresh.cells)
            if any(output.output_type == "error" for output in cell.get("outputs", ()))
        )
        what = f"run from the top, this cell raises {error.ename}: {error.evalue}"
        yield Fault(file.place(cells[stopped]), what, "mend it, and run the notebook to its end")
        return
    except (CellTimeoutError, DeadKernelError) as error:
        what = f"the notebook does not run to its end: {str(error).splitlines()[0]}"
        yield Fault(Place(file.file, 1), what, "let no cell run for long")
        return
    for old, new in zip(cells, fresh.cells, strict=True):
        if old["cell_type"] == "code" and shown(old) != shown(new):
            what = f"run afresh, this cell shows {one_line(shown(new))}"
            what += f" instead of {one_line(shown(old))}"
            yield Fault(file.place(old), what, "run the notebook to its end, and save it")
            return


@once_a_text
def of_file(file):
    """What is wrong with one notebook."""
    try:
        cells = read(file)
        found = [*errors(file, cells), *dead(file, cells), *formulas(file, cells)]
    except Fault as fault:
        return [fault]
    # What pages make shows what their code prints, by the same run that proves them.
    return found if found or notebook.page_of(file.path) else [*runs(file, cells)]


def faults():
    """What is wrong with each notebook in docs/."""
    for name in links.notebooks():
        yield from of_file(File(DOCS / name))
