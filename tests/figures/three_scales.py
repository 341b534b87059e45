"""One bead on three scales: logit, odds and probability say the same."""

import numpy as np
import pytest
from claims import Slider, fixed, general, label, line
from scipy.special import expit, logit

TICKS = {
    "0.1": logit(0.1), "0.5": 0, "0.9": logit(0.9), "0.99": logit(0.99),
    "1 : 9": np.log(1 / 9), "1 : 1": 0, "9 : 1": np.log(9), "99 : 1": np.log(99),
    "-2.2": -2.2, "0": 0, "2.2": 2.2, "4.6": 4.6,
}  # fmt: skip

says = [
    {
        "logit": "logit",
        "ink": "odds",
        "probability": "probability",
        "muted": "-2.2, 0, 2.2, 4.6, 1 : 9, 1 : 1, 9 : 1, 99 : 1, 0.1, 0.5, 0.9, 0.99",
        "lines": "; ".join(
            f"0,{y} 1,{y} muted"
            + "".join(f"; {x},{y - 0.06:.2g} {x},{y} muted" for x in ("-2.2", "0", "2.2", "4.6"))
            for y in (0, 1, 2)
        ),
    }
]
always = ("0.99", "0.9", "0.5")  # the ruler's own
controls = {"z": Slider("logit", -3, 4.7, 0.05, float(logit(0.8)), "1.39", "logit")}
dragged = "across"


def drawn():
    z = np.log(4)
    yield "link", line([z, z], [0, 2], "muted")
    texts = {"logit": ("1.39", "logit"), "odds": ("4 : 1", "ink")}
    texts["probability"] = ("0.8", "probability")
    for row, (name, (text, kind)) in enumerate(texts.items()):
        yield f"bead-{name}", line([z], [row], kind)
        yield f"value-{name}", label(text, kind, (z, row), 15)


def moved(z):
    p, odds = expit(z), np.exp(z)
    yield "said", {"numbers": [general(p), general(odds), (1, 0)]}
    yield "link", {"x": z, "y1": 0, "y2": 2}
    texts = {"logit": [fixed(z)], "odds": [general(odds), (1, 0)], "probability": [general(p)]}
    for n, (name, text) in enumerate(texts.items()):
        yield f"value-{name}", {"numbers": text, "moved": (z - logit(0.8), 0)}
        yield f"bead-{name}", {"x": z, "y": n}
        yield f"grip {n} 0", {"x": z, "y": n}


def test_the_ticks_of_each_scale_stand_at_their_logits(figure):
    texts = figure.parts["link"].axes.texts
    found = {t.get_text(): t.get_position()[0] for t in texts if t.get_ha() == "center"}
    assert {text: found[text] for text in TICKS} == pytest.approx(TICKS, abs=0.005)
