"""The author's server, started by a test on a site of the test's own."""

import html
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from explainer.mutation.sandbox import explainer

PATIENCE = 60
"""Seconds: far more than a save takes, for machines that do much else."""
PANEL = '<div id="mistakes"'


class Server:
    """`python -m explainer serve` on a copy of the project."""

    def __init__(self, project, log, **environment):
        self.project, self.log = project, log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        with log.open("w", encoding="utf-8") as output:
            command = explainer(project, "serve", f"--port={self.port}", **environment)
            self.process = subprocess.Popen(**command, stdout=output, stderr=output)

    def said(self):
        return self.log.read_text("utf-8")

    def page(self, path=""):
        """What a browser gets, whatever the status; empty while nothing listens."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()
        except (urllib.error.URLError, TimeoutError):
            return ""

    def until(self, wanted, path=""):
        """Ask until the page is as wanted; returns the seconds that took."""
        begun = time.monotonic()
        while not wanted(page := self.page(path)):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < begun + PATIENCE, self.said()[-2000:] + page[-2000:]
            time.sleep(0.05)
        return time.monotonic() - begun

    def stop(self):
        self.process.terminate()
        self.process.wait()


@contextmanager
def running(project):
    """A server of a project, which shows its first page."""
    settings = project / "pyproject.toml"
    text = settings.read_text("utf-8")
    assert "\nlimit = 20\n" in text
    settings.write_text(text.replace("\nlimit = 20\n", "\nlimit = 2\n"), "utf-8")
    server = Server(project, project.parent / "log")
    try:
        server.until(lambda page: "<article" in page)
        yield server
    finally:
        server.stop()


def save(server, path, data):
    """Write a file at one stroke: a server that looks in between must not read half of it."""
    aside = server.project.parent / "saving"
    aside.write_bytes(data)
    aside.replace(path)


def told(page):
    """The lines in the panel of a page."""
    return [html.unescape(line) for line in re.findall("<li>(.*?)</li>", page.partition(PANEL)[2])]
