"""Edits published HTML in place: only the tags that change are touched, every other byte stays."""

import re
from html import unescape

NAME = r"[^\s\"'<>/=]+"
ATTRIBUTE = re.compile(
    rf"\s+(?P<name>{NAME})(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`]+)))?"
)
# What a builder writes is regular: comments, elements that hold plain text, other start tags.
TAG = re.compile(
    r"<!--.*?-->"
    r"|<(?P<text>script|style|textarea|title)(?P<held>(?=[\s>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"(?P<body>.*?)</(?P=text)\s*>"
    r"|<(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<close>\s*/?)>",
    re.S | re.I,
)


class Tag:
    """A start tag, or a whole script or style element with its body."""

    def __init__(self, match):
        self._written = match["text"] or match["tag"]
        self.name = self._written.lower()
        self._match = match
        self.body = match["body"]
        self._source = match["held"] if match["text"] else match["attributes"]
        self._close, self.changed = match["close"] or "", False

    @property
    def line(self):
        """Asked for what is wrong alone: to count lines for every tag takes long."""
        return self._match.string.count("\n", 0, self._match.start()) + 1

    def get(self, name):
        """An attribute's value: a text, empty where it has none; None where it is absent."""
        for m in ATTRIBUTE.finditer(self._source):
            if m["name"].lower() == name:
                return unescape(m["double"] or m["single"] or m["bare"] or "")
        return None

    @property
    def attributes(self):
        return [m["name"].lower() for m in ATTRIBUTE.finditer(self._source)]

    def drop(self, name):
        """Remove an attribute."""
        kept = ATTRIBUTE.sub(lambda m: "" if m["name"].lower() == name else m[0], self._source)
        self.changed |= kept != self._source
        self._source = kept

    def add(self, name, value):
        """Add an attribute whose value needs no escaping."""
        self._source, self.changed = f'{self._source.rstrip()} {name}="{value}"', True

    def __str__(self):
        if self.body is None:
            return f"<{self._written}{self._source}{self._close}>"
        return f"<{self._written}{self._source}>{self.body}</{self._written}>"


def edit(html, change):
    """The HTML with `change(tag)` applied to every tag.

    `change` returns None to leave the tag as it is, or the text that replaces it.
    """

    def replace(match):
        if match[0].startswith("<!--"):
            return match[0]
        changed = change(Tag(match))
        return match[0] if changed is None else str(changed)

    return TAG.sub(replace, html)
