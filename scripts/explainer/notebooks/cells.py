"""A page as the cells of a notebook: its words, listings, outputs and figures, in its order."""

import re

from explainer.notebooks import alone, opening
from explainer.notebooks.words import Words, folded, quiz, quoted
from explainer.reader.lines import indent_of
from explainer.reader.pages import FIGURE, HEADING, IMAGE

BOX = re.compile(r"(?P<marks>!!!|\?\?\?\+?)[ ]+(?P<kind>[\w-]+)(?:[ ]+\"(?P<title>[^\"]*)\")?")
BLOCK = re.compile(r"(?P<marks>/{3,})[ ]*\w")
NOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]:[ ]+(?P<text>.*)")
LIST = re.compile(r"\{:(?P<inside>[^{}]*)\}")
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
HIDDEN = {
    "cellView": "form",
    "jupyter": {"outputs_hidden": True, "source_hidden": True},
    "tags": ["hide-cell"],
}
"""How Jupyter, Jupyter Book and Colab are told to fold a cell's code, or all of a cell."""

OPENING = """This is {}, with all its code, to run and to change. Run the cells from top to \
bottom: before that a figure is words. They need NumPy, and Matplotlib for the figures, whose code \
is folded."""


def _source(text):
    return text.splitlines(keepends=True)


class Parts:
    """A page taken apart, in order: words, code, figures, captions, and boxes with parts of theirs.

    `blocks` are those of its visible code.
    """

    def __init__(self, page, blocks):
        self.page, self.lines = page, page.text.split("\n")
        self.fences = {fence.at: fence for fence in page.fences}
        self.starts = {block.fences[0].at: n for n, block in enumerate(blocks)}
        self.sources = {}
        self.found = self.read(0, len(self.lines), 0)

    def read(self, n, end, cut):
        """The parts between two lines, which are indented by so many columns."""
        found, words = [], []

        def put(*part):
            if text := "\n".join(words).strip("\n"):
                found.append(("words", text))
            words.clear()
            found.append(part)

        while n < end:
            line = self.lines[n][cut:]
            if fence := self.fences.get(n):
                if n in self.starts:
                    put("code", self.starts[n])
                elif not fence.hidden and fence.language != "python" and not fence.told("pytest"):
                    words += [f"```{fence.info}", *fence.code.split("\n")[:-1], "```"]
                n = fence.end
            elif box := BOX.fullmatch(line.rstrip()):
                last = self.left(n, end, cut + 4)
                put("box", box["marks"], box["kind"], box["title"], self.read(n + 1, last, cut + 4))
                n = last
            elif block := BLOCK.match(line):
                last = self.closed(n, end, block["marks"])
                put("caption", "\n".join(t[cut:] for t in self.lines[n + 1 : last]).strip())
                n = last + 1
            elif line.startswith('<div class="quiz"'):
                last = self.closed(n, end, "</div>")
                words += quiz([t[cut:] for t in self.lines[n + 1 : last]]).split("\n")
                n = last + 1
            else:
                m = IMAGE.fullmatch(line.strip())
                if image := m and FIGURE.fullmatch(m["target"]):
                    put("figure", image["name"], " ".join(m["alt"].split()))
                else:
                    if HEADING.match(line) and (words or found):
                        put("end")
                    self.say(line, words)
                n += 1
        put("end")
        return found

    def say(self, line, words):
        """Add a line to the words before it, as a notebook has them."""
        if note := NOTE.fullmatch(line):
            self.sources[note["name"]] = note["text"]
        elif attributes := LIST.fullmatch(line.strip()):
            if "goal" in attributes["inside"] and words:
                words[-1] = f"*{words[-1]}*"
            elif "concepts" in attributes["inside"] and words:
                # A notebook's formulas have no colours.
                words.pop()
        elif heading := HEADING.match(line):
            words.append(f"{heading['marks']} {heading['text']}")
        else:
            words.append(line)

    def left(self, n, end, indent):
        """The line that leaves the box which begins at one, as it is indented less."""
        inner = ((k, self.page.lines[k]) for k in range(n + 1, end))
        return next((k for k, text in inner if text.strip() and indent_of(text) < indent), end)

    def closed(self, n, end, by):
        """The line that closes what begins at one; what is never closed is a fault of its page."""
        return next((k for k in range(n, end) if self.lines[k].strip() == by), end)


class Cells:
    """The cells of one page's notebook in the making.

    `outputs` are what its visible blocks print, `numbers` those of its equations by label, and
    `address(path, anchor)` is where a link from the page leads for who has only the notebook.
    """

    def __init__(self, page, blocks, outputs, numbers, address):
        self.blocks, self.outputs = blocks, outputs
        self.page, self.made, self.bench, self.waiting = page, [], alone.Bench(), []
        self.read, self.files, self.drawn = {}, set(), None
        parts = Parts(page, blocks)
        sources = {name: n for n, name in enumerate(parts.sources, 1)}
        headings = {heading.anchor for heading in page.headings}
        self.words = Words(numbers, headings, sources, address)
        self.put(parts.found)
        self.entitle(address("", ""))
        if parts.sources:
            listed = [f"{n}. {text}" for n, text in enumerate(parts.sources.values(), 1)]
            self.say("## Sources\n\n" + self.words.converted("\n".join(listed)))
        self.end()

    def entitle(self, address):
        """Say at the top what this is, and where other cells link to."""
        titled = [c for c in self.made if c["cell_type"] == "markdown" and c["source"][0][0] == "#"]
        for cell, heading in zip(titled, self.page.headings, strict=True):
            if heading.level == 1:
                title = cell["source"][0].removeprefix("# ").rstrip("\n")
                page = f"[{title}]({address})" if address else f"*{title}*"
                cell["source"][:1] = _source(f"# {title}: the notebook\n\n{OPENING}\n".format(page))
            elif heading.anchor in self.words.linked:
                cell["source"][:0] = [f'<a id="{heading.anchor}"></a>\n', "\n"]

    def say(self, text):
        if text.strip():
            self.waiting.append(text)

    def end(self, kind="words"):
        """What waits becomes a cell of words."""
        if self.waiting:
            count = sum(cell["id"].startswith(kind) for cell in self.made)
            name = f"{kind}-{self.drawn if kind == 'caption' else count + 1}"
            cell = {"cell_type": "markdown", "id": name, "metadata": {}}
            self.made.append(cell | {"source": _source("\n\n".join(self.waiting))})
            self.waiting.clear()

    def code(self, name, text, outputs, metadata):
        for file in alone.files(text):
            if file not in self.files:
                self.files.add(file)
                self.code(f"data-{len(self.files)}", opening.data(file), [], FOLDED)
        self.end()
        n = 1 + sum(cell["cell_type"] == "code" for cell in self.made)
        for output in outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = n
        cell = {"cell_type": "code", "id": name, "metadata": metadata, "source": _source(text)}
        self.made.append(cell | {"execution_count": n, "outputs": outputs})

    def block(self, n, metadata):
        """A visible block of the page, with what it prints."""
        printed, code = self.outputs[n], self.blocks[n].code.removesuffix("\n")
        self.bench.see(self.blocks[n])
        lines = printed.splitlines(keepends=True)
        stream = {"name": "stdout", "output_type": "stream", "text": lines}
        self.code(f"code-{n + 1}", code, [stream] if printed else [], metadata)

    def figure(self, name, alt):
        """A figure, drawn by its own code; what is stored is what it shows, in words."""
        if self.drawn is None:
            self.code("figures", opening.figures(), [], FOLDED)
        self.drawn = name
        data = {"data": {"text/plain": [alt]}, "metadata": {}, "output_type": "execute_result"}
        self.code(f"figure-{name}", self.bench.cell(name, alt), [data], FOLDED)

    def put(self, parts):
        for kind, *part in parts:
            if kind == "words":
                self.say(self.words.converted(part[0]))
            elif kind == "end":
                self.end()
            elif kind == "code":
                self.block(part[0], {})
            elif kind == "figure":
                self.figure(*part)
            elif kind == "caption":
                self.say(self.words.converted(part[0]))
                below = self.made and self.made[-1]["id"] == f"figure-{self.drawn}"
                self.end("caption" if below else "words")
            else:
                self.box(*part)

    def box(self, marks, kind, title, parts):
        """A box: its words, and below them its code, folded where the box is."""
        words = "\n\n".join(part[1] for part in parts if part[0] == "words")
        words = self.words.converted(words)
        title = self.words.converted(title or "")
        question = marks != "!!!" and kind == "question"
        if words:
            self.say(folded(title, words) if question else quoted(title, words))
        elif title:
            self.say(f"**{title}**")
        metadata = {} if marks == "!!!" else HIDDEN if question else FOLDED
        for part in parts:
            if part[0] not in ("words", "code", "end"):
                self.put([part])
            elif part[0] == "code":
                self.block(part[1], metadata)
