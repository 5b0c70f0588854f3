"""Lists of the case record that forms draw rows and options from, by the names diagrams may use. Writes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store.cases import Case
from service.store.contact_roles import COMMUNITY_ROLES, ContactRole
from service.store.people import AreaBody, Person, RoleMembership
from service.store.queries.protocol_contacts import list_contacts
from service.store.queries.tension_area import response_options
from service.store.record import (
    ActionItem,
    Appeal,
    Application,
    Attendee,
    BodyReturn,
    Meeting,
    Party,
    Recommendation,
    ReportedIncident,
    Tension,
)
from workflows import ListItem, QuestionForm, long_date
from workflows.rules.appeal import assessment_questions
from workflows.rules.tension import band_of, level_of

GROUND_WORDS = {
    "threshold": "The threshold was held not to be met",
    "plan": "The action plan",
    "outcome": "The outcome of the review",
    "process": "The procedure was not followed",
    "delivery": "How the plan is carried out",
    "conduct": "How an officer behaved",
    "cps": "A decision of the Crown Prosecution Service",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list is asked for: the case, and the agency or person a task is about."""

    session: Session
    case: Case
    item: str


def lists_for_form(session: Session, case: Case, form: QuestionForm, *, item: str = "") -> Mapping[str, list[ListItem]]:
    """Give only the lists that a form names."""
    asked = Asked(session=session, case=case, item=item)
    return {name: LISTS[name](asked) for name in sorted(form.lists_used()) if name in LISTS}


def _victims(asked: Asked) -> list[ListItem]:
    rows = select(Party).where(Party.case_id == asked.case.id, Party.is_victim.is_(True)).order_by(Party.id)
    return [ListItem(key=str(row.id), label=row.name) for row in asked.session.scalars(rows)]


def _represented(asked: Asked) -> list[ListItem]:
    """Give the victims an advocate speaks for: every victim who is not the applicant."""
    rows = select(Party).where(Party.case_id == asked.case.id, Party.is_victim.is_(True), Party.is_applicant.is_(False))
    return [ListItem(key=str(row.id), label=row.name) for row in asked.session.scalars(rows.order_by(Party.id))]


def _incidents(asked: Asked) -> list[ListItem]:
    rows = select(ReportedIncident).where(
        ReportedIncident.case_id == asked.case.id, ReportedIncident.is_removed.is_(False)
    )
    found = asked.session.scalars(rows.order_by(ReportedIncident.number))
    return [ListItem(key=str(row.id), label=incident_words(row)) for row in found]


def incident_words(row: ReportedIncident) -> str:
    """Give one reported incident as a line: what, when, reported when."""
    happened = f", {long_date(row.happened_on)}" if row.happened_on else ""
    reported = f", reported {long_date(row.reported_on)}" if row.reported_on else ""
    return f"{row.what}{happened}{reported}"


def _bodies(asked: Asked) -> list[ListItem]:
    rows = select(AreaBody).where(AreaBody.area_id == asked.case.area_id).order_by(AreaBody.id)
    return [ListItem(key=row.code, label=row.name) for row in asked.session.scalars(rows)]


def _asked_bodies(asked: Asked) -> list[ListItem]:
    return _returns(asked, ("asked", "returned", "refused", "silent"))


def _silent_bodies(asked: Asked) -> list[ListItem]:
    return _returns(asked, ("asked", "silent"))


def _returns(asked: Asked, states: tuple[str, ...]) -> list[ListItem]:
    rows = asked.session.execute(
        select(AreaBody.code, AreaBody.name)
        .join(BodyReturn, BodyReturn.body_code == AreaBody.code)
        .where(
            BodyReturn.case_id == asked.case.id,
            BodyReturn.state.in_(states),
            AreaBody.area_id == asked.case.area_id,
        )
        .order_by(AreaBody.id)
    )
    return [ListItem(key=code, label=name) for code, name in dict.fromkeys((r.code, r.name) for r in rows)]


def _officers(asked: Asked) -> list[ListItem]:
    return _people(asked, None)


def _chair_candidates(asked: Asked) -> list[ListItem]:
    return _people(asked, "review_chair")


def _people(asked: Asked, role: str | None) -> list[ListItem]:
    """Give people with a role in the area, or who may chair anywhere (another area's SPOC can too, CT-31)."""
    here = RoleMembership.area_id.in_((asked.case.area_id,)) | RoleMembership.area_id.is_(None)
    wanted = here if role is None else RoleMembership.role.in_((role, "spoc"))
    rows = asked.session.scalars(
        select(Person)
        .join(RoleMembership, RoleMembership.person_id == Person.id)
        .where(Person.is_active.is_(True), wanted)
        .order_by(Person.name)
        .distinct()
    )
    return [ListItem(key=str(row.id), label=_who(row)) for row in rows]


def _who(person: Person) -> str:
    return f"{person.name}, {person.job_title}" if person.job_title else person.name


def _recommendations(asked: Asked) -> list[ListItem]:
    rows = select(Recommendation).where(Recommendation.case_id == asked.case.id)
    if asked.item:
        rows = rows.where(Recommendation.body_code == asked.item)
    return [ListItem(key=str(r.id), label=r.text) for r in asked.session.scalars(rows.order_by(Recommendation.number))]


def _action_items(asked: Asked) -> list[ListItem]:
    rows = select(ActionItem).where(ActionItem.case_id == asked.case.id).order_by(ActionItem.number)
    return [ListItem(key=str(row.id), label=row.text) for row in asked.session.scalars(rows)]


def _attendees(asked: Asked) -> list[ListItem]:
    """Give the bodies that must be at the latest meeting, or were asked to come. Source: CT-32."""
    latest = select(func.max(Meeting.id)).where(Meeting.case_id == asked.case.id).scalar_subquery()
    rows = asked.session.execute(
        select(AreaBody.code, AreaBody.name)
        .join(Attendee, Attendee.body_code == AreaBody.code)
        .where(Attendee.meeting_id == latest, AreaBody.area_id == asked.case.area_id)
        .order_by(AreaBody.id)
    )
    return [ListItem(key=row.code, label=row.name) for row in rows]


def is_consent(item: Mapping[str, object]) -> bool:
    """Tell whether a missing item is a written consent, which has its own question and letter."""
    return str(item["code"]).startswith("consent")


def _missing_items(asked: Asked) -> list[ListItem]:
    application = asked.session.get(Application, asked.case.id)
    missing = application.missing if application else []
    return [
        ListItem(key=str(m["code"]), label=str(m["words"]))
        for m in missing
        if not m.get("came_on") and not is_consent(m)
    ]


def _appeal_tests(asked: Asked) -> list[ListItem]:
    """Give the tests of the appeal's stage, numbered. Source: AP-11."""
    appeal = asked.session.get(Appeal, asked.case.id)
    questions = assessment_questions(1 if appeal is not None and appeal.stage == 1 else 2)
    return [ListItem(key=one.test.value, label=one.label) for one in questions]


def _grounds(asked: Asked) -> list[ListItem]:
    """Give the grounds on which the appeal is heard. Source: AP-04."""
    appeal = asked.session.get(Appeal, asked.case.id)
    return [
        ListItem(key=one, label=GROUND_WORDS[one]) for one in (appeal.grounds if appeal else []) if one in GROUND_WORDS
    ]


def _remit_points(asked: Asked) -> list[ListItem]:
    """Give what the newest decided appeal about this case asks for. Source: AP-13."""
    rows = select(Appeal).where(Appeal.about_case_id == asked.case.id, Appeal.decided_on.is_not(None))
    appeal = asked.session.scalars(rows.order_by(Appeal.case_id.desc()).limit(1)).first()
    points = appeal.remit_points if appeal else []
    return [ListItem(key=str(number), label=str(point["text"])) for number, point in enumerate(points, start=1)]


def _responses(asked: Asked) -> list[ListItem]:
    """Give the area's possible responses at the level of the case; before one is agreed, all of them. Source: TE-04."""
    tension = asked.session.get(Tension, asked.case.id)
    band = band_of(level_of(tension.level)) if tension is not None and tension.level else ""
    options = response_options(asked.session, asked.case.area_id, band)
    return [
        ListItem(key=str(row.option_id), label=f"{row.what}, {row.who}" if row.who else row.what) for row in options
    ]


def _contacts(asked: Asked, *roles: ContactRole) -> list[ListItem]:
    """Give the area's contacts of some kinds, each with their place."""
    rows = list_contacts(asked.session, asked.case.area_id, roles=roles)
    return [
        ListItem(key=str(row.contact_id), label=", ".join(filter(None, (row.name, row.organisation, *row.localities))))
        for row in rows
    ]


def _contacts_leaders(asked: Asked) -> list[ListItem]:
    """Give who speaks for communities, or builds bridges between them. Source: TE-04, TE-19."""
    return _contacts(asked, *COMMUNITY_ROLES)


def _contacts_staff(asked: Asked) -> list[ListItem]:
    """Give the operational staff with their places. Source: MI-13."""
    return _contacts(asked, ContactRole.STAFF)


LISTS: Mapping[str, Callable[[Asked], list[ListItem]]] = {
    "appeal_tests": _appeal_tests,
    "grounds": _grounds,
    "remit_points": _remit_points,
    "victims": _victims,
    "represented_victims": _represented,
    "incidents": _incidents,
    "bodies": _bodies,
    "asked_bodies": _asked_bodies,
    "silent_bodies": _silent_bodies,
    "officers": _officers,
    "chair_candidates": _chair_candidates,
    "recommendations": _recommendations,
    "action_items": _action_items,
    "attendees": _attendees,
    "missing_items": _missing_items,
    "responses": _responses,
    "contacts_leaders": _contacts_leaders,
    "contacts_staff": _contacts_staff,
}


def keys_of(session: Session, reference: str, name: str, *, item: str = "") -> list[str]:
    """Give the keys of one list of a case, by its reference."""
    case = session.scalars(select(Case).where(Case.reference == reference)).one()
    return [line.key for line in LISTS[name](Asked(session=session, case=case, item=item))]
