"""Five logits, their sigmoids and their softmax: bars, values and sums."""

import numpy as np
import pytest
from claims import bar, fixed, label, line, sliders, upright
from five_classes import five_classes
from scipy.special import expit, softmax

LOGITS = five_classes().logits

says = [
    {"ink": "logits", "lines": "0,0 1,0 muted"},
    {"up": "½", "ink": "five sigmoids", "lines": "0,0 1,0 muted"},
    {
        "across": "class 0, class 1, class 2, class 3, class 4",
        "ink": "one softmax",
        "lines": "0,0 1,0 muted",
    },
]
controls = sliders("z", LOGITS, -1, concept="logit")
dragged = "up"
sums = {"sigmoid-sum": "sigmoid-value-*", "softmax-sum": "softmax-value-*"}


def drawn():
    rows = {
        "logit": (LOGITS, "0.50 -0.14 0.65 1.52 -0.23", "logit"),
        "sigmoid": (expit(LOGITS), "0.62 0.47 0.66 0.82 0.44", "probability"),
        "softmax": (softmax(LOGITS), "0.17 0.09 0.19 0.47 0.08", "probability"),
    }
    for row, (values, texts, kind) in rows.items():
        for k, (height, text) in enumerate(zip(values, texts.split(), strict=True)):
            yield f"{row}-{k}", bar(k, height, kind)
            yield f"{row}-value-{k}", label(text, kind, (k, 0))
    yield "sigmoid-sum", label("Σ ≈ 3.01")
    yield "softmax-sum", label("Σ = 1")
    yield "half", line([0, 1], [0.5, 0.5], "ink")


def moved(**z):
    z = np.array(list(z.values()))
    p, shares = expit(z), softmax(z)
    yield "said", {"numbers": [fixed(value) for value in (*p, *shares)]}
    yield "sigmoid-sum", {"numbers": [fixed(p.sum())]}
    for k, logit in enumerate(z):
        yield f"grip {k} 0", {"x": k, "y": logit}
    for name, values in (("logit", z), ("sigmoid", p), ("softmax", shares)):
        for k, value in enumerate(values):
            yield f"{name}-value-{k}", {"numbers": [fixed(value)]}
            yield f"{name}-{k}", upright(value)


SLIDERS = """() => [...document.querySelectorAll('.live-stack')].map((stack, k) => {
  const { x, width } = stack.getBoundingClientRect();
  const bar = document.querySelector(`[data-part=softmax-${k}]`).getBoundingClientRect();
  return x + width / 2 - bar.x - bar.width / 2;
})"""


@pytest.mark.parametrize("width", [320, 360, 700, 1280])
def test_each_slider_stands_below_its_bar(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(SLIDERS) == pytest.approx([0] * 5, abs=1.5)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_words_beside_a_knob_say_that_it_moves_until_it_has(figure, open_page):
    page = open_page(figures=[figure.name])
    words, knobs = page.locator(".live-words"), page.locator(".live-knob")
    assert words.text_content() == "drag a bar"
    assert knobs.count() == 5
    bar = page.locator("[data-part=logit-3]").bounding_box()
    box = words.bounding_box()
    assert bar["x"] + bar["width"] < box["x"] < bar["x"] + bar["width"] + 20
    assert box["y"] < bar["y"] < box["y"] + box["height"]
    page.locator("#live-three_rows-z0").press("Home")
    assert words.count() == 0


def test_both_kinds_of_probabilities_have_one_scale(figure):
    assert [ax.get_ylim() for ax in figure.drawing.axes[1:]] == [(0, 1)] * 2
