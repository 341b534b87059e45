"""What benchmarks share: a server with gzip and the caching rules of `_headers`, and options."""

import argparse
import gzip
import mimetypes
import re
import shutil
import threading
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ipynb", ".py")


@cache
def zipped(path):
    """A file's bytes as they are sent, and whether that is gzip."""
    ready = path.with_name(f"{path.name}.gz")
    if ready.is_file():
        return ready.read_bytes(), True
    data = path.read_bytes()
    return (gzip.compress(data, 9), True) if path.suffix in TEXTS else (data, False)


def rules(folder):
    """What `_headers` says: {path: {header: value}}; `/*` is for every path."""
    found, path = {}, None
    for line in (folder / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            path = found.setdefault(line, {})
        elif line.strip():
            name, value = line.strip().split(": ", 1)
            path[name] = value
    return found


class Server(ThreadingHTTPServer):
    """Serves a folder, and others under addresses of their own; `sent` counts bytes by path."""

    def __init__(self, folder, others=()):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.others = Path(folder), {name: Path(path) for name, path in others}
        self.rules, self.sent = rules(self.folder), {}
        self.address = f"http://127.0.0.1:{self.server_port}/"

    def file(self, path):
        """The file of an address, or None; a folder's is its index.html."""
        for name, folder in self.others.items():
            if path.startswith(f"/{name}/"):
                found = folder / path.removeprefix(f"/{name}/")
                break
        else:
            found = self.folder / path.lstrip("/")
        found = found / "index.html" if found.is_dir() else found
        return found if found.is_file() else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        found = self.server.file(path)
        name = found or self.server.folder / "404.html"
        data, gzipped = zipped(name)
        self.send_response(200 if found else 404)
        kind = mimetypes.guess_type(name.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if name.suffix in TEXTS else kind)
        self.send_header("Content-Length", str(len(data)))
        if gzipped:
            self.send_header("Content-Encoding", "gzip")
        headers = {"Cache-Control": "max-age=600"}
        headers |= self.server.rules["/*"] | self.server.rules.get(path, {})
        for header, value in headers.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(data)
        self.server.sent[path] = self.server.sent.get(path, 0) + len(data)

    def log_message(self, *arguments):
        pass


@contextmanager
def serving(folder, **options):
    """A Server that runs until the block ends."""
    server = Server(folder, **options)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def asked(description):
    """What the command line asks for: `runs`, and the path of the `browser`."""
    parser = argparse.ArgumentParser(description=description.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--browser", default=shutil.which("chromium"), metavar="PATH")
    return parser.parse_args()


def weight(sent, pattern):
    """Bytes sent of the paths that match a pattern."""
    return sum(size for path, size in sent.items() if re.search(pattern, path))
