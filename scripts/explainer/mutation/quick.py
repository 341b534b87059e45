"""A plugin of pytest: of the tests that are named, those that need no built site and no browser."""

SLOW = {"once", "browser", "firefox", "webkit"}


def pytest_collection_modifyitems(items):
    items[:] = [item for item in items if not SLOW & set(item.fixturenames)]
