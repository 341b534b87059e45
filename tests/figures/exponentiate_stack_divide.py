"""Softmax in three steps: each exponential is a length, and each share is that of its length."""

import numpy as np
import pytest
from claims import beam, fixed, label, line, sliders
from five_classes import five_classes
from scipy.special import softmax

LOGITS = five_classes().logits
WHOLE = np.exp(LOGITS).sum()

says = [{"muted": "0, 1"}]
controls = sliders("z", LOGITS, concept="logit", turns={0: (2.5,), 3: (0.5,), 4: (-0.45,)})
sums = {"sum": "exp-value-*"}


def drawn():
    e = np.exp(LOGITS)
    for k, (end, z, p) in enumerate(zip(np.cumsum(e), LOGITS, softmax(LOGITS), strict=True)):
        middle = end - e[k] / 2
        yield f"exp-{k}", beam(end - e[k], end, "logit")
        yield f"share-{k}", beam(end - e[k], end, "probability")
        text = f"exp({z:.2f}) ≈ {e[k]:.2f}"
        yield f"exp-value-{k}", label(text, "paper" if k == 3 else "logit", (middle, k), 60)
        yield f"p-{k}", label(f"{p:.2f}", near=(middle, 6), within=0)
        yield f"drop-{k}", line([end, end], [k, 6], "muted")
    yield "sum", label("divided by their sum ≈ 9.80")


def moved(**z):
    z = np.array(list(z.values()))
    p = softmax(z)
    yield "said", {"numbers": [fixed(share) for share in p]}
    yield "sum", {"numbers": [fixed(np.exp(z).sum())]}
    for k, (start, end) in enumerate(zip(np.cumsum(p) - p, np.cumsum(p), strict=True)):
        middle = WHOLE * (start + end) / 2
        inside, left = p[k] > 0.4, end > 0.7
        at = middle if inside else WHOLE * start - 0.12 if left else WHOLE * end + 0.12
        yield (
            f"exp-value-{k}",
            {
                "numbers": [fixed(z[k]), fixed(np.exp(z[k]))],
                "x": at,
                "anchor": "middle" if inside else "end" if left else "start",
                "fill": f"var(--{'paper' if inside else 'logit'})",
            },
        )
        yield f"p-{k}", {"numbers": [fixed(p[k])] if p[k] > 0.06 else [], "x": middle}
        for part in (f"share-{k}", f"exp-{k}"):
            yield part, {"left": WHOLE * start, "right": WHOLE * end}
        yield f"drop-{k}", {"x": WHOLE * end}


def test_the_stack_is_as_wide_as_its_axes(figure):
    assert figure.parts["exp-0"].axes.get_xlim() == pytest.approx((0, WHOLE), abs=1e-6)
