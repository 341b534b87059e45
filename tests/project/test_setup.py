"""One command sets everything up, once; what fails says so in a line, with its remedy."""

import ast
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import threading

import pytest
from explainer.project import ROOT

INSTALL = ROOT / "scripts" / "install.py"
LOCKS = {
    name: (ROOT / f"{name}.txt").read_text("utf-8")
    for name in ("requirements", "requirements-comments")
}


@pytest.fixture
def install(tmp_path, monkeypatch):
    """The installer as a module, at work in an empty project."""
    spec = importlib.util.spec_from_file_location("install", INSTALL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "NODE_MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(module, "LOG", tmp_path / ".cache" / "install.log")
    locks = ("requirements.txt", "requirements-comments.txt", "package-lock.json")
    for name in (*locks, "pyproject.toml"):
        (tmp_path / name).write_text("{}", "utf-8")
    module.LOG.parent.mkdir()
    return module


def python_in(install, line):
    """Let the environment's Python be a line of shell."""
    install.PYTHON.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    install.PYTHON.chmod(0o755)


@pytest.fixture
def steps(install, monkeypatch):
    """The titles of the steps that the installer takes, which do nothing else here."""
    taken = []

    def step(title, command, environment=None):
        taken.append(title.partition(" (")[0])
        if title == "Making .venv":
            install.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            python_in(install, f'exec "{sys.executable}" "$@"')
        if title == "Installing Node packages":
            package = install.NODE_MODULES / "axe-core" / "package.json"
            package.parent.mkdir(parents=True, exist_ok=True)
            package.touch()
            lock = {"packages": {"": {}, "node_modules/axe-core": {}}}
            (install.NODE_MODULES / ".package-lock.json").write_text(json.dumps(lock), "utf-8")

    monkeypatch.setattr(install, "step", step)
    return taken


ALL = ["Making .venv", "Installing Python packages", "Installing scripts/explainer"]
NODE = ["Installing Node packages"]


def test_the_second_run_installs_nothing(install, steps):
    assert install.main() == 0
    assert steps == ALL + NODE
    assert install.main() == 0
    assert steps == ALL + NODE


@pytest.mark.parametrize(
    ("changed", "again"),
    [("requirements.txt", ALL[1:]), ("pyproject.toml", ALL[1:]), ("package-lock.json", NODE)],
)
def test_a_changed_lock_installs_again(install, steps, tmp_path, changed, again):
    install.main()
    steps.clear()
    (tmp_path / changed).write_text("{ }", "utf-8")
    install.main()
    assert steps == again


def test_the_server_of_comments_is_installed_where_it_is_wanted(install, steps, tmp_path):
    server = ["Installing the server of comments"]
    assert install.main(["comments"]) == 0
    assert steps == ALL + server + NODE
    install.main(["comments"])
    install.main()
    assert steps == ALL + server + NODE
    (tmp_path / "requirements-comments.txt").write_text("changed", "utf-8")
    install.main()
    assert steps == ALL + server + NODE
    install.main(["comments"])
    assert steps == ALL + server + NODE + server


def test_a_touched_lock_installs_nothing(install, steps, tmp_path):
    install.main()
    steps.clear()
    os.utime(tmp_path / "requirements.txt", (0, 0))
    install.main()
    assert steps == []


def test_an_interrupted_installation_is_taken_up_again(install, steps, monkeypatch):
    honest = install.step

    def stopped(title, command, environment=None):
        if title.startswith("Installing scripts"):
            raise install.Failure("stopped")
        honest(title, command, environment)

    monkeypatch.setattr(install, "step", stopped)
    assert install.main() == 1
    monkeypatch.setattr(install, "step", honest)
    steps.clear()
    assert install.main() == 0
    assert steps == ALL + NODE


@pytest.mark.parametrize("where", ALL + NODE)
def test_a_killed_installation_is_made_anew(install, steps, monkeypatch, where):
    """Packages may be there by half wherever it was killed, but never in a finished folder."""
    honest = install.step

    def killed(title, command, environment=None):
        honest(title, command, environment)
        if title.startswith(where):
            raise SystemExit

    monkeypatch.setattr(install, "step", killed)
    with pytest.raises(SystemExit):
        install.main()
    monkeypatch.setattr(install, "step", honest)
    steps.clear()
    assert install.main() == 0
    assert steps == NODE if where in NODE else ALL + NODE


def test_without_a_network_what_was_installed_stays(install, steps, monkeypatch, tmp_path):
    install.main()
    honest, lock = install.step, (tmp_path / "requirements.txt").read_text("utf-8")

    def offline(title, command, environment=None):
        raise install.Failure("the registry cannot be reached")

    (tmp_path / "requirements.txt").write_text("newer", "utf-8")
    monkeypatch.setattr(install, "step", offline)
    assert install.main() == 1
    (tmp_path / "requirements.txt").write_text(lock, "utf-8")
    monkeypatch.setattr(install, "step", honest)
    steps.clear()
    assert install.main() == 0
    assert steps == []


@pytest.mark.parametrize("line", ["exit 1", 'case "$2" in *pip*) exit 1; esac', None])
def test_an_environment_whose_python_or_pip_does_not_run_is_made_anew(
    install, steps, tmp_path, line
):
    install.main()
    steps.clear()
    (tmp_path / "requirements.txt").write_text("newer", "utf-8")
    install.PYTHON.unlink()
    if line:
        python_in(install, line)
    assert install.main() == 0
    assert steps == ALL


@pytest.mark.parametrize("name", ["axe-core/package.json", ".package-lock.json"])
def test_half_of_the_node_packages_are_installed_anew(install, steps, name):
    install.main()
    steps.clear()
    (install.NODE_MODULES / name).unlink()
    assert install.main() == 0
    assert steps == NODE


def test_two_installations_at_once_take_turns(install, steps, monkeypatch):
    """The second finds the lock held, waits, and finds nothing left to do."""
    with install.mutex.held(install.LOG.with_name("install.lock")):
        waiting = threading.Thread(target=install.main)
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive() and steps == []
    waiting.join()
    assert steps == ALL + NODE


def test_an_old_python_is_told_which_one_it_takes(install):
    with pytest.raises(install.Failure) as failure:
        install.check_python((3, 9, 2, "final", 0))
    assert str(failure.value) == (
        "Python 3.9.2 is too old; install 3.11.5 or newer, or name one that you have: "
        "make PYTHON=python3.12"
    )


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (["python3.12"], "python3.12"),
        (["python3.11", "python3.13"], "python3.13"),
        (["python3", "python3.13"], "python3"),
    ],
)
def test_make_takes_a_python_by_whatever_name_it_has(there, taken, tmp_path):
    for name in there:
        (tmp_path / name).write_text("#!/bin/sh\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    command = [shutil.which("make"), "--dry-run", "install"]
    said = subprocess.run(command, cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True)
    assert said.stdout.decode() == f"{tmp_path / taken} scripts/install.py \n"


@pytest.mark.parametrize("path", [INSTALL, ROOT / "scripts" / "explainer" / "mutex.py"])
def test_an_old_python_can_read_the_installer(path):
    ast.parse(path.read_text("utf-8"), feature_version=(3, 6))


def test_a_python_without_venv_is_told_how_to_get_it(install):
    with pytest.raises(install.Failure, match="lacks the module no_such; install it"):
        install.check_python(modules=("venv", "no_such"))


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("npm error code ENOSPC", "the disk is full"),
        ("MemoryError", "too little memory; close other programs"),
        ("[Errno 30] Read-only file system: 'x'", "copy it to a folder of your own"),
        ("NewConnectionError('Failed to establish a new connection')", "check the network"),
        ("npm error code ENOTFOUND", "check the network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the file that was locked"),
        ("npm error code EINTEGRITY", "not the file that was locked"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "try another: make PYTHON="),
        ("PermissionError: [Errno 13] Permission denied", "check who owns .venv"),
        ("something\nquite new\n", "its last words were: quite new"),
    ],
)
def test_a_failed_step_names_its_remedy(install, said, advice):
    command = [sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"]
    with pytest.raises(install.Failure) as failure:
        install.step("Installing", command)
    assert "\n" not in str(failure.value)
    assert str(failure.value).startswith("Installing failed: ")
    assert advice in str(failure.value)
    assert install.LOG.read_text("utf-8").strip() == said.strip()


def test_without_a_network_pip_ends_in_one_line(install, tmp_path):
    (tmp_path / "requirements.txt").write_text("wheel==0.0.1 --hash=sha256:" + "0" * 64, "utf-8")
    # A port where nothing listens stands for the network that is not there.
    nowhere = "http://127.0.0.1:9/simple"
    with pytest.raises(install.Failure, match="registry cannot be reached; check the network"):
        install.step(
            "Installing Python packages",
            [
                *(sys.executable, "-m", "pip", "--isolated", "install", "--retries=0"),
                *("--ignore-installed", f"--index-url={nowhere}", "--require-hashes"),
                *("--requirement=requirements.txt", f"--target={tmp_path / 'lib'}"),
            ],
        )


@pytest.mark.parametrize(("name", "least"), [*zip(LOCKS, (50, 8), strict=True)])
def test_every_python_package_is_pinned_and_hashed(name, least):
    logical = re.sub(r"\\\n", " ", LOCKS[name]).splitlines()
    pins = [line for line in logical if line.strip() and not line.startswith("#")]
    assert len(pins) > least
    for pin in pins:
        assert re.match(r"[\w.-]+==\S+ ", pin), pin
        assert "--hash=sha256:" in pin, pin


def pinned(name):
    return set(re.findall(r"^([\w.-]+==\S+)", LOCKS[name], re.M))


def test_what_both_locks_pin_they_pin_alike():
    both = [{pin.partition("==")[0] for pin in pinned(name)} for name in LOCKS]
    shared = both[0] & both[1]
    assert {"bleach", "jinja2"} <= shared
    for name in shared:
        assert (
            len({pin for lock in LOCKS for pin in pinned(lock) if pin.startswith(f"{name}==")}) == 1
        )


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_all_that_was_chosen(name):
    chosen = (ROOT / f"{name}.in").read_text("utf-8")
    names = re.findall(r"^([\w-]+)", chosen, re.M)
    assert names
    for chosen in names:
        assert re.search(rf"^{re.escape(chosen)}==", LOCKS[name], re.M), chosen


@pytest.mark.parametrize("name", LOCKS)
def test_every_choice_has_its_reason(name):
    for line in (ROOT / f"{name}.in").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            assert re.fullmatch(r"\S+ +# .+|setuptools>=77|wheel", line), line


def test_every_node_package_is_locked_by_its_hash():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {name: p for name, p in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name


@pytest.mark.parametrize(
    "name", [*(f"{name}.txt" for name in LOCKS), "package-lock.json", ".npmrc"]
)
def test_no_lock_names_a_host_or_a_folder_of_one_machine(name):
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r'"resolved"|index-url|find-links|file:|registry\.', text)


def test_a_command_that_is_unknown_lists_those_that_are():
    command = [sys.executable, "-m", "explainer", "dance"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert all(word in done.stdout + done.stderr for word in ("serve", "build", "bless", "lock"))


def test_the_fingerprint_parts_files(install, tmp_path):
    (tmp_path / "requirements.txt").write_bytes(b"ab")
    (tmp_path / "pyproject.toml").write_bytes(b"c")
    expected = hashlib.sha256(b"ab\0c\0").hexdigest()
    assert install.digest("requirements.txt", "pyproject.toml") == expected
