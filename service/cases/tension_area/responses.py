"""The matrix of possible responses of an area: a line is offered, or not offered any more. Source: TE-04."""

from dataclasses import dataclass

from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.tension_area.who_may import require_preparer
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.errors import NotFoundForYou
from service.store.audit_chain import append_audit
from service.store.queries.tension_area import response_options
from service.store.record import ResponseOption
from workflows.rules.tension import Band

LONGEST_WHAT, LONGEST_WHO = 300, 160


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResponseOption:
    """Offer one more response at the levels of a band."""

    actor: Actor
    area_id: int
    band: str
    what: str
    who: str = ""
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndResponseOption:
    """Offer a response no more; where it was chosen it stays."""

    actor: Actor
    option_id: int
    form_key: str | None = None


@handles(AddResponseOption)
def add_response(unit: Unit, command: AddResponseOption) -> Result:
    """Add a line to the matrix. Raises AnswersRefused. Source: TE-04."""
    require_preparer(command.actor, area_id=command.area_id)
    problems = _problems(unit, command)
    if problems:
        raise AnswersRefused(problems)
    row = ResponseOption(area_id=command.area_id, band=command.band, what=command.what, who=command.who)
    unit.session.add(row)
    unit.session.flush()
    _audit(unit, command.actor, "response_added", row)
    return Result(where=str(row.id))


@handles(EndResponseOption)
def end_response(unit: Unit, command: EndResponseOption) -> Result:
    """Take a line out of the matrix from today on; a second time changes nothing. Raises NotFoundForYou."""
    row = unit.session.get(ResponseOption, command.option_id, with_for_update=True)
    if row is None:
        raise NotFoundForYou
    require_preparer(command.actor, area_id=row.area_id)
    if row.ended_on is None:
        row.ended_on = unit.today
        _audit(unit, command.actor, "response_ended", row)
    return Result(where=str(row.id))


def _problems(unit: Unit, command: AddResponseOption) -> dict[str, str]:
    problems = {}
    if command.band not in set(Band):
        problems["band"] = "Select the levels it is for"
    if is_blank(command.what) or len(command.what) > LONGEST_WHAT:
        problems["what"] = f"Enter what is done, up to {LONGEST_WHAT} characters"
    if len(command.who) > LONGEST_WHO:
        problems["who"] = f"Enter who does it, up to {LONGEST_WHO} characters"
    if not problems and command.what.casefold() in _listed(unit, command):
        problems["what"] = "This is listed for these levels already"
    return problems


def _listed(unit: Unit, command: AddResponseOption) -> set[str]:
    return {row.what.casefold() for row in response_options(unit.session, command.area_id, command.band)}


def _audit(unit: Unit, actor: Actor, action: str, row: ResponseOption) -> None:
    append_audit(
        unit.session,
        at=unit.now,
        actor=actor.audit_name,
        action=action,
        object_=f"response:{row.id}",
        detail={"area": row.area_id, "band": row.band},
    )
