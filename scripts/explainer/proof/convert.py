"""Turns one page into HTML exactly as the builder does, for checks that ask what a reader gets."""

import re
from functools import lru_cache

import markdown
from mkdocs.config import load_config

from explainer.project import ROOT
from explainer.reader.pages import body_of, lines_of

ID = re.compile(r"""<[a-z][^<>]*?\sid=["']?([^"'\s>]+)""", re.I)


@lru_cache(maxsize=1)
def configuration():
    """What mkdocs.yml says."""
    return load_config(str(ROOT / "mkdocs.yml"))


@lru_cache(maxsize=256)
def _html(path, text):
    config = configuration()
    converter = markdown.Markdown(
        extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
    )
    converter.page = path
    return converter.convert(text)


def html(page):
    """The page's content as HTML, its links still as the author wrote them."""
    return _html(page.path, "\n".join(body_of(lines_of(page.path))))


def ids(page):
    """Every id of the page, in order and with repetitions."""
    return ID.findall(html(page))
