"""A linear layer as tables: every weight, input, bias and logit, and the row and input framed."""

from decimal import Decimal

import numpy as np
import pytest
from claims import fixed, frame, label, sliders, tint
from five_classes import five_classes

W, H, Z = (getattr(five_classes(), name) for name in ("W1", "h1", "z1"))

says = [{"weight": "W, b", "ink": "h, ·, +, =", "logit": "z"}]
controls = sliders("h", H, step=0.1, digits=1)


def added(terms, total):
    """As printed; it adds up, or says that it nearly does."""
    said = [Decimal(f"{term:z.3f}") for term in terms]
    whole = Decimal(f"{total:z.3f}")
    signed = "".join(f" {'−' if term.is_signed() else '+'} {abs(term)}" for term in said[1:])
    text = f"{said[0]}{signed} {'=' if sum(said) == whole else '≈'} {whole}"
    return text.replace("-", "−")


def drawn():
    for (k, j), weight in np.ndenumerate(W):
        yield f"W-{k}-{j}", tint(abs(weight) / abs(W).max() / 2, "weight")
        yield f"W-{k}-{j}-value", label(f"{weight:z.1f}", near=(j + 0.5, k + 0.5), within=0)
    for name, values in {"z": Z, "h": H, "b": np.ones(5)}.items():
        for k, value in enumerate(values):
            yield f"{name}-{k}-value", label(f"{value:z.1f}", near=(5, k + 0.5), within=300)
    for k, z in enumerate(Z):
        yield f"z-{k}", tint(abs(z) / Z.max() / 2, "logit")
    yield "sum", label("0.141 + 2.925 − 0.010 + 0.497 + 0.446 + 1.000 = 4.999")
    yield "row", frame("W-0-0", "W-0-4")
    yield "input", frame("h-0-value", "h-4-value")


def moved(**h):
    h = np.array(list(h.values()))
    logits = W @ h + 1
    yield "sum", {"text": added([*(W[0] * h), 1], logits[0])}
    yield "said", {"numbers": [fixed(z, 1) for z in logits]}
    for k, z in enumerate(logits):
        yield f"z-{k}", {"opacity": min(0.5 * abs(z) / np.abs(Z).max(), 0.8)}
        yield f"z-{k}-value", {"numbers": [fixed(z, 1)]}
        yield f"h-{k}-value", {"numbers": [fixed(h[k], 1)]}
        if h[k] != H[k]:
            yield f"column-{k}", {"left": k, "hidden": False}


def test_heads_stand_over_their_tables_in_the_order_of_the_formula(figure):
    ax = figure.parts["row"].axes
    heads = {t.get_text(): t.get_position()[0] for t in ax.texts if t.get_gid() is None}
    assert list(heads) == ["W", "h", "b", "z", "·", "+", "="]
    assert [key for key, _ in sorted(heads.items(), key=lambda head: head[1])] == list("W·h+b=z")
    for key, part in (("W", "W-2-2-value"), ("h", "h-0-value"), ("b", "b-0-value"), ("z", "z-0")):
        box = figure.box(part)
        at = ax.transData.transform((heads[key], 0))[0]
        assert at == pytest.approx((box.x0 + box.x1) / 2, abs=1)
