"""What the machine lacks is named as that, in a line: it is no fault of the program or a page."""

import errno
import os
import subprocess
import sys
from unittest.mock import Mock

import pytest
from explainer import node
from explainer.process import Process
from explainer.project import ROOT
from explainer.publishing import build, machine
from explainer.typesetting import mathjax


def system(number, *path):
    return OSError(number, os.strerror(number), *path)


def ended(code, said=""):
    return subprocess.CalledProcessError(code, "node", stderr=said)


LACKING = {
    "a full disk": (system(errno.ENOSPC), "the disk is full; free some space"),
    "a full quota": (system(errno.EDQUOT, "/x/y"), "/x/y: the disk is full; free some space"),
    "a full disk of Node's": (ended(1, "ENOSPC: no space"), "the disk is full; free some space"),
    "a read-only tree": (
        system(errno.EROFS, str(ROOT / ".cache")),
        ".cache: nothing may be written here; copy the project to a folder of your own",
    ),
    "a file of another's": (
        system(errno.EACCES, str(ROOT / "docs" / "index.md")),
        "docs/index.md: this may not be read or written; check whose it is",
    ),
    "no memory": (MemoryError(), "there is too little memory; close other programs"),
    "no memory for a program": (
        system(errno.ENOMEM),
        "there is too little memory; close other programs",
    ),
    "a killed program": (ended(-9), "there is too little memory; close other programs"),
    "no memory for Node": (
        ended(-5, "# Fatal process out of memory: SegmentedTable::InitializeTable"),
        "there is too little memory; close other programs",
    ),
    "no memory in Node": (
        ended(-6, "FATAL ERROR: Reached heap limit - JavaScript heap out of memory"),
        "there is too little memory; close other programs",
    ),
}


@pytest.mark.parametrize(("error", "line"), LACKING.values(), ids=LACKING)
def test_a_build_says_in_one_line_what_is_lacking(error, line, monkeypatch, capsys, tmp_path):
    def broken(folder):
        raise error

    monkeypatch.setattr(build, "build", broken)
    monkeypatch.setattr(build, "Checker", Mock)
    monkeypatch.chdir(tmp_path)
    assert build.main(["--into", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err == f"{line}\n"


def test_any_other_failure_is_not_the_machines():
    assert machine.lacking(ValueError("x")) is None
    assert machine.lacking(system(errno.ENOENT, "x")) is None
    assert machine.lacking(ended(1, "SyntaxError: unexpected token")) is None


@pytest.fixture
def torn(tmp_path, monkeypatch):
    """A folder of Node packages in which MathJax is there by half; returns its stamp."""
    package = tmp_path / "node_modules" / "@mathjax" / "src"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "@mathjax/src", "version": "4.1.3"}', "utf-8")
    stamp = tmp_path / "node_modules" / "installed"
    stamp.write_text("whole", "utf-8")
    script = tmp_path / "mathjax.mjs"
    script.write_bytes(mathjax.SCRIPT.read_bytes())
    monkeypatch.setattr(mathjax, "SCRIPT", script)
    monkeypatch.setattr(mathjax, "PACKAGE", package)
    monkeypatch.setattr(mathjax, "PROCESS", Process(node.PATH, script, quiet=True))
    monkeypatch.setattr(machine, "ROOT", tmp_path)
    yield stamp
    mathjax.PROCESS.close()


def test_half_of_the_node_packages_are_named_and_installed_by_the_next_make(torn, capfd):
    with pytest.raises(subprocess.CalledProcessError) as caught:
        mathjax.typeset([["x", False]], {})
    assert machine.lacking(caught.value) == (
        "node_modules is not whole; run make again: it is installed anew"
    )
    assert not torn.exists()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_that_lacks_a_sign_ends_nothing(encoding):
    code = (
        "import explainer.__main__ as m; m.command = lambda name: lambda rest: print('σ … −') or 0;"
        "raise SystemExit(m.main(['build']))"
    )
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, encoding=encoding)
    assert (done.returncode, done.stdout) == (0, "? ? ?\n"), done.stderr


def test_a_command_that_is_interrupted_ends_without_a_traceback():
    code = (
        "import explainer.__main__ as m\n"
        "def stop(rest): raise KeyboardInterrupt\n"
        "m.command = lambda name: stop\n"
        "raise SystemExit(m.main(['build']))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (130, "\n")
