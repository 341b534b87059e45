"""Makes the built site fit for any host: its pages under one content policy."""

import json
import posixpath
import re
from pathlib import Path

import tinycss2

from explainer.faults import Fault, Place
from explainer.publishing import earlier, files, search
from explainer.publishing.tags import edit

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)
POWERS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""What a browser may grant to a page, and no page here asks for."""
WIDER = {"giscus": "; frame-src https://giscus.app"}
"""By kind of comments, what its pages may do besides; isso's are of the site's own address."""
CODE_TYPES = (None, "", "module", "text/javascript", "application/javascript")
SMALL = 4096
"""Bytes of a script for which fetching it takes longer than reading it."""
ELSEWHERE = re.compile(r"(?:[a-z][a-z+.-]*:)?//", re.I)


class Published:
    """One page on its way out: its HTML, and the files that its inline parts move to."""

    def __init__(self, folder, path, moved):
        self.folder, self.path, self.moved = folder, path, moved
        self.name = path.relative_to(folder).as_posix()
        self.html = path.read_text("utf-8")
        self.policy = POLICY + "".join(map(WIDER.get, files.comments(self.html) & WIDER.keys()))
        self.styles, self.rules, self.own = [], {}, []
        self.early, self.scripted = [], False
        config = re.search(r'id="?__config"?[^>]*>(.*?)</script>', self.html, re.S)
        base = json.loads(config[1])["base"] if config else None
        self.base = base or posixpath.relpath(".", posixpath.dirname(self.name) or ".")

    def fault(self, tag, what, remedy):
        return Fault(Place(self.name, tag.line), what, remedy)

    def store(self, name, text):
        """Write a file of the site, hashed by what it holds; returns its address for this page."""
        stem, kind = name.rsplit(".", 1)
        name = f"{stem}.{files.fingerprint(text)}.{kind}"
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        return posixpath.join(self.base, name).removeprefix("./")

    def inside(self, address):
        """The path within the site that an address of this page names."""
        if address.startswith("/"):
            # The page that any missing address shows: its base is the site's own path.
            path = address.removeprefix(self.base if self.base.startswith("/") else "/")
            return path.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), address))

    def local(self, address):
        """The file of the site that an address of this page names, or None."""
        found = None if ELSEWHERE.match(address) else self.folder / self.inside(address)
        return found if found and found.is_file() else None

    def follow(self, tag):
        """Let a tag name a file by its new name."""
        for name in ("src", "href"):
            address = tag.get(name)
            if address and (new := self.moved.get(old := self.inside(address))):
                tag.drop(name)
                tag.add(name, address.removesuffix(old) + new)

    def check(self, tag):
        """Refuse what the policy would forbid in the reader's browser."""
        for name in tag.attributes:
            if name.startswith("on"):
                raise self.fault(tag, f"the policy forbids {name}=", "listen from a script file")
        address = tag.get("src") or (tag.get("href") if tag.name == "link" else None) or ""
        fetched = tag.name != "link" or tag.get("rel") not in ("canonical", "next", "prev", "edit")
        if fetched and ELSEWHERE.match(address):
            raise self.fault(tag, f"{address} is fetched from another host", "keep a copy in docs/")
        if (tag.get("href") or "").lower().startswith("javascript:"):
            raise self.fault(tag, "the policy forbids javascript: links", "use a script file")
        if tag.name in ("base", "object", "embed"):
            raise self.fault(tag, f"the policy forbids <{tag.name}>", "use a link or an image")

    def change(self, tag):
        """What stands in the published page instead of a tag; None where nothing changes."""
        self.check(tag)
        self.follow(tag)
        made = self.outgoing(tag)
        return tag if made is None and tag.changed else made

    def outgoing(self, tag):
        if tag.name == "script":
            return self.script(tag)
        if tag.name == "style":
            media = tag.get("media")
            self.styles.append(f"@media {media} {{\n{tag.body}\n}}" if media else tag.body)
            return ""
        if tag.name == "meta" and tag.get("charset"):
            return (
                f'{tag}\n      <meta http-equiv="Content-Security-Policy" content="{self.policy}">'
            )
        if tag.name == "link" and tag.get("rel") == "stylesheet":
            return self.stylesheet(tag)
        if tag.name == "link" and tag.get("rel") == "preload":
            self.early.append(str(tag))
            return ""
        return self.attributes(tag)

    def script(self, tag):
        """A script of the page in a file of its own."""
        source, kind = tag.get("src"), tag.get("type")
        if source == "":
            return ""
        if source is None:
            if kind not in CODE_TYPES:
                return None
            source = self.store("assets/javascripts/inline.js", tag.body.strip() + "\n")
            module = ' type="module"' if kind == "module" else ""
            made = f'<script{module} src="{source}"></script>'
        else:
            made = str(tag)
        # The page waits for these, and behind a policy in the page Chromium does not look ahead
        # for what to fetch. The theme's own script is large and comes last: it would delay styles.
        first, self.scripted = not self.scripted, True
        waited = not first and kind != "module" and not {"defer", "async"} & set(tag.attributes)
        found = self.local(source)
        if waited and found and found.stat().st_size < SMALL:
            self.early.append(f'<link rel="preload" href="{source}" as="script">')
        return f"<!-- early -->{made}" if first else made

    def stylesheet(self, tag):
        """Our own stylesheets become one file; the theme's are hashed already."""
        found = self.local(tag.get("href"))
        if found is None or files.HASHED.search(tag.get("href")) or tag.get("media"):
            return None
        self.own.append(found)
        return "<!-- stylesheets -->" if len(self.own) == 1 else ""

    def attributes(self, tag):
        """What the policy forbids, and slips of the theme and of the highlighter."""
        if (style := tag.get("style")) is not None:
            tag.drop("style")
        if style:
            # An attribute, not a class: the theme styles elements by having no class at all.
            name = files.fingerprint(style)
            self.rules[name] = style
            tag.add("data-style", name)
        # An icon of the theme is as large as a style says, and without styles as the window.
        if tag.name == "svg" and tag.get("width") is None:
            tag.add("width", "24")
            tag.add("height", "24")
        if tag.name == "input" and tag.get("type") in ("checkbox", "radio"):
            tag.drop("autocomplete")
        if tag.name == "a":
            self.link(tag)

    def link(self, tag):
        """What keys and ears meet, and what validators report, of a link."""
        kinds = (tag.get("class") or "").split()
        if tag.get("rel") == "edit":
            tag.drop("rel")
        if "headerlink" in kinds:
            # The contents lead there too: for keys and ears it is a stop more, called "¶".
            tag.drop("title")
            tag.add("tabindex", "-1")
            tag.add("aria-hidden", "true")
        if "footnote-backref" in kinds and (title := tag.get("title")):
            # Its name would be an arrow.
            tag.add("aria-label", title)
        if (name := tag.get("name")) is not None:
            if tag.get("id") is None:
                tag.add("id", name)
            tag.drop("name")

    def sheet(self):
        """The page's inline styles as one stylesheet; an attribute's styles still win."""
        rules = []
        for name, style in sorted(self.rules.items()):
            declarations = tinycss2.parse_declaration_list(style, True, True)
            if any(d.type == "error" for d in declarations):
                raise Fault(Place(self.name, 1), f'style="{style}" is not CSS', "mend it")
            body = "".join(
                f"{d.name}:{tinycss2.serialize(d.value)}!important;" for d in declarations
            )
            rules.append(f'[data-style="{name}"]{{{body}}}')
        return "\n".join([*self.styles, *rules]).strip()

    def published(self):
        """The page's HTML as it goes out."""
        html = edit(self.html, self.change)
        if "Content-Security-Policy" not in html:
            what = "this page has no <meta charset>"
            raise Fault(Place(self.name, 1), what, "add it to its head")
        return self.with_inline_styles(self.with_own_styles(self.with_early(html)))

    def with_early(self, html):
        """What is to be fetched before the page asks for it, in front of its first script."""
        early = "".join(f"{link}\n    " for link in self.early)
        place = "<!-- early -->" if self.scripted else "</head>"
        return html.replace(place, early + place.replace("<!-- early -->", ""), 1)

    def with_own_styles(self, html):
        """Our own stylesheets as one file, where the first of them stood."""
        if not self.own:
            return html
        home = self.own[0].parent
        folder = home.relative_to(self.folder).as_posix()
        if apart := [path.name for path in self.own if path.parent != home]:
            raise Fault(
                Place(self.name, 1), f"{apart[0]} stands apart", f"move it to docs/{folder}/"
            )
        texts = (files.without_comments(path.read_text("utf-8")) for path in self.own)
        sheet = "".join(f"{text.strip()}\n" for text in texts)
        for names in self.moved.items():
            old, new = (posixpath.relpath(name, folder) for name in names)
            sheet = sheet.replace(old, new)
        address = self.store(f"{folder}/site.css", sheet)
        return html.replace("<!-- stylesheets -->", f'<link rel="stylesheet" href="{address}">', 1)

    def with_inline_styles(self, html):
        sheet = self.sheet()
        if not sheet:
            return html
        address = self.store("assets/stylesheets/inline.css", sheet + "\n")
        link = f'<link rel="stylesheet" href="{address}">\n  </head>'
        return html.replace("</head>", link, 1)


def headers(folder, policy=POLICY):
    """Rules for hosts that read `_headers`: the policy, and how long each kind of file is good.

    A page's own policy holds beside this one, which allows what any page needs.
    """
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy}; frame-ancestors 'none'",
        "  Cross-Origin-Opener-Policy: same-origin",
        f"  Permissions-Policy: {', '.join(f'{power}=()' for power in POWERS)}",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  X-Content-Type-Options: nosniff",
    ]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and files.HASHED.search(name):
            lines += [f"/{name}", "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"


def publish(folder):
    """Rewrite a built site in place. Raises Fault where a page breaks the policy."""
    folder, own, policy = Path(folder), set(), POLICY
    files.leave_out_comments(folder)
    files.leave_out_theme(folder)
    files.shrink(folder)
    files.prune_styles(folder)
    moved = files.named_by_content(folder)
    for path in sorted(folder.rglob("*.html")):
        page = Published(folder, path, moved)
        path.write_text(page.published(), "utf-8")
        own.update(page.own)
        policy = max(policy, page.policy, key=len)
    search.write(folder)
    for path in own:
        path.unlink()
    (folder / "_headers").write_text(headers(folder, policy), "utf-8")
    files.compress(folder)
    earlier.note(folder)
