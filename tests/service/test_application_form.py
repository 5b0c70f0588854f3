"""What an application is made of and what it lacks. Pure: stored answers in, values out."""

from datetime import date
from typing import Any

import pytest

from service.cases.application_answers import read_application
from service.cases.application_form import (
    ApplicationForm,
    Basis,
    ConsentForm,
    IncidentDetails,
    PersonDetails,
    ReportDetails,
    VictimDetails,
    street_of,
)

TODAY = date(2026, 3, 2)
REPORT = ReportDetails(body_code="police", reported_on=date(2026, 2, 12), channel="phone")
INCIDENT = IncidentDetails(key="1", what="Bottles thrown", happened_on=date(2026, 2, 10), reports=(REPORT,))
RAVI = VictimDetails(key="1", person=PersonDetails(name="Ravi Lindqvist-Bell"))


def a_form(**changes: Any) -> ApplicationForm:
    values: dict[str, Any] = {
        "applicant": PersonDetails(name="Amara Lindqvist-Bell", address=("14 Tanners Row", "AS3 7DN")),
        "behaviour": "Noise",
        "effect": "No sleep",
        "outcome_wanted": "Quiet",
        "incidents": (INCIDENT,),
        "is_declared": True,
    }
    return ApplicationForm(**values | changes)


def codes(form: ApplicationForm) -> list[str]:
    return [item.code for item in form.missing_items(received_on=TODAY)]


def test_ct_10_a_whole_form_lacks_nothing() -> None:
    assert codes(a_form()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"applicant": PersonDetails(name="Amara")}, "contact"),
        ({"behaviour": " "}, "behaviour"),
        ({"effect": ""}, "effect"),
        ({"outcome_wanted": "\u200b"}, "outcome_wanted"),
        ({"incidents": ()}, "incidents"),
        ({"is_declared": False}, "declaration"),
        ({"basis": Basis.ADVOCATE}, "victims"),
    ],
)
def test_ct_10_what_is_missing_is_named(changes: dict[str, Any], code: str) -> None:
    assert codes(a_form(**changes)) == [code]


def test_ct_08_consent_is_needed_from_each_victim_of_an_advocate() -> None:
    # given two victims, one of whom agreed on paper
    ines = VictimDetails(key="2", person=PersonDetails(name="Ines"), consent=ConsentForm.PAPER, consent_on=TODAY)
    form = a_form(basis=Basis.ADVOCATE, victims=(RAVI, ines))
    # then only the other's consent is asked for, by name
    missing = form.missing_items(received_on=TODAY)
    assert [(item.code, item.words) for item in missing] == [("consent:1", "written consent from Ravi Lindqvist-Bell")]
    assert missing[0].is_consent


def test_ct_07_one_of_several_needs_consent_of_the_others_but_not_their_own() -> None:
    form = a_form(basis=Basis.ONE_OF_SEVERAL, victims=(RAVI,))
    assert (form.is_applicant_victim, form.has_advocate, codes(form)) == (True, True, ["consent:1"])


@pytest.mark.parametrize(
    ("incident", "report", "fault"),
    [
        ({"happened_on": None}, {}, "happened_on"),
        ({"happened_on": date(2026, 3, 3), "reports": ()}, None, "happened_later"),
        ({"happened_on": date(1899, 12, 31)}, {}, "happened_early"),
        ({"what": ""}, {}, "what"),
        ({"reports": ()}, None, "body"),
        ({}, {"body_code": ""}, "body"),
        ({}, {"reported_on": None}, "reported_on"),
        ({}, {"reported_on": date(2026, 3, 3)}, "reported_later"),
        ({}, {"reported_on": date(2026, 2, 9)}, "reported_before"),
        ({}, {"channel": ""}, "channel"),
    ],
)
def test_ct_13_a_fault_in_a_row_is_asked_back(
    incident: dict[str, Any], report: dict[str, Any] | None, fault: str
) -> None:
    rows = {"reports": (ReportDetails(**_values(REPORT) | (report or {})),)} if report is not None else {}
    wrong = IncidentDetails(**_values(INCIDENT) | rows | incident)
    missing = [item for item in a_form(incidents=(wrong,)).missing_items(received_on=TODAY) if "incident:" in item.code]
    assert f"incident:1:{fault}" in [item.code for item in missing]
    assert all(item.words.startswith("incident 1: ") for item in missing)


def test_ct_13_an_incident_nobody_was_told_of_is_no_fault() -> None:
    quiet = IncidentDetails(key="1", what="Shouting", happened_on=date(2026, 2, 10), told_nobody=True)
    assert codes(a_form(incidents=(quiet,))) == []


@pytest.mark.parametrize("name", ["", "   ", "\u3000", "\u200b", "\ufeff"])
def test_ct_06_a_form_without_a_readable_name_is_anonymous(name: str) -> None:
    assert a_form(applicant=PersonDetails(name=name)).is_anonymous


def test_the_label_names_the_one_it_happened_to_and_the_street() -> None:
    advocate = PersonDetails(name="Councillor Reed", address=("1 High Street",))
    ravi = VictimDetails(key="1", person=PersonDetails(name="Ravi", address=("Flat 2, 14 Tanners Row",)))
    assert a_form().label() == "Amara Lindqvist-Bell at Tanners Row"
    assert a_form(basis=Basis.ADVOCATE, applicant=advocate, victims=(ravi,)).label() == "Ravi at Tanners Row"


@pytest.mark.parametrize(
    ("line", "street"),
    [
        ("14 Tanners Row", "Tanners Row"),
        ("14a Tanners Row", "Tanners Row"),
        ("12-14 Tanners Row", "Tanners Row"),
        ("Flat 2, 14 Tanners Row", "Tanners Row"),
        ("Moot Hall", "Moot Hall"),
        ("14", "14"),
    ],
)
def test_the_street_leaves_the_number_out(line: str, street: str) -> None:
    assert street_of(line) == street


def test_stored_answers_become_the_form() -> None:
    # given what the question pages keep
    answers = {
        "basis": "advocate",
        "name": "Dana Reed",
        "relation": "support_worker",
        "organisation": "Ashmoor Victim Care",
        "email": "dana@example.org",
        "safe_message": False,
        "best_time": "after 4pm",
        "safe_words": "Do not write to my home.",
        "behaviour": ["Noise", "Something else"],
        "behaviour_other": "Fireworks",
        "hate_strands": ["prefer_not_to_say"],
        "victims": [{"n": 2, "name": "Ravi", "consent": "signed_here", "consent_name": "Ravi", "landlord": "housing"}],
        "incidents": [
            {
                "n": 1,
                "happened_on": "2026-02-10",
                "what": "Shouting",
                "told": ["police", "other"],
                "told_other": "the school",
                "reports": {
                    "police": {"reported_on": "2026-02-11", "channel": "on_site", "officer_kind": "pcso"},
                    "other": {"reported_words": "a week later", "channel": "phone", "reported_by": "2"},
                },
            }
        ],
    }
    # when they are read on the day of receipt
    form = read_application(answers, received_on=TODAY)
    # then each has its place
    assert form.applicant.relation == "a support worker"
    assert form.applicant.preferred_channel == "email"
    assert form.applicant.safe_contact == (
        "Do not leave a message. Best time to call: after 4pm. Do not write to my home."
    )
    assert form.behaviour == "Noise, Fireworks"
    assert form.hate_strands == ()
    assert (form.victims[0].consent, form.victims[0].consent_on) == (ConsentForm.ONLINE, TODAY)
    assert form.victims[0].person.tenant_of == "housing"
    police, other = form.incidents[0].reports
    assert (police.body_code, police.channel, police.officer_kind) == ("police", "on_site", "pcso")
    assert (other.body_words, other.reported_words, other.reported_by) == ("the school", "a week later", "2")


def test_people_of_an_own_application_are_not_kept_from_an_earlier_answer() -> None:
    answers = {"basis": "own", "name": "Amara", "victims": [{"n": 1, "name": "Ravi"}]}
    assert read_application(answers, received_on=TODAY).victims == ()


def _values(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
