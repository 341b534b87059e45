"""Which browsers the machine has."""

import os
import shutil

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOX = ("firefox-esr", "firefox")
WEBKIT = ("WebKitWebDriver",)
# Of such lists Chromium hears the last alone, so Playwright's own stands here again. The popups of
# the address bar are pages, which every window would load for itself, at half a second each.
OFF = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,"
    "NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "TcpPortRandomizationWin,ThirdPartyStoragePartitioning"
)
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    f"--disable-features={OFF}",
)


def installed(name, commands, package):
    """Where a browser is; without one the test is skipped, but never in CI."""
    if path := next(filter(None, map(shutil.which, commands)), None):
        return path
    missing = f"there is no {name} on this machine (Debian: apt install {package})"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
