"""What tests ask of a page in a browser that Playwright does not drive, in Playwright's words."""

import json
from pathlib import Path

from visits import USED

LIMIT = 30
"""Seconds that a browser may take to answer anything."""
WIDE, PHONE = ({"width": width, "height": 800} for width in (1280, 360))
TYPESET = Path(__file__).with_name("typeset.js").read_text("utf-8").rstrip(";\n")
"""Of every formula of a page, what stands wrong: a line each, `what: the formula's beginning`."""

CALL = """(async (arg) => { const found = (%s);
  return typeof found === 'function' ? found(arg) : found; })(%s)"""
# The middle of the first element that can be seen, once the pointer can reach it.
MIDDLE = """(selector) => new Promise((done) => {
  const look = () => {
    const e = [...document.querySelectorAll(selector)].find((e) => e.checkVisibility());
    e?.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = e?.getBoundingClientRect() ?? {};
    const hit = e && document.elementFromPoint(x + width / 2, y + height / 2);
    const reached = [e, ...e?.labels ?? []].some((target) => hit && target.contains(hit));
    if (reached) done([x + width / 2, y + height / 2]);
    else setTimeout(look, 20);
  };
  look();
})"""
UNTIL = """new Promise((done) => {
  const look = () => (%s) ? done(true) : setTimeout(look, 20);
  look();
})"""
WAKE = "(figure) => document.querySelector(figure).scrollIntoView()"


class Refused(Exception):
    """A browser, or what drives it, does not do what was asked: what that was, and why not."""


class Page:
    """A page in a browser that knows how to `run` an expression, `press` a point of it, and `drag`
    from point to point.

    `keyboard` presses and types; `heard` are the errors and warnings of the page until now.
    """

    def said(self):
        """Errors and warnings of the page, once it rests."""
        self.rest()
        return self.heard()

    def click(self, selector):
        """Press the pointer on the first element of a CSS selector that can be seen."""
        self.press(*self.evaluate(MIDDLE, selector))

    def evaluate(self, script, arg=None, limit=LIMIT):
        """The value, or what it promises, of an expression, or of a function called with `arg`."""
        return self.run(CALL % (script, json.dumps(arg)), limit)

    def until(self, condition, limit=LIMIT):
        """Wait until an expression of JavaScript is true."""
        self.evaluate(UNTIL % condition, limit=limit)

    def rest(self, seconds=0.3):
        """Wait as long as the page may need to come to rest, once all of it is there."""
        self.until("document.readyState === 'complete'")
        self.evaluate("document.fonts.ready.then(() => true)")
        self.evaluate("(ms) => new Promise((done) => setTimeout(done, ms, 0))", seconds * 1000)


def wake(page, name):
    """Scroll to a figure, and wait until it moves."""
    figure = f"[data-figure={name}]"
    page.evaluate(WAKE, figure)
    page.until(f"document.querySelector('{figure} .live-row')")


def use(page):
    """Read a page to its end, move a figure, press what there is to press, search; what was."""
    for name in page.evaluate(
        "Array.from(document.querySelectorAll('[data-live]'), (e) => e.dataset.figure)"
    ):
        wake(page, name)
    if page.evaluate("!!document.querySelector('.quiz')"):
        page.evaluate(WAKE, ".quiz")
        page.until("document.querySelector('.question input')?.checkVisibility()")
    if page.evaluate("!!document.querySelector('[data-live] input[type=range]')"):
        page.evaluate("document.querySelector('[data-live] input[type=range]').focus()")
        page.keyboard.press("ArrowRight")
    used = [
        what
        for what, selector in USED.items()
        if page.evaluate("(selector) => !!document.querySelector(selector)", selector)
    ]
    for what in used:
        page.click(USED[what])
    page.click(".md-search__input")
    page.keyboard.type("softmax")
    page.until("document.querySelector('.md-search-result__item')")
    return used


def check_formulas(page, address, pages, *more):
    """Nothing that TYPESET, or more scripts like it, finds stands wrong in a wide window or on a
    phone, and no page is wider than either."""
    tags = 0
    for name in pages:
        page.goto(f"{address}{name}#all")
        page.rest()
        for size in (WIDE, PHONE):
            page.resize(**size)
            for script in (TYPESET, *more):
                assert page.evaluate(script) == [], (name, size)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        tags += page.evaluate("document.querySelectorAll('.tag:not(:empty)').length")
        page.resize(**WIDE)
    assert tags > 20
