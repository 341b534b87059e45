"""A page's Markdown as Jupyter reads it: no attributes, footnotes, boxes or links to pages."""

import re

from explainer.notebooks import tex
from explainer.reader.fences import CODE_SPAN
from explainer.reader.pages import LINK, MATHS, typed

ATTRIBUTES = re.compile(r"[ ]?\{:[^{}\n]*\}")
FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
KEPT = re.compile("\x02(\\d+)\x03")
ITEM = re.compile(r"(?P<number>\d+)\.[ ]+(?P<text>.*)")
OPTION = re.compile(r"[ ]*- \[(?P<tick>[ xX])\][ ]+(?P<text>.*)")


class Words:
    """What a text of one page refers to: numbers of equations, ids of headings, footnotes."""

    def __init__(self, numbers, headings, sources, address):
        self.numbers, self.headings, self.sources = numbers, headings, sources
        self.address, self.linked = address, set()

    def formula(self, m):
        """A formula as a notebook holds it, with an anchor before an equation."""
        text, display = typed(m)
        text = text.strip()
        if named := tex.REFERENCE.fullmatch(text):
            return f"[({self.numbers[named[1]]})](#{named[1]})"
        made = tex.plain(text, self.numbers)
        if not display:
            return f"${made}$"
        labels = re.findall(r"\\label\{(.*?)\}", text)
        anchors = "".join(f'<a id="{label}"></a>' for label in labels)
        made = made if m["env"] else f"$$\n{made}\n$$"
        return f"{anchors}\n\n{made}" if anchors else made

    def link(self, m):
        """A link to where a reader of the notebook can go; else its text."""
        target, text = m["target"].strip("<>"), m["text"]
        if re.match(r"[a-z]+:", target):
            return m[0]
        path, _, anchor = target.partition("#")
        if not path and anchor in self.headings:
            self.linked.add(anchor)
            return m[0]
        address = self.address(path, anchor)
        return f"[{text}]({address})" if address else text

    def converted(self, text):
        """Some Markdown of the page as Markdown of a notebook."""
        kept = []

        def keep(made):
            kept.append(made)
            return f"\x02{len(kept) - 1}\x03"

        text = CODE_SPAN.sub(lambda m: keep(m[0]), text)
        text = MATHS.sub(lambda m: keep(self.formula(m)), text)
        text = LINK.sub(self.link, text)
        text = FOOTNOTE.sub(lambda m: f"<sup>{self.sources[m['name']]}</sup>", text)
        text = ATTRIBUTES.sub("", text)
        # A formula may hold code, as in \text{`a`}, but nothing holds itself.
        while KEPT.search(text):
            text = KEPT.sub(lambda m: kept[int(m[1])], text)
        return text.strip("\n")


def folded(title, words):
    """A question whose answer a click shows."""
    answer = f"<details>\n<summary>Answer</summary>\n\n{words}\n\n</details>"
    return f"**{title}**\n\n{answer}" if title else answer


def quoted(title, words):
    """A box, as a quotation under its title."""
    lines = [f"**{title}**", "", *words.split("\n")] if title else words.split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def quiz(lines):
    """The questions of a quiz, each with its options and its answer folded."""
    found, question, options, right, reason = [], None, [], None, []

    def end():
        if question is not None:
            answer = folded("", "\n\n".join([f"**{right}**", *filter(None, reason)]))
            found.append("\n".join([question, "", *options, "", answer]))

    for line in lines:
        if m := ITEM.match(line):
            end()
            question, options, right, reason = f"**{m['number']}.** {m['text']}", [], None, []
        elif m := OPTION.match(line):
            options.append(f"- {m['text']}")
            right = m["text"] if m["tick"] != " " else right
        elif question is not None and line.strip():
            if options:
                reason.append(line.strip())
            else:
                question += f"\n\n{line.strip()}"
    end()
    return "\n\n".join(found)
