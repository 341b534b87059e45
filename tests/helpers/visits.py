"""A visit to a page by a reader who uses everything on it, and what the browser noted down."""

from contextlib import contextmanager
from pathlib import Path

import material

# Before any script of the page: what the content policy refuses, as a line on the console.
WATCH = """addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`));"""
# A stylesheet that a reader brings along; the content policy lets no other one in.
ADOPT = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
}"""

# Words as far apart as WCAG 1.4.12 lets a reader set them.
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
"""

TOP = "(id) => document.getElementById(id).getBoundingClientRect().top"
UNSTYLED = Path(__file__).with_name("unstyled.js").read_text("utf-8")
THEME = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
FONTS = (".woff", ".woff2", ".ttf", ".otf")


class Visit:
    """What a page asked for, and what went wrong: names of files of the site, and messages."""

    def __init__(self, site, address, **told):
        self.site, self.address = site, address
        self.names, self.elsewhere, self.complaints = [], [], []
        self.stages, self.used, self.unstyled = {}, [], []
        vars(self).update(told)

    def told(self):
        """What it found, to be told to others."""
        found = ("names", "elsewhere", "complaints", "stages", "used", "unstyled")
        return {what: getattr(self, what) for what in found}

    def listen(self, page):
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._message)

    def _request(self, request):
        if request.url.startswith(("data:", "blob:")):
            return
        if not request.url.startswith(self.address):
            self.elsewhere.append(request.url)
            return
        name = request.url.removeprefix(self.address).partition("?")[0].partition("#")[0]
        self.names.append(name + "index.html" if not name or name.endswith("/") else name)

    def _message(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def note(self, stage):
        """Keep what has been asked for until now under the stage's name."""
        self.stages[stage] = list(self.names)

    def sent(self, name):
        """A file's bytes on the wire, gzipped where that is how the site holds it."""
        path = self.site / name
        small = path.with_name(f"{path.name}.gz")
        return (small if small.is_file() else path).stat().st_size

    def costs(self, stage):
        """What budgets limit, by name: numbers of files, and bytes."""
        names = self.stages[stage]
        fonts = [name for name in names if name.endswith(FONTS)]
        ours = [name for name in names if name.endswith(".js") and not name.startswith("assets/")]
        theirs = [name for name in names if name.endswith(".js") and name.startswith("assets/")]
        return {
            "requests": len(names),
            "bytes": sum(map(self.sent, names)),
            "styles": sum(self.sent(name) for name in names if name.endswith(".css")),
            "fonts": len(fonts),
            "one font": max(map(self.sent, fonts), default=0),
            # Not compressed: it is what the reader's device has to understand.
            "our scripts": sum((self.site / name).stat().st_size for name in ours),
            "theme's scripts": sum((self.site / name).stat().st_size for name in theirs),
        }

    def over(self, stage, budget):
        """Budgets exceeded: `what: spent of allowed`, a line each."""
        costs = self.costs(stage)
        return [
            f"{what}: {costs[what]} of {most}"
            for what, most in budget.items()
            if costs[what] > most
        ]


def read(page):
    """Scroll to the end, so that every figure and the quiz wake, and move a figure."""
    figures = page.locator("[data-live]")
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        figure.locator(".live button").first.wait_for()
    quiz = page.locator(".quiz")
    if quiz.count():
        quiz.scroll_into_view_if_needed()
        quiz.locator("input").first.wait_for()
    if figures.count():
        slider = figures.first.locator("input[type=range]").first
        slider.focus()
        slider.press("ArrowRight")
    page.wait_for_load_state("networkidle")


USED = {
    "an answer folded away": "article details:not([open]) > summary",
    "the quiz": ".question input",
    "a copy button": ".language-python button[data-md-type=copy]",
    "the palette": "label[for^=__palette]:not([hidden])",
}


def use(page):
    """Press what there is to press, and name it."""
    found = {what: page.locator(selector) for what, selector in USED.items()}
    used = [what for what, some in found.items() if some.count()]
    for what in used:
        found[what].first.click()
    return used


def search(page, words="softmax"):
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item").first.wait_for()


def unstyled(page, more=""):
    """The theme's styles that the page as it is now should have and has not; `more` are added."""
    sheets = [path.read_text("utf-8") for path in sorted(THEME.glob("*.css"))]
    return page.evaluate(UNSTYLED, "".join(sheets) + more)


@contextmanager
def opened(browser, site, address, name):
    """A page of a served site, opened: the page and its Visit."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", permissions=permissions
    )
    try:
        context.add_init_script(WATCH)
        page, visit = context.new_page(), Visit(site, address)
        visit.listen(page)
        page.goto(address + name)
        page.wait_for_load_state("networkidle")
        visit.note("opened")
        yield page, visit
    finally:
        context.close()


def visited(browser, site, address, name, read_only=False):
    """The Visit of a page that was read, used and searched; or read only."""
    with opened(browser, site, address, name) as (page, visit):
        read(page)
        visit.note("read")
        if read_only:
            return visit
        visit.used = use(page)
        search(page)
        visit.note("searched")
        visit.unstyled = unstyled(page)
    return visit
