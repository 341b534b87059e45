"""Turns Matplotlib's SVG into one that a page can hold: plain shapes, named parts, CSS colours."""

import re
import xml.etree.ElementTree as etree
from itertools import pairwise

NAMESPACE = re.compile(r"\{[^}]*\}")
NUMBER = r"-?\d*\.?\d+(?:e[-+]?\d+)?"
PAINTED = ("fill", "stroke")
KEPT = {
    *("fill", "fill-opacity", "opacity", "stroke", "stroke-width", "stroke-opacity"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
    *("text-anchor", "font-size", "font-weight", "font-style"),
}
# What an attribute is when nobody states it, or what the outermost element states for all.
SILENT = {
    "stroke": "none",
    "stroke-width": "1",
    "stroke-dashoffset": "0",
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
    "opacity": "1",
    "text-anchor": "start",
    "font-size": "16",
}


class Unfit(ValueError):
    """A drawing that a page cannot hold: `what` is wrong, and the `remedy`."""

    def __init__(self, what, remedy):
        super().__init__(what)
        self.what, self.remedy = what, remedy


def number(text):
    """A coordinate to two decimals, as short as it can be written."""
    short = f"{float(text):.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _numbers(text):
    return re.sub(NUMBER, lambda m: number(m[0]), text)


def _points(d):
    """A path's commands, each as (letter, list of coordinates)."""
    return [
        (letter, [float(n) for n in re.findall(NUMBER, rest)])
        for letter, rest in re.findall(r"([MLCQZz])([^MLCQZz]*)", d)
    ]


def _outline(d):
    """A path as the plainest shape that it is: (tag, attributes)."""
    commands = _points(d)
    letters = "".join(letter for letter, _ in commands).upper()
    ends = [at[-2:] for _, at in commands if at]
    if letters == "ML":
        (x1, y1), (x2, y2) = ends
        return "line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    if letters in ("MLLLZ", "MLLLLZ", "MLLLL") and (len(ends) == 4 or ends[0] == ends[4]):
        xs, ys = zip(*ends[:4], strict=True)
        if len(set(xs)) == len(set(ys)) == 2 and all(
            (a[0] == b[0]) != (a[1] == b[1]) for a, b in pairwise(ends[:4])
        ):
            x, y = min(xs), min(ys)
            return "rect", {"x": x, "y": y, "width": max(xs) - x, "height": max(ys) - y}
    if letters == "MCCCCCCCCZ" and ends[0][0] == 0:
        return "circle", {"cx": 0, "cy": 0, "r": abs(ends[0][1])}
    return "path", {"d": re.sub(r"\s*([MLCQZz])\s*", r"\1", _numbers(d)).strip()}


def _style(element):
    """The element's `style` as presentation attributes."""
    found = {}
    for declaration in (element.get("style") or "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key == "font":
            words = re.match(
                r"(?P<style>italic |oblique )?(?P<weight>\w+ )??(?P<size>[\d.]+)px", value
            )
            found["font-size"] = words["size"]
            found |= {f"font-{k}": words[k].strip() for k in ("style", "weight") if words[k]}
        elif key in KEPT:
            found[key] = value.removesuffix("px")
    return found


class Drawing:
    """One figure's SVG in the making: its name, its palette (colour to concept), its parts."""

    def __init__(self, name, source, palette, parts):
        self.name, self.palette, self.parts = name, palette, parts
        self.root = etree.fromstring(source)
        for element in self.root.iter():
            element.tag = NAMESPACE.sub("", element.tag)
        self.shared = {e.get("id"): e for e in self.root.iter() if e.tag in ("path", "clipPath")}
        self.clips = {}

    def colour(self, value):
        if value == "none":
            return value
        if value not in self.palette:
            raise Unfit(
                f"{value} is not a colour of the palette",
                "take one of COLOUR's by its concept, tinted with alpha if need be",
            )
        return f"var(--{self.palette[value]})"

    def attributes(self, style, text=False):
        """The attributes worth writing: colours as variables, numbers short, defaults left out."""
        style = {k: v for k, v in style.items() if SILENT.get(k) != v}
        # SVG's own default is black, which no scheme knows.
        style.setdefault("fill", "#000000")
        for key, value in style.items():
            if key in PAINTED:
                style[key] = self.colour(value)
            elif key == "stroke-dasharray" or re.fullmatch(NUMBER, value):
                style[key] = _numbers(value).replace(", ", " ").replace(",", " ")
        if text:
            style.pop("stroke", None)
        return style

    def shape(self, element, style, at=None):
        """A path, or a marker at a point, as an element; None if it leaves no mark."""
        if style.get("fill", "") == "none" and style.get("stroke", "none") == "none":
            return None
        tag, geometry = _outline(element.get("d", ""))
        if at is not None and tag == "path":
            geometry["transform"] = "translate({} {})".format(*map(number, at))
        elif at is not None:
            shift = dict(zip(("x", "y"), at, strict=True))
            for key in geometry:
                geometry[key] += shift.get(key.lstrip("c")[0], 0)
        geometry = {k: v if isinstance(v, str) else number(v) for k, v in geometry.items()}
        paint = self.attributes(style)
        if tag == "line":
            del paint["fill"]
        return etree.Element(tag, geometry | paint)

    def clip(self, element, made):
        url = re.fullmatch(r"url\(#(.*)\)", element.get("clip-path", ""))
        if url and made is not None:
            key = self.clips.setdefault(url[1], f"{self.name}-clip-{len(self.clips)}")
            made.set("clip-path", f"url(#{key})")
        return made

    def text(self, element):
        if len(element):
            raise Unfit(
                "a label is set as a formula, whose glyphs another font would tear apart",
                "write it in Unicode (a logarithmic axis: name its ticks)",
            )
        angle, x, y = re.search(
            rf"rotate\(({NUMBER}) ({NUMBER}) ({NUMBER})\)",
            element.get("transform", "rotate(0 0 0)"),
        ).groups()
        at = {"x": number(element.get("x", x)), "y": number(element.get("y", y))}
        made = etree.Element("text", at | self.attributes(_style(element), text=True))
        if float(angle):
            made.set("transform", f"rotate({number(angle)} {at['x']} {at['y']})")
        # A minus sign is as wide as a plus; a hyphen is not.
        made.text = re.sub(r"(?<!\w)-(?=[\d.])", "\N{MINUS SIGN}", element.text or "")
        return made if made.text.strip() else None

    def convert(self, element):
        """What one of Matplotlib's elements becomes: a list of elements."""
        if element.tag == "g":
            inner = [made for child in element for made in self.convert(child)]
            if "clip-path" in element.attrib:
                inner = [self.clip(element, made) for made in inner]
            return self.part(element.get("id"), inner)
        if element.tag == "path":
            made = [self.clip(element, self.shape(element, _style(element)))]
        elif element.tag == "use":
            key = next(v for k, v in element.items() if k.endswith("href"))[1:]
            marker = self.shared[key]
            at = (float(element.get("x", 0)), float(element.get("y", 0)))
            made = [self.clip(element, self.shape(marker, _style(marker) | _style(element), at))]
        elif element.tag == "text":
            made = [self.text(element)]
        elif element.tag in ("defs", "metadata"):
            made = []
        else:
            raise Unfit(
                f"the drawing holds <{element.tag}>, which is no plain shape",
                "draw with lines, patches, markers and text (pcolormesh in place of imshow)",
            )
        return [one for one in made if one is not None]

    def part(self, key, inner):
        """A group: dissolved if nobody named it; its one shape carries the name, else a <g>."""
        if key not in self.parts or not inner:
            return inner
        extra = self.parts[key]
        if len(inner) == 1 and not extra:
            named = inner[0]
        else:
            named = etree.Element("g")
            named.extend(inner)
        if not key.startswith("axes-"):
            named.attrib = {"id": f"{self.name}-{key}", "data-part": key} | named.attrib
        named.attrib |= extra
        return [named]

    def finish(self, data):
        """The <svg> element, with these attributes more, as text."""
        view = self.root.get("viewBox")
        _, _, width, height = view.split()
        made = etree.Element("svg", {"viewBox": _numbers(view), "width": number(width)})
        made.attrib |= {"height": number(height), "font-size": SILENT["font-size"]}
        made.set("stroke-linejoin", SILENT["stroke-linejoin"])
        made.attrib |= data
        body = [one for child in self.root for one in self.convert(child)]
        if not any(one.tag != "g" for part in body for one in part.iter()):
            raise Unfit("the drawing is empty", "draw something on the figure that draw(fig) gets")
        if self.clips:
            made.append(self.definitions())
        made.extend(body)
        return etree.tostring(made, encoding="unicode")

    def definitions(self):
        defs = etree.Element("defs")
        for old, new in self.clips.items():
            window = etree.SubElement(defs, "clipPath", {"id": new})
            window.extend(map(_window, self.shared[old]))
        return defs


def _window(shape):
    keys = ("x", "y", "width", "height", "d")
    return etree.Element(shape.tag, {k: _numbers(v) for k, v in shape.items() if k in keys})
