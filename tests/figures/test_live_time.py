"""What every moving figure says and keeps once it rests, by a clock that the test turns."""

from claims import Slider
from clock import FRAME
from figure import having, named
from moving import put


def test_what_rests_is_said_and_kept_after_four_tenths_of_a_second(stand):
    name, *_ = having(Slider)
    key = next(key for key, one in named(name).controls.items() if isinstance(one, Slider))
    there = stand(name, "?q=1")
    said = there.figure.locator("[role=status]")
    for press, wait in (("Home", 24 * FRAME), ("ArrowRight", FRAME + 399)):
        there.control(key).press(press)
        there.run(wait)
        assert said.text_content() == "" and there.page.url.endswith("?q=1")
    there.run(1)
    assert said.text_content() != ""
    value = there.control(key).evaluate("(e) => e.valueAsNumber")
    assert there.page.url.endswith(f"?q=1&{name}.{key}={value:.6g}")


def test_the_address_has_six_digits(stand):
    logarithmic = (
        (name, key)
        for name in having(Slider)
        for key, one in named(name).controls.items()
        if getattr(one, "log", False)
    )
    name, key = next(logarithmic)
    there = stand(name)
    value = float(there.control(key).get_attribute("max")) - 4.3
    put(there.control(key), value)
    there.run(FRAME + 400)
    assert there.page.url.endswith(f"?{name}.{key}={10**value:.6g}")
