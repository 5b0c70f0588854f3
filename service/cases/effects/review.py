"""Preparing the review: personal contact, chair and minute-taker and the conflict rule. Source: CT-28, CT-31."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.effects.registry import Typed, day, decided, effect, rows_of, words
from service.cases.errors import AnswersRefused
from service.store.cases import Case
from service.store.people import Area, Person, RoleMembership
from service.store.record import Appointment, BodyReturn, ContactNote, Party
from service.store.work import OpenTask
from workflows import LONDON, AreaRules, ChairCandidate, IndependenceResult, Involvement, check_independence

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

ATTEMPTS_BEFORE_GIVING_UP = 3  # CT-28: on different days
SENIOR_ROLES = ("review_chair", "agency_manager", "csp_manager")


@effect("Task_ContactApplicant")
def contact_applicant(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Write down calls and visits; giving up takes three tries on different days. Source: CT-28."""
    attempts = rows_of(answers, "attempts")
    days = {row.get("on") for row in attempts}
    problems = {}
    if any((on := day(row.get("on"))) and on > work.unit.today for row in attempts):
        problems["attempts"] = "A call or visit must be today or in the past"
    elif answers.get("outcome") == "not_reached" and len(days) < ATTEMPTS_BEFORE_GIVING_UP:
        problems["outcome"] = "Try on three different days before you give up"
    if problems:
        raise AnswersRefused(problems)
    work.session.add_all(_note(work, row) for row in attempts)
    decided(
        work,
        task,
        code="contact",
        answer=words(answers.get("outcome")),
        reasons=words(answers.get("wanted_outcome")),
        inputs=answers,
    )


def _note(work: "CaseWork", row: dict[str, object]) -> ContactNote:
    on = day(row.get("on")) or work.unit.today
    at = time.fromisoformat(words(row.get("at")) or "12:00")
    return ContactNote(
        case_id=work.case.id,
        kind="call" if row.get("reached") else "attempt",
        with_words="the applicant",
        happened_at=datetime.combine(on, at, LONDON),
        words=words(row.get("note")) or words(row.get("how")),
        by_id=work.actor.person_id,
        at=work.now,
    )


@effect("Task_AppointChair")
def appoint_chair(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Appoint a chair who had no part in the case, and a minute-taker. Source: CT-31."""
    chair_id, minute_taker_id = int(answers["chair"]), int(answers["minute_taker"])
    result = chair_check(work, chair_id, declares_involvement=False)
    problems = {}
    if result.blocks:
        problems["chair"] = f"{result.blocks[0]} Choose someone else."
    if chair_id == minute_taker_id:
        problems["minute_taker"] = "The chair cannot take the minutes. Choose someone else."
    if not answers.get("declaration"):
        problems["declaration"] = "The chair must declare in writing that they had no earlier part in the case"
    if problems:
        raise AnswersRefused(problems)
    end_appointments(work, because="replaced")
    appoint(work, chair_id, "review_chair", result, answers)
    appoint(work, minute_taker_id, "minute_taker", None, answers)
    decided(
        work, task, code="chair", answer=str(chair_id), reasons=words(answers.get("override_reason")), inputs=answers
    )


class CaseToRead(Protocol):
    """A case with its session, open for writing or for reading."""

    @property
    def session(self) -> Session:
        """The session the case is read in."""

    @property
    def case(self) -> Case:
        """The case."""

    @property
    def rules(self) -> AreaRules:
        """The settings the case runs under."""


def chair_check(work: CaseToRead, person_id: int, *, declares_involvement: bool) -> IndependenceResult:
    """Look for what bars a person from chairing this case, in the record; writes nothing. Source: CT-31."""
    person = work.session.get_one(Person, person_id)
    area = work.session.get_one(Area, work.case.area_id)
    chair_rules = work.rules.chair
    memberships = list(work.session.scalars(select(RoleMembership).where(RoleMembership.person_id == person_id)))
    candidate = ChairCandidate(
        person_id=str(person_id),
        division=person.police_division,
        is_senior_manager=any(m.role in SENIOR_ROLES for m in memberships),
        is_spoc_of_another_area=chair_rules.may_be_spoc_of_another_area
        and any(m.role == "spoc" and m.area_id != area.id for m in memberships),
        declares_involvement=declares_involvement,
    )
    involvement = _involvement(work, area)
    return check_independence(candidate, involvement, warns_same_division=chair_rules.warns_same_division)


def _involvement(work: CaseToRead, area: Area) -> Involvement:
    handlers = set(
        work.session.scalars(
            select(BodyReturn.answered_by_id).where(
                BodyReturn.case_id == work.case.id, BodyReturn.answered_by_id.is_not(None)
            )
        )
    )
    spocs = set(
        work.session.scalars(
            select(RoleMembership.person_id).where(
                RoleMembership.area_id == area.id, RoleMembership.role.in_(("spoc", "spoc_deputy"))
            )
        )
    )
    complainants = _complainants(work)
    involved = {person_id for person_id in handlers | spocs | complainants if person_id is not None}
    supervisors = {
        str(person.id): frozenset({str(person.supervisor_id)})
        for person in work.session.scalars(
            select(Person).where(Person.id.in_(involved), Person.supervisor_id.is_not(None))
        )
    }
    return Involvement(
        handlers=[str(h) for h in handlers],
        complainants=[str(c) for c in complainants],
        spocs=[str(s) for s in spocs],
        supervisors=supervisors,
        division=area.police_division,
    )


def _complainants(work: CaseToRead) -> set[int]:
    """Give those who sign in and are a party of this very case: the same email address."""
    emails = select(Party.email).where(Party.case_id == work.case.id, Party.email != "")
    return set(work.session.scalars(select(Person.id).where(Person.email.in_(emails))))


def appoint(work: "CaseWork", person_id: int, role: str, result: IndependenceResult | None, answers: Typed) -> None:
    """Appoint somebody to this one case, with what the independence check found. Source: CT-31."""
    person = work.session.get_one(Person, person_id)
    work.session.add(
        Appointment(
            case_id=work.case.id,
            person_id=person_id,
            role=role,
            warnings=list(result.warnings) if result else [],
            declaration=words(answers.get("declared_on")) if role == "review_chair" else "",
            override_reason=words(answers.get("override_reason"))[:1000],
            appointed_by_id=work.actor.person_id,
            appointed_at=work.now,
        )
    )
    what = {"review_chair": "chair", "minute_taker": "minute-taker", "lead_officer": "lead officer"}[role]
    work.timeline.say("appointed", f"{person.name} was appointed {what}.", role=role)


def appoint_lead(work: "CaseWork", person_id: int) -> None:
    """Appoint the lead officer of the plan, in place of an earlier one. Source: CT-48."""
    end_appointments(work, because="replaced", roles=("lead_officer",))
    appoint(work, person_id, "lead_officer", None, {})


def end_appointments(
    work: "CaseWork", *, because: str, roles: tuple[str, ...] = ("review_chair", "minute_taker")
) -> None:
    """End the appointments of a case to some roles. Source: CT-53."""
    rows = work.session.scalars(
        select(Appointment).where(
            Appointment.case_id == work.case.id, Appointment.role.in_(roles), Appointment.ended_at.is_(None)
        )
    )
    for row in rows:
        row.ended_at = work.now
        row.ended_because = because
