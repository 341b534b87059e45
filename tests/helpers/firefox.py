"""The machine's own Firefox, driven over WebDriver BiDi by Puppeteer in a Node process."""

import json
import queue
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

from explainer import node
from visits import WATCH

SCRIPT = Path(__file__).with_suffix(".mjs")
START, LIMIT, GRACE = 60, 30, 5
"""Seconds that Firefox may take to start, to answer anything, and its driver to say that it did
not."""

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


class Refused(Exception):
    """Firefox, or what drives it, does not do what was asked: what that was, and why not."""


class Firefox:
    """A running Firefox, whose every answer has its time limit.

    Its driver ends Firefox when there is nobody to ask it any more, so none outlives a killed test.
    """

    def __init__(self, path, script=SCRIPT, start=START):
        command = [str(node.PATH), str(script), str(path), str(start * 1000)]
        self._driver = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._answers = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.version = self.ask("start", limit=start)["value"]
        except Refused:
            self.close()
            raise

    def _listen(self):
        for line in self._driver.stdout:
            self._answers.put(json.loads(line))
        self._answers.put({"error": "the driver ended"})

    def ask(self, call, *given, page=None, limit=LIMIT):
        """The answer to a call of firefox.mjs: its `value`, and what the page `said` meanwhile."""
        question = {"page": page, "call": call, "with": given, "limit": limit * 1000}
        try:
            self._driver.stdin.write(json.dumps(question) + "\n")
            self._driver.stdin.flush()
            # The driver keeps the limit; this is for a driver that does not.
            answer = self._answers.get(timeout=limit + GRACE)
        except queue.Empty:
            self._driver.kill()
            answer = {"error": "the driver does not answer"}
        except BrokenPipeError:
            answer = {"error": "the driver has ended"}
        if "error" in answer:
            asked = " ".join([call, *(str(some)[:300] for some in given)])
            raise Refused(f"{asked}: {answer['error']}")
        return answer

    @contextmanager
    def opened(self, width=1280, height=800):
        """A new Page in a context of its own, which says so when the content policy is broken."""
        number = self.ask("open", {"width": width, "height": height}, WATCH)["value"]
        try:
            yield Page(self, number)
        finally:
            self.ask("context.close", page=number)

    def close(self):
        """End Firefox and what drives it."""
        try:
            self._driver.stdin.close()
            self._driver.wait(2 * GRACE)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self._driver.kill()
            self._driver.wait()
        self._driver.stdout.close()


class Keyboard:
    """What is pressed on a page."""

    def __init__(self, page):
        self._page = page

    def press(self, key):
        self._page.ask("keyboard.press", key)

    def type(self, text):
        self._page.ask("keyboard.type", text)


class Page:
    """What tests ask of a page, in the words that Playwright has for it."""

    def __init__(self, firefox, number):
        self._firefox, self._number, self._said = firefox, number, []
        self.keyboard = Keyboard(self)

    def ask(self, call, *given, limit=LIMIT):
        """The value of a call of Puppeteer's page, which only `evaluate` has."""
        answer = self._firefox.ask(f"page.{call}", *given, page=self._number, limit=limit)
        self._said += answer["said"]
        return answer["value"]

    def said(self):
        """Errors and warnings of the page until now."""
        self.rest()
        return self._said

    def goto(self, address):
        self.ask("goto", address)

    def reload(self):
        self.ask("reload")

    def click(self, selector):
        """Press the pointer on the first element of a CSS selector that can be seen."""
        self.ask("mouse.click", *self.evaluate(MIDDLE, selector))

    def resize(self, width, height):
        self.ask("setViewport", {"width": width, "height": height})

    def evaluate(self, script, arg=None, limit=LIMIT):
        """The value, or what it promises, of an expression, or of a function called with `arg`."""
        return self.ask("evaluate", CALL % (script, json.dumps(arg)), limit=limit)

    def until(self, condition, limit=LIMIT):
        """Wait until an expression of JavaScript is true."""
        self.evaluate(UNTIL % condition, limit=limit)

    def rest(self, seconds=0.3):
        """Wait as long as the page may need to come to rest, once all of it is there."""
        self.until("document.readyState === 'complete'")
        self.evaluate("document.fonts.ready.then(() => true)")
        self.evaluate("(ms) => new Promise((done) => setTimeout(done, ms, 0))", seconds * 1000)
