"""Reading what an area prepares for tension: its responses, how far it is set up, its annual plans. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import Area
from service.store.record import ResponseOption
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
