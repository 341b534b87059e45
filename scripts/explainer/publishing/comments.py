"""Runs isso, the server of comments, at one address with the built site: to try, to moderate."""

import argparse
import importlib.util
import os
import secrets
import sys
from pathlib import Path

from explainer.faults import Fault
from explainer.project import ROOT, SITE
from explainer.proof import comments
from explainer.proof.convert import setting

KEPT = Path("comments")
"""Beside the sources, in no commit: what readers wrote, and the server's configuration."""
CONFIGURATION = """\
; Made once by `make comments`; what you change stays. All that can be set: isso-comments.de/docs

[general]
dbpath = {folder}/comments.db
; Where the site is; the links by which you moderate begin so.
host =
    {addresses}
; How long readers may change what they wrote.
max-age = 15m
; Tells of each comment, with links to approve or delete it; smtp sends them by mail.
notify = stdout

[admin]
enabled = true
password = {password}

[moderation]
enabled = true

[server]
listen = http://127.0.0.1:{port}
; The pages are of the same site, and nobody else needs to send its cookies.
samesite = Lax

[guard]
enabled = true
; Comments in a minute from one network, and those under one page that reply to none.
ratelimit = 2
direct-reply = 3
reply-to-self = false

[hash]
salt = {salt}

[rss]
; Lets comments be read without JavaScript.
base = {base}
"""


def configuration(folder, addresses, port):
    """The file that configures isso: made, with a password and a salt, unless it is there."""
    path = Path(folder) / "isso.cfg"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        filled = CONFIGURATION.format(
            folder=Path(folder).as_posix(),
            addresses="\n    ".join(addresses),
            password=secrets.token_urlsafe(12),
            salt=secrets.token_urlsafe(12),
            port=port,
            base="/".join(addresses[-1].split("/")[:3]),
        )
        path.write_text(filled, "utf-8")
    return path


def application(site, path, configured):
    """As a server with the README's rule has it: a built site, and isso under a path of it."""
    from isso import config, make_app
    from werkzeug.middleware.dispatcher import DispatcherMiddleware
    from werkzeug.middleware.shared_data import SharedDataMiddleware
    from werkzeug.wrappers import Response

    files = SharedDataMiddleware(Response("There is no such page.", 404), {"/": str(site)})

    def pages(environ, start):
        if environ["PATH_INFO"].endswith("/"):
            environ["PATH_INFO"] += "index.html"
        return files(environ, start)

    isso = make_app(config.load(config.default_file(), str(configured)))
    return DispatcherMiddleware(pages, {path.rstrip("/"): isso})


def isso_path():
    """Where mkdocs.yml says that isso answers; raises Fault where it does not."""
    kind, value = comments.wanted() or (None, None)
    if kind == "isso":
        return value.value
    place = setting(["extra", "comments", "isso"], ())
    raise Fault(place, "comments.isso is not set", "write isso: /isso/ there, then make build")


def run(site, path, kept, port):
    """Serve a site and its comments, which a folder keeps, until interrupted."""
    from werkzeug.serving import run_simple

    address = f"http://127.0.0.1:{port}/"
    public = os.environ.get("SITE_URL")
    configured = configuration(kept, [address, public] if public else [address], port + 1)
    print(f"Open {address}, moderate at {address.rstrip('/')}{path}admin/ (stop with Ctrl+C)")
    print(f"The password stands in {configured}.", flush=True)
    run_simple("127.0.0.1", port, application(site, path, configured), threaded=True)


def main(arguments):
    """`--port PORT`: where to listen, 8001 by default; isso alone would take the next port."""
    parser = argparse.ArgumentParser(prog="python -m explainer comments")
    parser.add_argument("--port", type=int, default=8001)
    port = parser.parse_args(arguments).port
    os.chdir(ROOT)
    try:
        path = isso_path()
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    if not SITE.is_dir():
        print("There is no site/ yet: make build", file=sys.stderr)
        return 1
    if not importlib.util.find_spec("isso"):
        print("isso is not installed: make comments", file=sys.stderr)
        return 1
    run(SITE, path, KEPT, port)
    return 0
