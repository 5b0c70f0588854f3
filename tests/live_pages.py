"""A real browser on real pages: Debian's Chromium, a server on the loopback, the accessibility check.

One Chromium serves all tests of a process.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

PROGRAMS = ("chromium-headless-shell", "chromium")  # the same browser; without a desktop it takes half the time
WIDE, NARROW = 1280, 400
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NOT_NEEDED = ["--disable-dev-shm-usage"]  # Debian's start script gives it where the memory folder is small
WCAG_22_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
HAS_AXE = "typeof axe === 'object'"
FIND = "options => axe.run(options).then(all => all.violations.map(one => [one.id, one.nodes[0].html]))"


LOOKS, BETWEEN_LOOKS = 200, 50  # so often, and milliseconds between


def wait_until(page: Page, question: str) -> None:
    """Ask the page until it says yes. Playwright's own waiting breaks the pages' policy."""
    for _ in range(LOOKS):
        if page.evaluate(question):
            return
        page.wait_for_timeout(BETWEEN_LOOKS)
    raise AssertionError(f"the page never said yes to: {question}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Without it these tests are skipped, but fail where FOLKMOOT_REQUIRE_BROWSER is set."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        words = "Chromium is missing: apt-get install chromium-headless-shell"
        if os.environ.get("FOLKMOOT_REQUIRE_BROWSER"):
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET, ignore_default_args=NOT_NEEDED)
        yield browser
        browser.close()


class SilentHandler(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the application on a free loopback port and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=SilentHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def axe_findings(page: Page, *, without: tuple[str, ...] = ()) -> list[str]:
    """Return what the accessibility check finds at WCAG 2.2 A and AA: rule and first element, one line each."""
    if not page.evaluate(HAS_AXE):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(FIND, {**WCAG_22_AA, "rules": {rule: {"enabled": False} for rule in without}})
    return [f"{rule}: {html[:200]}" for rule, html in found]


def goes_sideways(page: Page) -> bool:
    """True when the page is wider than its window: people would have to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
