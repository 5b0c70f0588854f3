"""The tension of every area at a glance, and the cases of one area. Source: TE-10, TE-33, brief page 7."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import SignedIn, areas_with
from service.cases.submit_tension import ENTERS
from service.errors import NotAllowed
from service.roles import SEES_OF_A_TENSION, CasePart
from service.store.queries.oversight import notices_for
from service.store.queries.tension_board import (
    PAGE,
    AreaTension,
    TensionLine,
    count_tensions,
    duties_of,
    list_area_tensions,
    list_tensions,
    tension_settings,
)
from service.web import context
from service.web.casework.duty_words import by_words, duty_of, moment_words
from service.web.casework.links import href_if_built
from service.web.casework.office import office_of
from service.web.level_words import WHICH_IS_WORST
from service.web.oversight.figures import roles_held
from service.web.page_number import asked_page, last_page
from service.web.table_download import ASKED, Table, date_cell, is_table_wanted, send_table, table_href
from service.web.tension.blueprint import blueprint
from service.web.tension.board_words import LineTeller, ShownTension
from workflows import Tone

SEERS = tuple(role for role, parts in SEES_OF_A_TENSION.items() if CasePart.SUMMARY in parts)
OF_AREAS = ("Area", "Level", "Name of the level", "Direction", "Next duty", "Limit", "How far away", "Open cases")
OF_CASES = ("Case", "Ward", "What", "Level", "Name of the level", "Direction", "Next duty", "Limit", "How far away")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArea:
    """One area in words."""

    name: str
    href: str  # empty: it has no case
    worst: ShownTension | None
    open_cases: int
    others_late: str  # "1 other is late"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCases:
    """The cases of the area that was chosen."""

    name: str
    rows: Sequence[ShownTension]
    shows: Sequence[dict[str, object]]
    is_open: bool
    page: int
    of_pages: int


@blueprint.get("/tension")
def board() -> str | BaseResponse:
    """Show where tension is worst and what is due."""
    who = context.person()
    require_seer(who)
    teller = teller_of(who)
    areas = list_area_tensions(context.read_session(), my_area_ids(who), now=context.now())
    chosen = _chosen(areas)
    if is_table_wanted():
        return send_table(_table_of_cases(chosen, teller) if chosen else _table_of_areas(areas, teller))
    return render_template(
        "tension/board.html",
        moment=moment_words(context.now()),
        is_live=any(row.worst is not None and teller.is_by_the_minute(row.worst) for row in areas),
        lead=_lead(who, areas, teller),
        which_is_worst=WHICH_IS_WORST,
        areas=[_area(row, teller) for row in areas],
        cases=_cases(chosen, teller) if chosen else None,
        page_href=lambda number: _href(chosen, page=number),
        table_href=table_href(),
        report_href=url_for("tension.report_concern") if who.has_role_anywhere(*ENTERS) else "",
        quarterly_href=href_if_built("tension.quarterly"),
        notices=notices_for(context.read_session(), roles_held(who)),
    )


def require_seer(who: SignedIn) -> None:
    """Raise NotAllowed unless tension is part of the person's work in some area."""
    if not who.has_role_anywhere(*SEERS):
        raise NotAllowed


def my_area_ids(who: SignedIn) -> frozenset[int] | None:
    """Give the areas whose tension the person sees; None is every area."""
    found = areas_with(who, SEERS)
    return None if None in found else frozenset(area for area in found if area is not None)


def teller_of(who: SignedIn) -> LineTeller:
    """Give what turns the rows of the board into words."""
    session = context.read_session()
    return LineTeller(
        who=who,
        office=office_of(who),
        settings=tension_settings(session, today=context.today()),
        now=context.now(),
    )


def _chosen(areas: Sequence[AreaTension]) -> AreaTension | None:
    """Give the area that the address asks for; the only one where there is one only."""
    if len(areas) == 1:
        return areas[0]
    asked = request.args.get("area", "")
    return next((row for row in areas if row.code.lower() == asked.lower()), None)


def _area(row: AreaTension, teller: LineTeller) -> ShownArea:
    worst_is_late = row.worst is not None and teller.is_late(row.worst)
    others = row.late_cases - worst_is_late
    return ShownArea(
        name=row.name,
        href=url_for("tension.board", area=row.code, _anchor="cases") if row.open_cases else "",
        worst=teller.tell(row.worst) if row.worst else None,
        open_cases=row.open_cases,
        others_late=f"{others} other {'is' if others == 1 else 'are'} late" if others > 0 else "",
    )


def _lead(who: SignedIn, areas: Sequence[AreaTension], teller: LineTeller) -> tuple[str, str]:
    """Give the worst area with its level and direction, and the duty there: this person's own if there is one."""
    first = areas[0] if areas else None
    if first is None or first.worst is None:
        return "", "No tension case is open."
    line, shown = first.worst, teller.tell(first.worst)
    duty = _duty_sentence(who, line, teller)
    if shown.level is None:
        return f"{first.name} has a concern without a level.", duty
    direction = f", and {line.direction}" if line.direction else ""
    return f"{first.name} is at level {shown.level.number}, {shown.level.name}{direction}.", duty


def _duty_sentence(who: SignedIn, line: TensionLine, teller: LineTeller) -> str:
    duties = duties_of(context.read_session(), line.case_id)
    if not duties:
        return "Nothing is due there."
    mine = (row for row in duties if who.has_role(*duty_of(row.clock).roles, area_id=line.area_id))
    row = next(mine, None)
    named = row or duties[0]
    when = by_words(named, teller.office.unit_of(named.clock), now=teller.now)
    act = duty_of(named.clock).act
    if teller.phrase(named).tone is Tone.LATE:
        return f"{'You had' if row else 'They had'} to {act} {when}."
    return f"You must {act} {when}." if row else f"Next they must {act} {when}."


def _cases(chosen: AreaTension, teller: LineTeller) -> AreaCases:
    session = context.read_session()
    open_count, closed_count = count_tensions(session, chosen.area_id)
    is_open = request.args.get("show") != "closed"
    page = asked_page()
    rows = list_tensions(session, chosen.area_id, is_open=is_open, page=page)
    return AreaCases(
        name=chosen.name,
        rows=[teller.tell(row) for row in rows],
        shows=_shows(chosen, is_open=is_open, counts=(open_count, closed_count)),
        is_open=is_open,
        page=page,
        of_pages=last_page(open_count if is_open else closed_count, PAGE),
    )


def _shows(chosen: AreaTension, *, is_open: bool, counts: tuple[int, int]) -> list[dict[str, object]]:
    if not counts[1]:
        return []
    return [
        {
            "text": f"{words} ({count})",
            "href": url_for("tension.board", area=chosen.code, show=show, _anchor="cases"),
            "is_current": is_open is (show is None),
        }
        for words, show, count in (("Open", None, counts[0]), ("Closed", "closed", counts[1]))
    ]


def _href(chosen: AreaTension | None, *, page: int) -> str:
    show = "closed" if request.args.get("show") == "closed" else None
    area = chosen.code if chosen else None
    return url_for("tension.board", area=area, show=show, page=page, _anchor="cases")


def _table_of_areas(areas: Sequence[AreaTension], teller: LineTeller) -> Table:
    return Table(
        name="tension",
        heads=OF_AREAS,
        rows=[(row.name, *_standing(row.worst, teller), row.open_cases) for row in areas],
    )


def _table_of_cases(chosen: AreaTension, teller: LineTeller) -> Table:
    is_open = request.args.get("show") != "closed"
    rows = list_tensions(context.read_session(), chosen.area_id, is_open=is_open, size=ASKED)
    return Table(
        name=f"tension-{chosen.code.lower()}",
        heads=OF_CASES,
        rows=[(row.reference, row.ward, row.what, *_standing(row, teller)) for row in rows],
    )


def _standing(line: TensionLine | None, teller: LineTeller) -> tuple[str, ...]:
    return tuple(_cells(line, teller)) if line else ("",) * 6


def _cells(line: TensionLine, teller: LineTeller) -> Iterator[str]:
    shown = teller.tell(line)
    yield str(shown.level.number) if shown.level else ""
    yield shown.level.name if shown.level else ""
    yield shown.direction
    yield shown.duty
    yield date_cell(line.duty.limit_on) if line.duty else ""
    yield shown.distance
