"""Where an incident stands, in the sentence under its heading. Source: MI-05 to MI-08, MI-24, MI-26, brief page 8."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from service.web.incidents.room_view import RoomView
from workflows import clock_time, counted, date_and_time, local_date, long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The bold word and the rest of the sentence."""

    lead: str
    words: str


def standing(view: RoomView) -> Standing:
    """Give the sentence for the state that the incident is in."""
    if not view.opened.head.is_open:
        return _closed(view)
    return SENTENCES[view.incident.status](view)


def _at(at: datetime) -> str:
    """Give "Tuesday 22 December 2026 at 7:35am"."""
    return f"{long_date(local_date(at))} at {clock_time(at)}"


def _by(name: str) -> str:
    return f" by {name}" if name else ""


def _reported(view: RoomView) -> Standing:
    incident = view.incident
    return Standing(lead="Reported", words=f"{_at(incident.reported_at)}{_by(incident.entered_by)}. Not decided yet.")


def _potential(view: RoomView) -> Standing:
    incident = view.incident
    since = f"decided {_at(incident.decided_at)}{_by(incident.decided_by)}." if incident.decided_at else ""
    clock = view.clock("mi_redecide")
    again = f" Decide again by {date_and_time(clock.limit_at)}." if clock is not None and clock.is_running else ""
    return Standing(lead="Potential,", words=f"{since}{again} No clock of the protocol runs.".strip())


def _declared(view: RoomView) -> Standing:
    incident = view.incident
    at = incident.declared_at or incident.reported_at
    return Standing(lead="Declared", words=f"{_at(at)}{_by(incident.decided_by)}.")


def _not_major(view: RoomView) -> Standing:
    incident = view.incident
    at = f" {_at(incident.decided_at)}{_by(incident.decided_by)}" if incident.decided_at else ""
    has = f" {incident.handed_to} has it now." if incident.handed_to else " It is being handed over."
    return Standing(lead="Not major,", words=f"decided{at}.{has}")


def _downgraded(view: RoomView) -> Standing:
    incident = view.incident
    at = _at(incident.downgraded_at) if incident.downgraded_at else ""
    sent = [row for row in view.notices if row.code == "L-MI-07"]
    newest = max((row.round_id for row in sent), default=0)
    people = sum(row.round_id == newest for row in sent)
    told = f" Stand-down sent to {counted(people, 'person', 'people')}" if people else " Nobody had been told"
    clock = view.clock("mi_members")
    runs = clock is not None and clock.is_running
    report = f"; the report to members still goes by {long_date(clock.limit_on)}" if clock is not None and runs else ""
    return Standing(lead="Downgraded", words=f"{at}. {incident.downgraded_because}{told}{report}.")


def _closed(view: RoomView) -> Standing:
    at = view.opened.head.closed_at
    on = f" on {long_date(local_date(at))}" if at else ""
    return Standing(lead=f"{view.opened.head.stage}", words=f"{on}. Nothing is due. The record stays as it is.".strip())


SENTENCES: Mapping[str, Callable[[RoomView], Standing]] = {
    "reported": _reported,
    "potential": _potential,
    "declared": _declared,
    "not_major": _not_major,
    "downgraded": _downgraded,
    "closed": _closed,
}
