"""Stored answers of a draft or a staff entry, read into an ApplicationForm. The values themselves: application_form.py.

Answers are what the question pages keep: text, true/false, codes, dates as ISO text; victims and incidents are lists.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.cases.application_codes import (
    NOBODY,
    NONE_OF_THESE,
    OTHER_BODY,
    PREFER_NOT,
    RELATIONS,
    SOMETHING_ELSE,
    words_of,
)
from service.cases.application_form import (
    ApplicationForm,
    Basis,
    ConsentForm,
    IncidentDetails,
    PersonDetails,
    ReportDetails,
    VictimDetails,
)
from service.cases.text_rules import is_blank

Answers = Mapping[str, Any]  # one level of stored JSON

ADDRESS_LINES = ("address_1", "address_2", "town", "postcode")
LONGEST_BEHAVIOUR = 200  # characters of the column
CONSENTS = {"signed_here": ConsentForm.ONLINE, "paper_here": ConsentForm.PAPER}


def read_application(answers: Answers, *, received_on: date) -> ApplicationForm:
    """Give the application that stored answers make; what was not answered stays empty.

    Consent given with the form counts from the day of receipt. Source: CT-05, CT-08.
    """
    basis = Basis(answers.get("basis") or Basis.OWN)
    victims = answers.get("victims", []) if basis is not Basis.OWN else []
    return ApplicationForm(
        basis=basis,
        applicant=_read_person(answers),
        victims=tuple(_read_victim(row, received_on=received_on) for row in victims),
        incidents=tuple(_read_incident(row) for row in answers.get("incidents", [])),
        behaviour=behaviour_of(answers),
        location=text_of(answers, "location"),
        suspected_source=text_of(answers, "suspected_source"),
        effect=text_of(answers, "effect"),
        agencies_did=text_of(answers, "agencies_did"),
        unsatisfied_because=text_of(answers, "unsatisfied_because"),
        outcome_wanted=text_of(answers, "outcome_wanted"),
        previous_reviews=text_of(answers, "previous_reviews"),
        hate_strands=tuple(
            code for code in answers.get("hate_strands") or () if code not in (NONE_OF_THESE, PREFER_NOT)
        ),
        is_declared=bool(answers.get("is_declared")),
    )


def text_of(answers: Answers, key: str) -> str:
    """Give a text answer; nothing readable is the empty text."""
    value = answers.get(key) or ""
    return "" if is_blank(value) else str(value)


def date_of(answers: Answers, key: str) -> date | None:
    """Give a date answer."""
    value = answers.get(key)
    return date.fromisoformat(value) if value else None


def _read_person(answers: Answers) -> PersonDetails:
    email = text_of(answers, "email").strip()
    address = _address(answers)
    by_email = bool(email) and (answers.get("preferred_channel") == "email" or not address)
    return PersonDetails(
        name=text_of(answers, "name").strip(),
        kind=answers.get("kind") or "individual",
        organisation=text_of(answers, "organisation").strip(),
        relation=_relation(answers),
        address=address,
        postcode=text_of(answers, "postcode").strip(),
        phone=text_of(answers, "phone").strip(),
        email=email,
        preferred_channel="email" if by_email else "post",
        safe_contact=_safe_contact(answers),
        formats=answers.get("formats") or "standard",
        language=text_of(answers, "language").strip(),
        is_under_18=answers.get("is_under_18"),
        tenant_of=_landlord(answers),
    )


def _relation(answers: Answers) -> str:
    """Give the relation as letters say it: "a carer"."""
    code = answers.get("relation") or ""
    words = words_of(RELATIONS, code)
    return "" if code == "other" else words[:1].lower() + words[1:]


def _address(answers: Answers) -> tuple[str, ...]:
    """Give the lines as an envelope has them, the postcode last."""
    lines = (text_of(answers, key).strip() for key in ADDRESS_LINES)
    return tuple(line for line in lines if line)


def _landlord(answers: Answers) -> str:
    code = answers.get("landlord") or ""
    return "" if code in (NONE_OF_THESE, OTHER_BODY) else str(code)


def _safe_contact(answers: Answers) -> str:
    """Give in sentences how to reach this person without harm. Source: DP-12."""
    best_time = text_of(answers, "best_time").strip().rstrip(".")
    sentences = (
        "Do not leave a message." if answers.get("safe_message") is False else "",
        f"Best time to call: {best_time}." if best_time else "",
        text_of(answers, "safe_words").strip(),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def behaviour_of(answers: Answers) -> str:
    """Give the kinds of behaviour, chosen from the area's list, with the applicant's own word for another one."""
    other = text_of(answers, "behaviour_other").strip()
    chosen = [other if word == SOMETHING_ELSE and other else word for word in answers.get("behaviour") or ()]
    return ", ".join(chosen)


def _read_victim(row: Answers, *, received_on: date) -> VictimDetails:
    consent = CONSENTS.get(row.get("consent") or "", ConsentForm.NONE)
    return VictimDetails(
        key=str(row["n"]),
        person=_read_person(row),
        consent=consent,
        consent_on=received_on if consent else None,
        consent_name=text_of(row, "consent_name").strip(),
    )


def _read_incident(row: Answers) -> IncidentDetails:
    told = [code for code in row.get("told") or () if code != NOBODY]
    reports = row.get("reports") or {}
    return IncidentDetails(
        key=str(row["n"]),
        what=text_of(row, "what"),
        happened_on=date_of(row, "happened_on"),
        happened_words=text_of(row, "happened_words"),
        told_nobody=NOBODY in (row.get("told") or ()),
        reports=tuple(_read_report(code, reports.get(code) or {}, row) for code in told),
    )


def _read_report(code: str, report: Answers, row: Answers) -> ReportDetails:
    channel = report.get("channel") or ""
    return ReportDetails(
        body_code=code,
        body_words=text_of(row, "told_other").strip() if code == OTHER_BODY else "",
        reported_words=text_of(report, "reported_words").strip(),
        reported_on=date_of(report, "reported_on"),
        reported_by=_reporter(report),
        channel=channel,
        officer_kind=(report.get("officer_kind") or "") if channel == "on_site" else "",
        reference=text_of(report, "reference").strip(),
        action_known=text_of(report, "action_known"),
    )


def _reporter(report: Answers) -> str:
    who = report.get("reported_by") or ""
    return "" if who == "applicant" else str(who)
