"""An applicant who fills in the public form page by page, as a browser without scripts does."""

import re
from collections.abc import Mapping

from tests.browser import Browser

AREA = "/ask/ash"
FORM = f"{AREA}/application"

ABOUT_YOU: Mapping[str, Mapping[str, object]] = {
    "for-whom": {"basis": "own"},
    "your-name": {"name": "Amara Lindqvist-Bell"},
    "asking-as": {"kind": "individual"},
    "your-address": {"address_1": "14 Tanners Row", "town": "Ashmoor", "postcode": "as3 7dn"},
    "your-landlord": {"landlord": "housing"},
    "phone-and-email": {"phone": "07700 900 417", "email": "amara@example.org"},
    "safe-message": {"safe_message": "no"},
    "safe-contact": {"best_time": "after 4pm"},
    "how-to-write": {"preferred_channel": "email"},
}
TROUBLE: Mapping[str, Mapping[str, object]] = {
    "behaviour": {"behaviour": ["Noise", "Something else"], "behaviour_other": "Bins set alight"},
    "where": {"location": "On the stairs of our block"},
    "who-is-doing-it": {"suspected_source": "The flat above"},
    "effect": {"effect": "We sleep in the back room."},
    "what-was-done": {"agencies_did": "A letter."},
    "why-not-enough": {"unsatisfied_because": "It went on."},
    "because-of-who-you-are": {"hate_strands": "none"},
    "what-you-want": {"outcome_wanted": "Someone to speak to them."},
    "earlier-reviews": {"had_reviews": "no"},
    "format": {"formats": "large_print"},
    "language": {"language": ""},
}


def on(question_id: str, day: str) -> dict[str, object]:
    """Give the three fields of a date such as "2026-02-20"."""
    year, month, number = day.split("-")
    return {f"{question_id}-day": number, f"{question_id}-month": month, f"{question_id}-year": year}


def text_of(page: str) -> str:
    """Give the words of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


class Applicant:
    """Someone at the public form."""

    def __init__(self, browser: Browser) -> None:
        """Sit down at a browser."""
        self.browser = browser

    @property
    def page(self) -> str:
        """Give the page that is shown."""
        return self.browser.page

    def begin(self) -> "Applicant":
        """Press "Start now"."""
        self.browser.post(f"{AREA}/application", seen=AREA)
        assert self.browser.location.endswith("/for-whom"), self.page
        return self

    def answer(self, slug: str, fields: Mapping[str, object]) -> "Applicant":
        """Open a question page, answer it and go on; it must be taken."""
        self.try_answer(slug, fields)
        assert self.browser.status == 303, self.page
        return self

    def try_answer(self, slug: str, fields: Mapping[str, object]) -> "Applicant":
        """Open a question page and post an answer, right or wrong."""
        path = f"{FORM}/{slug}"
        self.browser.post(path, seen=path, **fields)
        return self

    def tell_about(self, **changes: Mapping[str, object]) -> "Applicant":
        """Answer the pages about oneself."""
        for slug, fields in ABOUT_YOU.items():
            self.answer(slug, changes.get(slug.replace("-", "_"), fields))
        return self

    def add_incident(
        self, number: int = 1, *, happened: str = "2026-02-10", reported: str = "2026-02-12", body: str = "police"
    ) -> "Applicant":
        """Tell of one incident that one body was told about."""
        here = f"incidents/{number}"
        self.answer(f"{here}/when", on("happened_on", happened))
        self.answer(f"{here}/what", {"what": "Bottles thrown at the front door"})
        self.answer(f"{here}/told", {"told": body})
        self.answer(f"{here}/{body}/reported", on("reported_on", reported))
        self.answer(f"{here}/{body}/how", {"channel": "phone"})
        return self.answer(f"{here}/{body}/reference", {"reference": f"NP-{number}", "action_known": "They came."})

    def tell_the_rest(self) -> "Applicant":
        """Answer the pages after the incidents."""
        for slug, fields in TROUBLE.items():
            self.answer(slug, fields)
        return self

    def fill_in(self) -> "Applicant":
        """Fill in a whole form for oneself, with three incidents."""
        self.begin().tell_about()
        for number, (happened, reported) in enumerate(
            (("2026-01-05", "2026-01-06"), ("2026-01-20", "2026-01-20"), ("2026-02-10", "2026-02-12")), start=1
        ):
            self.add_incident(number, happened=happened, reported=reported)
        self.answer("incidents", {"another": "no"})
        return self.tell_the_rest()

    def send(self) -> "Applicant":
        """Press "Send my application"."""
        self.browser.post(f"{FORM}/check", seen=f"{FORM}/check")
        return self
