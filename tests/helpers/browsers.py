"""Which browsers the machine has."""

import os
import shutil

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX = ("firefox-esr", "firefox")
WEBKIT = ("WebKitWebDriver",)
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def installed(name, commands, package):
    """Where a browser is; without one the test is skipped, but never in CI."""
    if path := next(filter(None, map(shutil.which, commands)), None):
        return path
    missing = f"there is no {name} on this machine (Debian: apt install {package})"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
