"""The project's commands: `python -m explainer COMMAND`."""

import sys
from importlib import import_module

from explainer.faults import Fault

COMMANDS = {
    "serve": ("publishing", "shows the site while you write"),
    "check": ("proof", "lists every fault that needs no browser to be seen"),
    "build": ("publishing", "makes site/, checked"),
    "comments": ("publishing", "runs the server of comments beside site/"),
    "bless": ("publishing", "rewrites expected outputs and notebooks where they changed"),
    "reread": ("proof", "shows the paragraphs that are to be read again, and confirms them"),
    "mutate": ("mutation", "changes one thing at a time and counts what the tests notice"),
    "lock": ("publishing", "pins every dependency by its hash"),
}
"""By command, the package that holds its module, and what it does."""


def command(name):
    """The function of a command: imported only when it is wanted."""
    return import_module(f"explainer.{COMMANDS[name][0]}.{name}").main


def main(arguments):
    """Run a command with the rest of the arguments; returns the exit status."""
    if not arguments or arguments[0] not in COMMANDS:
        print("usage: python -m explainer COMMAND", file=sys.stderr)
        for name, (_, meaning) in COMMANDS.items():
            print(f"  {name:10}{meaning}", file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show must not end the program.
        stream.reconfigure(errors="replace")
    try:
        return command(arguments[0])(arguments[1:])
    except Fault as fault:
        # Settings that the machinery reads before it can do anything.
        print(fault)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
