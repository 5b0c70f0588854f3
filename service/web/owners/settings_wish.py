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
from service.web.owners.typed_day import DAY_PARTS, parts_of, read_day, typed_parts
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
    return Considered(start=_start_field(parts_of(context.today())), form_key=new_form_key())


def consider(opened: OpenedSettings, settings: Mapping[str, Any], problems: Mapping[str, str]) -> Considered:
    """Work out what the wished settings would do; propose them if that button was pressed and nothing is wrong."""
    found = dict(problems)
    parts = typed_parts("from", request.form.to_dict(flat=False))
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
    return Considered(start=_start_field(parts_of(start)), form_key="", proposed=answer)


def _start_field(parts: tuple[str, ...], *, error: str = "") -> Field:
    day, month, year = parts
    return Field(
        name="from",
        kind="date",
        label="In force from",
        hint="Applications that come in from this day follow it.",
        error=error,
        bad_parts=DAY_PARTS if error else (),
        day=day,
        month=month,
        year=year,
    )
