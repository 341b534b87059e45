"""A formula as any notebook sets it: the site's macros expanded, equations under their numbers."""

import re

from explainer.notation import MACROS

COMMAND = re.compile(r"\\\\|\\(?P<name>[A-Za-z]+)")
WORD_ENDS = re.compile(r"\\[A-Za-z]+\Z")
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|multline)\}")
REFERENCE = re.compile(r"\\(?:eq)?ref\s*\{([^}]*)\}")
OWN = {"class": ["#2", 2]}
"""What only our own MathJax knows: no notebook has the colours."""


def argument(tex, at):
    """What a command takes at a place, a group or a sign, and where it ends."""
    at += len(tex[at:]) - len(tex[at:].lstrip())
    if tex[at : at + 1] != "{":
        taken = re.match(r"\\[A-Za-z]+|\\?.", tex[at:], re.S)[0]
        return taken, at + len(taken)
    depth = 0
    for m in re.finditer(r"\\.|[{}]", tex[at:], re.S):
        depth += {"{": 1, "}": -1}.get(m[0], 0)
        if not depth:
            return tex[at + 1 : at + m.start()], at + m.end()
    return tex[at + 1 :], len(tex)


def joined(before, made, after):
    """A text with what a command became between what stands around it."""
    if made[:1].isalpha() and WORD_ENDS.search(before):
        before += " "
    # A group of its own would change the space around an operator.
    if before[-1:] in ("^", "_") and len(made) > 1:
        made = f"{{{made}}}"
    if WORD_ENDS.search(made) and after[:1].isalpha():
        made += " "
    return before + made


def expanded(tex, macros=None):
    """The formula without the site's own commands."""
    macros = MACROS | OWN if macros is None else macros
    found, at = "", 0
    while m := COMMAND.search(tex, at):
        found, at = found + tex[at : m.start()], m.end()
        if m["name"] not in macros:
            found += m[0]
            continue
        stated = macros[m["name"]]
        body, count = (stated, 0) if isinstance(stated, str) else stated
        given = []
        for _ in range(count):
            taken, at = argument(tex, at)
            given.append(taken)
        made = re.sub(r"#(\d)", lambda m, given=given: given[int(m[1]) - 1], body)
        found = joined(found, expanded(made, macros), tex[at:])
    return found + tex[at:]


def numbered(tex, numbers):
    """A displayed formula whose lines say their numbers, which are told by labels."""
    tex = NUMBERED.sub(r"\\\1{\2*}", tex)
    tex = re.sub(r"\s*\\notag\b", "", tex)
    return re.sub(r"\\label\{([^}]*)\}", lambda m: rf"\tag{{{numbers[m[1]]}}}", tex)


def plain(tex, numbers):
    """A formula as a notebook holds it; a reference in it is a number."""
    tex = REFERENCE.sub(lambda m: rf"\text{{({numbers[m[1]]})}}", tex)
    return expanded(numbered(tex, numbers))
