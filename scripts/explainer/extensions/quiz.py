"""Markdown extension: a numbered list in `<div class="quiz" markdown>` becomes a quiz.

Each item is a question, its options as a task list of which exactly one is ticked, and the
reason. A reader without JavaScript reads the options and unfolds the answer.
"""

import re
import xml.etree.ElementTree as etree

from markdown import Extension
from markdown.treeprocessors import Treeprocessor

from explainer.faults import Fault


def _text(element):
    return "".join(element.itertext()).strip()


class Quiz(Treeprocessor):
    def run(self, root):
        for box in root.iter("div"):
            if "quiz" in box.get("class", "").split():
                for number, item in enumerate(box.findall("./ol/li"), 1):
                    self.question(item, number)
                etree.SubElement(box, "p", {"class": "quiz-score"})

    def question(self, item, number):
        options = item.find("ul")
        ticks = [_text(option)[:3] for option in options] if options is not None else []
        reasons = [child for child in item if child.tag != "ul"][1:]
        if len(ticks) < 2 or ticks.count("[x]") != 1 or ticks.count("[ ]") != len(ticks) - 1:
            self.fault(
                number, "has not one right option among several", "tick one with [x], [ ] the rest"
            )
        if not reasons:
            self.fault(number, "gives no reason", "add a paragraph below the options")
        fieldset = etree.Element("fieldset", {"class": "question", "data-question": str(number)})
        legend = etree.SubElement(fieldset, "legend")
        answer = etree.Element("details", {"class": "answer"})
        etree.SubElement(answer, "summary").text = "Answer"
        asked = item[0]
        legend.text = asked.text
        legend.extend(list(asked))
        for n, (option, tick) in enumerate(zip(options, ticks, strict=True)):
            inside = option[0] if len(option) and option[0].tag == "p" else option
            inside.text = inside.text.replace(tick, "", 1).lstrip()
            label = etree.SubElement(fieldset, "label")
            radio = {"type": "radio", "name": f"question-{number}", "value": str(n)}
            if tick == "[x]":
                radio["data-right"] = ""
                right = etree.SubElement(answer, "p")
                right.text = inside.text
                right.extend(list(inside))
            etree.SubElement(label, "input", radio)
            span = etree.SubElement(label, "span")
            span.text = inside.text
            span.extend(list(inside))
        answer.extend(reasons)
        for child in list(item):
            item.remove(child)
        item.text = ""
        item.extend([fieldset, answer])

    def fault(self, number, what, remedy):
        lines = self.md.expanded_lines
        start = next(n for n, line in enumerate(lines) if 'class="quiz"' in line)
        asked = [line.place for line in lines[start:] if re.match(r"\d+\.\s", line)]
        raise Fault(asked[number - 1], f"this question {what}", remedy)


class QuizExtension(Extension):
    def extendMarkdown(self, md):
        # After inline markup (20), before formulas are set and links resolved.
        md.treeprocessors.register(Quiz(md), "quiz", 19)


def makeExtension(**options):
    return QuizExtension(**options)
