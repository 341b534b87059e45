"""A page's visible code, pasted top to bottom into a fresh interpreter: what does it print?"""

import ast
import contextlib
import json
import subprocess
import sys

from explainer import project, workers
from explainer.faults import Fault
from explainer.proof.answers import once_a_text
from explainer.reader.blocks import Block, blocks, differing, one_line, parsed

PASTED = """
import contextlib, io, json, re, signal, sys, traceback, warnings
printed, names = [], {"__name__": "__main__"}
limit, seconds, blocks = json.load(sys.stdin)
def over(*_):
    raise TimeoutError(f"it has not ended after {limit:g} seconds")
if hasattr(signal, "setitimer"):
    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
for number, (code, allowed) in enumerate(blocks):
    out, error = io.StringIO(), None
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        for beginning in allowed:
            warnings.filterwarnings("ignore", re.escape(beginning))
        try:
            exec(compile(code, f"<{number}>", "exec"), names)
        # Whatever a page raises, SystemExit too, is told with its line, and fails its test.
        except BaseException as caught:
            frames = traceback.extract_tb(caught.__traceback__)
            ours = [(f.filename, f.lineno) for f in frames if f.filename[1:-1].isdigit()]
            name, line = ours[-1] if ours else (f"<{number}>", getattr(caught, "lineno", None) or 1)
            error = int(name[1:-1]), line, f"{type(caught).__name__}: {caught}"
    printed.append((out.getvalue(), error))
    if error:
        break
json.dump(printed, sys.stdout)
"""


def _paste(codes):
    # -I: neither the working directory nor PYTHONPATH, so no snippet can be imported. What a
    # snippet reads, its reader has beside it.
    command = [sys.executable, "-I", "-W", "error", "-X", "utf8", "-c", PASTED]
    seconds = workers.limit() * workers.patience()
    given = json.dumps([workers.limit(), seconds, codes])
    with contextlib.suppress(subprocess.TimeoutExpired, ValueError):
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds + workers.GRACE,
            cwd=project.SNIPPETS,
        )
        return json.loads(done.stdout)
    return None


def visible(page):
    """The blocks a reader sees on a page, in order, each with the output that stands under it."""
    found = []
    for block in blocks(page.fences):
        shown = tuple(fence for fence in block.fences if not fence.hidden)
        if shown:
            expected = block.expected if block.expected and not block.expected.hidden else None
            found.append((Block(shown, expected), tuple(block.warnings)))
    return found


@once_a_text
def printed(page):
    """What each visible block prints; a Fault at the line that raises."""
    found = visible(page)
    results = _paste([(block.code, allowed) for block, allowed in found]) if found else []
    if results is None:
        what = "the interpreter into which the page's code is pasted ended, or had to be ended"
        raise Fault(found[0][0].place, what, f"let no block end it; {workers.REMEDY}")
    for _, error in results:
        if error:
            number, line, what = error
            block, _ = found[number]
            what = f"pasted from the page top to bottom, this raises {what}"
            remedy = "show its imports and listings above it"
            raise Fault(block.lines[line - 1].place, what, remedy)
    return [output for output, _ in results]


def foreign(page):
    """Faults for imports that a reader who has only NumPy cannot follow."""
    faults, known = [], sys.stdlib_module_names | {"numpy"}
    for block, _ in visible(page):
        for node in ast.walk(parsed(block)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                if name.partition(".")[0] not in known:
                    what = f"a reader who has only NumPy cannot import {name}"
                    place = block.lines[node.lineno - 1].place
                    faults.append(Fault(place, what, unshown(name, place)))
    return faults


def unshown(name, place):
    """What to do with an import that no reader can follow, in a listing or in an example."""
    if not (project.SNIPPETS / f"{name}.py").is_file():
        return "do without it"
    where = "in hidden set-up"
    if place.file.endswith(".py"):
        where = "outside the section that it shows"
    return f"show the listing of {name}.py above, and write this line {where}"


@once_a_text
def faults(page):
    """Every Fault of a page's code as its reader would run it."""
    try:
        if found := foreign(page):
            return found
        outputs = printed(page)
    except Fault as fault:
        return [fault]
    found = []
    for (block, _), output in zip(visible(page), outputs, strict=True):
        if output != block.output:
            _, old, new = differing(block.output, output)
            what = f"pasted from the page top to bottom, this prints {one_line(new)}"
            what += f" instead of {one_line(old)}"
            remedy = "let no visible block depend on hidden set-up; make bless if it is meant"
            found.append(Fault(block.place, what, remedy))
    return found
