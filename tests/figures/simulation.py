"""Layer after layer of a simulation: weights, inputs, logits, and two kinds of probabilities."""

import math

import numpy as np
import pytest
from claims import Slider, beam, fixed, label, level, rounded, tint
from clock import FRAME
from moving import check, numbers, put
from scipy.special import expit, softmax

longest = 60  # it also draws every frame of the animated picture

says = [
    {"weight": "W", "across": "layer 1"},
    {"ink": "h"},
    {"logit": "logits", "lines": "0,0 0,1 muted"},
    {"probability": "sigmoids", "lines": "0,0 0,1 muted"},
    {"probability": "softmax", "lines": "0,0 0,1 muted"},
]
controls = {
    "layer": Slider("layer", 0, 20, 1, 1, "1", "weight"),
    "K": Slider("K", 2, 10, 1, 5, "5"),
    "T": Slider("T", 0.1, 10, 0.02, 1, "1", log=True),
    "seed": Slider("seed", 0, 99, 1, 42, "42", turns=(25, 59)),
    "speed": Slider("speed", 0.2, 4, 0.2, 1, "1.0"),
}


def frames(K, seed):
    """Weights (K, K), inputs (K,) and logits (K,) of layers 0 to 20: 0 has but logits."""
    stream = np.random.RandomState(seed)
    rows = [(np.zeros((K, K)), np.zeros(K), stream.randn(K))]
    for _ in range(20):
        W, h = stream.randn(K, K), stream.randn(K)
        rows.append((W, h, W @ h + 1))
    return rows


def strength(value):
    return min(abs(value) / 2.5, 1)


def drawn():
    W, h, z = frames(5, 42)[1]
    for (k, j), weight in np.ndenumerate(W):
        yield f"W-{k}-{j}", tint(strength(weight), "weight", (j + 0.5, k))
    for k, value in enumerate(h):
        yield f"h-{k}-0", tint(strength(value), "ink")
    for name, values in {"logit": z, "sigmoid": expit(z), "softmax": softmax(z)}.items():
        kind = "logit" if name == "logit" else "probability"
        words = "{:.2f}".format if name == "logit" else rounded
        for k, value in enumerate(values):
            yield f"{name}-{k}", beam(0, value, kind, k)
            yield f"{name}-value-{k}", label(words(value), kind, (0, k), 160)
    yield "layer", label("layer 1")
    for k in range(5):
        yield f"class-{k}", label(f"class {k}", "muted", (-6, k), 30)


def moved(layer, K, T, seed, speed):
    layer, K = int(layer), int(K)
    W, h, z = frames(K, int(seed))[layer]
    p, shares = expit(z), softmax(z / T)
    yield "said", {"numbers": [fixed(value) for value in (*z, *shares)]}
    yield "layer", {"text": f"layer {layer}" if layer else "no layer"}

    def across(k, room):
        """From the upper edge to the lower one of the kth of K rows, in the drawing's units."""
        return {"top": 5 * (k + room) / K - 0.5, "bottom": 5 * (k + 1 - room) / K - 0.5}

    for k in range(max(K, 5)):
        hidden = {"hidden": k >= K}
        if k >= K:
            yield f"h-{k}-0", hidden
        else:
            yield f"h-{k}-0", {**across(k, 0.1), **hidden, "opacity": strength(h[k])}
        for j in range(max(K, 5)):
            if max(j, k) >= K:
                yield f"W-{k}-{j}", {"hidden": True}
            else:
                sides = {"left": 5 * (j + 0.05) / K, "right": 5 * (j + 0.95) / K, "hidden": False}
                yield f"W-{k}-{j}", {**across(k, 0.1), **sides, "opacity": strength(W[k, j])}
        if k >= K:
            yield f"class-{k}", hidden
        else:
            by = (0, 5 * (k + 0.5) / K - 0.5 - (k if k < 5 else 0))
            yield f"class-{k}", {"text": f"class {k}", "moved": by, **hidden}
        for name, values in (("logit", z), ("sigmoid", p), ("softmax", shares)):
            bar, value = f"{name}-{k}", f"{name}-value-{k}"
            if k >= K:
                yield bar, hidden
                yield value, hidden
                continue
            yield bar, {**across(k, 0.2), **level(np.clip(values[k], -6, 7)), **hidden}
            # From where it was drawn: what is more than five stood at first where class 0 does.
            by = (0, 5 * (k + 0.5) / K - 0.5 - (k if k < 5 else 0))
            beyond = "←" if values[k] < -6 else "→" if values[k] > 7 else ""
            told = {"text": beyond + f"{values[k]:.2f}".replace("-", "−")} if beyond else {}
            yield value, {"numbers": [fixed(values[k])], **told, "moved": by, **hidden}


def test_panels_stand_in_the_order_of_the_layer_without_ticks(figure):
    heads = {"W-0-0": "W", "h-0-0": "h", "logit-0": "logits", "sigmoid-0": "sigmoids"}
    for n, (part, head) in enumerate((heads | {"softmax-0": "softmax"}).items()):
        ax = figure.parts[part].axes
        assert ax is figure.drawing.axes[n]
        assert ax.get_title() == head
        assert not ax.get_xticks().size + ax.get_yticks().size


def test_probabilities_have_one_scale_and_every_logit_fits_its_own(figure):
    logits, sigmoids, shares = (ax.get_xlim() for ax in figure.drawing.axes[2:])
    z = frames(5, 42)[1][2]
    assert sigmoids == shares
    assert sigmoids[0] == 0
    assert logits[0] < z.min() < z.max() < logits[1]


@pytest.mark.parametrize(("asked", "K"), [("2.5", 3), ("7.4", 7), ("%20", 5)])
def test_an_address_that_asks_for_part_of_a_class_gets_whole_ones(figure, asked, K, open_page):
    page = open_page(f"?simulation.K={asked}", figures=["simulation"])
    check(page, "simulation", {**figure.start, "K": K})


def test_an_arrow_says_that_a_logit_goes_beyond_its_panel(figure, open_page):
    there = {"layer": 5, "K": 10, "seed": 0}
    query = "&".join(f"simulation.{key}={value}" for key, value in there.items())
    page = open_page(f"?{query}", figures=["simulation"])
    arrows = [page.locator(f"[data-part=logit-value-{k}]").text_content()[0] for k in (1, 3)]
    assert arrows == ["→", "←"]
    check(page, "simulation", {**figure.start, **there})


REST = 0.7
"""Of a layer's time, how long it stands before the next one comes."""
REACH = """(k) => {
  const { x0, x1, left, right } = document.querySelectorAll('[data-x0]')[2].dataset;
  const bar = document.querySelector(`[data-part=logit-${k}]`);
  return +bar.getAttribute('width') * ((x1 - x0) / (right - left));
}"""


def layers(there, layer):
    """Check that it shows a layer, or bars without numbers on their way to the next."""
    logits = [z for _, _, z in frames(5, 42)]
    way = max(0, layer % 1 - REST) / (1 - REST)
    below, above = logits[math.floor(layer)], logits[math.ceil(layer)]
    for k, z in enumerate(below + (above - below) * way):
        text, reach = there.text(f"logit-value-{k}"), there.page.evaluate(REACH, k)
        assert reach == pytest.approx(min(abs(z), 7 if z > 0 else 6), abs=0.01), f"layer {layer}"
        if way:
            assert text == "", f"layer {layer}"
            continue
        ((shown, _),) = numbers(text)
        assert abs(shown - z) <= 0.00501, f"layer {layer}: {text} instead of {z}"


def test_it_goes_evenly_as_fast_as_its_slider_says(stand):
    there = stand("simulation", "?simulation.speed=4")
    there.press("Play")
    there.run(51 * FRAME)  # What a frame asks for is drawn in the next one.
    layers(there, 1 + 50 * 4 * FRAME / 1000)
    there.run(10 * FRAME)
    layers(there, 1 + 60 * 4 * FRAME / 1000)
    there.page.clock.fast_forward(300 * FRAME)
    there.run(FRAME)
    layers(there, 1 + 61 * 4 * FRAME / 1000 + 4 * 0.1)
    there.page.evaluate("location.hash = 'elsewhere'")  # This leaves what plays alone.
    there.run(FRAME)
    assert there.label() == "Pause"
    there.press("Pause")
    for _ in range(2):
        there.run(20 * FRAME)
        layers(there, 5)
    assert there.label() == "Play"


def test_it_stops_at_its_last_layer_and_begins_anew(stand):
    there = stand("simulation", "?simulation.layer=18.4")
    there.press("Step")
    there.run(FRAME)
    layers(there, 19)
    there.press("Play")
    there.run(70 * FRAME)
    layers(there, 20)
    assert there.label() == "Play"
    for button, layer in (("Step", 0), ("Step", 1), ("Reset", 1), ("Step", 2)):
        there.press(button)
        there.run(FRAME)
        layers(there, layer)
    put(there.control("layer"), 20)
    there.press("Play")
    there.run(FRAME)
    layers(there, 0)


def test_it_takes_one_step_a_second_for_who_wants_calm(stand):
    there = stand("simulation", "?simulation.speed=2", reduced_motion="reduce")
    there.run(FRAME)
    there.press("Play")
    for layer in (1, 3, 5):
        # The 63rd frame is the first after a second.
        there.run(62 * FRAME)
        layers(there, layer)
        there.run(FRAME)
