"""Figures are true: curves follow their functions, marks and labels are where they say."""

import re
from functools import cache

import numpy as np
import pytest
from calibration import overconfident, reliability
from dsigmoid import dsigmoid
from explainer.drawing.draw import drawn
from explainer.drawing.drawings import names
from explainer.palette import COLOUR
from matplotlib.colors import to_hex
from scipy.special import expit
from scipy.special import softmax as soft

LOGITS = np.array([0.49671415, -0.1382643, 0.64768854, 1.52302986, -0.23415337])
LAYER = np.array([4.99851316, 1.01778965, -0.74321057, 0.75818997, -0.80840313])
ANSWERS = np.array([0.99577714, 0.47530024, 0.17042292, 0.85459768, 0.80969836])
CONCEPT = {colour: concept for concept, colour in COLOUR.items()}
WORDS = {"½": 0.5, "¼": 0.25, "10⁻³": 1e-3, "10⁻⁶": 1e-6}


@cache
def parts(name):
    """The figure's named parts, by gid."""
    fig = drawn(name)
    return {artist.get_gid(): artist for artist in fig.findobj(lambda artist: artist.get_gid())}


def drawn_axes(name):
    """The figure's axes, in the order of its script."""
    return next(iter(parts(name).values())).get_figure().axes


def concept(artist):
    """What an artist's colour means."""
    colour = artist.get_facecolor() if hasattr(artist, "get_facecolor") else artist.get_color()
    return CONCEPT[to_hex(colour)]


def is_bar(name, gid, x, height, kind):
    bar = parts(name)[gid]
    assert bar.get_x() + bar.get_width() / 2 == pytest.approx(x)
    assert bar.get_y() + bar.get_height() == pytest.approx(height, rel=1e-6)
    assert bar.get_y() == (1 if bar.axes.get_yscale() == "log" else 0)
    assert concept(bar) == kind


def is_line(name, gid, xs, ys, kind):
    line = parts(name)[gid]
    assert list(line.get_xdata()) == pytest.approx(list(xs), abs=1e-6)
    assert list(line.get_ydata()) == pytest.approx(list(ys), abs=1e-6)
    assert concept(line) == kind


def is_curve(name, gid, function, kind):
    """A curve that follows its function over all of its axes, smoothly."""
    line = parts(name)[gid]
    x, y = line.get_xdata(), line.get_ydata()
    np.testing.assert_allclose(y, function(x), rtol=1e-12)
    assert (x[0], x[-1]) == line.axes.get_xlim()
    assert np.diff(x).max() < 0.2
    assert concept(line) == kind


def says(name, gid, text, kind="ink", near=None, within=80):
    """A label's words, its concept, and that it stands at most `within` px from its mark."""
    label = parts(name)[gid]
    assert label.get_text().replace("\N{MINUS SIGN}", "-") == text.replace("\N{MINUS SIGN}", "-")
    assert concept(label) == kind
    if near is not None:
        box = label.get_window_extent()
        x, y = label.axes.transData.transform(near)
        assert max(box.x0 - x, x - box.x1, 0) <= within, gid
        assert max(box.y0 - y, y - box.y1, 0) <= within, gid


def box(name, gid):
    """Where a part stands on the canvas, in pixels."""
    return parts(name)[gid].get_window_extent()


def value(text):
    """The number that a tick's label states."""
    text = text.replace("\N{MINUS SIGN}", "-").removeprefix("class ")
    odds = re.fullmatch(r"(\d+) : (\d+)", text)
    return WORDS[text] if text in WORDS else int(odds[1]) / int(odds[2]) if odds else float(text)


@pytest.mark.parametrize("name", names())
def test_ticks_say_where_they_stand(name):
    for ax in drawn(name).axes:
        for axis in (ax.xaxis, ax.yaxis) if ax.axison else ():
            said = [value(label.get_text()) for label in axis.get_ticklabels() if label.get_text()]
            assert said == pytest.approx(list(axis.get_ticklocs())[: len(said)])


def test_five_logits():
    for k, (z, text) in enumerate(
        zip(LOGITS, ["0.50", "-0.14", "0.65", "1.52", "-0.23"], strict=True)
    ):
        is_line("five_logits", f"stem-{k}", [k, k], [0, z], "logit")
        is_line("five_logits", f"dot-{k}", [k], [z], "logit")
        says("five_logits", f"value-{k}", text, "logit", (k, z), 15)
        label, dot = (box("five_logits", f"{gid}-{k}") for gid in ("value", "dot"))
        assert label.y0 > dot.y1 if z > 0 else label.y1 < dot.y0
    is_line("five_logits", "zero", [0, 1], [0, 0], "muted")


def test_three_rows():
    rows = {
        "logit": (LOGITS, "0.50 -0.14 0.65 1.52 -0.23", "logit"),
        "sigmoid": (expit(LOGITS), "0.62 0.47 0.66 0.82 0.44", "probability"),
        "softmax": (soft(LOGITS), "0.17 0.09 0.19 0.47 0.08", "probability"),
    }
    for row, (values, texts, kind) in rows.items():
        for k, (height, text) in enumerate(zip(values, texts.split(), strict=True)):
            is_bar("three_rows", f"{row}-{k}", k, height, kind)
            says("three_rows", f"{row}-value-{k}", text, kind, (k, 0))
    says("three_rows", "sigmoid-sum", "Σ = 3.01")
    says("three_rows", "softmax-sum", "Σ = 1")
    is_line("three_rows", "half", [0, 1], [0.5, 0.5], "ink")
    one, other = (parts("three_rows")[f"{row}-0"].axes for row in ("sigmoid", "softmax"))
    assert one.get_ylim() == other.get_ylim() == (0, 1)


def test_three_scales():
    z = np.log(4)
    shown = (
        ("probability", "0.8", "probability"),
        ("odds", "4 : 1", "ink"),
        ("logit", "1.39", "logit"),
    )
    for row, (name, text, kind) in enumerate(reversed(shown)):
        is_line("three_scales", f"bead-{name}", [z], [row], kind)
        says("three_scales", f"value-{name}", text, kind, (z, row), 15)
    is_line("three_scales", "link", [z, z], [0, 2], "muted")
    ax = parts("three_scales")["link"].axes
    ticks = {t.get_text(): t.get_position() for t in ax.texts if t.get_ha() == "center"}
    for text in ("0.1", "0.5", "0.9"):
        p = float(text)
        assert ticks[text][0] == pytest.approx(np.log(p / (1 - p)))
    for text in ("1 : 9", "1 : 1", "9 : 1"):
        assert ticks[text][0] == pytest.approx(np.log(value(text)))
    for text in ("-2.2", "0", "2.2"):
        assert ticks[text][0] == pytest.approx(float(text), abs=0.005)


def test_linear_layer():
    stream = np.random.RandomState(42).randn(65)[5:]
    W, h = stream[:25].reshape(5, 5), stream[25:30]
    cells = {"z": LAYER, "h": h, "b": np.ones(5)}
    for (k, j), weight in np.ndenumerate(W):
        says(
            "linear_layer", f"W-{k}-{j}-value", f"{weight:z.1f}", near=(j + 0.5, k + 0.5), within=0
        )
        tint = parts("linear_layer")[f"W-{k}-{j}"]
        assert tint.get_alpha() == pytest.approx(abs(weight) / abs(W).max() / 2)
        assert concept(tint) == "weight"
    for name, values in cells.items():
        for k, number in enumerate(values):
            says(
                "linear_layer", f"{name}-{k}-value", f"{number:z.1f}", near=(5, k + 0.5), within=300
            )
    for k, z in enumerate(LAYER):
        tint = parts("linear_layer")[f"z-{k}"]
        assert tint.get_alpha() == pytest.approx(abs(z) / LAYER.max() / 2)
        assert concept(tint) == "logit"
    for frame, first, last in (("row", "W-0-0", "W-0-4"), ("input", "h-0-value", "h-4-value")):
        assert CONCEPT[to_hex(parts("linear_layer")[frame].get_edgecolor())] == "ink"
        around, one, other = (box("linear_layer", gid) for gid in (frame, first, last))
        assert around.x0 <= one.x0 and around.y1 >= one.y1
        assert around.x1 >= other.x1 and around.y0 <= other.y0
        assert around.width * around.height < 1.1 * 52 * 46 * 5
    ax = parts("linear_layer")["row"].axes
    heads = {t.get_text(): t.get_position()[0] for t in ax.texts if t.get_gid() is None}
    assert list(heads) == ["W", "h", "b", "z", "·", "+", "="]
    assert [key for key, _ in sorted(heads.items(), key=lambda head: head[1])] == list("W·h+b=z")
    for key, gid in (("W", "W-2-2-value"), ("h", "h-0-value"), ("b", "b-0-value"), ("z", "z-0")):
        middle = box("linear_layer", gid)
        at = ax.transData.transform((heads[key], 0))[0]
        assert at == pytest.approx((middle.x0 + middle.x1) / 2, abs=1)


def test_sigmoid_mirror():
    is_curve("sigmoid_mirror", "curve", expit, "probability")
    is_line("sigmoid_mirror", "centre", [0], [0.5], "muted")
    for z, name, end, text in (
        (1.5, "point", 1, "σ(1.5) = 0.82"),
        (-1.5, "mirror", 0, "σ(-1.5) = 0.18"),
    ):
        is_line("sigmoid_mirror", name, [z], [expit(z)], "probability")
        is_line("sigmoid_mirror", f"{name}-gap", [z, z], [end, expit(z)], "ink")
        says("sigmoid_mirror", f"{name}-value", text, "probability", (z, expit(z)), 20)
    assert box("sigmoid_mirror", "point-value").x0 > box("sigmoid_mirror", "point").x1
    assert box("sigmoid_mirror", "mirror-value").x1 < box("sigmoid_mirror", "mirror").x0


def test_sigmoid_and_slope():
    is_curve("sigmoid_and_slope", "curve", expit, "probability")
    is_curve("sigmoid_and_slope", "slope", dsigmoid, "derivative")
    is_line("sigmoid_and_slope", "point", [0], [0.5], "probability")
    is_line("sigmoid_and_slope", "peak", [0], [0.25], "derivative")
    is_line("sigmoid_and_slope", "tangent", [-2, 2], [0, 1], "derivative")


def test_vanishing():
    h, slope = 1.0, 1.0
    for n in range(1, 11):
        h, slope = expit(h), slope * expit(h) * (1 - expit(h))
        is_bar("vanishing", f"bar-{n}", n, slope, "derivative")
    is_line("vanishing", "whole", [0.4, 11.4], [1, 1], "ink")
    says("vanishing", "value", "slope 2.78 × 10⁻⁷", "derivative")
    for gid, kind in (("bound", "ink"), ("bound-edge", "paper")):
        is_line("vanishing", gid, range(1, 11), [0.25**n for n in range(1, 11)], kind)
    says("vanishing", "bound-name", "¼ⁿ", near=(10, 0.25**10), within=15)
    n, bound = parts("vanishing")["bound-name"].xy
    assert bound == pytest.approx(0.25**n)
    ax = parts("vanishing")["bound"].axes
    assert ax.get_yscale() == "log"
    assert ax.get_ylim()[0] < slope


def test_five_probabilities():
    for k, (p, text) in enumerate(
        zip(ANSWERS, ["0.996", "0.475", "0.170", "0.855", "0.810"], strict=True)
    ):
        is_bar("five_probabilities", f"bar-{k}", k, p, "probability")
        says("five_probabilities", f"value-{k}", text, "probability", (k, 0))
        faint = parts("five_probabilities")[f"bar-{k}"].get_alpha() < 1
        assert faint == (k in (1, 2))
    is_line("five_probabilities", "half", [0, 1], [0.5, 0.5], "ink")


def test_exponentiate_stack_divide():
    name, e = "exponentiate_stack_divide", np.exp(LOGITS)
    ends = np.cumsum(e)
    for k, (end, z, p) in enumerate(zip(ends, LOGITS, soft(LOGITS), strict=True)):
        for gid, kind in ((f"exp-{k}", "logit"), (f"share-{k}", "probability")):
            bar = parts(name)[gid]
            assert (bar.get_x(), bar.get_width()) == pytest.approx((end - e[k], e[k]), abs=1e-6)
            assert concept(bar) == kind
        text = f"exp({z:.2f}) = {e[k]:.2f}"
        inside = "paper" if k == 3 else "logit"
        says(name, f"exp-value-{k}", text, inside, (end - e[k] / 2, k), 60)
        says(name, f"p-{k}", f"{p:.2f}", near=(end - e[k] / 2, 6), within=0)
        is_line(name, f"drop-{k}", [end, end], [k, 6], "muted")
    for k, end in enumerate(ends[:-1]):
        assert list(parts(name)[f"cut-{k}"].get_xdata()) == pytest.approx([end, end], abs=1e-6)
    says(name, "sum", "divided by their sum, 9.80")
    assert parts(name)["exp-0"].axes.get_xlim() == pytest.approx((0, 9.80263929), abs=1e-6)


def test_two_and_three():
    is_curve("two_and_three", "curve", expit, "probability")
    gap = LOGITS[0] - LOGITS[1]
    is_line("two_and_three", "two", [gap], [expit(gap)], "probability")
    says("two_and_three", "two-value", "σ = 0.65", "probability", (gap, expit(gap)), 30)
    p, corners = soft(LOGITS[:3]), np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])
    at = sum(share * corner for share, corner in zip(p, corners, strict=True))
    is_line("two_and_three", "three", at[:1], at[1:], "probability")
    for k, text in enumerate(("p₀ = 0.37", "p₁ = 0.20", "p₂ = 0.43")):
        says("two_and_three", f"p-{k}", text, "probability", corners[k], 15)
        # At a right angle to the opposite side, and ending on it; the share of the height.
        one, other = np.delete(corners, k, axis=0)
        along = (other - one) / np.linalg.norm(other - one)
        foot = one + along * np.dot(at - one, along)
        is_line("two_and_three", f"distance-{k}", *zip(at, foot, strict=True), "muted")
        assert np.linalg.norm(at - foot) / np.sqrt(0.75) == pytest.approx(p[k])


def test_bridge():
    tosses = np.random.RandomState(42).uniform(size=(24, 5)) < expit(LOGITS)
    shown = {gid for gid in parts("bridge") if gid.startswith("yes-")}
    assert shown == {f"yes-{n}-{k}" for n, k in np.argwhere(tosses)}
    for n, k in np.argwhere(tosses):
        kind = "probability" if tosses[n].sum() == 1 else "muted"
        is_line("bridge", f"yes-{n}-{k}", [n], [k], kind)
        assert (parts("bridge")[f"yes-{n}-{k}"].get_alpha() < 0.5) == (kind == "muted")
    says("bridge", "shown", "1 of 24 kept", "probability")
    says("bridge", "kept", "bars: 6,993 of 100,000 kept", "probability")
    for k, share in enumerate((0.1623, 0.0918, 0.1996, 0.4680, 0.0782)):
        bar = parts("bridge")[f"share-{k}"]
        assert bar.get_height() == pytest.approx(share, abs=6e-5)
        is_bar("bridge", f"share-{k}", k, bar.get_height(), "probability")
        is_line("bridge", f"softmax-{k}", [k], [soft(LOGITS)[k]], "ink")
        assert bar.axes.get_ylim() == (0, 1)


def test_which_head():
    heads = (
        ("sigmoids", "K sigmoids"),
        ("sigmoid", "one sigmoid"),
        ("ordinal", "cumulative sigmoids"),
    )
    asked = ("Do classes exclude each other?", "Are there more than two?", "Do they have an order?")
    notes = {
        "sigmoids": "K logits:",
        "sigmoid": "1 logit:",
        "ordinal": "K − 1 logits:",
        "softmax": "K logits:",
    }
    ax = parts("which_head")["softmax"].axes
    for n, ((gid, head), question) in enumerate(zip(heads, asked, strict=True)):
        says("which_head", f"question-{n}", question)
        says("which_head", gid, head, "probability")
        heights = [parts("which_head")[one].get_position()[1] for one in (f"question-{n}", gid)]
        assert heights[0] == heights[1]
    says("which_head", "softmax", "one softmax", "probability")
    for gid, begins in notes.items():
        note = parts("which_head")[f"{gid}-note"]
        assert note.get_text().startswith(begins)
        assert concept(note) == "muted"
    arrows = [text.arrow_patch for text in ax.texts if getattr(text, "arrow_patch", None)]
    ways = {arrow.get_gid(): arrow for arrow in arrows}
    for n, (right, down) in enumerate((("no", "yes"), ("no", "yes"), ("yes", "no"))):
        for way, answer in ((f"right-{n}", right), (f"down-{n}", down)):
            says("which_head", f"{way}-answer", answer, "muted")
            arrow, label = ways[way].get_window_extent(), box("which_head", f"{way}-answer")
            assert max(label.x0 - arrow.x1, arrow.x0 - label.x1, 0) < 15
            assert max(label.y0 - arrow.y1, arrow.y0 - label.y1, 0) < 15
    assert not [text.get_text() for text in ax.texts if text.get_text() and not text.get_gid()]


def test_thresholds():
    t, z = 0.1, np.log(1 / 9)
    below, above = parts("thresholds")["below"], parts("thresholds")["above"]
    for part in (below, above):
        np.testing.assert_allclose(part.get_ydata(), expit(part.get_xdata()), rtol=1e-12)
        assert concept(part) == "probability"
    assert below.get_xdata()[-1] < z <= above.get_xdata()[0] < below.get_xdata()[-1] + 0.1
    assert (below.get_xdata()[0], above.get_xdata()[-1]) == below.axes.get_xlim()
    is_line("thresholds", "threshold-p", [-6, z], [t, t], "probability")
    is_line("thresholds", "threshold-z", [z, z], [0, 1], "logit")
    is_line("thresholds", "point", [z], [t], "ink")
    says("thresholds", "value-p", "p = 0.1", "probability", (-6, t), 15)
    says("thresholds", "value-z", "z = -2.20", "logit", (z, 0), 15)
    says("thresholds", "act", "act →", near=(z, 0.9), within=15)
    says("thresholds", "do-not", "← do not", near=(z, 0.9), within=15)
    assert (
        parts("thresholds")["do-not"].get_window_extent().x1
        < parts("thresholds")["act"].get_window_extent().x0
    )


def test_reliability():
    z, y = (half[5000:] for half in overconfident())
    n, sure, right = reliability(soft(z, axis=-1), y)
    enough = n >= 20
    is_line("reliability", "bins", sure[enough], right[enough], "probability")
    is_line("reliability", "calibrated", [0, 1], [0, 1], "muted")
    assert n[8] == 745
    is_line("reliability", "gap", [sure[8]] * 2, [right[8], sure[8]], "ink")
    says("reliability", "right", "0.552", "probability", (sure[8], right[8]), 25)
    says("reliability", "says", "0.853", near=(sure[8], sure[8]), within=25)
    ax = parts("reliability")["calibrated"].axes
    assert ax.get_xlim() == ax.get_ylim() == (0, 1)
    assert ax.get_window_extent().width == pytest.approx(ax.get_window_extent().height)


def test_temperature():
    for n, (T, top) in enumerate(((0.5, "0.73"), (1, "0.47"), (2, "0.32"))):
        p = soft(LOGITS / T)
        for k in range(5):
            is_bar("temperature", f"bar-{n}-{k}", k, p[k], "probability")
        says("temperature", f"value-{n}", top, "probability", (3, p[3]), 15)
        says("temperature", f"T-{n}", f"T = {T}")
        limits = parts("temperature")[f"bar-{n}-0"].axes.get_ylim()
        assert limits == parts("temperature")["bar-0-0"].axes.get_ylim()
        assert limits[0] == 0


def test_simulation():
    stream = np.random.RandomState(42).randn(65)[5:]
    for (k, j), weight in np.ndenumerate(stream[:25].reshape(5, 5)):
        cell = parts("simulation")[f"W-{k}-{j}"]
        assert cell.get_alpha() == pytest.approx(min(abs(weight) / 2.5, 1))
        assert (
            cell.get_x() + cell.get_width() / 2,
            cell.get_y() + cell.get_height() / 2,
        ) == pytest.approx((j + 0.5, k))
    for k, h in enumerate(stream[25:30]):
        assert parts("simulation")[f"h-{k}-0"].get_alpha() == pytest.approx(min(abs(h) / 2.5, 1))
    rows = {"logit": LAYER, "sigmoid": expit(LAYER), "softmax": soft(LAYER)}
    for name, values in rows.items():
        kind = "logit" if name == "logit" else "probability"
        for k, number in enumerate(values):
            bar = parts("simulation")[f"{name}-{k}"]
            assert (bar.get_x(), bar.get_width()) == pytest.approx((0, number), abs=1e-6)
            assert bar.get_y() + bar.get_height() / 2 == pytest.approx(k)
            assert concept(bar) == kind
            says("simulation", f"{name}-value-{k}", f"{number:.2f}", kind, (0, k), 160)
    says("simulation", "layer", "layer 1")
    heads = {"W-0-0": "W", "h-0-0": "h", "logit-0": "logits", "sigmoid-0": "sigmoids"}
    for n, (gid, head) in enumerate((heads | {"softmax-0": "softmax"}).items()):
        ax = parts("simulation")[gid].axes
        assert ax is drawn_axes("simulation")[n]
        assert ax.get_title() == head
        assert not ax.get_xticks().size + ax.get_yticks().size
    logits, sigmoids, shares = drawn_axes("simulation")[2:]
    assert sigmoids.get_xlim() == shares.get_xlim()
    assert sigmoids.get_xlim()[0] == 0
    assert logits.get_xlim()[0] < LAYER.min() < LAYER.max() < logits.get_xlim()[1]


@pytest.mark.parametrize("name", names())
def test_every_figure_has_its_claims_checked(name):
    assert f"test_{name}" in globals()
