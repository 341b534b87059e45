"""What figures say in words and by plain lines: all of it, and nothing else, each in its colour."""

import pytest
from explainer.drawing.draw import drawn
from explainer.drawing.drawings import names
from explainer.palette import COLOUR
from matplotlib.colors import to_hex
from matplotlib.text import Annotation

CLASSES = "class 0, class 1, class 2, class 3, class 4"
UNIT, HALVES, SIX = "0, 1", "0, ½, 1", "−6, 0, 6"
CONCEPT = {colour: concept for concept, colour in COLOUR.items()}

SAYS = {
    "bridge": [
        {"up": CLASSES},
        {"across": CLASSES, "ink": "diamonds: softmax"},
    ],
    "exponentiate_stack_divide": [{"muted": UNIT}],
    "five_logits": [{"across": CLASSES, "up": "0"}],
    "five_probabilities": [{"across": CLASSES, "up": HALVES}],
    "linear_layer": [{"weight": "W, b", "ink": "h, ·, +, =", "logit": "z"}],
    "reliability": [
        {
            "across": f"{HALVES}, how sure it says it is",
            "up": HALVES,
            "muted": "calibrated, how often it is right",
        }
    ],
    "sigmoid_and_slope": [
        {"across": "−8, 0, 8, logit z", "up": HALVES, "probability": "σ(z)"},
        {"across": "−8, 0, 8, logit z", "up": "0, ¼", "derivative": "σ′(z)"},
    ],
    "sigmoid_mirror": [{"across": f"{SIX}, logit z", "up": HALVES, "lines": "0,1 1,1 muted"}],
    "simulation": [
        {"weight": "W", "across": "layer 1"},
        {"ink": "h"},
        {"logit": "logits", "lines": "0,0 0,1 muted"},
        {"probability": "sigmoids", "lines": "0,0 0,1 muted"},
        {"probability": "softmax", "lines": "0,0 0,1 muted"},
    ],
    "temperature": [
        {"across": "0, 1, 2, 3, 4"},
        {"across": "0, 1, 2, 3, 4, class"},
        {"across": "0, 1, 2, 3, 4"},
    ],
    "three_rows": [
        {"ink": "logits", "lines": "0,0 1,0 muted"},
        {"up": "½", "ink": "five sigmoids", "lines": "0,0 1,0 muted"},
        {"across": CLASSES, "ink": "one softmax", "lines": "0,0 1,0 muted"},
    ],
    "three_scales": [
        {
            "logit": "logit",
            "ink": "odds",
            "probability": "probability",
            "muted": "-2.2, 0, 2.2, 1 : 9, 1 : 1, 9 : 1, 0.1, 0.5, 0.9",
            "lines": "; ".join(
                f"0,{y} 1,{y} muted"
                + "".join(f"; {x},{y - 0.06:.2g} {x},{y} muted" for x in ("-2.2", "0", "2.2"))
                for y in (0, 1, 2)
            ),
        }
    ],
    "thresholds": [{"across": f"{SIX}, logit z", "up": HALVES}],
    "two_and_three": [
        {"across": f"{SIX}, z₀ − z₁", "up": HALVES},
        {"outline": "0,0 1,0 0.5,0.87 0,0 muted"},
    ],
    "vanishing": [{"across": "1, 5, 10, sigmoids in a row, n", "up": "10⁻⁶, 10⁻³, 1"}],
    "which_head": [{"arrows": "muted"}],
}
"""By figure and axes: the words of each colour and along the axes, and what has no name."""


def kind(colour):
    return CONCEPT[to_hex(colour)]


def points(pairs):
    return " ".join(f"{x:.2g},{y:.2g}" for x, y in pairs)


def said(ax):
    """What an axes tells a reader through artists that its script gives no name."""
    found = {}
    for axis, way in ((ax.xaxis, "across"), (ax.yaxis, "up")) if ax.axison else ():
        ticks = [tick.get_text() for tick in axis.get_ticklabels()]
        found[way] = [*ticks, axis.label.get_text()]
    for text in [ax.title, *ax.texts]:
        if isinstance(text, Annotation) and text.arrow_patch:
            found["arrows"] = [kind(text.arrow_patch.get_edgecolor())]
        elif not text.get_gid():
            found.setdefault(kind(text.get_color()), []).append(text.get_text())
    found["lines"] = [
        f"{points(line.get_xydata())} {kind(line.get_color())}"
        for line in ax.lines
        if not line.get_gid()
    ]
    found["outline"] = [
        f"{points(patch.get_path().vertices)} {kind(patch.get_edgecolor())}"
        for patch in ax.patches
        if not patch.get_gid()
    ]
    joined = {
        key: ("; " if key == "lines" else ", ").join(filter(None, words))
        for key, words in found.items()
    }
    return {key: words for key, words in joined.items() if words}


@pytest.mark.parametrize("name", names())
def test_a_figure_says_this_and_nothing_else(name):
    assert [said(ax) for ax in drawn(name).axes] == SAYS[name]


def test_which_head_s_arrows_lead_from_questions_to_answers():
    fig = drawn("which_head")
    (ax,) = fig.axes
    at = {text.get_gid(): text.get_position() for text in ax.texts if text.get_gid()}
    arrows = [text for text in ax.texts if isinstance(text, Annotation)]
    for n, head in enumerate(("sigmoids", "sigmoid", "ordinal")):
        right, down = arrows[2 * n : 2 * n + 2]
        question, answer = at[f"question-{n}"], at[head]
        assert question[0] < right.get_position()[0] < right.xy[0] < answer[0]
        assert right.get_position()[1] == right.xy[1] == question[1] == answer[1]
        following = at["softmax" if n == 2 else f"question-{n + 1}"]
        assert question[1] < down.get_position()[1] < down.xy[1] < following[1]
        assert down.get_position()[0] == down.xy[0]
