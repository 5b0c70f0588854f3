"""Reading what an area prepares for tension: its responses, how far it is set up, its annual plans. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.people import Area


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
