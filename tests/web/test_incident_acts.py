"""Reporting an incident and acting on one, on pages: corrections, a series, downgrade, out of turn. MI-03, MI-17 on."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from service.demo import incident as story
from service.demo.incident import AMOS, BRAM, DELPHINE, INGRID, KIT
from service.store.cases import CaseEvent
from service.store.notices import NoticeRound
from service.store.record import FurtherIncident, RacialIncident, Tension
from tests.service.incident_desk import newest_readers, record
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]
MABEL, NELL = "mabel.thorne@ashmoor.example", "nell.ashdown@ashmoor.example"
REPORTED = {"reported_on-day": "2", "reported_on-month": "3", "reported_on-year": "2026", "reported_time": "9am"}
REPORT = {
    "title": "Attack on the Quay Street shop",
    "where": "Quay Street",
    "what": "A window was broken.",
    "perceived": "yes",
    **REPORTED,
}


def room(office: Office) -> str:
    """Give the address of the incident room."""
    return f"/incidents/{office.played.reference}"


def told(office: Office, *steps: str) -> Office:
    """Tell these steps of the ladder now, each mail sent."""
    for step in steps:
        getattr(story, f"tell_{step}")(office.played.driver, office.played.reference)
        story.send_mail(office.played.driver, office.played.reference)
    return office


def texts(office: Office, code: str) -> list[str]:
    """Give the texts of the rounds of one notice."""
    return [row.text for row in office.played.rows(NoticeRound) if row.code == code]


# -- report -------------------------------------------------------------------------------------------


def test_mi_03_staff_report_an_incident_and_land_in_its_room(office_at: OfficeAt) -> None:
    # given an area without an incident / when the senior officer reports one
    office = office_at("listed")
    browser = office.at(INGRID)
    words = text_of(browser.get("/incidents").page)
    assert "No major racial incident is declared." in words
    area = str(office.played.driver.area_id)
    browser.post("/incidents/new", seen="/incidents/new", area=area, **REPORT)
    # then the room is open, with what was reported and the first enquiries as what comes next
    assert (browser.status, browser.location) == (303, "/incidents/ASH-MI-2026-0001")
    words = text_of(browser.get(browser.location).page)
    assert "You reported ASH-MI-2026-0001." in words
    assert "Racial incident, not decided yet" in words
    assert "Reported Monday 2 March 2026 at 9am by Ingrid Vale. Not decided yet." in words
    assert "What was reported Quay Street. A window was broken." in words
    assert "What comes next, and it is yours Make first enquiries" in words
    assert "Who has been told" not in words


def test_te_32_a_tension_case_hands_its_situation_on(office_at: OfficeAt) -> None:
    # given a tension case / when the police risk lead reports the incident from it
    office = office_at("tension")
    browser = office.at(MABEL)
    reference = office.played.reference
    page = browser.get(f"/incidents/new?tension={reference}").page
    assert f'value="{reference}"' in page
    area = str(office.played.driver.area_id)
    browser.post("/incidents/new", area=area, tension_reference=reference.lower(), **REPORT)
    # then she, who sees no incidents, comes back to her work, and the two cases know of each other
    assert (browser.status, browser.location) == (303, "/work")
    words = text_of(office.at(INGRID).get("/incidents/ASH-MI-2026-0001").page)
    assert f"Linked {reference}" in words
    # and a second incident for the same situation is refused
    browser.post("/incidents/new", seen="/incidents/new", area=area, tension_reference=reference, **REPORT)
    assert browser.status == 422
    assert "asked for already" in text_of(browser.page)


def test_te_32_a_racial_situation_offers_the_report_to_those_who_may_make_it(office_at: OfficeAt) -> None:
    # given a situation scored as racially aggravated and likely to bring disorder
    office = office_at("level_2")
    page, link = f"/tension/{office.played.reference}", f"/incidents/new?tension={office.played.reference}"
    assert link not in office.at(MABEL).get(page).page
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(update(Tension).values(is_racial=True))
    # then the risk lead can report the incident from it, and the council's officer cannot
    assert link in office.at(MABEL).get(page).page
    assert link not in office.at(NELL).get(page).page


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"title": " "}, "Enter a short title that names nobody"),
        ({"where": ""}, "Enter where it happened"),
        ({"what": ""}, "Enter what happened"),
        ({"what": "x" * 4001}, "4,000"),
        ({"perceived": ""}, "Select whether anybody sees it as racial"),
        ({"reported_time": "11:59pm"}, "must be now or in the past"),
        ({"reported_on-day": "32"}, "real date"),
        ({"tension_reference": "ASH-TE-2026-9999"}, "Enter the reference of an open tension case"),
        ({"tension_reference": "ASH-CT-2026-0001"}, "Enter the reference of an open tension case"),
        ({"area": "999"}, "Select"),
    ],
)
def test_a_report_that_cannot_be_is_given_back(office_at: OfficeAt, changed: dict[str, str], problem: str) -> None:
    office = office_at("listed")
    browser = office.at(INGRID)
    given = {"area": str(office.played.driver.area_id), **REPORT, **changed}
    browser.post("/incidents/new", seen="/incidents/new", **given)
    assert browser.status == 422
    assert problem in text_of(browser.page)
    assert office.played.all(RacialIncident.__table__.select()) == []


def test_only_those_named_by_the_protocol_report_an_incident(office_at: OfficeAt) -> None:
    office = office_at("listed")
    reporters = (INGRID, BRAM, AMOS, DELPHINE, MABEL, "yusuf.carrow@ashmoor.example")
    others = (KIT, NELL, "jo.whitlock@ashmoor.example", "juno.faraday@ashmoor.example")
    assert {who: office.at(who).get("/incidents/new").status for who in (*reporters, *others)} == {
        **dict.fromkeys(reporters, 200),
        **dict.fromkeys(others, 403),
    }


# -- acts ---------------------------------------------------------------------------------------------


def test_mi_18_a_correction_names_all_who_get_it_and_goes_to_them(office_at: OfficeAt) -> None:
    # given five people were told / when the co-ordinator opens the correction
    office = told(office_at("declared"), "crro", "partners", "chief_officer")
    browser = office.at(DELPHINE)
    path = f"{room(office)}/new/correction"
    words = text_of(browser.get(path).page)
    assert "The correction goes to all 5 people who were told anything so far." in words
    for name in ("Amos Redfern", "Comfort Asante, Ashmoor Racial Equality Council", "Philippa Strode"):
        assert name in words.partition("Who gets it")[2]
    assert "Send the correction to 5 people" in words
    # and sends it
    browser.post(path, was_wrong="That two windows are broken.", is_right="One window is broken.")
    assert (browser.status, browser.location) == (303, room(office))
    # then all five have it
    assert "The correction was sent to everybody who was told." in text_of(browser.get(room(office)).page)
    assert len(newest_readers(office.played)) == 5
    assert "One window is broken." in texts(office, "L-MI-07")[-1]


def test_mi_18_a_reply_with_a_correction_leads_to_it_until_one_was_sent(office_at: OfficeAt) -> None:
    office = told(office_at("declared"), "crro", "partners")
    story.reply(office.played.driver, office.played.reference, "Comfort Asante", "correction", "One window, not two.")
    browser = office.at(DELPHINE)
    assert "Send the correction to 4 people" in text_of(browser.get(room(office)).page)
    office.played.driver.pass_minutes(5)
    story.correct(office.played.driver, office.played.reference)
    words = text_of(browser.get(room(office)).page)
    assert "Send the correction to" not in words
    assert "One window, not two. A correction was sent at 10:05am." in words


def test_mi_19_telling_somebody_early_names_who_is_passed_over_and_keeps_the_reason(office_at: OfficeAt) -> None:
    # given nobody was told / when the chief officer is to be told before the others
    office = office_at("declared")
    browser = office.at(DELPHINE)
    path = f"{room(office)}/new/tell-now"
    assert f'href="{path}?role=chief_officer_council"' in browser.get(room(office)).page
    words = text_of(browser.get(f"{path}?role=chief_officer_council").page)
    before = "Community and Race Relations Officer, Racial Equality Council, Partnership Co-ordinator"
    assert f"Tell them before the {before} and Duty contact of the council? Say why" in words
    # then a reason is needed
    browser.post(path, role="chief_officer_council", reason="")
    assert browser.status == 422
    assert "Enter why they are told before their turn" in text_of(browser.page)
    browser.post(path, role="chief_officer_council", reason="He stands beside me.")
    assert browser.status == 303
    words = text_of(browser.get(room(office)).page)
    assert "Before their turn: He stands beside me." in words
    # and who was told is offered no more
    assert "role=chief_officer_council" not in browser.page
    browser.post(path, seen=path, role="chief_officer_council", reason="Again.")
    assert browser.status == 422


def test_mi_25_a_further_incident_is_attached_and_told(office_at: OfficeAt) -> None:
    office = told(office_at("declared"), "crro")
    browser = office.at(AMOS)
    path = f"{room(office)}/new/further"
    at = {"happened_on-day": "2", "happened_on-month": "3", "happened_on-year": "2026", "happened_time": "9:50am"}
    browser.post(path, seen=path, where="Quay Street", what="Stones were thrown at a shop.", **at)
    assert browser.status == 303
    words = text_of(browser.get(room(office)).page)
    assert "Further incidents 9:50am, Monday 2 March 2026, Quay Street. Stones were thrown at a shop." in words
    assert len(office.played.rows(FurtherIncident)) == 1
    assert "Stones were thrown at a shop." in texts(office, "L-MI-07")[-1]


def test_mi_24_the_senior_officer_downgrades_and_nobody_else_is_offered_it(office_at: OfficeAt) -> None:
    # given two were told / when the co-ordinator looks / then there is no such link
    office = told(office_at("declared"), "crro")
    path = f"{room(office)}/new/downgrade"
    assert "Downgrade or withdraw" not in text_of(office.at(DELPHINE).get(room(office)).page)
    assert office.at(DELPHINE).get(path).status == 404
    # when the senior officer does it
    browser = office.at(INGRID)
    assert "Send the stand-down to 1 person" in text_of(browser.get(path).page)
    browser.post(path, kind="withdrawn", wants_debrief="no", reason="A prank, the owner says.")
    assert browser.status == 303
    assert record(office.played).status == "downgraded"
    assert "A prank, the owner says." in texts(office, "L-MI-07")[-1]
    # then it cannot be done again
    assert browser.get(path).status == 404


def test_mi_17_information_is_passed_on_into_the_history(office_at: OfficeAt) -> None:
    office = office_at("declared")
    browser = office.at(AMOS)
    path = f"{room(office)}/new/information"
    browser.post(path, seen=path, words="A leaflet calls people to the hall.")
    assert browser.status == 303
    assert "You passed on information." in text_of(browser.get(room(office)).page)
    said = [row.sentence for row in office.played.rows(CaseEvent) if row.kind == "information"]
    assert said == ["Amos Redfern passed on information: A leaflet calls people to the hall."]


@pytest.mark.parametrize("act", ["information", "correction", "further", "downgrade", "tell-now"])
def test_acts_are_for_those_who_keep_the_incident(office_at: OfficeAt, act: str) -> None:
    # given somebody of the council who reads the room, and the single point of contact, who does not
    office = told(office_at("declared"), "crro")
    path = f"{room(office)}/new/{act}"
    for who, status in ((NELL, 403), (KIT, 403), ("jo.whitlock@ashmoor.example", 404)):
        assert office.at(who).get(path).status == status
        browser = office.at(who).get("/account")
        assert browser.post(path, words="x").status == status
    assert office.at(DELPHINE).get(f"{room(office)}/new/nonsense").status == 404


@pytest.mark.parametrize(
    ("act", "posted", "problem"),
    [
        ("information", {"words": " "}, "Enter what you know"),
        ("information", {"words": "x" * 901}, "900"),
        ("correction", {"was_wrong": "a", "is_right": ""}, "Enter what is right"),
        ("correction", {"was_wrong": "", "is_right": "a"}, "Enter what was wrong"),
        ("further", {"where": "a", "what": "b"}, "Enter the day it happened"),
        ("downgrade", {"kind": "", "reason": "a", "wants_debrief": "no"}, "Select whether it is downgraded"),
        ("downgrade", {"kind": "withdrawn", "reason": "", "wants_debrief": "no"}, "Enter the reason"),
        ("tell-now", {"role": "member", "reason": "a"}, "Select"),
    ],
)
def test_an_act_that_says_nothing_is_given_back(
    office_at: OfficeAt, act: str, posted: dict[str, str], problem: str
) -> None:
    office = told(office_at("declared"), "crro")
    before = len(office.played.rows(NoticeRound))
    path = f"{room(office)}/new/{act}"
    browser = office.at(INGRID)
    browser.post(path, seen=path, **posted)
    assert browser.status == 422
    assert problem in text_of(browser.page)
    assert len(office.played.rows(NoticeRound)) == before
