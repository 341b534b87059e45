"""What the site's formulas may say and what it means, read from the one file that states it."""

import tomllib

from explainer.project import SCRIPTS

SOURCE = SCRIPTS / "notation.toml"

STATED = tomllib.loads(SOURCE.read_text("utf-8"))
SYMBOLS, DOMAINS, MISTAKEN = STATED["symbols"], STATED["domains"], STATED["mistaken"]
UNMENTIONED = STATED["unmentioned"]
BETWEEN_0_AND_1 = STATED["labels"]["between_0_and_1"]

MACROS = {
    name: [tex, tex.count("#")] if "#" in tex else tex for name, tex in STATED["macros"].items()
}
"""The site's own commands as MathJax takes them: TeX, with the number of arguments if any."""

NUMBERS = STATED.get("numbers", {})
"""By name, what a letter is worth, unless a page uses it in one of these ways."""

FUNCTIONS = STATED["functions"]
"""By name in formulas, the snippet whose function it is, what it takes and gives."""
