"""Bank holidays: the days that do not count, changes proposed and approved, what they move. Source: CM-01, CM-10."""

from dataclasses import replace
from datetime import date, timedelta

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import RULE_MAKERS, Role, SignedIn, may_change_holidays, may_see_case_reference
from service.cases import handle
from service.cases.holiday_commands import ApproveHoliday, ProposeHoliday, RefuseHoliday
from service.cases.holiday_effect import HolidayWish, MovedLimit, limits_that_move
from service.cases.holiday_recount import recount_open_cases
from service.errors import NotAllowed, NotFoundForYou, PutRight
from service.store.queries.holidays import HolidayRow, changed_days, list_changes
from service.web import context
from service.web.form_keys import new_form_key, posted_form_key
from service.web.owners.blueprint import blueprint
from service.web.owners.typed_day import read_day, typed_parts
from workflows import BusinessCalendar

READERS = (*RULE_MAKERS, Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR)


@blueprint.get("/settings/holidays")
def holidays() -> str:
    """Show the days that do not count, and the changes so far."""
    _reader()
    return _page({})


@blueprint.post("/settings/holidays")
def propose_holiday() -> BaseResponse:
    """Propose to add a day or to take one away."""
    _reader()
    on = read_day(typed_parts("on", request.form.to_dict(flat=False)))
    if on is None:
        return Response(_page({"on": "Enter a date, like 5 6 2027"}), status=422)
    command = ProposeHoliday(
        actor=context.actor(),
        form_key=posted_form_key(),
        on=on,
        change=request.form.get("change", ""),
        name=request.form.get("name", ""),
        reason=request.form.get("reason", ""),
    )
    try:
        result = handle(context.toolbox(), command)
    except PutRight as error:
        return Response(_page(error.problems), status=422)
    return redirect(url_for("owners.holiday", change_id=int(result.where)), code=303)


@blueprint.get("/settings/holidays/<int:change_id>")
def holiday(change_id: int) -> str:
    """Show one change and every limit that it would move."""
    _reader()
    return _change_page(_change(change_id), {})


@blueprint.post("/settings/holidays/<int:change_id>/approval")
def approve_holiday(change_id: int) -> BaseResponse:
    """Let the change count, then count the open cases again, one by one."""
    _reader()
    row = _change(change_id)
    command = ApproveHoliday(actor=context.actor(), form_key=posted_form_key(), change_id=row.change_id)
    handle(context.toolbox(), command)
    wish = HolidayWish(on=row.on, change=row.change, name=row.name)
    recount_open_cases(context.toolbox(), wish, actor=context.actor())
    return redirect(url_for("owners.holidays"), code=303)


@blueprint.post("/settings/holidays/<int:change_id>/refusal")
def refuse_holiday(change_id: int) -> BaseResponse:
    """Refuse the change, or take it back."""
    _reader()
    row = _change(change_id)
    command = RefuseHoliday(
        actor=context.actor(),
        form_key=posted_form_key(),
        change_id=change_id,
        reason=request.form.get("refusal_reason", ""),
    )
    try:
        handle(context.toolbox(), command)
    except PutRight as error:
        return Response(_change_page(row, error.problems), status=422)
    return redirect(url_for("owners.holidays"), code=303)


def _reader() -> SignedIn:
    who = context.person()
    if not who.has_role_anywhere(*READERS):
        raise NotAllowed
    return who


def _change(change_id: int) -> HolidayRow:
    row = next((each for each in list_changes(context.read_session()) if each.change_id == change_id), None)
    if row is None:
        raise NotFoundForYou
    return row


def _moved(row: HolidayRow) -> list[MovedLimit]:
    if row.state != "proposed":
        return []
    wish = HolidayWish(on=row.on, change=row.change, name=row.name)
    return limits_that_move(context.read_session(), wish, now=context.now())


def _page(problems: dict[str, str]) -> str:
    added, removed = changed_days(context.read_session())
    nation = context.toolbox().settings.nation
    calendar = BusinessCalendar.for_nation(nation, added=added, removed=removed)
    usual = BusinessCalendar.for_nation(nation)
    return render_template(
        "owners/holidays.html",
        days=_days(calendar),
        added=added,
        removed=sorted((day, usual.holiday_name(day) or "") for day in removed),
        changes=list_changes(context.read_session()),
        may_change=may_change_holidays(context.person()),
        typed=request.form,
        form_key=new_form_key(),
        problems=problems,
        errors=[(words, name) for name, words in problems.items()],
    )


def _days(calendar: BusinessCalendar) -> list[tuple[date, str]]:
    first = date(context.today().year, 1, 1)
    every_day = (first + timedelta(days=number) for number in range(731))
    named = ((day, calendar.holiday_name(day)) for day in every_day if day.year <= first.year + 1)
    return [(day, name) for day, name in named if name]


def _change_page(row: HolidayRow, problems: dict[str, str]) -> str:
    who = context.person()
    moved = [_shown(who, each) for each in _moved(row)]
    return render_template(
        "owners/holiday.html",
        row=row,
        moved=moved,
        is_mine=row.proposed_by_id == who.person_id,
        may_decide=row.state == "proposed" and may_change_holidays(who),
        form_key=new_form_key(),
        problems=problems,
        errors=[(words, name) for name, words in problems.items()],
    )


def _shown(who: SignedIn, moved: MovedLimit) -> MovedLimit:
    """Leave the reference out for those who may not know it."""
    if may_see_case_reference(who, area_id=moved.area_id):
        return moved
    return replace(moved, reference="A case of another area")
