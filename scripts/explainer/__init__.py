"""Turns pages, snippets and figure scripts into a site, and proves what they claim."""
