"""What an entry of the audit is about, in words: names of staff and areas, never the people of a case."""

from datetime import UTC, datetime

from sqlalchemy import select

from service.cases.unit import Actor
from service.demo import answers as said
from service.store.audit import AuditEvent
from service.store.audit_chain import append_audit
from service.store.outbox import OutboxItem
from service.store.record import Party
from tests.web.case_words import WYN, OfficeAt
from tests.web.office import Office
from tests.web.text_of import text_of


def note(office: Office, action: str, about: str) -> None:
    """Put an entry about something into the audit."""
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        actor = Actor(words="command line").audit_name
        append_audit(session, at=datetime(2026, 3, 2, 9, tzinfo=UTC), actor=actor, action=action, object_=about)


def audit(office: Office, about: str = "") -> str:
    """Open the audit as its reader."""
    return text_of(office.at(WYN).get(f"/audit?about={about}").page)


def test_an_entry_about_a_person_or_an_area_has_the_name(office_at: OfficeAt) -> None:
    office = office_at("applied")
    number = office.played.driver.person_id(said.IRIS)
    note(office, "role_given", f"person:{number}")
    note(office, "settings_approved", f"area:{office.played.case.area_id}")
    shown = audit(office)
    assert "Role given Iris Tolland" in shown
    assert "Settings approved Ashmoor" in shown
    assert "person:" not in shown
    assert "area:" not in shown
    # and  the reference still finds it
    assert "Role given Iris Tolland" in audit(office, f"person:{number}")
    assert "Settings approved" not in audit(office, f"person:{number}")


def test_other_entries_are_words_too(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    message = office.played.rows(OutboxItem)[0]
    note(office, "mail_sent", f"outbox:{message.id}")
    note(office, "holiday_approved", "holiday:2026-05-05")
    note(office, "application_refused", "refused:3")
    note(office, "procedure_published", "community_trigger 4")
    note(office, "signed_in", "person:999999")
    note(office, "wrong_sign_in", "no account")
    shown = audit(office)
    assert f"Mail sent Message {message.id} of {office.played.reference}" in shown
    assert "Holiday approved Bank holiday, Tuesday 5 May 2026" in shown
    assert "Application refused Form without a name 3" in shown
    assert "Procedure published Community trigger, version 4" in shown
    assert "Signed in Person 999999" in shown
    assert "Wrong sign in no account" in shown


def test_a_list_that_was_taken_away_says_which_and_how_long(office_at: OfficeAt) -> None:
    office = office_at("applied")
    office.at(said.JO).get("/cases?as=table")
    assert "List downloaded Cases, 1 row" in audit(office)


def test_the_audit_names_nobody_of_a_case(office_at: OfficeAt) -> None:
    # given  a case that was read, answered and written about
    office = office_at("acknowledged")
    for tab in ("", "/reports", "/history"):
        office.at(said.JO).get(f"/cases/{office.played.reference}{tab}")
    office.at(said.JO).get("/cases?as=table")
    # when   the auditor reads the trail, on the page and as a table
    shown = audit(office)
    table = office.at(WYN).get("/audit?as=table").page
    # then   the reference is there and no name of the case
    names = office.played.all(select(Party.name).where(Party.case_id == office.played.case_id))
    assert names
    assert not [name for name in names if name in shown or name in table]
    assert office.played.reference in shown
    assert {"case_read", "list_downloaded", "signed_in"} <= set(office.played.all(select(AuditEvent.action)))
