"""A change of settings being considered: what was typed, what it would do, and proposing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.cases import handle
from service.cases.settings_commands import ProposeSettings, usable_rules
from service.cases.settings_effect import Effect, Wish, describe_effect
from service.errors import PutRight
from service.web import context
from service.web.form_keys import new_form_key, posted_form_key
from service.web.owners.settings_area import OpenedSettings
from service.web.question_fields import Field

PROPOSE = "propose"
DAY_FAULT = "Enter a date, like 4 1 2027"


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What the form above the table shows."""

    effect: Effect | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    start: Field
    form_key: str
    proposed: BaseResponse | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Give the entries of the error summary."""
        return [(words, name) for name, words in self.problems.items()]


def nothing_typed() -> Considered:
    """Give the form as first shown."""
    return Considered(start=_start_field(_parts_of(context.today())), form_key=new_form_key())


def consider(opened: OpenedSettings, settings: Mapping[str, Any], problems: Mapping[str, str]) -> Considered:
    """Work out what the wished settings would do; propose them if that button was pressed and nothing is wrong."""
    found = dict(problems)
    parts = tuple(request.form.get(f"from-{part}", "").strip()[:4] for part in ("day", "month", "year"))
    start = read_day(parts)
    if start is None:
        found["from"] = DAY_FAULT
    effect = None
    try:
        if start is not None and not found:
            effect = _work_out(opened, settings, start)
            if request.form.get("do") == PROPOSE:
                return _propose(opened, settings, start)
    except PutRight as fault:
        found |= fault.problems
    return Considered(
        effect=effect,
        problems=found,
        reason=request.form.get("reason", "")[:2000],
        start=_start_field(parts, error=found.get("from", "")),
        form_key=new_form_key(),
    )


def _work_out(opened: OpenedSettings, settings: Mapping[str, Any], start: date) -> Effect:
    wish = Wish(
        area_id=opened.history.area_id,
        standing=opened.standing,
        wished=usable_rules(settings, register=opened.register),
        in_force_from=max(start, context.today()),
    )
    return describe_effect(context.read_session(), wish)


def _propose(opened: OpenedSettings, settings: Mapping[str, Any], start: date) -> Considered:
    command = ProposeSettings(
        actor=context.actor(),
        form_key=posted_form_key(),
        area_id=opened.history.area_id,
        based_on=opened.newest.version,
        settings=settings,
        reason=request.form.get("reason", ""),
        in_force_from=start,
    )
    handle(context.toolbox(), command)
    answer = redirect(url_for("owners.proposal", area_code=opened.history.area_code), code=303)
    return Considered(start=_start_field(_parts_of(start)), form_key="", proposed=answer)


def read_day(parts: tuple[str, ...]) -> date | None:
    """Give the date of what was typed as day, month and year; None if it is none."""
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day) if 2000 <= year <= 2100 else None
    except ValueError:
        return None


def _parts_of(day: date) -> tuple[str, str, str]:
    return str(day.day), str(day.month), str(day.year)


def _start_field(parts: tuple[str, ...], *, error: str = "") -> Field:
    day, month, year = parts
    return Field(
        name="from",
        kind="date",
        label="In force from",
        hint="Applications that come in from this day follow it.",
        error=error,
        bad_parts=("day", "month", "year") if error else (),
        day=day,
        month=month,
        year=year,
    )
