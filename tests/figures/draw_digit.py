"""A pad for a digit: what a hand draws becomes counts, logits, shares, a loss and evidence.

What five hands draw stands in hands.txt. How dots come of strokes is written here a second time,
on whole arrays; no line of it is the page's.
"""

import json
import re
from urllib.parse import parse_qs, urlparse

import numpy as np
import pytest
from claims import Choice, Slider, beam, concept, edged, fixed, general, label, rounded, tint
from explainer.project import ROOT
from moving import READ, check, path, reset, said, settled, touch
from optical_digits import inputs, split, weights
from scipy.ndimage import binary_dilation, binary_erosion
from scipy.special import log_softmax, softmax

W = weights()
X, DIGITS = split()[2:]
EXAMPLE = tuple((16 * X[0, 1:]).astype(int))
READS = "what it reads"
MOST = 3.75
PAD, FIELD, TOP, ROW = (10, 26), (286, 342), 342, 22.4

longest, largest = 70, 34_000
alone, heaviest = ("handwriting", "pad"), 7.5 * 1024
says = [
    {
        "ink": "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 64 counts, 0 to 16",
        "logit": "logits",
        "probability": "shares",
    }
]
controls = {
    "meant": Choice("Meant is", (READS, *"0123456789"), READS),
    "T": Slider("temperature T", 0.1, 10, 0.02, 1, "1", "probability", log=True),
}


# What is drawn, and what it shows.


def corners(shares, left, top, size):
    """The corners of the squares that fill these shares of 8 by 8 cells, cell by cell: xs, ys."""
    shares = np.clip(np.reshape(shares, (8, 8)), 0, 1)
    row, column = np.nonzero(shares)
    half = size * np.sqrt(shares[row, column])[:, None] / 2
    x = left + size * (column + 0.5)[:, None] + half * [-1, 1, 1, -1]
    y = top + size * (row + 0.5)[:, None] + half * [-1, -1, 1, 1]
    return x.ravel(), y.ravel()


def outline(xs, ys, kind, edge=None):
    """Closed squares with these corners, filled and edged in the colours of concepts."""

    def holds(artist):
        codes, points = artist.get_path().codes, artist.get_path().vertices
        np.testing.assert_allclose(points[codes != 79], np.column_stack([xs, ys]))
        assert (codes[4::5] == 79).all()
        assert concept(artist) == kind
        assert not edge or edged(artist) == edge

    return holds


def square(x, y, size):
    """A square that is only framed, in muted lines."""

    def holds(artist):
        assert artist.get_bbox().bounds == (x, y, size, size)
        assert edged(artist) == "muted"
        assert artist.get_facecolor()[3] == 0

    return holds


def pale(text, alpha, at):
    """A number in the middle of its cell, the paler where there is no ink."""

    def holds(artist):
        label(text, near=at, within=0)(artist)
        assert artist.get_alpha() == alpha

    return holds


def cell(n):
    """The middle of a cell of the counts."""
    return 286 + 28 * (n % 8) + 14, 26 + 28 * (n // 8) + 14


def drawn():
    logits = W @ X[0]
    shares = softmax(logits)
    evidence = W[9, 1:] * X[0, 1:] / MOST
    yield "pad", square(*PAD, 256)
    yield "field", square(*FIELD, 224)
    yield "picture", outline(*corners(X[0, 1:], *PAD, 32), "ink")
    yield "for", outline(*corners(evidence, *FIELD, 28), "weight", "weight")
    yield "against", outline(*corners(-evidence, *FIELD, 28), "paper", "weight")
    for n, count in enumerate(EXAMPLE):
        at = f"{n // 8}-{n % 8}"
        yield f"tint-{at}", tint(max(count / 50, 0.004), "ink", cell(n))
        yield f"count-{at}", pale(f"{count}", 1 if count else 0.65, cell(n))
    yield "winner", beam(6, 266, "muted", TOP + 9.5 * ROW)
    for n in range(10):
        middle = TOP + (n + 0.5) * ROW
        yield f"logit-{n}", beam(131, 131 + 3 * logits[n], "logit", middle)
        yield f"logit-number-{n}", label(f"{logits[n]:.2f}", "logit", (86, middle), 1)
        yield f"share-{n}", beam(222, 222 + 44 * shares[n], "probability", middle)
        yield f"share-number-{n}", label(rounded(shares[n], 3), "probability", (218, middle), 1)
    yield "source", label("a 9 of the data")
    yield "dots", label("261 of 1,024 dots", "muted")
    yield "evidence", label("evidence for the 9", "weight")
    yield "parts", label("ink 6.37, bias −0.18", "logit")
    yield "loss", label("loss, if a 9 is meant: 0.167")


def moved(meant, T, counts=EXAMPLE):
    x = inputs(counts)[0]
    logits = W @ x
    shares = softmax(logits / T)
    reads = int(logits.argmax())
    digit = reads if meant == READS else int(meant)
    loss = general(-log_softmax(logits / T)[digit])
    yield "said", {"numbers": [(reads, 0), fixed(shares[reads], 3), (digit, 0), loss]}
    yield "loss", {"numbers": [(digit, 0), loss]}
    yield "evidence", {"text": f"evidence for the {digit}"}
    yield "dots", {"numbers": [(sum(counts), 0), (1024, 0)]}
    whole, bias = W[digit, 1:] @ x[1:], W[digit, 0]
    yield "parts", {"numbers": [fixed(whole), fixed(bias)]}
    yield "winner", {"top": TOP + reads * ROW, "bottom": TOP + (reads + 1) * ROW}
    unit = 39 / max(13, np.abs(logits).max())
    for n in range(10):
        ends = 131, 131 + unit * logits[n]
        yield f"logit-{n}", {"left": min(ends), "right": max(ends)}
        yield f"logit-number-{n}", {"numbers": [fixed(logits[n])]}
        yield f"share-{n}", {"left": 222, "right": 222 + 44 * shares[n]}
        yield f"share-number-{n}", {"numbers": [fixed(shares[n], 3)]}
    for n, count in enumerate(counts):
        at = f"{n // 8}-{n % 8}"
        yield f"tint-{at}", {"opacity": count / 50}
        yield f"count-{at}", {"text": f"{count}", "opacity": 1 if count else 0.65}
    evidence = W[digit, 1:] * x[1:] / MOST
    for part, sign in (("for", 1), ("against", -1)):
        xs, ys = corners(sign * evidence, *FIELD, 28)
        yield part, {"through": (xs, ys)} if len(xs) else {}


# From strokes to counts, on whole arrays.


def inked(strokes):
    """The dots (32, 32) of a form on which strokes are copied as NIST's programs would."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    pen = 0.13 * (high - low).max() or 1
    size = (high - low + pen) / [20, 32]
    size[0] = max(size[0], size[1] / 1.5)
    rows, columns = np.indices((32, 32))
    dots = (low + high) / 2 + (np.stack([columns, rows], axis=-1) - 15.5) * size
    starts = np.concatenate([[stroke[0], *stroke[:-1]] for stroke in strokes])
    gap, ahead = dots[:, :, None] - starts, points - starts
    square = (ahead**2).sum(axis=-1)
    along = (gap * ahead).sum(axis=-1) / np.where(square, square, 1)
    off = gap - np.clip(along, 0, 1)[..., None] * ahead
    ink = ((off**2).sum(axis=-1).min(axis=-1)) <= pen**2 * (1 / 4 + 1e-9)
    for _ in range(2):
        ink = binary_erosion(ink) if ink.sum() > 412 else ink
        ink = binary_dilation(ink) if ink.sum() < 256 else ink
    return middled(straightened(ink))


def shifted(ink, by):
    """Every row moved to the right by its number of dots; what leaves the form is lost."""
    found = np.zeros_like(ink)
    row, column = np.nonzero(ink)
    column = column + np.broadcast_to(by, 32)[row]
    stays = (column >= 0) & (column < 32)
    found[row[stays], column[stays]] = True
    return found


def straightened(ink):
    rows = np.flatnonzero(ink.any(axis=1))
    top, bottom = rows[0] + 2, rows[-1] - 2
    if bottom <= top or not ink[[top, bottom]].any(axis=1).all():
        return ink
    lean = ink[top].argmax() - ink[bottom].argmax()
    return shifted(ink, np.floor((np.arange(32) - 16) * lean / (bottom - top) + 0.5).astype(int))


def middled(ink):
    return shifted(ink, int(np.floor(16.5 - (np.nonzero(ink)[1] + 0.5).mean())))


def counted(strokes):
    """Counts (64,) of ink, a block of 4 by 4 dots each."""
    return inked(strokes).reshape(8, 4, 8, 4).sum(axis=(1, 3)).ravel()


# The same in JavaScript.

ASKED = """async ([name, calls]) => {
  const { counted, inked } = await import('./live/handwriting.js');
  const { logits } = await import('./live/draw_digit.js');
  const weights = JSON.parse(document.querySelector('svg').dataset.weights);
  const does = {
    counted: (strokes) => counted(inked(strokes)),
    logits: (text) => logits(weights, Array.from(text, (c) => c.charCodeAt(0) / 16)),
  };
  return calls.map(does[name]);
}"""


def test_ten_logits_of_ten_thousand_inputs_are_numpy_s(page):
    rng = np.random.RandomState(0)
    ink = rng.uniform(size=(10_000, 1)) > rng.uniform(size=(10_000, 64))
    counts = ink * rng.randint(0, 17, (10_000, 64))
    counts[: len(X)] = 16 * X[:, 1:]
    texts = ["".join(map(chr, row)) for row in counts]
    found = np.array(page.evaluate(ASKED, ["logits", texts]))
    wanted = np.column_stack([np.ones(10_000), counts / 16]) @ W.T
    # Sums of 65 terms in another order.
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-13)
    assert (found.argmax(axis=1) == wanted.argmax(axis=1)).all()


def hands():
    """What stands in hands.txt: the hand, the digit, and its strokes, arrays of points from 0 to
    100."""
    hand = None
    for line in (ROOT / "tests/figures/hands.txt").read_text("utf-8").splitlines():
        if found := re.match(r"# (\w+): ", line):
            hand = found[1]
        elif line and not line.startswith("#"):
            digit, *strokes = line.split("|")
            points = [[one.split(",") for one in stroke.split()] for stroke in strokes]
            yield hand, int(digit), [np.array(stroke, float) for stroke in points]


def scribbles(count):
    """Walks of one stroke or several, of every size; dots and straight lines among them."""
    rng = np.random.RandomState(1)
    for n in range(count):
        lengths = rng.randint(1, 2 + n % 30, rng.randint(1, 5))
        size = 10 ** rng.uniform(-1, 3, 2) * ([1, 0], [0, 1], [1, 1])[n % 3]
        yield [np.round(size * rng.randn(length, 2).cumsum(axis=0), 1) for length in lengths]


def test_strokes_become_the_same_counts_in_numpy(page):
    strokes = [strokes for _, _, strokes in hands()] + list(scribbles(100))
    found = page.evaluate(ASKED, ["counted", [[s.tolist() for s in one] for one in strokes]])
    assert np.array_equal(found, [counted(one) for one in strokes])
    assert page.evaluate(ASKED, ["counted", [[]]]) == [[0] * 64]


def test_a_digit_of_the_data_leans_as_little_and_holds_as_much_ink():
    """What the dots of strokes are made to have is what the data have."""
    counts = (16 * X[:, 1:]).reshape(-1, 8, 8)
    rows = counts[:, [0, 7]]
    first = np.argmax(rows > 0, axis=-1)[..., None]
    left = 4 * first[..., 0] + 4 - np.take_along_axis(rows, first, axis=-1)[..., 0] / 4
    lean = (left[:, 0] - left[:, 1])[rows.any(axis=-1).all(axis=-1)]
    assert abs(lean.mean()) < 0.1 and lean.std() < 1
    ink = counts.sum(axis=(1, 2))
    assert ink.mean() - ink.std() > 256 and ink.mean() + ink.std() < 412
    hand = [counted(strokes).sum() for _, _, strokes in hands()]
    assert np.mean(hand) == pytest.approx(ink.mean(), abs=ink.std() / 2)


# Under a hand.


def button(page, name):
    page.locator("button", has_text=re.compile(f"^{name}$")).press("Enter")


def look(page, parts):
    return dict(zip(parts, page.evaluate(READ, ["draw_digit", parts]), strict=True))


def strokes_shown(page):
    """The strokes on the pad, as points in the drawing's units."""
    (shown,) = look(page, ["strokes"]).values()
    assert not shown["hidden"]
    # A stroke begins where it begins twice, so that a single dot is seen.
    lines = [path({"d": line}).T for line in shown["d"].split("M")[1:]]
    assert all((line[0] == line[1]).all() for line in lines)
    return [line[1:] for line in lines]


PLACE = """() => {
  const pad = document.querySelector('.live-pad');
  pad.scrollIntoView({ block: 'center' });
  const { x, y, width } = pad.getBoundingClientRect();
  return [x, y, width];
}"""


def by_mouse(page, strokes):
    left, top, width = page.evaluate(PLACE)
    for stroke in strokes:
        for n, (x, y) in enumerate(stroke):
            page.mouse.move(left + x / 100 * width, top + y / 100 * width)
            if n == 0:
                page.mouse.down()
        page.mouse.up()


def check_strokes(page, count):
    """So many strokes are on the pad, and all else is what NumPy makes of them; the digit read."""
    shown = strokes_shown(page)
    assert len(shown) == count
    counts = tuple(counted(shown))
    check(page, "draw_digit", {"meant": READS, "T": 1, "counts": counts})
    return int((W @ inputs(counts)[0]).argmax())


CLEAR = "[...document.querySelectorAll('[data-figure=draw_digit] button')].at(-2).click()"
BEGIN = "document.querySelector('.live-pad').focus()"


def check_writing(page, *ways):
    """What a browser's hand writes, in these ways, and what its keys do, is read."""
    for write, (_, digit, strokes) in zip([page.drag, *ways], list(hands())[4::3], strict=False):
        page.evaluate(CLEAR)
        x, y, width = page.evaluate(PLACE)
        for stroke in strokes:
            write((width / 100 * stroke + (x, y)).tolist())
        assert check_strokes(page, len(strokes)) == digit
    page.evaluate(CLEAR)
    page.evaluate(BEGIN)
    for key in (*["ArrowUp"] * 7, " ", *["ArrowDown"] * 14, " "):
        page.keyboard.press(key)
    assert check_strokes(page, 1) == 1
    reset(page, "draw_digit")


MISREAD = {("wide", 1): 2, ("wide", 8): 9, ("hasty", 3): 5, ("hasty", 8): 9}
"""The digits of hands.txt that are read as others, and as which."""

SHOWN = """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
  const counts = document.querySelectorAll('[data-part^=count-]');
  const name = document.querySelector('[data-part=evidence]').textContent;
  done([Array.from(counts, (count) => +count.textContent), +name.at(-1)]);
})))"""


def test_of_fifty_digits_that_five_hands_draw_at_least_45_are_read(page):
    misread, count = {}, 0
    for hand, digit, strokes in hands():
        page.evaluate(CLEAR)
        by_mouse(page, strokes)
        counts, reads = page.evaluate(SHOWN)
        shown = strokes_shown(page)
        for one, other in zip(shown, strokes, strict=True):
            assert np.abs(one[[0, -1]] - PAD - 2.56 * other[[0, -1]]).max() <= 1, (hand, digit)
        assert counts == counted(shown).tolist(), (hand, digit)
        count += 1
        if reads != digit:
            misread[hand, digit] = reads
    reset(page, "draw_digit")
    assert count == 50 and len(misread) <= 5, misread
    assert misread == MISREAD


def test_buttons_show_the_data_letters_and_noise(page):
    for n in (1, 2):
        button(page, "Example")
        first = np.sort(np.unique(DIGITS, return_index=True)[1])[n]
        counts = tuple((16 * X[first, 1:]).astype(int))
        check(page, "draw_digit", {"meant": READS, "T": 1, "counts": counts})
        name = f"a{'n' if DIGITS[first] == 8 else ''} {DIGITS[first]} of the data"
        assert look(page, ["source"])["source"]["text"] == name
        xs, ys = corners(np.array(counts) / 16, *PAD, 32)
        (picture,) = look(page, ["picture"]).values()
        np.testing.assert_allclose(path(picture), [xs, ys], atol=0.02)
    for n in (42, 43):
        button(page, "Noise")
        noise = np.random.RandomState(n).random_sample(64)
        now = {"meant": READS, "T": 1, "counts": tuple(np.floor(17 * noise).astype(int))}
        check(page, "draw_digit", now)
    for letter in "EAKTHXE":
        button(page, "Letter")
        assert look(page, ["source"])["source"]["text"] == f"the letter {letter}"
        now = {"meant": READS, "T": 1, "counts": tuple(counted(strokes_shown(page)))}
        check(page, "draw_digit", now)
    said(page, "draw_digit", now)
    assert parse_qs(urlparse(page.url).query) == {"draw_digit.shown": ["letter-6"]}
    button(page, "Clear")
    check(page, "draw_digit", {"meant": READS, "T": 1, "counts": (0,) * 64})
    reset(page, "draw_digit")


def test_reset_brings_the_example_back(page):
    by_mouse(page, [np.array([(20, 20), (80, 80)])])
    page.locator("select").select_option("3")
    by_mouse(page, [np.array([(80, 20), (20, 80)])])
    assert len(strokes_shown(page)) == 2
    now = {"meant": "3", "T": 1, "counts": tuple(counted(strokes_shown(page)))}
    check(page, "draw_digit", now)
    said(page, "draw_digit", now)
    button(page, "Reset")
    check(page, "draw_digit", {"meant": READS, "T": 1})
    there = look(page, ["picture", "strokes", "source"])
    assert (there["picture"]["hidden"], there["strokes"]["hidden"]) == (False, True)
    assert there["source"]["text"] == "a 9 of the data"
    assert not urlparse(settled(page).url).query


def test_what_is_drawn_is_neither_sent_nor_kept_in_the_address(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    by_mouse(page, [np.array([(20, 20), (80, 80), (20, 80)])])
    query = urlparse(settled(page).url).query
    assert parse_qs(query) == {"draw_digit.shown": ["drawing"]}
    assert asked == []
    assert page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])") == (
        json.dumps([{}, {}]).replace(" ", "")
    )
    reset(page, "draw_digit")


GO = """(query) => {
  history.replaceState(history.state, '', location.pathname + query);
  dispatchEvent(new PopStateEvent('popstate'));
}"""


def test_an_address_shows_a_letter_and_none_a_drawing(page):
    page.evaluate(GO, "?draw_digit.shown=letter-1&draw_digit.meant=4")
    counts = tuple(counted(strokes_shown(page)))
    check(page, "draw_digit", {"meant": "4", "T": 1, "counts": counts})
    assert look(page, ["source"])["source"]["text"] == "the letter A"
    for text in ("drawing", "letter", "letter-x", "toString-1"):
        page.evaluate(GO, f"?draw_digit.shown={text}")
        check(page, "draw_digit", {"meant": READS, "T": 1})
    settled(page)


def test_arrows_move_the_pen_and_space_puts_it_down_and_lifts_it(page):
    pad = page.locator(".live-pad")
    pad.focus()
    assert look(page, ["cursor"])["cursor"]["hidden"] is False
    ways = [*["ArrowUp"] * 7, " ", *["ArrowDown"] * 14, " ", *["ArrowRight"] * 3, "Shift", "a"]
    for key in ways:
        page.keyboard.press(key)
    (line,) = strokes_shown(page)
    np.testing.assert_array_equal(line, [(10 + 128, 26 + 16 * n) for n in range(1, 16)])
    now = {"meant": READS, "T": 1, "counts": tuple(counted([line]))}
    check(page, "draw_digit", now)
    assert page.evaluate(
        "() => new Promise((done) => setTimeout(() => "
        "done(document.querySelector('[role=status]').textContent), 450))"
    ).startswith("Pen up, 11 across, 15 down. Reads 1 with probability 0.9")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowUp")
    pad.evaluate("(e) => e.blur()")
    pad.focus()
    page.keyboard.press("ArrowUp")
    strokes = strokes_shown(page)
    assert [len(stroke) for stroke in strokes] == [15, 2], "the pen is lifted where keys go away"
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.live-pad')")
    assert look(page, ["cursor"])["cursor"]["hidden"] is True
    reset(page, "draw_digit")
    check(page, "draw_digit", {"meant": READS, "T": 1})


def test_a_finger_writes_on_the_pad_and_scrolls_beside_it(open_page):
    page = open_page(figures=["draw_digit"], width=360, has_touch=True)
    pad = page.locator(".live-pad")
    pad.scroll_into_view_if_needed()
    box, before = pad.bounding_box(), page.evaluate("scrollY")
    under = page.locator("[data-part=pad]").bounding_box()
    assert [box[key] for key in box] == pytest.approx([under[key] for key in box], abs=1.5)
    touch(page, [(box["x"] + 80, box["y"] + 10 + 12 * n) for n in range(12)])
    (line,) = strokes_shown(settled(page))
    assert np.ptp(line[:, 1]) * box["width"] / 256 == pytest.approx(132, abs=2)
    check(page, "draw_digit", {"meant": READS, "T": 1, "counts": tuple(counted([line]))})
    assert page.evaluate("scrollY") == before
    beside = box["x"] + box["width"] + 60
    page.evaluate("document.body.style.height = '3000px'")
    touch(page, [(beside, box["y"] + 150 - 10 * n) for n in range(16)])
    assert page.evaluate("scrollY") > before + 50
    assert len(strokes_shown(page)) == 1


def test_only_the_first_button_writes(page):
    x, y = (place + 50 for place in page.evaluate(PLACE)[:2])
    page.mouse.move(x, y)
    page.mouse.down(button="right")
    page.mouse.move(x + 60, y)
    page.mouse.up(button="right")
    page.keyboard.press("Escape")
    check(page, "draw_digit", {"meant": READS, "T": 1})
