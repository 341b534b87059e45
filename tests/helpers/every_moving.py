"""What is asked of every figure that moves: tests that run for its file in tests/figures."""

import pytest
from moving import (
    SEEN,
    WATCH,
    as_seen,
    check,
    held,
    middle,
    move_by_keys,
    put,
    reset,
    settled,
    shown,
    touch,
)
from stage import rows


def test_it_is_as_drawn_until_it_is_touched(figure, open_page):
    before = as_seen(open_page(figures=[figure.name], java_script_enabled=False))
    after = as_seen(open_page(figures=[figure.name]))
    assert [part["part"] for part in before] == [part["part"] for part in after]
    for one, other in zip(before, after, strict=True):
        where = f"{figure.name}: {one['part']}"
        assert one["rest"] == other["rest"], where
        # The drawings have two decimals, and what lies between two may be rounded to either;
        # browsers measure boxes in 64ths.
        assert one["numbers"] == pytest.approx(other["numbers"], abs=0.0101), where
        assert one["box"] == pytest.approx(other["box"], abs=0.0101 + 1 / 64), where


def test_its_controls_say_what_they_hold_and_how_far_they_reach(figure, page):
    found = page.evaluate(SEEN, figure.name)
    assert [key for key, _ in found] == list(figure.controls)
    for key, seen in found:
        wanted = figure.controls[key].seen()
        for one, other in zip(seen, wanted, strict=False):
            assert one == (other if isinstance(other, (str, bool, list)) else pytest.approx(other))


STEP = """([name, steps]) => new Promise((done) => {
  const sliders = document.querySelectorAll(`[data-figure=${name}] input[type=range]`);
  for (const slider of sliders) {
    slider.value = slider.min;
    slider.stepUp(steps);
    slider.dispatchEvent(new Event('input'));
  }
  requestAnimationFrame(() => setTimeout(() => done(Array.from(sliders, (slider) =>
    [slider.id.split('-').at(-1), slider.valueAsNumber, slider.ariaValueText]))));
})"""


def test_its_sliders_say_wherever_they_stand_what_they_hold(figure, page):
    for steps in (1, 7):
        for key, value, text in page.evaluate(STEP, [figure.name, steps]):
            slider = figure.controls[key]
            shown(text, [slider.told(slider.means(value))], f"{key}: {text}")
    reset(page, figure.name)


def test_as_much_room_is_kept_as_its_controls_need(figure, page):
    assert page.locator(".live-row").count() == rows(figure.name)


def test_what_the_keyboard_moves_is_what_numpy_says(figure, page):
    page.evaluate(WATCH, figure.name)
    claimed = move_by_keys(page, figure.name)
    assert set(page.evaluate("[...touched]")) <= claimed, "something moves that no claim is about"


def test_where_it_turns_it_shows_what_numpy_says(figure, page):
    for key, control in figure.controls.items():
        for value in getattr(control, "turns", ()):
            put(page.locator(f"#live-{figure.name}-{key}"), control.scaled(value))
            check(page, figure.name, {**figure.start, key: held(page, figure.name, key)})
        reset(page, figure.name)


def test_what_all_its_controls_move_together_is_what_numpy_says(figure, page):
    sliders = page.locator("input[type=range]")
    for end in ("max", "min"):
        now = figure.start
        for slider in sliders.all():
            key = slider.get_attribute("id").rpartition("-")[2]
            put(slider, slider.get_attribute(end))
            now[key] = held(page, figure.name, key)
        check(page, figure.name, now)
    reset(page, figure.name)


def test_what_the_pointer_moves_is_what_numpy_says(figure, page):
    for slider in page.locator("input[type=range]").all():
        key = slider.get_attribute("id").rpartition("-")[2]
        box = slider.bounding_box()
        for share in (0.9, 0.55, 0.1):
            page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
            check(page, figure.name, {**figure.start, key: held(page, figure.name, key)})
        reset(page, figure.name)


WAYS = {"across": 0, "up": 1}


def test_what_is_dragged_follows_the_hand_and_is_what_numpy_says(figure, page):
    unit = page.locator("svg").bounding_box()["width"] / 520
    grips = page.locator(".live-grip").all()
    assert bool(grips) == hasattr(figure.asked, "dragged"), 'say whether grips go "across" or "up"'
    for grip in grips:
        box, way = grip.bounding_box(), WAYS[figure.asked.dragged]
        # On a phone, where a unit is 0.69 pixels, it is as wide as the tip of a finger.
        assert box["width"] == pytest.approx(60 * unit, abs=0.5)
        x, y = middle(box)
        page.mouse.move(x + 5, y + 5)
        page.mouse.down()
        page.mouse.move(x - 30, y - 25, steps=4)
        page.mouse.up()
        query = settled(page).evaluate(
            "() => Object.fromEntries(new URLSearchParams(location.search))"
        )
        assert query
        moved = {key.split(".")[1]: float(value) for key, value in query.items()}
        check(page, figure.name, {**figure.start, **moved})
        dragged = middle(grip.bounding_box())[way] - (x, y)[way]
        assert dragged == pytest.approx((-35, -30)[way], abs=1.5)
        reset(page, figure.name)
        page.wait_for_url(lambda url: "?" not in url)


def test_what_is_dragged_follows_a_finger_and_the_page_stays(figure, open_page):
    if not hasattr(figure.asked, "dragged"):
        return
    page = open_page(figures=[figure.name], width=360, has_touch=True)
    way = WAYS[figure.asked.dragged]
    grip = page.locator(".live-grip").first
    grip.scroll_into_view_if_needed()
    x, y = middle(grip.bounding_box())
    touch(page, [(x + 4 * n, y - 2 * n) for n in range(11)])
    settled(page)
    dragged = middle(grip.bounding_box())[way] - (x, y)[way]
    assert dragged == pytest.approx((40, -20)[way], abs=1.5)


def test_reset_ends_what_plays(figure, page):
    play = page.get_by_role("button", name="Play")
    if not play.count():
        return
    play.press("Enter")
    page.wait_for_timeout(300)
    reset(page, figure.name)
    page.wait_for_timeout(300)
    assert play.is_visible()
    check(settled(page), figure.name, figure.start)
