"""Commands: `python -m explainer serve`, `build`, `bless`, `mutate` or `lock`."""

import os
import sys
from importlib import import_module

from mkdocs.exceptions import BuildError

COMMANDS = {
    "serve": "show the site in a browser, and follow every save",
    "build": "make site/, checked, or leave the last good one",
    "bless": "rewrite outputs that changed on purpose, and show the difference",
    "mutate": "change one thing at a time, and count what the tests notice",
    "lock": "pin every dependency anew, by version and hash",
}


def main():
    """Run `explainer.NAME.main(arguments)`; an author's mistake is one line and exit code 1."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        width = max(map(len, COMMANDS))
        print("python -m explainer COMMAND")
        print("\n".join(f"  {name:{width}}  {what}" for name, what in COMMANDS.items()))
        return 2
    # The theme's advertisement of its own successor.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        return import_module(f"explainer.{sys.argv[1]}").main(sys.argv[2:])
    except BuildError as mistake:
        print(mistake, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
