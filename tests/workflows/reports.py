"""Reports to bodies, short to write, for tests of the threshold."""

from typing import Any

from tests.frozen_clock import day
from workflows.rules.qualifying import Channel, Complaint
from workflows.rules.threshold_settings import BodyKind


def report(report_id: str, happened: str, reported: str, **more: Any) -> Complaint:
    """Give a report that was phoned to the council unless told otherwise."""
    values = {"body_kind": BodyKind.COUNCIL, "channel": Channel.PHONE} | more
    return Complaint(id=report_id, happened_on=day(happened), reported_on=day(reported), **values)
