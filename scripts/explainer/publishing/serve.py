"""The author's server: follows every save, and shows a mistake instead of stopping at it."""

import argparse
import importlib
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from explainer.project import DOCS, ROOT, SCRIPTS, SNIPPETS
from explainer.publishing import comment_settings
from explainer.publishing.mistakes import Heard, mistakes, warnings
from explainer.publishing.overlay import EMPTY, laid_over

HOST = "127.0.0.1"
WATCHED = (DOCS, SNIPPETS, ROOT / "scripts", ROOT / "mkdocs.yml")
# What this program itself is running cannot be replaced under it.
RUNNING = ("serve", "overlay", "mistakes", "project")


def say(text):
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def changing(text):
    """A line that the next one overwrites; on a terminal only."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


class Modules:
    """Our own Python modules, forgotten when one of their files changes, so that it counts."""

    def __init__(self):
        self.seen = self.times()

    @staticmethod
    def times():
        files = (SCRIPTS / "explainer").rglob("*.*")
        return {path: path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"}

    def refresh(self):
        times = self.times()
        changed = {path.stem for path, _ in times.items() ^ self.seen.items()}
        self.seen = times
        if not changed:
            return
        if running := sorted(changed.intersection(RUNNING)):
            say(f"{', '.join(running)} changed: stop and start the server for that to count")
        importlib.invalidate_caches()
        for name in [name for name in sys.modules if name.startswith("explainer.")]:
            package, _, short = name.rpartition(".")
            if short in RUNNING or hasattr(sys.modules[name], "__path__"):
                continue
            module = sys.modules.pop(name)
            # `from explainer.reader import pages` looks here first.
            vars(sys.modules[package]).pop(short, None)
            for helper in ("PROCESS", "STUDIO"):
                if hasattr(module, helper):
                    getattr(module, helper).close()


class AuthorServer(LiveReloadServer):
    """MkDocs' own server, but it keeps the last good site and lays mistakes over it."""

    def __init__(self, port, folder):
        self.folder, self.turn = Path(folder), 0
        self.found, self.failed, self.good, self.bound = [], False, False, False
        self.modules, self.shutdown_plugins = Modules(), None
        empty = self.folder / "empty"
        empty.mkdir()
        (empty / "404.html").write_text(EMPTY, "utf-8")
        super().__init__(self.rebuild, HOST, port, root=str(empty), polling_interval=0.2)
        self.build_delay = 0.05

    def server_bind(self):
        """Take the port; asked twice, as the port is tried before the first build."""
        if not self.bound:
            super().server_bind()
            self.bound = True

    def rebuild(self):
        """Build into a folder of its own; what is served changes only when that succeeds."""
        begun = time.monotonic()
        target = self.folder / str(self.turn)
        with Heard(lambda page: changing(f"Building {page} …")) as heard:
            try:
                self.modules.refresh()
                comment_settings.kind()
                config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target))
                config.site_url = self.url
                if not self.shutdown_plugins:
                    config.plugins.on_startup(command="serve", dirty=False)
                self.shutdown_plugins = config.plugins.on_shutdown
                build(config, serve_url=self.url)
            except KeyboardInterrupt:
                raise
            # Whatever a save breaks, the server outlives it; a SystemExit in an extension too.
            except BaseException as error:
                self.found, self.failed = mistakes(error, heard.lines), True
            else:
                self.found, self.failed = warnings(heard.lines), False
                self.root, self.good = str(target), True
                self.turn = 1 - self.turn
        changing("")
        if not self.failed:
            say(f"Built in {time.monotonic() - begun:.1f} s")
        for mistake in self.found:
            say(mistake.line)
            if mistake.trace:
                print(mistake.trace, file=sys.stderr, flush=True)

    def answer(self, environ, path=None):
        """MkDocs' answer to a request: status, headers, body."""
        started = []
        result = super().serve_request(
            environ | ({"PATH_INFO": path} if path else {}), lambda *start: started.extend(start)
        )
        try:
            body = b"".join(result)
        finally:
            getattr(result, "close", lambda: None)()
        return started[0], dict(started[1]), body

    def serve_request(self, environ, start_response):
        """Any address gets a page that reloads itself, with the mistakes over it."""
        status, headers, body = self.answer(environ)
        if status.startswith("404"):
            # Asked for as a file, this page too learns of the next build.
            _, headers, body = self.answer(environ, "/404.html")
        if headers["Content-Type"].startswith("text/html"):
            lines = [mistake.line for mistake in self.found]
            body = laid_over(body, lines, self.failed, self.good)
            headers["Cache-Control"] = "no-store"
        headers["Content-Length"] = str(len(body))
        start_response(status, list(headers.items()))
        return [body]


def serve(port):
    """Serve until interrupted. Raises OSError where the port cannot be had."""
    # Bytecode written beside a module would count as a save.
    sys.dont_write_bytecode = True
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    folder = tempfile.mkdtemp(prefix="site-")
    server = AuthorServer(port, folder)
    try:
        server.server_bind()
        say("Building the site; the first time takes a while, as every figure is drawn …")
        server.rebuild()
        for path in WATCHED:
            server.watch(str(path))
        say(f"Open {server.url} (stop with Ctrl+C)")
        server.serve()
    finally:
        server.shutdown()
        if server.shutdown_plugins:
            server.shutdown_plugins()
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments):
    """`--port PORT`: where to listen, 8000 by default."""
    parser = argparse.ArgumentParser(prog="python -m explainer serve")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args(arguments).port
    os.chdir(ROOT)
    # Told to end, it tidies up as after Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve(port)
    except KeyboardInterrupt:
        print()
    except OSError as error:
        print(
            f"Port {port} cannot be had ({error.strerror}); "
            f"choose another: make serve PORT={port + 1}",
            file=sys.stderr,
        )
        return 1
    return 0
