"""What stands in the record now, as answers of a correction's form. Writes nothing."""

from collections.abc import Mapping
from typing import Any

from service.store.queries.tension_case import reports_of_case
from service.web import context
from service.web.casework.opening import OpenCase


def nothing(opened: OpenCase, row_id: int) -> Mapping[str, Any] | None:
    """Give an empty form: a new row, or the case as a whole."""
    return {} if opened.head.case_id and row_id == 0 else None


def party_values(opened: OpenCase, row_id: int) -> Mapping[str, Any] | None:
    """Give a person of the case; never who is said to do it."""
    found = next((p for p in opened.file.parties if p.id == row_id and not p.is_perpetrator), None)
    if found is None:
        return None
    names = ("name", "postcode", "phone", "email", "preferred_channel", "formats", "language", "safe_contact")
    return {name: getattr(found, name) for name in names} | {"address": "\n".join(str(line) for line in found.address)}


def reporter_values(opened: OpenCase, row_id: int) -> Mapping[str, Any] | None:
    """Give whoever gave an open report of a concern; never who stands behind a restricted one. Source: TE-31."""
    rows = reports_of_case(context.read_session(), opened.head.case_id, is_restricted=False)
    return party_values(opened, row_id) if row_id in {row.reporter_id for row in rows} else None


def report_values(opened: OpenCase, row_id: int) -> Mapping[str, Any] | None:
    """Give a report of the case."""
    found = next((row for row in opened.file.incidents if row.id == row_id), None)
    if found is None:
        return None
    dates = {name: getattr(found, name) for name in ("happened_on", "reported_on")}
    words = {name: getattr(found, name) for name in ("what", "body_code", "channel", "officer_kind", "body_reference")}
    return words | {name: on.isoformat() if on else None for name, on in dates.items()}
