"""Every quiz question is answered a second time, by its hidden example: asked, right, reason.

For question 3 it prints lines such as these, in short, of which code works out what it can:

    3 asks: sides of 1.5 and 2
    3: 2.5
    3 first: 3.5
    3 since: the root of 6.25

`3:` is the one right option, in full, and no other option says the same. What else is printed
stands in the question, in the option of that name, in the reason, numbers rounded as usual.
"""

import re
from dataclasses import dataclass, field

from explainer.extensions.quiz import BOX
from explainer.faults import Fault, Place
from explainer.proof.phrases import found, read
from explainer.reader.blocks import blocks

ITEM = re.compile(r"\d+\.\s+(?P<text>.*)")
OPTION = re.compile(r"\s+[-*+]\s+\[(?P<tick>[ xX])\]\s+(?P<text>.*)")
LINE = re.compile(r"(?P<number>\d+)(?: (?P<part>[a-z]+))?:\s+(?P<said>.+)")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "last")
SENTENCE = re.compile(r"(?:[^.?!]|[.?!](?=\S))*")
NAMED = re.compile(rf"\b({'|'.join(ORDINALS)}) option", re.I)


@dataclass
class Question:
    """A question as its reader sees it, with the lines that its hidden example prints."""

    number: int
    place: Place
    asked: str
    options: list = field(default_factory=list)
    reason: str = ""
    said: list = field(default_factory=list)

    @property
    def right(self):
        return next((option for option in self.options if option.ticked), None)

    def nth(self, name):
        """Which option, from 0, such a name as `first` and `last` means."""
        return len(self.options) - 1 if name == "last" else ORDINALS.index(name)

    def option(self, name):
        """The option of such a name, or None."""
        there = name in ORDINALS and self.nth(name) < len(self.options)
        return self.options[self.nth(name)] if there else None

    def text(self, part):
        """What the page says of a part, in short: a sentence of what is asked and of the reason."""
        if part in ("asks", "since"):
            return SENTENCE.match(self.asked if part == "asks" else self.reason)[0] or "…"
        option = self.option(part) if part else self.right
        return option.text if option else "…"

    def lines(self, part):
        """What is said of a part, by any of its names."""
        same = [n for n in ORDINALS if part in ORDINALS and self.nth(n) == self.nth(part)] or [part]
        return [line for line in self.said if line.part in same]


@dataclass
class Option:
    """One option: its text, whether it is ticked, where it stands."""

    text: str
    ticked: bool
    place: Place


@dataclass(frozen=True)
class Said:
    """A line that a hidden example prints about a question: of which part, and what."""

    part: str
    text: str
    place: Place


def _questions(lines, before):
    """The questions of one box, from its lines, and how many stand before it."""
    found, into = [], None
    for line in lines:
        item, option = ITEM.match(line), OPTION.match(line)
        if item:
            found.append(Question(before + len(found) + 1, line.place, item["text"]))
            into = "asked"
        elif option and found:
            made = Option(option["text"], option["tick"] != " ", line.place)
            found[-1].options.append(made)
            into = "option"
        elif not line.strip():
            into = "reason" if found and found[-1].options else into
        elif found and into == "option":
            found[-1].options[-1].text += " " + line.strip()
        elif found:
            setattr(found[-1], into, f"{getattr(found[-1], into)} {line.strip()}".strip())
    return found


def questions(page):
    """Every question of a page, each with what the hidden examples of its section print of it."""
    lines = page.text.split("\n")
    placed = [line.like(text) for line, text in zip(page.lines, lines, strict=True)]
    made = []
    for start in [n for n, line in enumerate(lines) if BOX.search(line)]:
        end = next((n for n in range(start, len(lines)) if "</div>" in lines[n]), len(lines))
        here, said = page.section(start), {}
        for block in blocks(page.fences):
            fence = block.expected
            if fence and fence.hidden and page.section(fence.at) == here:
                for m, line in ((LINE.match(line), line) for line in fence.lines):
                    if m:
                        line = Said(m["part"] or "", m["said"], line.place)
                        said.setdefault(int(m["number"]), []).append(line)
        for question in _questions(placed[start + 1 : end], len(made)):
            question.said = said.pop(question.number, [])
            made.append(question)
    return made


def faults(page):
    """The Faults of every question whose key, or whose parts, its hidden example does not say."""
    return [fault for question in questions(page) for fault in _of(question)]


def _of(question):
    if question.right is None or not question.reason:
        return  # The extension says so.
    yield from _missing(question)
    yield from _key(question)
    for line in question.said:
        if line.part:
            yield from _part(question, line)


def _missing(question):
    wanted = {"asks": "what it asks", "": "its answer", "since": "its reason"}
    wanted |= {m[1].lower(): f"the {m[1].lower()} option" for m in NAMED.finditer(question.reason)}
    if missing := {part: what for part, what in wanted.items() if not question.lines(part)}:
        what = f"of question {question.number}, no hidden example of this section says "
        heads = [f"{question.number} {part}".strip() for part in missing]
        lines = map("`{}: {}`".format, heads, map(question.text, missing))
        remedy = f"let one print, worked out where it can be, {listed(lines)}"
        yield Fault(question.place, what + listed(missing.values()), remedy)


def listed(parts):
    """Parts as a sentence names them: a, b and c."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _key(question):
    for line in question.lines(""):
        key = read(line.text)
        for option in question.options:
            same = found(key, read(option.text)) == [slice(0, len(read(option.text)))]
            if same != option.ticked:
                what = "is ticked" if option.ticked else "is not ticked"
                said = "answers" if same else "says"
                what = (
                    f"“{option.text}” {what}, and the example {said} {line.text!r} ({line.place})"
                )
                yield Fault(option.place, what, "tick the right one, or mend the example")


def _part(question, line):
    option = question.option(line.part)
    if line.part in ("asks", "since"):
        text, place = getattr(question, {"asks": "asked", "since": "reason"}[line.part]), None
    elif option:
        text, place = option.text, option.place
    else:
        what = f"there is no {line.part!r} of question {question.number}"
        yield Fault(line.place, what, "print of `asks`, `since`, `first`, …, `last`")
        return
    if not found(read(line.text), read(text)):
        what = f"“{text}” does not say {line.text!r}, as the example does ({line.place})"
        yield Fault(place or question.place, what, "mend one of the two")
