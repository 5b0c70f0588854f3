"""The contacts of the protocols: listed, changed, checked, taken off the list; who may; what the list warns of."""

from datetime import date

import pytest
from sqlalchemy import select, update

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.notices import ProtocolContact
from service.store.people import Area, AreaRulesVersion, Person
from tests.databases import ON_BOTH
from tests.web.tension_desk import EVERYBODY, Desk
from tests.web.text_of import text_of

PAGE = "/tension/contacts/ASH"
NEW = f"{PAGE}/new"
READERS = EVERYBODY - {"spoc_deputy", "administrator", "elsewhere"}
KEEPERS = {"coordinator", "risk_lead", "crro", "police_coordinator", "csp_manager", "process_owner"}
AMADI = {
    "role": "commander",
    "name": "Supt Piers Amadi",
    "organisation": "Northmoor Police",
    "email": "piers.amadi@police.example",
    "phone": "01632 960 311",
    "night_phone": "01632 960 312",
    "localities": "Ferry Ward\r\n\r\n  Market   Ward\r\nFerry Ward",
    "deputy": "nobody",
    "account": "nobody",
    "trained_on-day": "5",
    "trained_on-month": "1",
    "trained_on-year": "2026",
    "note": "On leave in August",
}


def add(desk: Desk, **other: str) -> int:
    """List a contact through the form."""
    return desk.at("coordinator").post(NEW, seen=NEW, **AMADI | other).status


def rows(sessions: Sessions) -> dict[str, ProtocolContact]:
    with sessions.read() as session:
        return {row.name: row for row in session.scalars(select(ProtocolContact))}


def page_of(desk: Desk, address: str = PAGE) -> str:
    return text_of(desk.at("coordinator").get(address).page)


def test_mi_02_a_contact_is_listed_with_every_way_to_reach_them(desk: Desk, sessions: Sessions) -> None:
    # given a co-ordinator
    # when a contact is listed
    assert add(desk) == 303
    # then all of it is kept, each place once, checked today, and the audit holds no personal data
    row = rows(sessions)["Supt Piers Amadi"]
    assert (row.role, row.email, row.night_phone) == ("commander", "piers.amadi@police.example", "01632 960 312")
    assert row.localities == ["Ferry Ward", "Market Ward"]
    assert (row.trained_on, row.verified_on) == (date(2026, 1, 5), date(2026, 3, 2))
    with sessions.read() as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.action == "contact_added")).one()
    assert "Amadi" not in f"{told.object} {told.detail}"
    shown = page_of(desk)
    for words in (
        "Supt Piers Amadi",
        "Divisional Commander",
        "Ferry Ward, Market Ward",
        "01632 960 312 at other times",
    ):
        assert words in shown
    assert "Supt Piers Amadi is listed." in shown


@ON_BOTH
def test_cm_06_a_deputy_stands_in_until_they_are_taken_off_the_list(desk: Desk, sessions: Sessions) -> None:
    add(desk, role="deputy", name="Insp Kit Marlowe")
    deputy_id = rows(sessions)["Insp Kit Marlowe"].id
    add(desk, deputy=str(deputy_id))
    assert "Stands in for Supt Piers Amadi" in page_of(desk)
    # when the deputy is taken off
    contact = f"{PAGE}/{deputy_id}"
    assert "Supt Piers Amadi will have no deputy." in page_of(desk, contact)
    assert desk.at("coordinator").post(f"{contact}/ending", seen=contact).status == 303
    # then nobody is named in their place, and the ended contact stands on the other list
    found = rows(sessions)
    assert (found["Supt Piers Amadi"].deputy_id, found["Insp Kit Marlowe"].ended_on) == (None, date(2026, 3, 2))
    assert "Insp Kit Marlowe is off the list" in page_of(desk)
    assert "Insp Kit Marlowe" not in page_of(desk)
    assert "Insp Kit Marlowe" in page_of(desk, f"{PAGE}?show=ended")
    # and is changed no more
    assert desk.at("coordinator").get(contact).status == 404
    assert desk.at("coordinator").post(f"{contact}/verification", seen=NEW).status == 404


def test_te_02_a_member_of_the_team_sits_there_for_an_agency(desk: Desk, sessions: Sessions) -> None:
    refused = desk.at("coordinator").post(NEW, seen=NEW, **AMADI | {"role": "team"})
    assert (refused.status, "Select whom they sit on the team for" in refused.page) == (422, True)
    add(desk, role="team", agency="housing")
    assert rows(sessions)["Supt Piers Amadi"].agency == "housing"
    assert "Inter-agency team: Housing" in page_of(desk)
    # when they leave the team, the agency goes as well
    address = f"{PAGE}/{rows(sessions)['Supt Piers Amadi'].id}"
    desk.at("coordinator").post(address, seen=address, **AMADI | {"role": "member", "agency": "housing"})
    assert (rows(sessions)["Supt Piers Amadi"].role, rows(sessions)["Supt Piers Amadi"].agency) == ("member", "")


def test_te_23_a_reader_gets_the_public_version_unless_they_read_for_an_agency(desk: Desk, sessions: Sessions) -> None:
    refused = desk.at("coordinator").post(NEW, seen=NEW, **AMADI | {"role": "reader"})
    assert (refused.status, "Select whom they read the report for" in refused.page) == (422, True)
    for name, reads_for in (("Harrow Chapel", "public"), ("Insp Marlowe", "police")):
        assert add(desk, role="reader", name=name, reads_for=reads_for) == 303
    assert {name: row.agency for name, row in rows(sessions).items()} == {"Harrow Chapel": "", "Insp Marlowe": "police"}
    assert "Reader of the quarterly report: public version" in page_of(desk)


def test_a_contact_without_an_address_or_not_checked_for_six_months_is_marked(desk: Desk, sessions: Sessions) -> None:
    # given one who cannot be told, one last checked six months ago, one a day later, one never checked
    add(desk, name="Nobody Reaches", email="", phone="", night_phone="")
    for name in ("Long Ago", "In Time", "Never"):
        add(desk, name=name)
    with sessions.write() as session, session.begin():
        for row in session.scalars(select(ProtocolContact)):
            days = {"Long Ago": date(2025, 9, 2), "In Time": date(2025, 9, 3), "Never": None}
            row.verified_on = days.get(row.name, date(2026, 3, 2))
    # then the list says so
    shown = page_of(desk)
    assert "1 contact cannot be told: no address. 2 contacts were not checked for 6 months." in shown
    assert "No address: cannot be told" in shown
    assert shown.count("Not checked for 6 months") == 1
    assert shown.count("Never checked") == 1
    # when they are checked today
    ids = {name: row.id for name, row in rows(sessions).items()}
    for name in ("Long Ago", "Never"):
        assert desk.at("coordinator").post(f"{PAGE}/{ids[name]}/verification", seen=PAGE).status == 303
    # then only the missing address is left
    assert "6 months" not in page_of(desk)


def test_mi_02_the_page_names_the_offices_that_nobody_is_listed_for(desk: Desk) -> None:
    assert "Nobody is listed for: Divisional Commander; Nominated officer of the council;" in page_of(desk)
    add(desk)
    assert "Nobody is listed for: Nominated officer of the council;" in page_of(desk)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"role": ""}, "role", "Select what they are"),
        ({"role": "king"}, "role", "Select one of the answers listed"),
        ({"name": " "}, "name", "Enter their name"),
        ({"name": "x" * 161}, "name", "Name must be 160 characters or fewer"),
        ({"email": "nobody"}, "email", "Enter an email address in the correct format"),
        ({"phone": "call me"}, "phone", "Enter a telephone number, like 01632 960 001"),
        (
            {"localities": "w\n" * 20 + "\n".join(f"Ward {n}" for n in range(40))},
            "localities",
            "Enter at most 40 places",
        ),
        ({"localities": "x" * 121}, "localities", "Enter at most 40 places of 120 characters"),
        ({"deputy": "999999"}, "deputy", "Select one of the answers listed"),
        ({"account": "x"}, "account", "Select one of the answers listed"),
        ({"trained_on-year": "2027"}, "trained_on-day", "must be today or in the past"),
        ({"note": "x" * 501}, "note", "Note must be 500 characters or fewer"),
    ],
)
def test_a_fault_is_said_at_its_field_and_what_was_typed_stays(
    desk: Desk, sessions: Sessions, change: dict[str, str], field: str, words: str
) -> None:
    browser = desk.at("coordinator").post(NEW, seen=NEW, **AMADI | change)
    assert (browser.status, words in browser.page, f'href="#{field}"' in browser.page) == (422, True, True)
    assert "On leave in August" in browser.page or field == "note"
    assert rows(sessions) == {}


def test_a_contact_of_another_area_can_neither_be_read_nor_stand_in(desk: Desk, sessions: Sessions) -> None:
    theirs = "/tension/contacts/CAR/new"
    desk.at("elsewhere").post(theirs, seen=theirs, **AMADI | {"name": "Of Carr Dale"})
    other_id = rows(sessions)["Of Carr Dale"].id
    assert "Of Carr Dale" not in page_of(desk)
    for address in ("/tension/contacts/CAR", f"/tension/contacts/CAR/{other_id}", f"{PAGE}/{other_id}"):
        assert desk.at("coordinator").get(address).status == 404
    assert desk.at("coordinator").post(f"{PAGE}/{other_id}/ending", seen=NEW).status == 404
    assert add(desk, deputy=str(other_id)) == 422
    assert rows(sessions)["Of Carr Dale"].ended_on is None


def test_a_contact_may_be_linked_to_an_account_of_the_area_only(desk: Desk, sessions: Sessions) -> None:
    with sessions.read() as session:
        ids = dict(session.execute(select(Person.email, Person.id)).all())
    assert add(desk, account=str(ids["elsewhere@example.org"])) == 422
    assert add(desk, account=str(ids["commander@example.org"])) == 303
    assert rows(sessions)["Supt Piers Amadi"].person_id == ids["commander@example.org"]


def test_titles_of_offices_are_the_areas_own(desk: Desk, sessions: Sessions) -> None:
    add(desk)
    with sessions.write() as session, session.begin():
        area = session.scalars(select(Area).where(Area.code == "ASH")).one()
        rules = session.scalars(select(AreaRulesVersion).where(AreaRulesVersion.area_id == area.id)).one()
        rules.settings = rules.settings | {"role_titles": {"commander": "Area Commander"}}
    assert "Area Commander" in page_of(desk)


def test_the_list_is_downloaded_and_that_is_kept_in_the_audit(desk: Desk, sessions: Sessions) -> None:
    add(desk, name="=2+2")
    browser = desk.at("auditor").get(f"{PAGE}?as=table")
    assert browser.response.headers["Content-Disposition"].startswith('attachment; filename="contacts-ash-')
    assert '"\'=2+2"' in browser.page
    assert "piers.amadi@police.example" in browser.page
    with sessions.read() as session:
        taken = session.scalars(select(AuditEvent).where(AuditEvent.action == "list_downloaded")).one()
    assert taken.detail["rows"] == 1


def test_c_2_who_works_by_a_protocol_reads_the_contacts_and_who_keeps_them_changes_them(
    desk: Desk, sessions: Sessions
) -> None:
    add(desk)
    address = f"{PAGE}/{rows(sessions)['Supt Piers Amadi'].id}"
    assert {role for role, status in desk.statuses(PAGE).items() if status == 200} == READERS
    assert {status for role, status in desk.statuses(PAGE).items() if role not in READERS} == {404}
    for path in (NEW, address):
        found = desk.statuses(path)
        assert {role for role, status in found.items() if status == 200} == KEEPERS
        assert {found[role] for role in READERS - KEEPERS} == {403}
        assert {found[role] for role in EVERYBODY - READERS} == {404}
    with sessions.write() as session, session.begin():
        session.execute(update(ProtocolContact).values(verified_on=None))
    assert "Mark as checked today" in desk.at("crro").get(PAGE).page
    for role in READERS - KEEPERS:
        for path in (NEW, address, f"{address}/verification", f"{address}/ending"):
            assert desk.at(role).post(path, seen="/account", **AMADI).status == 403
        assert "Mark as checked today" not in desk.at(role).get(PAGE).page
    first = desk.statuses("/tension/contacts")
    assert {role for role, status in first.items() if status == 302} == READERS | {"elsewhere"}
    assert {first[role] for role in ("spoc_deputy", "administrator")} == {403}


def test_a_second_press_lists_nobody_twice(desk: Desk, sessions: Sessions) -> None:
    browser = desk.at("coordinator").get(NEW)
    form = browser.page
    for _ in range(2):
        browser.page = form
        assert browser.post(NEW, **AMADI).status == 303
    assert len(rows(sessions)) == 1
