"""The process beside the author's server that builds the site after every save."""

import sys
from pathlib import Path

from explainer import process
from explainer.faults import Fault, Mistake


def changing(text):
    """A line that the next one overwrites; on a terminal only."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def built(folder, address):
    """Build the site into a folder: what went wrong, and whether that kept it from an end."""
    from explainer.publishing.build import pages
    from explainer.publishing.mistakes import Heard, mistakes

    with Heard(lambda page: changing(f"Building {page} …")) as heard:
        try:
            pages(folder, "serve", address)
        # Whatever a save breaks, this program outlives it; a SystemExit in an extension too.
        except BaseException as error:
            return mistakes(error, heard.lines), True
        finally:
            changing("")
    return [Mistake(line) for line in heard.lines], False


def answer(question):
    """The index of a built site, or what became of a build."""
    if "index" in question:
        from explainer.publishing import search

        yield search.index(Path(question["index"]))
        return
    try:
        found, failed = built(question["folder"], question["address"])
    # What is imported there reads settings that a save may have broken.
    except Fault as fault:
        found, failed = [Mistake(str(fault))], True
    yield [vars(mistake) for mistake in found], failed


if __name__ == "__main__":
    process.serve(answer)
