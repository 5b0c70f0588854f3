"""An application written down as rows: form, people, consents, reported incidents. It opens no case."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.cases.application_answers import LONGEST_BEHAVIOUR
from service.cases.application_form import (
    ApplicationForm,
    ConsentForm,
    IncidentDetails,
    MissingItem,
    PersonDetails,
    ReportDetails,
    VictimDetails,
)
from service.store.record import Application, Consent, Party, ReportedIncident
from service.store.search_names import search_name
from workflows import local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How and when a form came, who typed it in, and the hash of the code to follow it. Source: CT-04, CT-05."""

    channel: str
    received_at: datetime
    tracking_code_hash: bytes
    entered_by_id: int | None = None


def record_application(
    session: Session, form: ApplicationForm, *, case_id: int, receipt: Receipt, now: datetime
) -> None:
    """Add every row that the form makes to the session; the caller commits. Source: CT-05, CT-07, CT-08, CT-13."""
    session.add(_application(form, receipt, case_id=case_id))
    people = _record_people(session, form, case_id=case_id)
    _record_consents(session, form, people, recorded_by_id=receipt.entered_by_id)
    session.add_all(incident_rows(form.incidents, people, first_number=1, added_at=now))
    session.flush()


def _application(form: ApplicationForm, receipt: Receipt, *, case_id: int) -> Application:
    missing = form.missing_items(received_on=local_date(receipt.received_at))
    return Application(
        case_id=case_id,
        channel=receipt.channel,
        received_at=receipt.received_at,
        entered_by_id=receipt.entered_by_id,
        basis=form.basis.value,
        behaviour=form.behaviour[:LONGEST_BEHAVIOUR],
        location=form.location,
        suspected_source=form.suspected_source,
        effect=form.effect,
        agencies_did=form.agencies_did,
        unsatisfied_because=form.unsatisfied_because,
        outcome_wanted=form.outcome_wanted,
        previous_reviews=form.previous_reviews,
        hate_strands=list(form.hate_strands),
        declared_by=form.applicant.name if form.is_declared else "",
        privacy_notice_version=form.privacy_notice_version,
        tracking_code_hash=receipt.tracking_code_hash,
        missing=[missing_row(item) for item in missing],
    )


def missing_row(item: MissingItem) -> dict[str, str | None]:
    """Give a missing item as the application keeps it: not asked for and not come yet."""
    return {"code": item.code, "words": item.words, "asked_on": None, "came_on": None}


def _record_people(session: Session, form: ApplicationForm, *, case_id: int) -> dict[str, Party]:
    """Add the applicant and the victims; give them by the key reports use ("" is the applicant)."""
    applicant = _party(form.applicant, case_id=case_id)
    applicant.is_applicant = True
    applicant.is_victim = form.is_applicant_victim
    applicant.is_advocate = form.has_advocate
    people = {"": applicant}
    for victim in form.victims:
        people[victim.key] = _party(victim.person, case_id=case_id)
        people[victim.key].is_victim = True
    session.add_all(people.values())
    session.flush()
    return people


def _party(person: PersonDetails, *, case_id: int) -> Party:
    return Party(
        case_id=case_id,
        kind=person.kind,
        name=person.name,
        search_name=search_name(person.name),
        organisation=person.organisation,
        relation=person.relation,
        address=list(person.address),
        postcode=person.postcode,
        street=person.street,
        phone=person.phone,
        email=person.email,
        preferred_channel=person.preferred_channel,
        safe_contact=person.safe_contact[:500],
        formats=person.formats,
        language=person.language,
        is_under_18=person.is_under_18,
        tenant_of=person.tenant_of,
    )


def _record_consents(
    session: Session, form: ApplicationForm, people: dict[str, Party], *, recorded_by_id: int | None
) -> None:
    """Add one row for each consent needed; received_on stays empty until it comes. Source: CT-08."""
    for victim in form.victims:
        session.add(_consent(victim, people, recorded_by_id=recorded_by_id))


def _consent(victim: VictimDetails, people: dict[str, Party], *, recorded_by_id: int | None) -> Consent:
    party = people[victim.key]
    return Consent(
        case_id=party.case_id,
        victim_id=party.id,
        advocate_id=people[""].id,
        form=victim.consent.value,
        received_on=victim.consent_on,
        recorded_by_id=recorded_by_id if victim.consent is ConsentForm.PAPER else None,
    )


def incident_rows(
    incidents: tuple[IncidentDetails, ...], people: dict[str, Party], *, first_number: int, added_at: datetime
) -> list[ReportedIncident]:
    """Give one row for each incident and body told; reports of one incident share their occasion. Source: CT-17."""
    rows: list[ReportedIncident] = []
    for incident in incidents:
        for report in incident.reports or (ReportDetails(),):
            row = _incident_row(incident, report, people)
            row.case_id = people[""].case_id
            row.number = first_number + len(rows)
            row.added_at = added_at
            row.occasion = f"{first_number}.{incident.key}"
            rows.append(row)
    return rows


def _incident_row(incident: IncidentDetails, report: ReportDetails, people: dict[str, Party]) -> ReportedIncident:
    reporter = people.get(report.reported_by) or people[""]
    told = f"Told: {report.body_words}. " if report.body_words else ""
    told += f"About when: {report.reported_words}. " if report.reported_words else ""
    return ReportedIncident(
        what=incident.what,
        happened_on=incident.happened_on,
        happened_words=incident.happened_words,
        reported_on=report.reported_on,
        reported_by_id=reporter.id,
        body_code="nobody" if incident.told_nobody else report.body_code,
        channel=report.channel,
        officer_kind=report.officer_kind,
        body_reference=report.reference,
        action_known=f"{told}{report.action_known}"[:1000],
    )
