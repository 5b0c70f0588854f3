"""Reading what an area prepares for tension: its responses, how far it is set up, its annual plans. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import Area, Person
from service.store.record import AnnualPlan, ResponseOption, SetUpAnswer
from service.store.set_up_steps import SetUpStep
from workflows.rules.tension import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaHead:
    """An area by its name."""

    area_id: int
    code: str
    name: str
    partnership_name: str


def list_area_heads(session: Session) -> Sequence[AreaHead]:
    """Give every area, by name."""
    rows = session.execute(select(Area.id, Area.code, Area.name, Area.partnership_name).order_by(Area.name))
    return [
        AreaHead(area_id=row.id, code=row.code, name=row.name, partnership_name=row.partnership_name) for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """One possible response to tension of a band."""

    option_id: int
    area_id: int
    band: str
    what: str
    who: str


def response_options(session: Session, area_id: int, band: str = "") -> tuple[ResponseRow, ...]:
    """Give what the area may do at this band's levels, or at any: the worst band first. Source: TE-04."""
    rows = session.scalars(
        select(ResponseOption)
        .where(
            ResponseOption.area_id == area_id,
            ResponseOption.ended_on.is_(None),
            ResponseOption.band.in_((band,) if band else tuple(Band)),
        )
        .order_by(ResponseOption.id)
    )
    return tuple(sorted(map(_response, rows), key=lambda row: list(Band).index(Band(row.band))))


def find_response(session: Session, option_id: int) -> ResponseRow | None:
    """Give one possible response, also one that is not offered any more."""
    row = session.get(ResponseOption, option_id)
    return _response(row) if row else None


def _response(row: ResponseOption) -> ResponseRow:
    return ResponseRow(option_id=row.id, area_id=row.area_id, band=row.band, what=row.what, who=row.who)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpLine:
    """One line of the checklist; one that nobody has answered is not in place."""

    step: str
    is_answered: bool = False
    is_in_place: bool = False
    owner: str = ""
    action: str = ""
    due_on: date | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpState:
    """How far an area is set up. Source: TE-01."""

    lines: tuple[SetUpLine, ...]

    @property
    def missing(self) -> int:
        """Give how many lines are not in place, the unanswered ones among them."""
        return sum(1 for line in self.lines if not line.is_in_place)

    @property
    def unanswered(self) -> int:
        """Give how many lines nobody has answered."""
        return sum(1 for line in self.lines if not line.is_answered)

    @property
    def may_go_live(self) -> bool:
        """Tell whether each line is in place or has an action with an owner and a date. Source: TE-01, gate rec."""
        return self.unanswered == 0

    def late(self, today: date) -> int:
        """Give how many actions should have been done before today."""
        return sum(1 for line in self.lines if not line.is_in_place and line.due_on and line.due_on < today)


def set_up_state(session: Session, area_id: int) -> SetUpState:
    """Give the checklist of an area, line by line. Source: TE-01."""
    rows = session.execute(
        select(SetUpAnswer, Person.name)
        .outerjoin(Person, Person.id == SetUpAnswer.by_id)
        .where(SetUpAnswer.area_id == area_id)
    )
    answered = {row.step: _set_up_line(row, by or "") for row, by in rows}
    return SetUpState(lines=tuple(answered.get(step, SetUpLine(step=step)) for step in SetUpStep))


def _set_up_line(row: SetUpAnswer, by: str) -> SetUpLine:
    return SetUpLine(
        step=row.step,
        is_answered=True,
        is_in_place=row.is_in_place,
        owner=row.owner,
        action=row.action,
        due_on=row.due_on,
        by=by,
        at=row.at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """The annual plan of one year as it was last written."""

    year: int
    review: str
    training: str
    events: str
    members: str
    by: str
    at: datetime


def annual_plans(session: Session, area_id: int) -> tuple[PlanRow, ...]:
    """Give the plans of an area, the newest year first. Source: TE-24."""
    rows = session.execute(
        select(AnnualPlan, Person.name)
        .outerjoin(Person, Person.id == AnnualPlan.by_id)
        .where(AnnualPlan.area_id == area_id)
        .order_by(AnnualPlan.year.desc())
    )
    return tuple(
        PlanRow(
            year=row.year,
            review=row.review,
            training=row.training,
            events=row.events,
            members=row.members,
            by=by or "",
            at=row.at,
        )
        for row, by in rows
    )
