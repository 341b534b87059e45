"""What HTTP asks of the author's server beyond pages: which requests it takes, which bytes go."""

import re
from wsgiref.headers import Headers

HOSTS = ("127.0.0.1", "localhost", "[::1]")
METHODS = ("GET", "HEAD")
UNREAD = 2**20
"""The bytes of a refused request that are read, so that its sender hears the refusal."""
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
NOWHERE = "/\ufffd"
"""Stands for addresses that no file can have."""


def refusal(environ):
    """Why a request is not taken: its status and what to say; None for a proper one."""
    if environ["REQUEST_METHOD"] not in METHODS:
        return "405 Method Not Allowed", "Pages can only be read here."
    # Else a page elsewhere on the web, whose name comes to mean this machine, reads drafts.
    host = re.sub(r":\d*$", "", environ.get("HTTP_HOST", HOSTS[0])).lower()
    if host not in HOSTS:
        return "403 Forbidden", f"This server answers to {', '.join(HOSTS)} alone."
    return None


def path_of(environ):
    """The path that a request names, or one where nothing is if it is no text."""
    try:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        path = "\0"
    return NOWHERE.encode().decode("latin-1") if "\0" in path else environ["PATH_INFO"]


def part(asked, body, headers):
    """What is sent of a body for a Range header: status and bytes, the headers amended."""
    found = RANGE.fullmatch(asked or "")
    if not found or not any(found.groups()):
        return "200 OK", body
    first, last = found.groups()
    size = len(body)
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last) + 1, size) if first and last else size
    if first and last and int(last) < start:
        return "200 OK", body  # no range at all
    if start >= size:
        headers["Content-Range"] = f"bytes */{size}"
        return "416 Range Not Satisfiable", b""
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return "206 Partial Content", body[start:end]


def refused(environ, status, text):
    """The headers and the body of a refusal, after what came with the request is read."""
    length = environ.get("CONTENT_LENGTH") or "0"
    environ["wsgi.input"].read(min(int(length), UNREAD) if length.isdecimal() else 0)
    headers = Headers([("Content-Type", "text/plain; charset=utf-8")])
    if status.startswith("405"):
        headers["Allow"] = ", ".join(METHODS)
    return headers, f"{text}\n".encode()


def careful(pages):
    """A WSGI application around another: only what HTTP allows comes in, only what is asked out.

    `pages(environ)` returns a status, headers and the whole body for a GET.
    """

    def application(environ, start_response):
        if found := refusal(environ):
            status = found[0]
            headers, body = refused(environ, *found)
        else:
            status, headers, body = pages(environ | {"PATH_INFO": path_of(environ)})
            headers = Headers(list(headers.items()))
            if status.startswith("200"):
                headers["Accept-Ranges"] = "bytes"
                status, body = part(environ.get("HTTP_RANGE"), body, headers)
        headers["Content-Length"] = str(len(body))
        start_response(status, headers.items())
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return application
