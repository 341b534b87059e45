"""A window that tests share keeps nothing of who read in it before."""

import pytest

LEAVE = """() => {
    localStorage.kept = sessionStorage.kept = document.cookie = 'kept=1';
    console.log('said');
}"""
FIND = """() => [window.planted, localStorage.kept, sessionStorage.kept, document.cookie,
    innerWidth, matchMedia('(prefers-color-scheme: dark)').matches,
    getComputedStyle(document.body).margin]"""


def test_the_next_reader_meets_nothing_of_the_last(opened, address):
    how = {"before": "window.planted = 1", "blocked": ["**/*.css"], "color_scheme": "dark"}
    with opened(f"{address}404.html", 360, **how) as page:
        page.evaluate(LEAVE)
        assert page.evaluate(FIND) == [1, "kept=1", "kept=1", "kept=1", 360, True, "8px"]
        assert "said" in page.console and page.asked
        first = page
    assert page.console == page.errors == page.asked == []
    with opened(f"{address}404.html") as page:
        assert page is first
        assert page.evaluate(FIND) == [None, None, None, "", 1280, False, "0px"]
        assert page.console == page.errors == []


def test_windows_that_are_open_together_are_different(opened):
    with opened("about:blank") as one, opened("about:blank") as other:
        assert one is not other


def test_a_window_in_which_something_failed_is_closed(opened):
    with pytest.raises(ZeroDivisionError), opened("about:blank") as page:
        raise ZeroDivisionError
    assert page.is_closed()
