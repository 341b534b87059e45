"""Windows that one reader opens after another, each as if nobody had been there before.

An address costs a third in a window that is there of what it costs in one that is made for it.
"""

from collections import defaultdict
from contextlib import contextmanager

SYSTEM = {"color_scheme": "light", "reduced_motion": "no-preference", "media": "null"}
"""What a reader's system asks for unless it is said."""
FORGET = "try { localStorage.clear(); sessionStorage.clear(); } catch {}"


def refused(route):
    route.abort()


class Windows:
    """The windows of a browser, by what cannot be changed of one that is open."""

    def __init__(self, browser):
        self._browser, self._idle = browser, defaultdict(list)

    @contextmanager
    def opened(self, address, width=1280, height=800, before="", blocked=(), **reader):
        """The page at an address, loaded.

        Its `asked` are the addresses that it asks for, its `console` and `errors` what it says.
        `before` is a script that runs before any other, `blocked` are addresses that are not
        answered, or by address what answers instead; the reader is told as a context is.
        """
        asked = {what: reader.pop(what, usual) for what, usual in SYSTEM.items()}
        idle = self._idle[tuple(sorted(reader.items()))]
        page = idle.pop() if idle else self._new(reader)
        try:
            # A script is there as long as the session that brought it.
            session = page.context.new_cdp_session(page)
            session.send("Page.enable")
            session.send("Page.addScriptToEvaluateOnNewDocument", {"source": before})
            answers = blocked if isinstance(blocked, dict) else dict.fromkeys(blocked, refused)
            for pattern, answer in answers.items():
                page.route(pattern, answer)
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(**asked)
            page.goto(address)
            yield page
            page.evaluate(FORGET)
            page.unroute_all()
            page.context.clear_cookies()
            session.detach()
            page.goto("about:blank")
            page.mouse.move(0, 0)
        except BaseException:
            page.context.close()
            raise
        for noted in (page.console, page.errors, page.asked):
            noted.clear()
        idle.append(page)

    def _new(self, reader):
        context = self._browser.new_context(**reader)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.console, page.errors, page.asked = [], [], []
        page.on("console", lambda message: page.console.append(message.text))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        return page
