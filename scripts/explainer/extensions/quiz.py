"""Markdown extension: a numbered list in `<div class="quiz" markdown>` becomes a quiz.

Each item is a question, its options as a task list of which exactly one is ticked, and the
reason. A reader without JavaScript reads the options and unfolds the answer.
"""

import re
import xml.etree.ElementTree as etree
from functools import partial

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

from explainer.faults import Fault
from explainer.reader.places import UNKNOWN, place_of

BOX = re.compile(r"<div\b(?=[^>]*\bclass\s*=\s*[\"']?[^\"'>]*(?<![\w-])quiz(?![\w-]))[^>]*>", re.I)
TICK = re.compile(r"\s*\[([ xX])\]\s*")


def _text(element):
    return " ".join("".join(element.itertext()).split())


class Quiz(Treeprocessor):
    def run(self, root):
        typed = getattr(self.md, "prose", [])
        starts = [n for n, line in enumerate(typed) if BOX.search(line)]
        for start in starts:
            if not re.search(r"\smarkdown\b", BOX.search(typed[start])[0]):
                remedy = 'write <div class="quiz" markdown>'
                raise Fault(typed[start].place, "this quiz is not read as Markdown", remedy)
        boxes = [box for box in root.iter("div") if "quiz" in box.get("class", "").split()]
        count = 0
        for n, box in enumerate(boxes):
            items = box.findall("./ol/li")
            if not items:
                place = typed[starts[n]].place if n < len(starts) else UNKNOWN
                remedy = "number its questions: `1.  What is …?`"
                raise Fault(place, "this quiz holds no question", remedy)
            for item in items:
                count += 1
                self.question(item, count, partial(self.fault, root, item))
            etree.SubElement(box, "p", {"class": "quiz-score"})
        # Last, as faults are placed by the words that were typed.
        for box in boxes:
            for question in box.iter("fieldset"):
                _number(question)

    def question(self, item, number, fault):
        """Make the item a fieldset and its answer; whatever stands in it keeps its order."""
        parts = list(item)
        at = next((n for n, part in enumerate(parts) if part.tag == "ul"), None)
        options = list(parts[at]) if at else []
        ticks = [TICK.match(_first(option).text or "") for option in options]
        signs = [tick[1].lower() if tick else "" for tick in ticks]
        _check(item, parts, options, signs, fault)
        if not parts[at + 1 :]:
            fault("gives no reason", "add a paragraph below the options")
        fieldset = etree.Element("fieldset", {"class": "question", "data-question": str(number)})
        answer = etree.Element("details", {"class": "answer"})
        etree.SubElement(answer, "summary").text = "Answer"
        _fill(etree.SubElement(fieldset, "legend"), parts[0])
        fieldset.extend(parts[1:at])
        for n, (option, sign) in enumerate(zip(options, signs, strict=True)):
            inside = _first(option)
            inside.text = TICK.sub("", inside.text, count=1)
            label = etree.SubElement(fieldset, "label")
            radio = {"type": "radio", "name": f"question-{number}", "value": str(n)}
            if sign == "x":
                radio["data-right"] = ""
                _fill(etree.SubElement(answer, "p"), inside)
            etree.SubElement(label, "input", radio)
            _fill(etree.SubElement(label, "span"), inside)
        answer.extend(parts[at + 1 :])
        for child in parts:
            item.remove(child)
        item.text = ""
        item.extend([fieldset, answer])

    def fault(self, root, item, what, remedy):
        """Raise the Fault of a question."""
        raise Fault(place_of(self.md, root, item), f"this question {what}", remedy)


def _check(item, parts, options, signs, fault):
    """A paragraph, several options of a paragraph each, and one of them right."""
    if (item.text or "").strip() or not parts or parts[0].tag != "p":
        fault("does not begin with a paragraph of its own", "leave an empty line below it")
    if len(signs) < 2 or signs.count("x") != 1 or signs.count(" ") != len(signs) - 1:
        fault("has not one right option among several", "tick one with [x], [ ] the rest")
    for option in options:
        if _first(option) is not option and (len(option) > 1 or (option.text or "").strip()):
            fault("has an option of more than one paragraph", "say it in one, or in the reason")
        if any(part.tag in {"ul", "ol", "pre", "table"} for part in option.iter()):
            fault("has an option with a block in it", "say it in words, or in the reason")
        if not TICK.sub("", _text(option), count=1):
            fault("has an empty option", "say what it is")


def _fill(element, words):
    """Say in an element what another does."""
    element.text = words.text
    element.extend(list(words))


def _number(question):
    """Put its number before the words of a question."""
    legend = question[0]
    number = etree.Element("span", {"class": "number"})
    number.text, number.tail = f"{question.get('data-question')}.", f" {legend.text or ''}"
    legend.text = None
    legend.insert(0, number)


def _first(option):
    """The element that holds an option's words: its paragraph, or itself."""
    return option[0] if len(option) and option[0].tag == "p" else option


class QuizExtension(Extension):
    def extendMarkdown(self, md):
        # After inline markup (20), before formulas are set and links resolved.
        md.treeprocessors.register(Quiz(md), "quiz", 19)


makeExtension = QuizExtension
