"""The addresses and telephone numbers of an area: shown, changed at once, kept in the audit."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.people import Area
from tests.browser import Browser
from tests.builders import a_person
from tests.databases import ON_BOTH
from tests.ready_area import a_ready_area, publish_procedure

PAGE = "/settings/ASH/contacts"
GOOD = {
    "partnership_name": "Ashmoor Community Safety Partnership",
    "address": "New Moot Hall\r\nHigh Street\r\n\r\nAS1 4QX",
    "contact_hours": "Monday to Friday, 9am to 5pm",
    "support_line": "Ashmoor Victim Care, 01632 960 155",
    "privacy_at": "example.org/privacy",
    "appeal_address": "",
    "appeal_email": "appeals@example.org",
    "appeal_phone": "01632 960 199",
}


@pytest.fixture
def as_role(new_browser: Callable[[], Browser], sessions: Sessions) -> Callable[[str], Browser]:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        area = a_ready_area(session)
        for role in ("csp_manager", "director", "spoc_deputy"):
            a_person(session, name=role.title(), email=f"{role}@example.org", role=role, area=area)
    return lambda role: new_browser().be(f"{role}@example.org")


@ON_BOTH
def test_contact_details_are_changed_and_what_they_were_is_kept(
    as_role: Callable[[str], Browser], sessions: Sessions
) -> None:
    browser = as_role("csp_manager").post(PAGE, seen=f"{PAGE}?change=yes", **GOOD)
    assert browser.location == PAGE
    assert "New Moot Hall" in browser.get(PAGE).page
    with sessions.read() as session:
        area = session.scalars(select(Area).where(Area.code == "ASH")).one()
        told = session.scalars(select(AuditEvent).where(AuditEvent.action == "contacts_changed")).one()
    assert area.address == ["New Moot Hall", "High Street", "AS1 4QX"]
    assert told.detail["address"][0][0] == "Moot Hall"
    assert set(told.detail) == {"address", "appeal_email", "appeal_phone"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"partnership_name": " "}, "Enter the name of the partnership"),
        ({"address": "\n"}, "Enter the address that letters come from"),
        ({"address": "a\n" * 7}, "Enter at most 6 lines of 60 characters"),
        ({"appeal_address": "x" * 61}, "Enter at most 6 lines of 60 characters"),
        ({"support_line": "x" * 201}, "Enter 200 characters or fewer"),
        ({"appeal_email": "nobody"}, "Enter an email address, like name@example.org"),
        ({"appeal_email": f"a@{'a.' * 124}example.org"}, "Enter an email address of 254 characters or fewer"),
        ({"appeal_phone": "call me"}, "Enter a phone number, like 01632 960 001"),
        ({"appeal_phone": "01632 960001 " * 4}, "Enter a telephone number of 40 characters or fewer"),
    ],
)
def test_a_fault_is_said_and_nothing_is_stored(
    as_role: Callable[[str], Browser], sessions: Sessions, change: dict[str, str], words: str
) -> None:
    browser = as_role("csp_manager").post(PAGE, seen=f"{PAGE}?change=yes", **GOOD | change)
    assert (browser.status, words in browser.page) == (422, True)
    with sessions.read() as session:
        assert session.scalars(select(Area.address).where(Area.code == "ASH")).one()[0] == "Moot Hall"


def test_what_is_too_long_stands_in_its_field_as_it_was_typed(as_role: Callable[[str], Browser]) -> None:
    typed = "01632 960001 (01632 960002) 01632 960003 -"
    browser = as_role("csp_manager").post(PAGE, seen=f"{PAGE}?change=yes", **GOOD | {"appeal_phone": typed})
    assert '<a href="#appeal_phone">Enter a telephone number of 40 characters or fewer</a>' in browser.page
    assert f'value="{typed}"' in browser.page


def test_sec_055_the_director_reads_and_the_deputy_does_not_even_that(as_role: Callable[[str], Browser]) -> None:
    director = as_role("director").get(f"{PAGE}?change=yes")
    assert (director.status, "Save these details" in director.page) == (200, False)
    assert director.post(PAGE, seen="/account", **GOOD).status == 403
    assert as_role("spoc_deputy").get(PAGE).status == 404
