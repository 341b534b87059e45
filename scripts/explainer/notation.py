"""What the site's formulas may say and what it means, read from the one file that states it."""

import re

from explainer.faults import Fault
from explainer.palette import COLOUR
from explainer.project import SCRIPTS, SNIPPETS
from explainer.sources import toml_of, where

SOURCE = SCRIPTS / "notation.toml"
WORDS, LIST, TABLE = (str, "words"), (list, "a list"), (dict, "a table")
FORM = {
    "macros": {"*": WORDS},
    "functions": {"*": TABLE},
    "symbols": dict.fromkeys(("vectors", "matrices", "argument", "weights"), WORDS)
    | dict.fromkeys(("means", "otherwise", "chosen"), WORDS)
    | dict.fromkeys(("given", "movable"), LIST),
    "domains": {},
    "unmentioned": {"*": ((int, float), "a number")},
    "labels": dict.fromkeys(("between_0_and_1", "spoken"), LIST),
    "mistaken": {"*": WORDS},
}
"""What the file has to state: by table and name, or for every name in a table, of which kind."""


MORE = ("arguments", "meanings", "numbers", "sentences")
"""The tables that it may have besides."""
OF_FUNCTION = {"bare", "gives", "inverse", "snippet", "takes"}


def fault(word, what, remedy):
    """A Fault at the line of the file that says a word."""
    return Fault(where(SOURCE, word), what, remedy)


def read():
    """What the file states; a Fault for what it lacks, or states in another form."""
    stated = toml_of(SOURCE)
    for table, form in FORM.items():
        if not isinstance(found := stated.get(table), dict):
            raise fault(f"[{table}", f"there is no table [{table}]", f"write [{table}]")
        for name in found if "*" in form else form:
            kind, said = form.get(name) or form["*"]
            if not isinstance(found.get(name), kind):
                raise fault(name, f"{name} in [{table}] is not {said}", f"write {said}")
    if strange := stated.keys() - {*FORM, *MORE}:
        what = f"nothing reads the table [{min(strange)}]"
        raise fault(f"[{min(strange)}", what, f"use one of {', '.join(sorted([*FORM, *MORE]))}")
    for name, said in stated["functions"].items():
        if not isinstance(said.get("snippet"), str):
            raise fault(name, f"the function {name} has no snippet", 'write {snippet = "…"}')
        if not (SNIPPETS / f"{said['snippet']}.py").is_file():
            what = f"there is no snippets/{said['snippet']}.py"
            raise fault(f"{name} = ", what, "create it, or name another")
        if strange := said.keys() - OF_FUNCTION:
            what = f"nothing reads {min(strange)!r} of the function {name}"
            raise fault(f"{name} = ", what, f"use one of {', '.join(sorted(OF_FUNCTION))}")
    for name, tex in stated["macros"].items():
        if not re.fullmatch("[A-Za-z]+", name):
            raise fault(f"{name} = ", f"TeX knows no command \\{name}", "use letters alone")
        if re.sub(r"\\.", "", tex).count("{") != re.sub(r"\\.", "", tex).count("}"):
            raise fault(f"{name} = ", f"a brace of the macro {name} has no other", "close it")
        if strange := set(re.findall(r"\\class\{([^{}#]+)\}", tex)) - COLOUR.keys():
            what = f"no concept is called {min(strange)}"
            raise fault(f"{name} = ", what, f"use one of {', '.join(sorted(COLOUR))}")
    return stated


STATED = read()
SYMBOLS, DOMAINS, MISTAKEN = STATED["symbols"], STATED["domains"], STATED["mistaken"]
UNMENTIONED = STATED["unmentioned"]
BETWEEN_0_AND_1, SPOKEN = STATED["labels"]["between_0_and_1"], STATED["labels"]["spoken"]

MACROS = {
    name: [tex, tex.count("#")] if "#" in tex else tex for name, tex in STATED["macros"].items()
}
"""The site's own commands as MathJax takes them: TeX, with the number of arguments if any."""

NUMBERS = STATED.get("numbers", {})
"""By name, what a letter is worth, unless a page uses it in one of these ways."""

ENTRIES = STATED.get("sentences", {}).get("entries", [])
"""The nouns that, with a number after them, name an entry of a row: `class 3`."""

ARGUMENTS = STATED.get("arguments", {})
"""By name, what a parameter of a term's function is worth where pages give it no meaning."""

MEANINGS = STATED.get("meanings", {})
"""Patterns of words in the glossary's table, and of the TeX of what they are said of."""

FUNCTIONS = STATED["functions"]
"""By name in formulas, the snippet whose function it is, what it takes and gives."""
