"""`python -m explainer COMMAND` finds each command, and explains itself otherwise."""

import re

import pytest
from explainer import __main__ as commands
from explainer.project import ROOT


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_every_command_has_a_module_with_a_main(name):
    assert callable(commands.command(name))


@pytest.mark.parametrize("arguments", [[], ["none"], ["--help"]])
def test_anything_else_lists_the_commands(arguments, capsys):
    assert commands.main(arguments) == 2
    text = capsys.readouterr().err
    assert text.startswith("usage: python -m explainer COMMAND\n")
    assert [line.split()[0] for line in text.splitlines()[1:]] == list(commands.COMMANDS)


def test_what_follows_the_command_is_handed_on_and_its_status_returned(monkeypatch):
    monkeypatch.setattr(commands, "command", lambda name: lambda rest: (name, rest))
    assert commands.main(["serve", "--port", "1"]) == ("serve", ["--port", "1"])


def test_the_makefile_has_a_target_for_each_command():
    targets = re.findall(r"^([\w ]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(commands.COMMANDS) <= set(" ".join(targets).split())
