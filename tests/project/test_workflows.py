"""Workflows run what they name: actions by their content, without credentials left behind."""

import re
import tomllib

import pytest
import yaml
from explainer.project import CACHE, ROOT, SITE

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request):
    return request.param.read_text("utf-8")


def steps(workflow):
    jobs = yaml.safe_load(workflow)["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


def test_every_action_is_named_by_its_content(workflow):
    uses = [line.strip(" -") for line in workflow.splitlines() if "uses:" in line]
    assert len(uses) > 3
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


def test_one_version_of_an_action_is_used_everywhere():
    found = {line for path in WORKFLOWS for line in PINNED.findall(path.read_text("utf-8"))}
    assert len(found) == len({line.partition("@")[0] for line in found})


def test_no_checkout_leaves_its_credentials_to_what_runs_after_it(workflow):
    checkouts = [s for s in steps(workflow) if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_nothing_may_be_written_but_where_a_job_says_so(workflow):
    assert yaml.safe_load(workflow)["permissions"] == {"contents": "read"}


def test_no_job_that_may_write_runs_code_of_the_project(workflow):
    for job in yaml.safe_load(workflow)["jobs"].values():
        if "write" in job.get("permissions", {}).values():
            runs = "\n".join(step.get("run", "") for step in job["steps"])
            assert not re.search(r"^\s*make ", runs, re.M)


NEEDED = {
    "actions/checkout@": {"contents": "read"},
    "actions/configure-pages@": {"pages": "read"},
    "actions/deploy-pages@": {"pages": "write", "id-token": "write"},
    "git push": {"contents": "write"},
    "gh pr create": {"pull-requests": "write"},
}
"""By what a step does, what GitHub has to allow for it."""


def jobs():
    """Every job, with its workflow."""
    for path in WORKFLOWS:
        whole = yaml.safe_load(path.read_text("utf-8"))
        for name, job in whole["jobs"].items():
            yield pytest.param((job, whole), id=f"{path.stem} {name}")


@pytest.fixture(params=jobs())
def job(request):
    return request.param


def test_a_job_may_do_what_its_steps_need_and_no_more(job):
    job, workflow = job
    needed = {}
    for step in job["steps"]:
        done = step.get("uses", "") + step.get("run", "")
        for power, how in (p for what in NEEDED if what in done for p in NEEDED[what].items()):
            needed[power] = max(how, needed.get(power, ""))  # "write" is more than "read"
    assert job.get("permissions", workflow["permissions"]) == needed


def test_everything_that_a_job_calls_is_there(job):
    job, workflow = job
    text = yaml.dump(job, width=1000)
    phony = re.search(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(re.findall(r"run: make (\S+)", text)) <= set(phony[1].split())
    # Where code of the project runs, it may hang.
    assert "run: make" not in text or job["timeout-minutes"] <= 60
    for file in re.findall(r"hashFiles\(.*?([\w.-]+\.\w+)|cache-dependency-path: (\S+)", text):
        assert (ROOT / "".join(file)).is_file(), file
    steps = {step.get("id") for step in job["steps"]}
    assert set(re.findall(r"\bsteps\.(\w+)", text)) <= steps
    matrix = job.get("strategy", {}).get("matrix", {})
    assert set(re.findall(r"\bmatrix\.(\w+)", text)) <= matrix.keys()
    assert job.get("needs") in (None, *workflow["jobs"])
    # Else a missing browser skips its tests instead of failing them.
    proofs = [step for step in job["steps"] if step.get("run") == "make test"]
    assert all(step["env"]["CI"] == "true" for step in proofs)


def test_a_request_from_anybody_runs_no_words_of_theirs(job):
    job, workflow = job
    # pull_request_target would run them with our powers. YAML takes `on` for true.
    assert set(workflow[True]) <= {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert not [step for step in job["steps"] if "github.event" in step.get("run", "")]


def test_what_is_published_is_mains_own_build_once_it_is_proved():
    site = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    on_main = "github.ref == 'refs/heads/main'"
    assert site[True]["push"] == {"branches": ["main"]}
    test, publish = site["jobs"]["test"], site["jobs"]["publish"]
    assert (publish["needs"], publish["if"]) == ("test", on_main)
    assert publish["environment"]["name"] == "github-pages"
    runs = [step.get("run") for step in test["steps"]]
    assert runs.index("make test") < runs.index("make build")
    (settings,) = [step for step in test["steps"] if step.get("id") == "pages"]
    assert settings["if"] == on_main
    (upload,) = [s for s in test["steps"] if "upload-pages-artifact@" in s.get("uses", "")]
    oldest, *_ = test["strategy"]["matrix"]["python"]
    assert upload["if"] == f"{on_main} && matrix.python == '{oldest}'"
    assert upload["with"] == {"path": SITE.name}
    assert test["steps"].index(upload) > runs.index("make build")
    kept = [s["with"]["path"] for s in test["steps"] if "actions/cache@" in s.get("uses", "")]
    assert kept == ["~/.npm", CACHE.name]


def test_pythons_are_those_that_the_project_says_it_needs():
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = re.search(r"\d+\.\d+", needed["requires-python"])[0]
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS)
    named = re.findall(r'python(?:-version)?: \[?"([\d.]+)"(?:, "([\d.]+)")?', text)
    assert len(named) == 2 and {first for first, _ in named} == {oldest}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert {last for _, last in named if last} == {
        "3." + max(re.findall(r"python3\.(\d+)", makefile))
    }


THERE = {"make", "chromium", "firefox-esr", "nginx-light"}
"""What GitHub's machines have already, by these names or as Google Chrome and Firefox."""


def test_where_the_site_is_proved_there_is_what_ci_installs():
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    needed = set(re.findall(r"missing\+=\(([\w-]+)\)", ci)) - THERE
    text = (ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8")
    (installed,) = re.findall(r"apt-get install -y -qq (.+)", text)
    assert set(installed.split()) == needed


def test_locks_are_renewed_once_a_month_and_what_was_proved_is_proposed():
    lock = yaml.safe_load((ROOT / ".github" / "workflows" / "lock.yml").read_text("utf-8"))
    (when,) = lock[True]["schedule"]
    minute, hour, day, month, weekday = when["cron"].split()
    assert int(minute) < 60 and int(hour) < 24 and 1 <= int(day) <= 28
    assert (month, weekday) == ("*", "*")
    renew, propose = lock["jobs"]["renew"], lock["jobs"]["propose"]
    assert [step["run"] for step in renew["steps"] if "run" in step] == ["make lock", "make test"]
    assert propose["needs"] == "renew"
    upload, download = renew["steps"][-1]["with"], propose["steps"][1]["with"]
    assert upload["name"] == download["name"]
    for pattern in upload["path"].split():
        assert list(ROOT.glob(pattern)), pattern
    pushed, *_ = re.findall(r"git push --force origin (\S+)", propose["steps"][-1]["run"])
    assert pushed != "main" and f"--head {pushed}" in propose["steps"][-1]["run"]
