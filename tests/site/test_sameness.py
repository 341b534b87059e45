"""One commit gives one site, byte for byte, wherever it is built."""

import re

from explainer.mutation.sandbox import copy_project
from trials import ELSEWHERE, held, whole


def check_missing(files):
    """The page of what is missing, whose address may be any, names its files by whole paths."""
    named = re.findall(r'(?:src|href)="(/[^"?]*)', files["404.html"].decode())
    assert len(named) > 10
    for name in named:
        path = name.removeprefix("/at/").removesuffix(".")
        assert name.startswith("/at/") and (path in files or f"{path}index.html" in files), name


def test_two_builds_of_one_commit_are_the_same_byte_for_byte(elsewhere, tmp_path):
    """There the caches of a build are empty, here they are not: that must not show either."""
    other = copy_project(tmp_path / "a folder elsewhere")
    whole(other, **ELSEWHERE, TZ="Asia/Kathmandu", LC_ALL="C", PYTHONHASHSEED="77")
    one, two = held(elsewhere), held(other / "site")
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
    check_missing(one)
