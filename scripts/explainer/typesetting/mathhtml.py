"""What a page holds for a formula: a link, mathematics in a line, or a box with its tag."""

import re
import xml.etree.ElementTree as etree

from explainer.typesetting import mathml

STOP = re.compile("[.,;:!?)’”…]+")
LONG = 15
"""A formula wider than this many em may not fit a phone: displayed, it scrolls."""


def put(element, made, excluded):
    """Write `made` into the tree where `element` stands, keeping the text after it."""
    tail = element.tail
    element.clear()
    if made.tag == "math" and (stop := STOP.match(tail or "")):
        # Browsers break a line between a formula and its comma.
        element.tag, element.attrib["class"] = "span", "joined"
        element.append(made)
        made.tail, element.tail = stop[0], tail[stop.end() :]
        excludable = [made]
    else:
        element.tag, element.text, element.tail = made.tag, made.text, tail
        element.attrib.update(made.attrib)
        element.extend(list(made))
        # The theme's search leaves an excluded element at the first end tag of its name,
        # so a box that holds boxes is excluded part by part.
        excludable = {"math": [element], "div": list(element)}.get(made.tag, [])
    for part in excludable if excluded else []:
        part.set("data-search-exclude", "")


def published(math, display):
    """The element that a reader's page holds: a link, inline mathematics, or an equation."""
    for row in math.iter("mrow"):
        if target := row.attrib.pop("href", None):
            label = row[0].text
            _link(row[0], target, label)
            row.attrib.pop("class", None)
    rows = list(math)
    if not display:
        if len(rows) == 1 and rows[0].tag == "mrow" and rows[0].find("mtext/a") is not None:
            return rows[0].find("mtext/a")
        return math
    return _equation(math)


def _link(token, target, text):
    token.text = None
    link = etree.SubElement(token, "a", {"href": target.replace("%3A", ":")})
    link.text = text
    return link


def _equation(math):
    """A displayed formula in a box that scrolls by itself, its tag beside it."""
    box = etree.Element("div", {"class": "equation"})
    scroll = etree.SubElement(box, "div", {"class": "formula"})
    scroll.append(math)
    label = "Formula"
    tagged = list(math.iter("mlabeledtr"))
    table = next((t for t in math.iter("mtable") if t.find("mlabeledtr") is not None), None)
    if len(tagged) == 1 and table in list(math) and len(table) == 1:
        tag = tagged[0][0]
        tagged[0].remove(tag)
        number = "".join(tag.itertext())
        box.set("id", tag.get("id"))
        link = etree.SubElement(box, "a", {"class": "tag", "href": "#" + tag.get("id")})
        link.text = number
        label = f"Equation {number}"
        tagged[0].tag = "mtr"
        if len(tagged[0]) == 1:
            math.remove(table)
            etree.SubElement(math, "mrow").extend(list(tagged[0][0]))
    elif tagged:
        numbers = _tag_rows(table)
        # Beside the formula, which is one object to assistive technology.
        for place, number in numbers.items():
            etree.SubElement(box, "a", {"class": "row", "href": "#" + place}).text = number
        first, *_, last = [*numbers.values()] * 2
        label = f"Equation {first}" if first == last else f"Equations {first} to {last}"
        scroll.attrib.update({"role": "group", "aria-label": label})
    if width(math) > LONG:
        scroll.attrib.update({"tabindex": "0", "role": "group", "aria-label": label})
    return box


def _tag_rows(table):
    """Tags of several rows: a column at the right of the table, which takes the full width.

    Returns them, by the row's name.
    """
    numbers = {}
    table.set("class", f"{table.get('class', '')} tagged".strip())
    columns = max(len(row) - (row.tag == "mlabeledtr") for row in table)
    for row in table:
        tag = etree.Element("mtd", {"class": "tag"})
        if row.tag == "mlabeledtr":
            old = row[0]
            row.remove(old)
            row.tag = "mtr"
            row.set("id", old.get("id"))
            numbers[old.get("id")] = "".join(old.itertext())
            etree.SubElement(tag, "mtext").text = numbers[old.get("id")]
        for _ in range(columns - len(row)):
            etree.SubElement(row, "mtd")
        row.insert(0, etree.Element("mtd", {"class": "side"}))
        row.append(tag)
    return numbers


def width(element):
    """A formula's width in em, roughly and rather too much than too little."""
    if element.tag in ("mfrac", "munderover", "munder", "mover", "msubsup"):
        first, *rest = [width(child) for child in element]
        return first + 0.7 * max(rest) if element.tag == "msubsup" else max(first, *rest) + 0.3
    if element.tag == "mtable":
        return max((sum(map(width, row)) for row in element), default=0)
    if element.tag == "mo":
        return 0.5 + 0.6 * (element.text in mathml.DEFAULT)
    if element.tag == "mspace":
        return float(element.get("width", "0em").removesuffix("em"))
    return 0.6 * len(element.text or "") + sum(map(width, element))
