"""The set-up checklist of an area: yes, or what is still to be done, by whom and by when. Source: TE-01."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.tension_area.who_may import require_preparer
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.errors import NotFoundForYou
from service.store.audit_chain import append_audit
from service.store.record import SetUpAnswer
from service.store.set_up_steps import SetUpStep

LONGEST_ACTION, LONGEST_OWNER = 500, 160


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSetUp:
    """Say of one line whether it is in place; a "no" needs an action, an owner and a date."""

    actor: Actor
    area_id: int
    step: str
    is_in_place: bool
    action: str = ""
    owner: str = ""
    due_on: date | None = None
    form_key: str | None = None


@handles(AnswerSetUp)
def answer_set_up(unit: Unit, command: AnswerSetUp) -> Result:
    """Keep the answer in place of the one before; the audit keeps both. Raises AnswersRefused, NotFoundForYou."""
    require_preparer(command.actor, area_id=command.area_id)
    if command.step not in set(SetUpStep):
        raise NotFoundForYou
    if not command.is_in_place:
        _demand_action(unit, command)
    row = unit.session.scalars(
        select(SetUpAnswer).where(SetUpAnswer.area_id == command.area_id, SetUpAnswer.step == command.step)
    ).one_or_none()
    before = _in_words(row)
    if row is None:
        row = SetUpAnswer(area_id=command.area_id, step=command.step)
        unit.session.add(row)
    row.is_in_place = command.is_in_place
    row.action, row.owner = ("", "") if command.is_in_place else (command.action, command.owner)
    row.due_on = None if command.is_in_place else command.due_on
    row.by_id, row.at = command.actor.person_id, unit.now
    append_audit(
        unit.session,
        at=unit.now,
        actor=command.actor.audit_name,
        action="set_up_answered",
        object_=f"area:{command.area_id}",
        detail={"step": command.step, "before": before, "after": _in_words(row)},
    )
    return Result(where=command.step)


def _demand_action(unit: Unit, command: AnswerSetUp) -> None:
    problems = {}
    if is_blank(command.action) or len(command.action) > LONGEST_ACTION:
        problems["action"] = f"Enter what will be done, up to {LONGEST_ACTION} characters"
    if is_blank(command.owner) or len(command.owner) > LONGEST_OWNER:
        problems["owner"] = f"Enter who sees to it, up to {LONGEST_OWNER} characters"
    if command.due_on is None or command.due_on < unit.today:
        problems["due_on-day"] = "Enter a day from today on by which it will be done"
    if problems:
        raise AnswersRefused(problems)


def _in_words(row: SetUpAnswer | None) -> str:
    """Give an answer for the audit: without the owner, who is a person."""
    if row is None:
        return "not answered"
    return "yes" if row.is_in_place else f"no, by {row.due_on}"
