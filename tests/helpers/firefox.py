"""The machine's own Firefox, driven over WebDriver BiDi by Puppeteer in a Node process."""

import json
import queue
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

from driven import LIMIT, Page, Refused
from explainer import node
from visits import WATCH

SCRIPT = Path(__file__).with_suffix(".mjs")
START, GRACE = 60, 5
"""Seconds that Firefox may take to start, and its driver to say that it did not answer."""


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
        """A new Tab in a context of its own, which says so when the content policy is broken."""
        number = self.ask("open", {"width": width, "height": height}, WATCH)["value"]
        try:
            yield Tab(self, number)
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


class Tab(Page):
    """A page in Firefox."""

    def __init__(self, firefox, number):
        self._firefox, self._number, self._said = firefox, number, []
        self.keyboard = Keyboard(self)

    def ask(self, call, *given, limit=LIMIT):
        """The value of a call of Puppeteer's page, which only `evaluate` has."""
        answer = self._firefox.ask(f"page.{call}", *given, page=self._number, limit=limit)
        self._said += answer["said"]
        return answer["value"]

    def heard(self):
        return self._said

    def goto(self, address):
        self.ask("goto", address)

    def reload(self):
        self.ask("reload")

    def press(self, x, y):
        self.ask("mouse.click", x, y)

    def drag(self, points):
        self.ask("mouse.move", *points[0])
        self.ask("mouse.down")
        for point in points[1:]:
            self.ask("mouse.move", *point)
        self.ask("mouse.up")

    def touch(self, points):
        """A finger from point to point."""
        self.ask("touchscreen.touchStart", *points[0])
        for point in points[1:]:
            self.ask("touchscreen.touchMove", *point)
        self.ask("touchscreen.touchEnd")

    def resize(self, width, height):
        self.ask("setViewport", {"width": width, "height": height})

    def run(self, expression, limit):
        return self.ask("evaluate", expression, limit=limit)
