"""What somebody does on the public pages: apply, read the receipt, follow the application. One function a page."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys.answering import answer, go_by, press

RESIDENT = "amara@applicant.example"
FORM = "/ask/ash/application/"
ANSWERS: dict[str, dict[str, object]] = {
    "for-whom": {"basis": "own"},
    "your-name": {"name": "Amara Lindqvist-Bell"},
    "asking-as": {"kind": "individual"},
    "your-address": {"address_1": "14 Tanners Row", "town": "Ashmoor", "postcode": "as3 7dn"},
    "your-landlord": {"landlord": "housing"},
    "phone-and-email": {"phone": "07700 900 417", "email": RESIDENT},
    "safe-message": {"safe_message": "no"},
    "safe-contact": {"best_time": "after 4pm"},
    "how-to-write": {"preferred_channel": "email"},
    "behaviour": {"behaviour": ["Noise"]},
    "where": {"location": "On the stairs of our block"},
    "who-is-doing-it": {"suspected_source": "The flat above"},
    "effect": {"effect": "We sleep in the back room."},
    "what-was-done": {"agencies_did": "An officer came twice."},
    "why-not-enough": {"unsatisfied_because": "It began again."},
    "because-of-who-you-are": {"hate_strands": ["none"]},
    "what-you-want": {"outcome_wanted": "Somebody to check that it stays quiet."},
    "earlier-reviews": {"had_reviews": False},
    "format": {"formats": "large_print"},
    "language": {},
}


@dataclass(frozen=True, kw_only=True)
class Incident:
    """What happened, and which body was told when."""

    happened_on: date
    reported_on: date
    body: str = "police"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the applicant keeps."""

    reference: str
    code: str


def open_start_page(page: Page, address: str) -> None:
    """Find the area and begin."""
    page.goto(f"{address}/ask")
    go_by(page.get_by_role("link", name="Ashmoor"))
    press(page, "Start now")


def slug_of(page: Page) -> str:
    """Give the part of the address that names the question."""
    return urlsplit(page.url).path.removeprefix(FORM)


def answer_questions(page: Page, *, until: str) -> list[str]:
    """Answer one page after another until a page is reached; give the pages that were asked."""
    asked: list[str] = []
    while slug_of(page) != until:
        slug = slug_of(page)
        assert slug not in asked, f"{slug} was not taken: {page.inner_text('main')}"
        answer(page, ANSWERS[slug])
        press(page, "Continue")
        asked.append(slug)
    return asked


def tell_incident(page: Page, incident: Incident) -> None:
    """Answer the six pages of one incident."""
    body = incident.body
    answer(page, {"happened_on": incident.happened_on})
    press(page, "Continue")
    answer(page, {"what": "Bottles thrown at the front door"})
    press(page, "Continue")
    answer(page, {"told": [body]})
    press(page, "Continue")
    answer(page, {"reported_on": incident.reported_on})
    press(page, "Continue")
    answer(page, {"channel": "phone"})
    press(page, "Continue")
    answer(page, {"reference": f"NP-{incident.happened_on:%d%m}", "action_known": "They came."})
    press(page, "Continue")


def tell_incidents(page: Page, incidents: list[Incident]) -> None:
    """Tell of every incident, one after another."""
    go_by(page.get_by_role("button", name="Tell us about an incident"))
    for place, incident in enumerate(incidents, start=1):
        tell_incident(page, incident)
        assert slug_of(page) == "incidents", page.inner_text("main")
        answer(page, {"another": place < len(incidents)})
        press(page, "Continue")


def send_application(page: Page) -> Receipt:
    """Read the answers back, send them, keep the receipt."""
    assert "14 Tanners Row" in page.inner_text("main")
    press(page, "Send my application")
    reference = page.locator("main .fm-told strong, main .fm-told__reference").first.inner_text()
    code = page.get_by_text("Your code to follow it").locator("strong").inner_text()
    return Receipt(reference=reference.strip(), code=code.strip())


def apply(page: Page, address: str, incidents: list[Incident]) -> Receipt:
    """Fill in the whole form and send it."""
    open_start_page(page, address)
    answer_questions(page, until="incidents")
    tell_incidents(page, incidents)
    answer_questions(page, until="check")
    return send_application(page)


def follow(page: Page, address: str, receipt: Receipt) -> str:
    """Follow the application with reference and code; give what the page says."""
    page.goto(f"{address}/follow/application")
    if page.url.endswith("/follow"):
        page.get_by_label("Your reference").fill(receipt.reference)
        page.get_by_label("Your code").fill(receipt.code)
        press(page, "Follow my application")
    return page.inner_text("main")
