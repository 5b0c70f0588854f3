"""The annual plan of an area for tension: written for this year or the next, then left as it is. Source: TE-24."""

from dataclasses import dataclass

from sqlalchemy import select

from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.tension_area.report_year import report_year, rules_today
from service.cases.tension_area.who_may import require_preparer
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.errors import NotFoundForYou
from service.store.audit_chain import append_audit
from service.store.people import Area
from service.store.record import AnnualPlan

LONGEST = 10_000
MISSING = {
    "review": "Enter how the year before went",
    "training": "Enter the training of the year",
    "events": "Enter the events of the year",
    "members": "Enter the members",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteAnnualPlan:
    """Write the plan of a year, or write it anew. `year`: the one in which it begins."""

    actor: Actor
    area_id: int
    year: int
    review: str
    training: str
    events: str
    members: str
    form_key: str | None = None


@handles(WriteAnnualPlan)
def write_annual_plan(unit: Unit, command: WriteAnnualPlan) -> Result:
    """Keep the plan; a plan of a past year is changed no more. Raises AnswersRefused, NotFoundForYou."""
    require_preparer(command.actor, area_id=command.area_id)
    if unit.session.get(Area, command.area_id) is None or command.year not in open_years(unit, command.area_id):
        raise NotFoundForYou
    parts = {name: str(getattr(command, name)) for name in MISSING}
    problems = {name: MISSING[name] for name, words in parts.items() if is_blank(words)}
    problems |= {name: f"Use {LONGEST:,} characters or fewer" for name, words in parts.items() if len(words) > LONGEST}
    if problems:
        raise AnswersRefused(problems)
    wanted = select(AnnualPlan).where(AnnualPlan.area_id == command.area_id, AnnualPlan.year == command.year)
    row = unit.session.scalars(wanted).one_or_none()
    action = "plan_changed" if row else "plan_written"
    if row is None:
        row = AnnualPlan(area_id=command.area_id, year=command.year)
        unit.session.add(row)
    for name, words in parts.items():
        setattr(row, name, words)
    row.by_id, row.at = command.actor.person_id, unit.now
    append_audit(
        unit.session,
        at=unit.now,
        actor=command.actor.audit_name,
        action=action,
        object_=f"area:{command.area_id}",
        detail={"year": command.year},
    )
    return Result(where=str(command.year))


def open_years(unit: Unit, area_id: int) -> tuple[int, int]:
    """Give the years whose plan may be written: this one and the next."""
    this = report_year(unit.today, rules_today(unit.session, area_id, today=unit.today))
    return this, this + 1
