"""What a text says of places in its drawing: left and right, above and below, rows and columns."""

import re

from explainer.proof.named import WORD, among, stems
from explainer.proof.phrases import COUNTS
from explainer.proof.shapes import SHAPES

STOP = set(
    re.findall(
        r"\w+",
        "a an the of to in on at and or by for from with as is are it its that this these those "
        "one two each them they be has have not no so where what how which there here then up",
    )
)
"""Words that tell no place."""
WAYS = {
    "left": (0, -1), "right": (0, 1), "above": (1, -1), "upper": (1, -1), "top": (1, -1),
    "below": (1, 1), "lower": (1, 1), "bottom": (1, 1), "middle": (1, 0),
}  # fmt: skip
"""Across or up, and to which end."""
THERE = re.compile(
    r"""(?:^|(?<=[.;:!?,*]\s))(?P<head>left|right|above|below)(?=,)
    | \b(?:on|at)\sthe\s(?P<on>left|right|top|bottom)\b(?!\s\w*side)
    | \((?P<beside>above|below|left|right)\)
    | \bthe\s(?P<the>left|right|upper|lower|top|middle|bottom)
      \s(?P<noun>row|column|panel|curve|one|picture|table|half|bars?|plot)\b""",
    re.I | re.X,
)
THEM = re.compile(r"(?<=[.;:!?,*]\s)(?P<way>above|below)\s(?:them|it)\b", re.I)
ORDER = re.compile(
    r"\bfrom (?P<start>left|right|top|bottom) to (?P<end>left|right|top|bottom):", re.I
)
LINED = re.compile(r"(?:(?P<name>\w+) )?(?P<line>row|column)\b(?: of (?:the )?(?P<of>\w+))?")
CLASSES = re.compile(
    r"\bclass(?:es)? (?P<classes>\d(?:(?:, | and )\d)*) (?:rise|stand|are|is|hang|lie)s? "
    r"(?P<way>above|below)\b",
    re.I,
)
LEVEL, NUMBERED = re.compile(r"zero|half"), re.compile(r"(?:bar|stem)-(\d)")
SENTENCE, PHRASE = ".!?", ".;:!?()"


def side_of(m):
    """The side that a match of THERE says."""
    return (m["head"] or m["on"] or m["beside"] or m["the"]).lower()


def ranks(drawing, way):
    """The place of each axes among those that stand side by side, or one above the other."""
    ends = (("left", "right"), ("top", "bottom"))[way]
    spans = [tuple(axes[end] for end in ends) for axes in drawing.axes]
    return [sum(other[1] <= span[0] + 1 for other in set(spans)) for span in spans]


def side(drawing, mark, way):
    """At which end of the drawing a mark stands: -1, 0 or 1; None where that is not clear."""
    at, middle = ranks(drawing, way), drawing.size[way] / 2
    if last := max(at, default=0):
        return {0: -1, last: 1}.get(at[mark.axes], 0)
    return -1 if mark.box[way + 2] < middle else 1 if mark.box[way] > middle else None


def scope(told, at):
    """The marks of which a text speaks at a position, after or before it turns to a side."""
    heads = [m for m in THERE.finditer(told.text) if m["head"]]
    before = [m for m in heads if m.start() <= at]
    later = [m for m in heads if at < m.start() < told.clause(at, SENTENCE)[1]]
    marks = told.drawing.marks
    if not before + later:
        return marks
    way, end = WAYS[side_of((before[-1:] or later)[0])]
    rank = ranks(told.drawing, way)
    if len(set(rank)) < 2:
        return marks
    turned = max(rank) if end > 0 else min(rank)
    return [mark for mark in marks if (rank[mark.axes] == turned) == bool(before)]


def votes(told, words, way):
    """For each end, the words that only what stands there is named by.

    The scale of an axis, which often serves its neighbours too, votes where nothing else does.
    """
    words = dict.fromkeys(word for word in words if word.lower() not in STOP | set(COUNTS))
    for all_of in (False, True):
        found = {}
        for word in words if all_of else (word for word in words if not word.isdigit()):
            named = [mark for mark in told.names.told(word) if all_of or not mark.is_scale]
            sides = {side(told.drawing, mark, way) for mark in named}
            if len(sides) == 1 and None not in sides:
                found.setdefault(sides.pop(), []).append(word)
        if found:
            break
    return found


def _spans(told, m, later):
    """From where to where a text says what stands at a side; then, where it may go on."""
    if m["beside"]:
        yield told.clause(m.start() - 1, ".;)")[0], m.start()
        return
    start, end = told.clause(m.start())
    if m["on"] and told.text[start : m.start()].strip(" *"):
        opened = [found.end() for found in THERE.finditer(told.text, start, m.start())]
        yield max([start, *opened]), end if later >= end else m.start()
        return
    stop = re.compile(r"[.!?](?:\s|$)").search(told.text, m.end())
    yield m.end("the") if m["the"] else m.end(), min(later, stop.start() if stop else later)
    if m["head"]:
        yield m.end(), later


def _is_twice(told, before, m):
    """Whether what is set against what stands at one side is said to stand there too."""
    sentences = [told.clause(one.start(), SENTENCE) for one in (before, m)]
    near = m["head"] or sentences[0] == sentences[1]
    return near and (m.lastgroup, side_of(m)) == (before.lastgroup, side_of(before))


def placed(told):
    """What is said to stand at a side of the drawing, and stands at another."""
    found = list(THERE.finditer(told.text))
    for n, m in enumerate(found):
        way, end = WAYS[side_of(m)]
        later = found[n + 1].start() if n + 1 < len(found) else len(told.text)
        cast = [votes(told, told.words(*span), way) for span in _spans(told, m, later)]
        right = [vote.pop(end, []) for vote in cast]
        wrong = [max(vote.values(), key=len, default=[]) for vote in cast]
        if all(len(a) > len(b) for a, b in zip(wrong, right, strict=True)):
            yield m.start(), f"“{m[0].strip('()')}” is not where the figure has “{wrong[0][0]}”"
        elif not right[0]:
            told.left.append((m.start(), m[0]))
        if n and _is_twice(told, found[n - 1], m):
            yield m.start(), f"“{m[0]}” is said twice, as of two places"
        if m["noun"] in ("row", "column") and (m["noun"] == "row") != (way == 1):
            yield m.start(), f"“{m[0]}” is no place"


def _shapes(told, words):
    """The shapes that words name, or else that they are."""
    wanted = {one for word in words if (one := among(word, SHAPES))}
    named = told.names.best([word for word in words if word.lower() not in STOP], told.shapes)
    return named or [mark for mark in told.shapes if any(SHAPES[one](mark) for one in wanted)]


def relative(told):
    """What is said to stand above or below what was named before, and does not."""
    for m in THEM.finditer(told.text):
        start = told.clause(m.start() - 2, PHRASE)[0]
        after = _shapes(told, told.words(m.end(), told.clause(m.end(), PHRASE)[1]))
        before = [one for one in _shapes(told, told.words(start, m.start())) if one not in after]
        if not (before and after):
            told.left.append((m.start(), m[0]))
        elif (_height(after) - _height(before)) * WAYS[m["way"].lower()][1] < 0:
            yield m.start(), f"“{m[0]}” is not where the figure has it"


def _height(found):
    return sum(mark.box[1] + mark.box[3] for mark in found) / 2 / len(found)


def ordered(told):
    """What is listed from one side to the other, and stands otherwise."""
    for m in ORDER.finditer(told.text):
        way, end = WAYS[m["start"].lower()]
        rank, at = ranks(told.drawing, way), []
        for part in told.text[m.end() : told.clause(m.end(), SENTENCE)[1]].split(";"):
            words = [word for word in WORD.findall(part) if word.lower() not in STOP]
            places = [{rank[mark.axes] for mark in told.names.told(word)} for word in words]
            at += [*next((one for one in places if len(one) == 1), ())]
        if m["start"] == m["end"] or at != sorted(at, reverse=end > 0):
            yield m.start(), f"“{m[0][:-1]}” is not how the figure has them"


def classed(told):
    """Classes that are said to stand above or below a line, and do not."""
    for m in CLASSES.finditer(told.text):
        said = {int(n) for n in re.findall(r"\d", m["classes"])}
        lines = [one for one in told.shapes if LEVEL.fullmatch(one.name)]
        marks = {int(k[1]): one for one in told.shapes if (k := NUMBERED.fullmatch(one.name))}
        if len(lines) != 1 or not marks:
            told.left.append((m.start(), m[0]))
            continue
        level = lines[0].box[1]
        there = {k for k, one in marks.items() if one.box[1] < level - 1}
        if m["way"].lower() == "below":
            there = set(marks) - there
        if said != there:
            listed = ", ".join(map(str, sorted(there)))
            yield m.start(), f"the figure has classes {listed} {m['way']}, not {m['classes']}"


def lined(told):
    """Rows that are drawn as columns, and columns as rows."""
    for m in LINED.finditer(told.text):
        name = m["of"] or m["name"] or "the"
        wanted = stems(name) if name.lower() not in STOP else set()
        found = [mark.box for mark in told.shapes if wanted & told.names.spoken[mark]]
        if found:
            left, top, right, bottom = zip(*found, strict=True)
            slope = (max(right) - min(left)) / max(max(bottom) - min(top), 1)
            if slope > 1.6 if m["line"] == "column" else slope < 0.6:
                yield m.start("line"), f"“{m[0]}” is not how the figure has it"


CHECKS = (placed, relative, ordered, classed, lined)
"""Each tells of a text what does not fit, as positions and words."""
