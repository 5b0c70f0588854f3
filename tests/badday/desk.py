"""A desk with a browser: one person of a played case, signed in, on the time of the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from service import create_app
from service.demo.people import PASSWORD
from tests.browser import Browser, HttpsClient
from tests.service.played import Played
from tests.workflows.corpus import read_corpus

T = TypeVar("T")
WORDS = ("text_unicode", "xss", "log_injection", "csv_formula", "headers_email")  # what fits a field for words
JO, ADA, HONOR = "jo.whitlock@ashmoor.example", "ada.crane@ashmoor.example", "honor.lacey@ashmoor.example"


@dataclass
class Desk:
    """Somebody at a browser, and the case."""

    played: Played
    browser: Browser

    def sit_down(self, email: str) -> Browser:
        """Open one more browser for somebody else."""
        return signed_in(self.played, email, app=self.browser.client.application)


def signed_in(played: Played, email: str, *, app: object = None) -> Browser:
    """Give the browser of somebody who has signed in."""
    made = app or create_app(played.driver.toolbox)
    made.test_client_class = HttpsClient  # type: ignore[attr-defined]
    browser = Browser(made.test_client())  # type: ignore[attr-defined]
    browser.sign_in(email, PASSWORD)
    assert browser.status == 303
    return browser


def desk(played: Played, email: str = JO) -> Desk:
    """Give a desk at the time of the case."""
    return Desk(played=played, browser=signed_in(played, email))


def texts(*names: str) -> list[tuple[str, str]]:
    """Give what a browser can post: half a character becomes a replacement mark on the way."""
    return [
        (case["id"], str(case["payload"]).encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
        for name in names
        for case in read_corpus(name)
    ]


def send(browser: Browser, page: str, **fields: object) -> None:
    """Send the form of a page: as it is shown, or opened first where something else is."""
    is_shown = browser.status == 422 or (browser.status == 200 and browser.response.request.method == "GET")
    is_open = is_shown and browser.response.request.path == page
    browser.post(page, seen="" if is_open else page, **fields)


def is_alarming(page: str) -> bool:
    """Tell whether a payload of the corpus stands on a page as markup."""
    lowered = page.lower()
    return any(mark in lowered for mark in ("<script>alert", "onerror=alert(1)>", "<svg onload", "<iframe srcdoc"))


def its_half(found: Sequence[T], kind: str) -> Sequence[T]:
    """Give every second one: SQLite takes the one half, PostgreSQL the other."""
    return found[("sqlite", "postgresql").index(kind) :: 2]
