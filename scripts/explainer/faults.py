"""An author's mistake, named by file and line, with what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """Where an author wrote something: a file, seen from the project's root, and a line from 1."""

    file: str
    line: int

    def __str__(self):
        return f"{self.file}:{self.line}"


class Fault(Exception):
    """What is wrong at a place and how to mend it; reads `docs/index.md:41: what; remedy`."""

    def __init__(self, place, what, remedy):
        super().__init__(f"{place}: {what}; {remedy}")
        self.place, self.what, self.remedy = place, what, remedy

    def __reduce__(self):
        # As made, so that it may come from another process.
        return type(self), (self.place, self.what, self.remedy)


class Stale(Fault):
    """What the pages make is not what they make now: nothing but `make bless` mends it."""

    def __init__(self, place, what, remedy="run make bless"):
        super().__init__(place, what, remedy)


class Edited(Stale):
    """Something was written there by hand, and `make bless` would lose it."""

    def __init__(self, place, what, remedy="mend the page, and run make bless"):
        super().__init__(place, what, remedy)


def report(faults):
    """Raise one AssertionError that lists the faults, a line each, if there are any."""
    faults = sorted(faults, key=lambda fault: (fault.place.file, fault.place.line))
    if faults:
        raise AssertionError("\n" + "\n".join(map(str, faults)))


@dataclass(frozen=True)
class Mistake:
    """What went wrong, in a line for the author; `trace` only where the program is at fault."""

    line: str
    trace: str = ""
