"""The author's server takes only what HTTP allows, from this machine, and sends what is asked."""

from io import BytesIO

import pytest
from explainer.publishing import http

BODY = b"0123456789"


def pages(environ):
    """A site of one page."""
    if environ["PATH_INFO"] != "/":
        return "404 Not Found", {"Content-Type": "text/html"}, b"none"
    return "200 OK", {"Content-Type": "text/html"}, BODY


def ask(method="GET", path="/", sent=b"", **headers):
    """Status, headers and body of the answer."""
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "127.0.0.1:8000"}
    environ |= {"wsgi.input": BytesIO(sent), "CONTENT_LENGTH": str(len(sent))}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    started = []
    body = b"".join(http.careful(pages)(environ, lambda *start: started.extend(start)))
    return started[0], dict(started[1]), body


def test_a_page_is_sent_whole():
    status, headers, body = ask()
    assert (status, body, headers["Content-Length"]) == ("200 OK", BODY, "10")


@pytest.mark.parametrize("path", ["/", "/none"])
def test_a_head_has_the_headers_of_the_page_and_no_body(path):
    wanted = ask(path=path)
    assert ask("HEAD", path) == (*wanted[:2], b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_nothing_can_be_done_to_pages_but_reading(method):
    status, headers, _ = ask(method, sent=b"much")
    assert status == "405 Method Not Allowed"
    assert headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:8000", "[::1]:8000", "localhost"])
def test_this_machine_is_answered(host):
    assert ask(host=host)[0] == "200 OK"


@pytest.mark.parametrize("host", ["example.org", "example.org:8000", "localhost.example.org", ""])
def test_a_name_from_elsewhere_is_not_answered(host):
    status, _, body = ask(host=host)
    assert status == "403 Forbidden"
    assert BODY not in body and b"localhost" in body


@pytest.mark.parametrize("path", ["/\0", "/a\0/", "/\xff\xfe", "/\xc3"])
def test_an_address_that_is_no_text_has_no_page(path):
    assert ask(path=path)[0] == "404 Not Found"


@pytest.mark.parametrize(
    ("asked", "sent", "told"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
        ("bytes=-99", BODY, "bytes 0-9/10"),
        ("bytes=9-9", b"9", "bytes 9-9/10"),
    ],
)
def test_of_a_page_a_part_can_be_had(asked, sent, told):
    status, headers, body = ask(range=asked)
    assert (status, body) == ("206 Partial Content", sent)
    assert headers["Content-Range"] == told
    assert headers["Content-Length"] == str(len(sent))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(asked):
    status, headers, body = ask(range=asked)
    assert (status, body) == ("416 Range Not Satisfiable", b"")
    assert headers["Content-Range"] == "bytes */10"


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=3-1", "lines=1-2", "bytes=0-1,3-4", "x"])
def test_what_is_no_range_gets_the_whole(asked):
    status, headers, body = ask(range=asked)
    assert (status, body) == ("200 OK", BODY)
    assert "Content-Range" not in headers
