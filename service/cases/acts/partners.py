"""One more agency is asked; a concern about the delivery of the plan is raised. Source: CT-29, CT-50, CT-55."""

from dataclasses import dataclass

from sqlalchemy import select

from service.cases.acts.withdrawal import open_case_work
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.people import AreaBody
from service.store.record import BodyReturn, DeliveryConcern


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgency:
    """Ask one more agency for information."""

    actor: Actor
    case_id: int
    body_code: str
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseConcern:
    """Someone is unhappy with how the plan is carried out."""

    actor: Actor
    case_id: int
    raised_by: str
    words: str
    form_key: str | None = None


@handles(AddAgency)
def add_agency(unit: Unit, command: AddAgency) -> Result:
    """Note the agency and let the case ask it beside what already runs. Source: patterns 5."""
    work = open_case_work(unit, command.case_id, command.actor)
    body = unit.session.scalars(
        select(AreaBody).where(AreaBody.area_id == work.case.area_id, AreaBody.code == command.body_code)
    ).one_or_none()
    problems = {} if command.reason.strip() else {"reason": "Enter why this agency is asked"}
    if body is None:
        problems["body_code"] = "Select an agency"
    elif _already_asked(unit, command):
        problems["body_code"] = f"{body.name} has been asked already"
    if problems or body is None:
        raise AnswersRefused(problems)
    unit.session.add(
        BodyReturn(case_id=work.case.id, round="information", body_code=body.code, asked_on=unit.today, state="to_ask")
    )
    unit.session.flush()
    work.timeline.say("agency_added", f"{command.actor.words} asks {body.name} too, because: {command.reason}")
    work.receive("agency_added", {})
    work.save()
    return Result(reference=work.case.reference)


def _already_asked(unit: Unit, command: AddAgency) -> bool:
    rows = select(BodyReturn.id).where(
        BodyReturn.case_id == command.case_id,
        BodyReturn.round == "information",
        BodyReturn.body_code == command.body_code,
    )
    return unit.session.scalars(rows).first() is not None


@handles(RaiseConcern)
def raise_concern(unit: Unit, command: RaiseConcern) -> Result:
    """Keep the concern and start its own small process: acknowledged in 3, answered in 10 working days."""
    work = open_case_work(unit, command.case_id, command.actor)
    problems = {}
    if not command.words.strip():
        problems["words"] = "Enter what they are unhappy with"
    if not command.raised_by.strip():
        problems["raised_by"] = "Enter who raised it"
    if problems:
        raise AnswersRefused(problems)
    unit.session.add(
        DeliveryConcern(
            case_id=work.case.id, raised_at=unit.now, raised_by=command.raised_by[:160], words=command.words[:2000]
        )
    )
    unit.session.flush()
    work.timeline.say("concern_raised", "A concern about the delivery of the plan was raised.")
    work.receive("concern_raised", {})
    work.save()
    return Result(reference=work.case.reference)
