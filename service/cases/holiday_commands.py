"""One-off bank holidays: proposed, then approved by another person or refused. What moves: holiday_effect.py.

An approved change is a row of ExtraHoliday; every calendar reads those. Open cases are counted again case by case.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.access import may_change_holidays
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.errors import NotAllowed, NotFoundForYou, PutRight, SettingsChanged
from service.store.audit_chain import append_audit
from service.store.holidays import HolidayChange
from service.store.people import ExtraHoliday
from workflows import BusinessCalendar

ADD, REMOVE = "add", "remove"
LONGEST_NAME, LONGEST_REASON = 120, 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeHoliday:
    """Ask for a day to be added to the bank holidays, or taken away from them."""

    actor: Actor
    on: date
    change: str  # add, remove
    name: str
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveHoliday:
    """Let the change count from now on."""

    actor: Actor
    change_id: int
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseHoliday:
    """Refuse the change; its author takes it back in the same way."""

    actor: Actor
    change_id: int
    reason: str
    form_key: str | None = None


@handles(ProposeHoliday)
def propose_holiday(unit: Unit, command: ProposeHoliday) -> Result:
    """Keep the proposal. Raises PutRight with a sentence a field."""
    _require_may(command.actor)
    problems = _problems(unit, command)
    if problems:
        raise PutRight(problems)
    row = HolidayChange(
        on=command.on,
        name=command.name.strip()[:LONGEST_NAME] or _standing_name(unit, command.on),
        change=command.change,
        state="proposed",
        reason=command.reason.strip()[:LONGEST_REASON],
        proposed_by_id=command.actor.person_id,
        proposed_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    _audit(unit, command.actor, "holiday_proposed", row)
    return Result(where=str(row.id))


@handles(ApproveHoliday)
def approve_holiday(unit: Unit, command: ApproveHoliday) -> Result:
    """Put the change in force; never by the person who proposed it. Source: CM-01, four eyes of domain C.2."""
    row = _proposal(unit, command.change_id)
    _require_may(command.actor)
    if command.actor.person_id == row.proposed_by_id:
        raise NotAllowed
    opposite = unit.session.scalars(
        select(ExtraHoliday).where(ExtraHoliday.on == row.on, ExtraHoliday.change != row.change)
    ).one_or_none()
    if opposite is not None:
        unit.session.delete(opposite)
    else:
        unit.session.add(
            ExtraHoliday(on=row.on, name=row.name, change=row.change, by_id=command.actor.person_id, at=unit.now)
        )
    _decide(unit, command.actor, row, state="in_force", reason="")
    _audit(unit, command.actor, "holiday_approved", row)
    return Result(where=str(row.id))


@handles(RefuseHoliday)
def refuse_holiday(unit: Unit, command: RefuseHoliday) -> Result:
    """Refuse the change or take it back; it stays in the history."""
    row = _proposal(unit, command.change_id)
    _require_may(command.actor)
    if not command.reason.strip():
        raise PutRight({"refusal_reason": "Enter why"})
    _decide(unit, command.actor, row, state="refused", reason=command.reason)
    _audit(unit, command.actor, "holiday_refused", row)
    return Result(where=str(row.id))


def shared_calendar(unit: Unit) -> BusinessCalendar:
    """Give England's calendar with the changes so far: what the page of holidays shows."""
    rows = unit.session.execute(select(ExtraHoliday.on, ExtraHoliday.name, ExtraHoliday.change)).all()
    return BusinessCalendar.for_nation(
        unit.tools.settings.nation,
        added={row.on: row.name for row in rows if row.change == ADD},
        removed=[row.on for row in rows if row.change == REMOVE],
    )


def _problems(unit: Unit, command: ProposeHoliday) -> dict[str, str]:
    problems = {}
    if not command.reason.strip():
        problems["reason"] = "Enter why, for example the proclamation"
    if command.change not in (ADD, REMOVE):
        problems["change"] = "Select whether the day is added or taken away"
    if command.on < unit.today:
        problems["on"] = "Enter today or a later day: what has passed is not counted again"
        return problems
    is_holiday = bool(_standing_name(unit, command.on))
    if command.change == ADD and is_holiday:
        problems["on"] = "This day is a bank holiday already"
    if command.change == ADD and not command.name.strip():
        problems["name"] = "Enter the name of the holiday"
    if command.change == REMOVE and not is_holiday:
        problems["on"] = "This day is not a bank holiday"
    if _is_waiting(unit, command.on):
        problems["on"] = "A change of this day waits for approval already"
    return problems


def _standing_name(unit: Unit, day: date) -> str:
    return shared_calendar(unit).holiday_name(day) or ""


def _is_waiting(unit: Unit, day: date) -> bool:
    waiting = select(HolidayChange.id).where(HolidayChange.on == day, HolidayChange.state == "proposed")
    return unit.session.scalars(waiting).first() is not None


def _proposal(unit: Unit, change_id: int) -> HolidayChange:
    row = unit.session.get(HolidayChange, change_id, with_for_update=True)
    if row is None:
        raise NotFoundForYou
    if row.state != "proposed":
        raise SettingsChanged
    return row


def _require_may(actor: Actor) -> None:
    if actor.signed_in is None or not may_change_holidays(actor.signed_in):
        raise NotAllowed


def _decide(unit: Unit, actor: Actor, row: HolidayChange, *, state: str, reason: str) -> None:
    row.state = state
    row.decided_by_id = actor.person_id
    row.decided_at = unit.now
    row.decision_reason = reason.strip()[:LONGEST_REASON]


def _audit(unit: Unit, actor: Actor, action: str, row: HolidayChange) -> None:
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        action=action,
        object_=f"holiday:{row.on.isoformat()}",
        purpose=row.reason[:500],
        detail={"change": row.change, "name": row.name},
    )
