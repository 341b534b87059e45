"""A moving figure in time, frame by frame, by a clock that the test turns."""

from contextlib import contextmanager

from moving import wake

NOON = 43_200
"""Seconds after midnight of the first day, where the clock stands; 16 ms go into it."""
FRAME = 16
"""Milliseconds from frame to frame."""


class Stand:
    """A figure awake on a page of its own, the clock stopped."""

    def __init__(self, page, name):
        self.page = page
        self.figure = page.locator(f"[data-figure={name}]")

    def run(self, milliseconds):
        self.page.clock.run_for(milliseconds)

    def press(self, label):
        self.figure.locator("button", has_text=label).press("Enter")

    def label(self):
        """What its first button says."""
        return self.figure.locator("button").first.text_content()

    def text(self, part):
        return self.figure.locator(f"[data-part={part}]").text_content()

    def control(self, key):
        return self.page.locator(f"#live-{self.figure.get_attribute('data-figure')}-{key}")


@contextmanager
def standing(browser, address, name, query="", **options):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(f"{address}{name}.html{query}")
    wake(page, name)
    page.clock.pause_at(NOON)
    yield Stand(page, name)
    context.close()
