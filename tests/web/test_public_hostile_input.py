"""Odd and hostile answers through the public form: kept as typed or refused at the field, never an error page.

The inputs are the project's own copies in tests/corpora.
"""

from datetime import date
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from service.cases.application_answers import read_application
from service.cases.record_application import Receipt, record_application
from service.store.cases import Case
from service.store.database import Sessions
from service.store.record import Application, ApplicationDraft, Party, ReportedIncident
from tests.badday.desk import send, texts
from tests.browser import Browser
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock
from tests.ready_area import a_ready_area, publish_procedure
from tests.web.applicant import AREA, FORM, Applicant
from tests.workflows.corpus import read_corpus

TEXTS = ("text_unicode", "xss", "paths_filenames", "headers_email", "log_injection")
ONE_LINE = {"your-name": "name", "your-address": "address_1", "where": "location"}
LONG = {"effect": "effect"}
PLAIN = {"\x00", "\r", "\n", "\t"}


class Fields(HTMLParser):
    """The values that a browser would show in the fields of a page."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the value of an input; open a text area."""
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            self.found[str(given["name"])] = given.get("value") or ""
        elif tag == "textarea":
            self._open = str(given["name"])
            self.found[self._open] = ""

    def handle_data(self, data: str) -> None:
        """Take the words of a text area."""
        if self._open:
            self.found[self._open] += data

    def handle_endtag(self, tag: str) -> None:
        """Close a text area."""
        if tag == "textarea":
            self._open = ""


@pytest.fixture
def applicant(browser: Browser, sessions: Sessions) -> Applicant:
    with sessions.write() as session, session.begin():
        a_ready_area(session)
        publish_procedure(session)
    return Applicant(browser).begin().answer("for-whom", {"basis": "own"})


def shown(page: str, name: str) -> str:
    return Fields(page).found.get(name, "")


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@pytest.mark.parametrize("corpus", TEXTS)
def test_any_text_is_shown_as_typed_or_refused_at_its_field(applicant: Applicant, corpus: str) -> None:
    wrong = []
    for slug, name in (ONE_LINE | LONG).items():
        path = f"{FORM}/{slug}"
        for case_id, payload in texts(corpus):
            send(applicant.browser, path, **{name: payload})
            if applicant.browser.status == 303:
                is_right = shown(applicant.browser.get(path).page, name) == lines(payload)
            else:
                is_right = applicant.browser.status == 422 and "There is a problem" in applicant.page
                is_right = is_right and f'id="{name}-error"' in applicant.page
                is_kept = lines(shown(applicant.page, name)) == lines(payload)
                is_right = is_right and (is_kept or bool(PLAIN & set(payload)))
            if not is_right or "<script>alert" in applicant.page:
                wrong.append((case_id, slug, applicant.browser.status))
    assert wrong == []


def test_text_longer_than_its_field_is_refused_with_the_limit(applicant: Applicant) -> None:
    for slug, name, limit in (("your-name", "name", 160), ("effect", "effect", 4000)):
        assert applicant.answer(slug, {name: "x" * limit}).browser.status == 303
        applicant.try_answer(slug, {name: "x" * (limit + 1)})
        assert applicant.browser.status == 422
        assert f"{limit:,} characters or fewer" in applicant.page
        assert lines(shown(applicant.page, name)) == "x" * (limit + 1)


def test_no_email_that_could_carry_a_header_is_taken(applicant: Applicant) -> None:
    taken = []
    for case_id, payload in texts("headers_email") + texts("xss") + texts("text_unicode"):
        if not payload.strip():
            continue
        send(applicant.browser, f"{FORM}/phone-and-email", email=payload)
        if applicant.browser.status != 422:
            taken.append((case_id, applicant.browser.status))
    assert taken == []


def test_a_date_is_exactly_the_one_typed_or_is_refused(applicant: Applicant, sessions: Sessions) -> None:
    path = f"{FORM}/incidents/1/when"
    wrong = []
    for case in read_corpus("dates_numbers"):
        payload = str(case["payload"])
        year, _, rest = payload.partition("-")
        month, _, day = rest.partition("-")
        for parts in ((year, month, day), (payload, "1", "1"), ("2026", payload, "1"), ("2026", "1", payload)):
            fields = dict(zip(("happened_on-year", "happened_on-month", "happened_on-day"), parts, strict=True))
            send(applicant.browser, path, **fields)
            if applicant.browser.status == 303:
                kept = stored_answers(sessions)["incidents"][0]["happened_on"]
                is_right = kept == date(*(int(part) for part in parts)).isoformat()
            else:
                is_right = applicant.browser.status == 422 and "There is a problem" in applicant.page
            if not is_right:
                wrong.append((case["id"], parts, applicant.browser.status))
    assert wrong == []


def stored_answers(sessions: Sessions) -> dict[str, list[dict[str, str]]]:
    with sessions.read() as session:
        answers: dict[str, list[dict[str, str]]] = session.scalars(select(ApplicationDraft)).one().answers
    return answers


def test_choices_that_are_not_offered_are_refused(applicant: Applicant) -> None:
    odd = [payload for name in ("xss", "paths_filenames") for _, payload in texts(name) if payload.strip()]
    for slug, name in (("for-whom", "basis"), ("your-landlord", "landlord"), ("behaviour", "behaviour")):
        for payload in odd:
            send(applicant.browser, f"{FORM}/{slug}", **{name: payload})
            assert applicant.browser.status == 422, (slug, payload)


def test_odd_paths_lead_nowhere(applicant: Applicant) -> None:
    for _, payload in texts("paths_filenames") + texts("xss"):
        for path in ("{}", "incidents/{}/when", "incidents/1/{}/how", "incidents/1/{}", "{}/1/name"):
            address = f"{FORM}/{path}".replace("{}", quoted(payload))
            assert applicant.browser.get(address).status in (200, 303, 308, 404), address
            assert "alert(1)" not in applicant.page


def quoted(payload: str) -> str:
    from urllib.parse import quote

    return quote(payload, safe="")


def test_jh_other_bodies_and_methods_change_nothing(applicant: Applicant, sessions: Sessions) -> None:
    before = stored_answers(sessions)
    client = applicant.browser.client
    for case in read_corpus("json_http"):
        for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
            response = client.post(f"{FORM}/for-whom", data=str(case["payload"]), content_type=kind)
            assert response.status_code in (400, 413, 415, 422), case["id"]
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "FOO"):
        assert client.open(f"{FORM}/check", method=method).status_code == 405
    for path in (f"{AREA}/application", f"{AREA}/saved/hidden", "/follow/end"):
        assert client.get(path).status_code == 405
    many = "&".join(f"a{number}=1" for number in range(100_000))
    response = client.post(f"{FORM}/for-whom", data=many, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (400, 413)
    assert stored_answers(sessions) == before


def test_fields_nobody_asked_for_are_not_kept(applicant: Applicant, sessions: Sessions) -> None:
    extra = {"name": "Amara", "sent_case_id": "1", "is_declared": "yes", "tracking_code": "x", "last_incidents": "40"}
    applicant.answer("your-name", extra)
    assert stored_answers(sessions) == {"basis": "own", "name": "Amara"}


@ON_BOTH
def test_every_readable_text_reaches_the_record_unchanged(sessions: Sessions, clock: FrozenClock) -> None:
    # given an application whose incidents hold every text that a form would take
    payloads = [payload for name in TEXTS for _, payload in texts(name) if "\x00" not in payload and payload.strip()]
    payloads = [payload for payload in payloads if len(payload) <= 1000]
    rows = [{"n": number, "what": payload, "told": ["nobody"]} for number, payload in enumerate(payloads, start=1)]
    answers = {"basis": "own", "name": "Zoe\u0308 \u202eabc", "effect": "\n".join(payloads), "incidents": rows}
    form = read_application(answers, received_on=clock.today())
    # when it is written down
    with sessions.write() as session, session.begin():
        area = a_ready_area(session)
        version = publish_procedure(session)
        case = a_case(area.id, version.id, clock)
        session.add(case)
        session.flush()
        receipt = Receipt(channel="online", received_at=clock.now(), tracking_code_hash=bytes(32))
        record_application(session, form, case_id=case.id, receipt=receipt, now=clock.now())
    # then each is the same again
    with sessions.read() as session:
        kept = session.scalars(select(ReportedIncident.what).order_by(ReportedIncident.number)).all()
        party = session.scalars(select(Party)).one()
        assert session.scalars(select(Application)).one().effect == "\n".join(payloads)
    assert list(kept) == payloads
    assert (party.name, party.search_name) == ("Zoe\u0308 \u202eabc", "zoe abc")


def a_case(area_id: int, version_id: int, clock: FrozenClock) -> Case:
    return Case(
        reference="ASH-CT-2026-0001",
        area_id=area_id,
        process_id="community_trigger",
        process_version_id=version_id,
        area_rules_id=1,
        stage="Waiting for details",
        opened_at=clock.now(),
        received_on=clock.today(),
    )
