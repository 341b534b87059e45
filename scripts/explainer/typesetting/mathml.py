"""Turns MathJax's MathML into what browsers set as TeX would: spacing, accents, primes, tags."""

import unicodedata
import xml.etree.ElementTree as etree

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"

SPACE = {0: 0.0, 1: 0.167, 2: 0.222, 3: 0.278}
"""TeX's thin, medium and thick space in em, by MathJax's number."""

# What browsers put around an operator between two things when nothing is said
# (MathML Core's operator dictionary); for any other operator we say it ourselves.
DEFAULT = (
    dict.fromkeys("=<>≤≥≠≈∝∈", (0.278, 0.278))
    | dict.fromkeys("+−±×", (0.222, 0.222))
    | {",": (0.0, 0.167)}
)
# These signs begin at the very edge of their box.
EDGE = dict.fromkeys("→⇒⟹", 0.06)
FENCES = "()[]{}"

ACCENTS = {"^": "\u02c6", "~": "\u02dc", "―": "¯", "→": "\u20d7"}
MARKS = {"\u02c6", "\u02dc", "\u20d7", "¯", "˙", "¨", "ˇ"}
SCRIPTED = ("msub", "msup", "msubsup", "munder", "mover", "munderover")
LIMITS = ("munder", "mover", "munderover")
ROWS = ("math", "mrow", "mstyle", "mtd", "mpadded", "mphantom", "msqrt")

# Said by MathJax to itself, to older browsers, or again by our stylesheet.
NOISE = (
    "fence", "indentshift", "rowspacing", "columnspacing", "data-break-align", "xmlns",
    "columnalign", "data-mjx-texclass", "data-mjx-alternate", "data-mjx-pseudoscript",
    "data-mjx-auto-op", "data-mjx-variant", "data-mjx-mathaccent", "data-space", "rowalign",
)  # fmt: skip

STYLES = {
    "bold": "BOLD ", "italic": "ITALIC ", "bold-italic": "BOLD ITALIC ", "script": "SCRIPT ",
    "bold-script": "BOLD SCRIPT ", "double-struck": "DOUBLE-STRUCK ", "fraktur": "FRAKTUR ",
    "sans-serif": "SANS-SERIF ", "monospace": "MONOSPACE ",
}  # fmt: skip


def letter(character, variant):
    """A character's mathematical alphanumeric: browsers ignore `mathvariant`, fonts have these."""
    if (character, variant) == ("h", "italic"):
        return "\N{PLANCK CONSTANT}"
    name = unicodedata.name(character, "")
    for old in ("LATIN ", "GREEK ", "LETTER "):
        name = name.replace(old, "")
    for candidate in (f"MATHEMATICAL {STYLES[variant]}{name}", f"{STYLES[variant]}{name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return character


def tuned(mathml):
    """MathJax's MathML of one formula as an element that browsers set well."""
    math = etree.fromstring(mathml)
    for element in math.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
    _letters(math)
    _accents(math)
    _flatten(math)
    _primes(math)
    for element in list(math.iter()):
        if element.tag in ROWS:
            _spaces(element)
    for element in math.iter("mtable"):
        _columns(element)
    for element in math.iter():
        for name in NOISE:
            element.attrib.pop(name, None)
    return math


def _letters(math):
    for element in math.iter():
        variant = element.get("mathvariant")
        if variant in STYLES and element.text:
            element.text = "".join(letter(character, variant) for character in element.text)
            del element.attrib["mathvariant"]
        elif variant == "normal" and not (element.tag == "mi" and (element.text or "").isalpha()):
            del element.attrib["mathvariant"]


def _accents(math):
    for element in math.iter("mover"):
        mark = element[1]
        if mark.tag != "mo" or element[0].tag == "mo":
            continue
        mark.text = ACCENTS.get(mark.text, mark.text)
        if mark.text in MARKS:
            element.set("accent", "true")
            mark.attrib.pop("accent", None)


def _flatten(parent):
    """Take out what only groups: a row of one, function application, empty tokens."""
    for child in list(parent):
        _flatten(child)
        empty = child.tag in ("mi", "mo") and child.text in (None, "", "\u2061")
        if empty and parent.tag in ROWS:
            parent.remove(child)
        elif child.tag in ("mrow", "mstyle") and _is_plain(child):
            if len(child) == 1:
                _replace(parent, child, child[0])
            elif len(child) and _splits(parent, child):
                at = list(parent).index(child)
                _pass_on(child, child[0])
                parent[at : at + 1] = list(child)


def _splits(parent, row):
    # WebKit stretches a fence as high as its own row, and takes no cell for one.
    fenced = row.get("data-mjx-texclass") == "INNER"
    return (parent.tag == "mtd" and not fenced) or (parent.tag in ROWS and row.tag == "mstyle")


def _is_plain(element):
    kept = {"data-mjx-texclass", "data-space", "indentshift"}
    if len(element) == 1 and "class" not in element[0].attrib:
        kept.add("class")
    return not set(element.attrib) - kept


def _pass_on(row, child):
    for name in ("data-space", "class"):
        if name in row.attrib:
            child.set(name, row.get(name))


def _replace(parent, row, child):
    if "data-space" in child.attrib:
        del child.attrib["data-space"]
    _pass_on(row, child)
    parent[list(parent).index(row)] = child


def _primes(math):
    """A prime is an operator after its base, on the line: as a script browsers set it too small."""
    for element in list(math.iter()):
        if element.tag not in ("msup", "msubsup"):
            continue
        script = element[-1]
        prime = script[0] if script.tag == "mrow" and len(script) else script
        if prime.tag != "mo" or not set(prime.text or "x") <= set("′″‴"):
            continue
        primed = etree.Element("mrow")
        primed.extend([element[0], prime])
        if script is prime:
            element.remove(script)
        else:
            script.remove(prime)
        element[0] = primed
        kinds = {1: "mrow", 2: "msub" if script is prime else "msup", 3: "msubsup"}
        element.tag = kinds[len(element)]
    _flatten(math)


def _core(element):
    """The operator whose space an embellished operator takes, or None."""
    if element.tag == "mo":
        return element
    if element.tag in SCRIPTED and not element.get("accent"):
        return _core(element[0])
    if element.tag in ("mrow", "mstyle") and len(element) == 1:
        return _core(element[0])
    return None


def _spaces(row):
    """Say the space that TeX has around each operator of a row, and between other things."""
    children = list(row)
    around = {}
    for n, child in enumerate(children):
        space = SPACE[int(child.get("data-space", 0))]
        core, before = _core(child), _core(children[n - 1]) if n else None
        if core is not None:
            around[core] = [space + EDGE.get(core.text, 0.0) * bool(space), 0.0]
        if before is not None:
            given = around[before]
            takes = DEFAULT.get(before.text, (0, 0))[1] == space
            if core is None or (takes and space):
                given[1] = space
                if core is not None:
                    around[core][0] = 0.0
        elif core is None and space and n:
            row.insert(list(row).index(child), etree.Element("mspace", width=_em(space)))
    for n, child in enumerate(children):
        core = _core(child)
        if core is not None:
            if child.tag in LIMITS:
                _beside(row, child, around[core])
                around[core] = [0.0, 0.0]
            _say(core, around[core], 0 < n < len(children) - 1)
    # An operator that is a whole script stands in no row.
    for child in row:
        if child.tag in SCRIPTED:
            for script in child[1:]:
                if script.tag == "mo" and not child.get("accent"):
                    _say(script, [0.0, 0.0], False)


def _beside(row, child, spaces):
    """Put space before and after a child of a row, as elements.

    Firefox adds an operator's own space to the width of the operator, not to that of its limits:
    where those are wider, it takes the formula for narrower than it draws it, and cuts it.
    """
    at = list(row).index(child)
    for place, space in zip((at, at + 1 + bool(spaces[0])), spaces, strict=True):
        if space:
            row.insert(place, etree.Element("mspace", width=_em(space)))


def _say(operator, wanted, between):
    if operator.text in FENCES:
        usual = (0.0, 0.0)
    elif between:
        usual = DEFAULT.get(operator.text, (None, None))
    else:
        usual = (0.0, 0.0) if operator.text in ("−", "+") else (None, None)
    for name, space, default in zip(("lspace", "rspace"), wanted, usual, strict=True):
        if space != default:
            operator.set(name, _em(space))


def _em(space):
    return f"{space:.3f}".strip("0") + "em" if space else "0"


def _columns(table):
    """Column alignment as classes: browsers follow no `columnalign`."""
    align = table.get("columnalign", "").split()
    if not align:
        return
    if align == ["right", "left"] * (len(align) // 2) or align == ["right"]:
        name = "align"
    elif align == ["left", "left"]:
        name = "cases"
    else:
        name = None
    if name:
        table.set("class", name)
        return
    for row in table:
        for cell, side in zip(row.findall("mtd"), align + align[-1:] * 99, strict=False):
            if side != "center":
                cell.set("class", side)


def italic(character):
    """What browsers show for an identifier of one letter: its mathematical italic."""
    return character if character in "∂∇" else letter(character, "italic")


def shown(math):
    """The characters that browsers take from the mathematics font, in order."""
    for element in math.iter():
        text = element.text or ""
        if element.tag in ("mn", "mo") or (
            element.tag == "mi" and (len(text) > 1 or element.get("mathvariant"))
        ):
            yield from text
        elif element.tag == "mi":
            yield from map(italic, text)
