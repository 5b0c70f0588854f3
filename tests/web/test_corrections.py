"""Correcting the case data on pages: nothing silently, everything with a reason. Source: CT-07, CT-13, CT-53, CT-57."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from service.demo import answers as said
from service.demo.cases import INES, a_form
from service.demo.driver import posted
from service.store.cases import Case, CaseEvent
from service.store.record import (
    Appointment,
    BodyReturn,
    Decision,
    IncidentConfirmation,
    Meeting,
    Party,
    Recommendation,
    ReportedIncident,
)
from service.store.work import Deadline
from tests.browser import Browser
from tests.frozen_clock import day
from tests.stages import ON_BOTH
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]
ROWAN = "rowan.pike@ashmoor.example"


def correct(office: Office, kind: str, answers: dict[str, Any], *, by: str = said.JO) -> Browser:
    """Open the form of a correction, fill it in and press its button."""
    path = f"/cases/{office.played.reference}/corrections/{kind}"
    return office.at(by).post(path, seen=path, **posted(answers))


def person_now(office: Office, **changes: str) -> dict[str, Any]:
    """Give the applicant's details as the form would post them, with some changed."""
    now = {
        "name": "Amara Lindqvist-Bell",
        "address": "14 Tanners Row\nAshmoor",
        "postcode": "AS3 7DN",
        "phone": "07700 900417",
        "email": "amara@applicant.example",
        "preferred_channel": "email",
        "formats": "large_print",
        "safe_contact": "No voicemail. Phone after 4pm.",
        "reason": "She told us on the phone.",
    }
    return now | changes


def report_now(office: Office, **changes: object) -> dict[str, Any]:
    """Give the first report's details as the form would post them, with some changed."""
    row = office.played.rows(ReportedIncident)[0]
    now = {
        "what": row.what,
        "happened_on": row.happened_on,
        "reported_on": row.reported_on,
        "body_code": row.body_code,
        "channel": row.channel,
        "body_reference": row.body_reference,
        "reason": "The applicant looked it up.",
    }
    return now | changes


@ON_BOTH
def test_a_corrected_person_is_written_to_the_new_way(office_at: OfficeAt) -> None:
    # given  an acknowledgement that waits to be sealed by email
    office = office_at("checked")
    party = office.played.row(Party)
    form = office.at(said.JO).get(f"/cases/{office.played.reference}/corrections/person/{party.id}")
    assert 'value="Amara Lindqvist-Bell"' in form.page
    # when   she wants post, at a new address
    answers = person_now(office, address="2 Mill Lane\nAshmoor", preferred_channel="post", formats="standard")
    assert correct(office, f"person/{party.id}", answers).status == 303
    # then   the letter goes that way, lists know the street, and the history says why
    (draft,) = office.played.drafts("L-CT-01")
    assert (draft.channel, draft.size) == ("post", "standard")
    assert office.played.case.label == "Amara Lindqvist-Bell at Mill Lane"
    (sentence,) = office.played.events("party_corrected")
    assert sentence.endswith("address, how we write to them, format. Because: She told us on the phone.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Enter the name"),
        ({"postcode": "nowhere"}, "Enter a full UK postcode"),
        ({"email": "", "preferred_channel": "email"}, "Enter the email address that we write to"),
        ({"reason": ""}, "Enter why this is corrected"),
        ({}, "Change something, or go back to the case"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_at_its_field(
    office_at: OfficeAt, changes: dict[str, str], sentence: str
) -> None:
    office = office_at("checked")
    answers = person_now(office, **changes)
    browser = correct(office, f"person/{office.played.row(Party).id}", answers)
    assert browser.status == 422
    assert sentence in browser.page
    assert not office.played.events("party_corrected")


def test_ct_13_a_corrected_date_says_what_it_was_and_why(office_at: OfficeAt) -> None:
    office = office_at("confirmed")
    row = office.played.rows(ReportedIncident)[0]
    assert row.happened_on == day("Thu 12 Feb 2026")
    changed = report_now(office, happened_on=day("Wed 11 Feb 2026"))
    assert correct(office, f"report/{row.id}", changed).status == 303
    assert office.played.rows(ReportedIncident)[0].happened_on == day("Wed 11 Feb 2026")
    assert office.played.events("report_corrected") == [
        "Jo Whitlock corrected report 1: it happened on Wednesday 11 February 2026, not on Thursday 12 February 2026. "
        "Because: The applicant looked it up."
    ]


def test_ct_13_a_report_cannot_lie_before_what_happened_nor_in_the_future(office_at: OfficeAt) -> None:
    office = office_at("confirmed")
    row = office.played.rows(ReportedIncident)[0]
    for changes, sentence in (
        ({"happened_on": day("Sat 14 Feb 2026")}, "The report cannot be earlier"),
        ({"happened_on": day("Fri 1 Jan 2027")}, "must be today or in the past"),
    ):
        browser = correct(office, f"report/{row.id}", report_now(office, **changes))
        assert (browser.status, sentence in browser.page) == (422, True)


@ON_BOTH
def test_ct_13_a_report_is_added_and_one_taken_out_with_reasons(office_at: OfficeAt) -> None:
    office = office_at("confirmed")
    new = report_now(office, what="A brick through the window", reason="Told us on 5 March.")
    assert correct(office, "new-report", new).status == 303
    added = office.played.rows(ReportedIncident)[-1]
    assert (added.number, added.what) == (4, "A brick through the window")
    assert correct(office, f"removal/{added.id}", {"reason": "It was the same report."}).status == 303
    assert office.played.rows(ReportedIncident)[-1].is_removed
    shown = office.at(said.JO).get(f"/cases/{office.played.reference}/corrections").page
    assert "A brick through the window" not in shown
    assert office.played.events("report_removed") == ["Jo Whitlock took report 4 out. Because: It was the same report."]


@ON_BOTH
def test_ct_22_what_a_body_says_later_stands_beside_what_it_said(office_at: OfficeAt) -> None:
    office = office_at("confirmed")
    row = office.played.rows(ReportedIncident)[0]
    answers = {"body_code": "police", "answer": "not_found", "reason": "Their email of today."}
    assert correct(office, f"body/{row.id}", answers).status == 303
    asked = next(one for one in office.played.rows(BodyReturn) if one.body_code == "police")
    found = office.played.all(
        select(IncidentConfirmation.answer).where(
            IncidentConfirmation.return_id == asked.id, IncidentConfirmation.incident_id == row.id
        )
    )
    assert found == ["not_found"]
    assert office.played.events("body_corrected") == [
        "Northmoor Police now cannot find it: report 1. Before: holds it as stated. Because: Their email of today."
    ]


@ON_BOTH
def test_who_is_said_to_do_it_is_recorded_and_named_nowhere(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    answers = {"name": "Corin Vane", "age": "under_18", "reason": "The landlord told us."}
    assert correct(office, "perpetrator", answers).status == 303
    assert [p.is_under_18 for p in office.played.rows(Party) if p.is_perpetrator] == [True]
    reference = office.played.reference
    for path in (f"/cases/{reference}", f"/cases/{reference}/corrections", f"/cases/{reference}/history"):
        assert "Corin" not in office.at(said.JO).get(path).page
    # and a letter that names this person must be put right
    office.press("Task_DecideThreshold", said.THRESHOLD_MET, by=said.JO)
    letter = office.letter("Task_SendThresholdMet", by=said.JO)
    jo = office.at(said.JO).post(letter, seen=letter, act="save", **{"own-note": "We will speak to Corin Vane."})
    assert "It cannot go yet." in jo.get(letter).page
    jo.post(letter, act="ask")
    assert office.played.drafts("L-CT-07")[0].state == "draft"


def test_only_the_single_point_of_contact_corrects(office_at: OfficeAt) -> None:
    office = office_at("met")
    path = f"/cases/{office.played.reference}/corrections"
    for email, status in ((said.IRIS, 403), (said.MARIAN, 403), (ROWAN, 404)):
        assert office.at(email).get(path).status == status, email
        assert office.at(email).get(f"{path}/perpetrator").status == status, email
    jo = office.at(said.JO)
    assert jo.get(f"{path}/person/9999").status == 404
    assert jo.get(f"{path}/unknown").status == 404
    assert jo.get(f"{path}/chair/7").status == 404


@ON_BOTH
def test_ct_53_a_chair_who_is_not_independent_is_replaced_before_the_meeting(office_at: OfficeAt) -> None:
    office = office_at("meeting")
    played = office.played
    limit = played.clock("ct_review_outcome").limit_on
    rowan = played.driver.person_id(ROWAN)
    answers = {"chair": rowan, "declared_on": played.driver.today, "reason": "She visited the flat in January."}
    assert correct(office, "chair", answers).status == 303
    held = {row.person_id: row.ended_at for row in played.rows(Appointment) if row.role == "review_chair"}
    assert held[rowan] is None
    assert held[played.driver.person_id(said.NADIA)] is not None
    assert played.clock("ct_review_outcome").limit_on == limit
    # and the task of the chair is the new chair's
    path = office.path("Task_HoldMeeting")
    assert office.at(said.NADIA).get(path).status == 404
    assert office.at(ROWAN).get(path).status == 200


def test_ct_53_what_the_earlier_chair_decided_is_void_and_the_meeting_is_held_again(office_at: OfficeAt) -> None:
    office = office_at("held")
    played = office.played
    limit = played.clock("ct_review_outcome").limit_on
    answers = {
        "chair": played.driver.person_id(ROWAN),
        "declared_on": played.driver.today,
        "reason": "She visited the flat in January.",
    }
    assert correct(office, "chair", answers).status == 303
    assert [meeting.is_void for meeting in played.rows(Meeting)] == [True]
    assert played.rows(Recommendation) == []
    decision = played.decision("chair_replaced")
    assert len(decision.inputs["void_recommendations"]) == 2
    assert played.clock("ct_review_outcome").limit_on == limit
    assert "Task_FixMeeting" in played.task_ids()
    assert "Task_ApproveOutcome" in played.task_ids()


def test_ct_53_the_new_chair_must_be_independent_too(office_at: OfficeAt) -> None:
    office = office_at("meeting")
    driver = office.played.driver
    for email, sentence in (
        (said.JO, "This person is the SPOC of this case. Choose someone else."),
        (said.NADIA, "Select somebody else than the chair now"),
    ):
        answers = {"chair": driver.person_id(email), "declared_on": driver.today, "reason": "A friend of hers."}
        browser = correct(office, "chair", answers)
        assert (browser.status, sentence in text_of(browser.page)) == (422, True)


def test_ct_53_after_the_outcome_letter_only_an_appeal_helps(office_at: OfficeAt) -> None:
    office = office_at("told")
    driver = office.played.driver
    answers = {"chair": driver.person_id(ROWAN), "declared_on": driver.today, "reason": "A friend of hers."}
    browser = correct(office, "chair", answers)
    assert (browser.status, "The outcome letter has gone." in browser.page) == (422, True)


def second_case(office: Office) -> str:
    """Let another applicant tell of the same problem; give the new reference."""
    return office.played.driver.apply(a_form(INES, office.played.driver.today))


def join(office: Office, newer: str, older: str, agreement: str = "Both, by phone today.") -> Browser:
    """Join the newer case to the older one."""
    path = f"/cases/{newer}/corrections/joining"
    return office.at(said.JO).post(path, seen=path, reference=older, agreement=agreement)


def test_ct_57_a_second_application_joins_the_open_case(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    older, newer = office.played.reference, second_case(office)
    assert join(office, newer, older.lower()).status == 303
    # then   the open case has both applicants' reports, each by who made it
    reports = office.played.rows(ReportedIncident)
    assert [row.what for row in reports].count("Windows broken") == 3
    assert len({row.reported_by_id for row in reports}) == 2
    assert [party.name for party in office.played.rows(Party)] == ["Amara Lindqvist-Bell", "Ines Calloway"]
    # and the newer one is closed as joined, with nothing left to do and no clock running
    (closed,) = office.played.all(select(Case).where(Case.reference == newer))
    assert (closed.is_open, closed.stage) == (False, "Closed: joined with another case")
    assert office.played.driver.open_tasks(newer) == []
    rows = office.played.all(select(Deadline).where(Deadline.case_id == closed.id, Deadline.state == "running"))
    assert rows == []
    decisions = office.played.all(select(Decision).where(Decision.code == "joined").order_by(Decision.id))
    assert [(one.case_id, one.reasons) for one in decisions] == [
        (office.played.case_id, "Both, by phone today."),
        (closed.id, "Both, by phone today."),
    ]
    told = office.played.all(select(CaseEvent.sentence).where(CaseEvent.kind == "joined").order_by(CaseEvent.id))
    assert told[0].startswith(f"Jo Whitlock joined {newer} to this case: 3 reports.")


def test_ct_07_no_case_is_joined_without_agreement_or_to_a_wrong_one(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    older, newer = office.played.reference, second_case(office)
    for to, agreement, sentence in (
        (older, " ", "Enter who agreed to one review, and how"),
        ("ASH-CT-2026-9999", "Both.", "Enter the reference of an open case"),
        (newer, "Both.", "Enter the reference of an open case"),
    ):
        browser = join(office, newer, to, agreement)
        assert (browser.status, sentence in browser.page) == (422, True), to
    assert join(office, older, newer).status == 422  # never the older into the newer
    assert office.played.case.is_open
