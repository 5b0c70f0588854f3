"""The people and incidents of the public form: consent, who told whom and when, faults. Source: CT-07 to CT-13."""

import pytest
from sqlalchemy import select

from service.store.database import Sessions
from service.store.record import Application, Consent, Party, ReportedIncident
from tests.frozen_clock import day
from tests.web.applicant import ABOUT_YOU, FORM, Applicant, on, text_of


def test_ct_07_one_applicant_speaks_for_several_and_each_report_has_its_reporter(
    applicant: Applicant, sessions: Sessions
) -> None:
    # given a neighbour who applies for herself and two others
    applicant.begin().answer("for-whom", {"basis": "one_of_several"})
    for slug in ("your-name", "your-address", "your-landlord", "phone-and-email", "safe-message", "safe-contact"):
        applicant.answer(slug, ABOUT_YOU[slug])
    applicant.answer("how-to-write", {"preferred_channel": "post"})
    add_victim(applicant, 1, "Ravi Lindqvist-Bell", consent="signed_here", consent_name="ravi lindqvist-bell")
    add_victim(applicant, 2, "Dilys Penhallow", consent="paper_later")
    applicant.answer("victims", {"another": "no"})
    # and an incident that she and one of the others reported
    applicant.answer("incidents/1/when", on("happened_on", "2026-02-10")).answer("incidents/1/what", {"what": "Fire"})
    applicant.answer("incidents/1/told", {"told": ["police", "council"]})
    for body, who in (("police", "applicant"), ("council", "2")):
        applicant.answer(f"incidents/1/{body}/reporter", {"reported_by": who})
        applicant.answer(f"incidents/1/{body}/reported", on("reported_on", "2026-02-11"))
        applicant.answer(f"incidents/1/{body}/how", {"channel": "online"}).answer(f"incidents/1/{body}/reference", {})
    applicant.answer("incidents", {"another": "no"}).tell_the_rest()
    # when it is sent
    applicant.send()
    # then there are three victims, consents for two, and one occasion with two reports by two people
    with sessions.read() as session:
        people = {party.name: party for party in session.scalars(select(Party))}
        rows = session.scalars(select(ReportedIncident).order_by(ReportedIncident.number)).all()
        consents = session.scalars(select(Consent).order_by(Consent.id)).all()
        application = session.scalars(select(Application)).one()
    assert all(party.is_victim for party in people.values())
    assert people["Amara Lindqvist-Bell"].is_advocate
    assert [row.reported_by_id for row in rows] == [people["Amara Lindqvist-Bell"].id, people["Dilys Penhallow"].id]
    assert len({row.occasion for row in rows}) == 1
    assert [(row.form, row.received_on) for row in consents] == [("online", day("Mon 2 Mar 2026")), ("", None)]
    assert [item["code"] for item in application.missing] == ["consent:2"]


def add_victim(applicant: Applicant, number: int, name: str, **consent: str) -> None:
    here = f"victims/{number}"
    applicant.answer(f"{here}/name", {"name": name}).answer(f"{here}/asking-as", {"kind": "individual"})
    applicant.answer(f"{here}/address", {"address_1": f"{number} Mill Parade"})
    applicant.answer(f"{here}/landlord", {"landlord": "none"}).answer(f"{here}/reach", {})
    applicant.answer(f"{here}/consent", consent)


def test_ct_08_an_advocate_is_told_what_consent_is_before_naming_anyone(applicant: Applicant) -> None:
    applicant.begin().answer("for-whom", {"basis": "advocate"})
    for slug in ("your-name", "your-address", "phone-and-email", "safe-message", "safe-contact"):
        applicant.answer(slug, ABOUT_YOU[slug])
    applicant.answer("relation", {"relation": "councillor", "organisation": "Ashmoor Council"})
    applicant.answer("how-to-write", {"preferred_channel": "email"})
    assert applicant.browser.location == f"{FORM}/about-consent"
    page = text_of(applicant.browser.get(f"{FORM}/about-consent").page)
    assert "It is your job to get it. We cannot start before we have it." in page
    assert "It is not what lets us use their information" in page
    assert 'href="/ask/ash/consent-form"' in applicant.page


def test_ct_08_consent_on_the_screen_needs_the_victims_own_name(applicant: Applicant) -> None:
    applicant.begin().answer("for-whom", {"basis": "advocate"}).answer("victims/1/name", {"name": "Ravi"})
    applicant.answer("victims/1/asking-as", {"kind": "individual"})
    applicant.try_answer("victims/1/consent", {"consent": "signed_here", "consent_name": "Dana"})
    assert applicant.browser.status == 422
    assert "Ask Ravi to type their full name as you gave it" in text_of(applicant.page)
    applicant.try_answer("victims/1/consent", {"consent": "signed_here"})
    assert "Ask them to type their full name" in applicant.page


def test_ct_10_what_is_not_known_is_noted_as_missing(applicant: Applicant, sessions: Sessions) -> None:
    # given an incident whose day the applicant does not know
    applicant.begin().tell_about()
    applicant.answer("incidents/1/when", {"happened_words": "a Friday in January"})
    applicant.answer("incidents/1/what", {"what": "Fire"}).answer("incidents/1/told", {"told": "nobody"})
    applicant.answer("incidents", {"another": "no"}).tell_the_rest()
    # when the form is sent
    applicant.send()
    # then the date is what is missing, and what was said is kept
    with sessions.read() as session:
        missing = session.scalars(select(Application)).one().missing
        row = session.scalars(select(ReportedIncident)).one()
    assert [(item["code"], item["words"]) for item in missing] == [
        ("incident:1:happened_on", "incident 1: the date it happened")
    ]
    assert (row.happened_words, row.body_code) == ("a Friday in January", "nobody")


@pytest.mark.parametrize(
    ("slug", "fields", "words"),
    [
        ("when", {}, "Enter the date it happened"),
        ("when", on("happened_on", "-2-10"), "The date it happened must include a year"),
        ("when", on("happened_on", "2026-3-3"), "The date it happened must be today or in the past"),
        ("when", on("happened_on", "2026-2-30"), "The date it happened must be a real date"),
        ("when", on("happened_on", "1899-2-1"), "must have a year with 4 numbers, from 1900"),
        ("police/reported", on("reported_on", "2026-2-9"), "You told us it happened on Tuesday 10 February 2026."),
        ("police/reported", {}, "Enter the date they were told"),
        ("when", on("happened_on", "2026-2-13"), "You told us you reported it on Thursday 12 February 2026."),
        ("told", {}, "Select whom you told"),
        ("told", {"told": ["police", "nobody"]}, "not both"),
        ("police/how", {}, "Select how Northmoor Police was told"),
        ("police/how", {"channel": "on_site"}, "Select who it was"),
        ("what", {"what": " "}, "Enter what happened"),
    ],
)
def test_ct_13_a_wrong_answer_about_an_incident_is_told_at_the_field(
    applicant: Applicant, slug: str, fields: dict[str, object], words: str
) -> None:
    applicant.begin().add_incident(1)
    applicant.try_answer(f"incidents/1/{slug}", fields)
    assert applicant.browser.status == 422
    assert "<title>Error: " in applicant.page
    assert text_of(applicant.page).count(words) == 2, "once in the summary, once at the field"
    for name, typed in fields.items():
        assert f'name="{name}"' in applicant.page
        if isinstance(typed, str) and typed.strip() and slug != "told" and name != "channel":
            assert f'value="{typed}"' in applicant.page


def test_the_incident_list_adds_changes_and_removes(applicant: Applicant) -> None:
    applicant.begin()
    assert "You have not told us about an incident yet" in applicant.browser.get(f"{FORM}/incidents").page
    applicant.add_incident(1).add_incident(2, happened="2026-02-20", reported="2026-02-20", body="council")
    page = text_of(applicant.browser.get(f"{FORM}/incidents").page)
    assert "You have told us about 2 incidents" in page
    assert "Bottles thrown at the front door. Reported to Northmoor Police." in page
    applicant.try_answer("incidents", {})
    assert "Select yes if you want to add another incident" in applicant.page
    applicant.answer("incidents", {"another": "yes"})
    assert applicant.browser.location == f"{FORM}/incidents/3/when"
    # when one is removed, after a question
    remove = f"{FORM}/incidents/1/remove"
    assert "Are you sure you want to remove this incident?" in applicant.browser.get(remove).page
    applicant.browser.post(remove)
    assert "Select yes if you want to remove this incident" in applicant.page
    applicant.browser.post(remove, sure="yes")
    # then the other keeps its number, and the removed one cannot be answered again
    page = text_of(applicant.browser.get(f"{FORM}/incidents").page)
    assert "You have told us about 1 incident " in page
    assert "Friday 20 February 2026" in page
    assert applicant.browser.get(f"{FORM}/incidents/1/when").status == 404
    assert applicant.browser.get(remove).location == f"{FORM}/incidents"


def test_an_unfinished_incident_must_be_finished_or_removed(applicant: Applicant) -> None:
    applicant.begin().answer("incidents/1/when", on("happened_on", "2026-02-10"))
    applicant.try_answer("incidents", {"another": "no"})
    assert applicant.browser.status == 422
    assert "Not finished" in applicant.page
    page = text_of(applicant.browser.get(f"{FORM}/incidents/1").page)
    assert "Check this incident" in page


def test_we_do_not_say_mid_form_that_a_report_will_not_count(applicant: Applicant) -> None:
    applicant.begin().add_incident(1, happened="2020-01-01", reported="2024-01-01")
    page = text_of(applicant.browser.get(f"{FORM}/incidents").page)
    assert "even if you are not sure it counts" in page
    assert "does not count" not in page
    assert "too late" not in page.lower()
