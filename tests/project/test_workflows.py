"""Workflows run what they name: actions by their content, without credentials left behind."""

import re

import pytest
import yaml
from explainer.project import ROOT

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
