"""The way from what the classes are to the head: questions, answers, arrows and heads."""

from claims import Choice, arrow, label

QUESTIONS = (
    *("Do classes exclude each other?", "Are there more than two?"),
    "Do they have an order?",
)
HEADS = {
    "sigmoids": "K sigmoids",
    "sigmoid": "one sigmoid",
    "ordinal": "cumulative sigmoids",
    "softmax": "one softmax",
}
ANSWERS = (("no", "yes"), ("no", "yes"), ("yes", "no"))
WAYS = {
    "overlapping": ("sigmoids", "question-0 right-0"),
    "two": ("sigmoid", "question-0 down-0 question-1 right-1"),
    "ordered": ("ordinal", "question-0 down-0 question-1 down-1 question-2 right-2"),
    "unordered": ("softmax", "question-0 down-0 question-1 down-1 question-2 down-2"),
}
"""By what the classes are: the head, and the way to it."""

says = [{"arrows": "muted"}]
controls = {"classes": Choice("The classes are", ("any", *WAYS), "any")}


def drawn():
    for n, question in enumerate(QUESTIONS):
        yield f"question-{n}", label(question)
        for way, answer in zip(("right", "down"), ANSWERS[n], strict=True):
            yield f"{way}-{n}-answer", label(answer, "muted")
            yield f"{way}-{n}", arrow(f"{way}-{n}-answer")
    notes = dict(zip(HEADS, ("K logits:", "1 logit:", "K − 1 logits:", "K logits:"), strict=True))
    for head, name in HEADS.items():
        yield head, label(name, "probability")
        yield f"{head}-note", label(notes[head], "muted", begins=True)


def moved(classes):
    heads = [head for word, (head, _) in WAYS.items() if classes in ("any", word)]
    yield "said", {"text": "Every head" if len(heads) > 1 else HEADS[heads[0]]}
    for head in HEADS:
        for part in (head, f"{head}-note"):
            yield part, {"opacity": 1 if head in heads else 0.45}
    for way in [f"{what}-{n}" for what in ("question", "right", "down") for n in range(3)]:
        kept = classes == "any" or way in WAYS[classes][1].split()
        for part in (way,) if "question" in way else (way, f"{way}-answer"):
            yield part, {"opacity": 1 if kept else 0.45}


def test_arrows_lead_from_questions_to_answers(figure):
    (ax,) = figure.drawing.axes
    at = {text.get_gid(): text.get_position() for text in ax.texts if text.get_gid()}
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    for n, head in enumerate(("sigmoids", "sigmoid", "ordinal")):
        right, down = arrows[2 * n : 2 * n + 2]
        question, answer = at[f"question-{n}"], at[head]
        assert question[0] < right.get_position()[0] < right.xy[0] < answer[0]
        assert right.get_position()[1] == right.xy[1] == question[1] == answer[1]
        following = at["softmax" if n == 2 else f"question-{n + 1}"]
        assert question[1] < down.get_position()[1] < down.xy[1] < following[1]
        assert down.get_position()[0] == down.xy[0]
