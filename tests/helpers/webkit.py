"""The machine's own WebKitGTK, of Safari's engine, driven over WebDriver on a screen of its own."""

import os
import re
import subprocess
import tempfile
import warnings
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from driven import LIMIT, Page, Refused
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains, Keys, WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from visits import WATCH

MINI = "*/webkit2gtk-4.*/MiniBrowser"
"""The browser that its driver starts, where Debian has it."""
SETTINGS = "[Settings]\ngtk-enable-animations=0\n"
"""As a reader who wants no motion."""

# WebDriver has no console: the page keeps what it would say there.
LISTEN = f"""window.said = [];
for (const kind of ['error', 'warn']) console[kind] = (...words) => said.push(words.join(' '));
addEventListener('error', ({{ message }}) => message && said.push(message));
addEventListener('unhandledrejection', ({{ reason }}) => said.push(`${{reason}}`));
{WATCH}"""


class Listening(SimpleHTTPRequestHandler):
    """Serves a folder, with a script before all others in each page that keeps what it says."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        name = self.path.partition("?")[0]
        path = Path(self.translate_path(name))
        path = path / "index.html" if name.endswith("/") else path
        if name == "/listen.js":
            self._send(LISTEN, "text/javascript")
        elif path.suffix == ".html" and path.is_file():
            head = '<head><script src="/listen.js"></script>'
            self._send(path.read_text("utf-8").replace("<head>", head, 1), "text/html")
        else:
            super().do_GET()

    def _send(self, text, kind):
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class WebKit:
    """A running WebKit on a screen that nobody sees, with one window for all pages."""

    def __init__(self, driver):
        self._home = tempfile.TemporaryDirectory()
        settings = Path(self._home.name, "gtk-3.0", "settings.ini")
        settings.parent.mkdir()
        settings.write_text(SETTINGS, "utf-8")
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self._screen = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        environment = {
            **os.environ,
            "DISPLAY": f":{self._screen.stdout.readline().strip()}",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
            "XDG_CONFIG_HOME": self._home.name,
        }
        options = Options()
        options.binary_location = str(next(Path("/usr/lib").glob(MINI)))
        # Without its bars a window may be as narrow as a phone.
        for argument in ("--automation", "--full-screen"):
            options.add_argument(argument)
        try:
            with warnings.catch_warnings(category=DeprecationWarning, action="ignore"):
                # Selenium warns of its own code.
                self.window = WebKitGTK(options, Service(driver, env=environment))
        except WebDriverException as error:
            self._end()
            raise Refused(f"start: {error.msg}") from error
        self.window.set_page_load_timeout(LIMIT)

    @contextmanager
    def opened(self, width=1280, height=800):
        """The window at a size, which forgets afterwards what its pages kept."""
        page = Window(self.window)
        page.resize(width, height)
        try:
            yield page
        finally:
            self.window.execute_script(
                "try { localStorage.clear(); sessionStorage.clear() } catch {}"
            )
            self.window.get("about:blank")

    def _end(self):
        self._screen.kill()
        self._screen.communicate()
        self._home.cleanup()

    def close(self):
        """End WebKit, its driver and their screen."""
        try:
            self.window.quit()
        finally:
            self._end()


class Keyboard:
    """What is pressed on a page, by the names that Playwright has for keys."""

    def __init__(self, window):
        self._window = window

    def press(self, key):
        name = "SPACE" if key == " " else re.sub(r"(?<!^)(?=[A-Z])", "_", key).upper()
        self.type(getattr(Keys, name, key))

    def type(self, text):
        ActionChains(self._window, 0).send_keys(text).perform()


class Window(Page):
    """A page in WebKit."""

    def __init__(self, window):
        self._window = window
        self.keyboard = Keyboard(window)

    def heard(self):
        return self.evaluate("window.said ?? []")

    def goto(self, address):
        self._window.get(address)

    def reload(self):
        self._window.refresh()

    def press(self, x, y):
        pointer = ActionChains(self._window, 0)
        pointer.w3c_actions.pointer_action.move_to_location(round(x), round(y)).click()
        pointer.perform()

    def drag(self, points):
        pointer = ActionChains(self._window, 10)
        hand = pointer.w3c_actions.pointer_action
        hand.move_to_location(*map(round, points[0])).pointer_down()
        for point in points[1:]:
            hand.move_to_location(*map(round, point))
        hand.pointer_up()
        pointer.perform()

    def resize(self, width, height):
        self._window.set_window_rect(0, 0, width, height)
        self.until(f"innerWidth === {width}")

    def run(self, expression, limit):
        self._window.set_script_timeout(limit)
        try:
            return self._window.execute_script(f"return {expression}")
        except WebDriverException as error:
            raise Refused(f"evaluate {expression[:300]}: {error.msg}") from error
