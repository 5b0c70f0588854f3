"""My work, and for partner officers "Asked of you": one page, what must be done now and why. Source: brief page 1."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import TENSION, SignedIn
from service.store.queries.my_work import WorkCounts, WorkList, WorkRow, my_work
from service.store.queries.tension_board import tension_settings
from service.store.queries.tension_case import levels_of_cases
from service.store.queries.who_can import candidates, work_places
from service.store.queries.work_view import PAGE, Whose, WorkView
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.office import Office, office_of
from service.web.casework.said import take_said
from service.web.casework.scope import is_partner_only, keeps_cases, may_name, pools_of
from service.web.casework.work_words import ShownTask, TaskTeller, task_count
from service.web.level_words import ShownLevel, shown_level
from service.web.page_number import asked_page, last_page
from service.web.table_download import ASKED, Table, date_cell, is_table_wanted, phrase_cell, send_table, table_href
from workflows import Tone, Unit
from workflows.rules.tension import TensionSettings

LONGEST_SEARCH = 160
WHOSE_WORDS = {
    Whose.MINE_AND_DUE: "Mine, and untaken if due",
    Whose.MINE: "Mine only",
    Whose.UNTAKEN: "Nobody has taken",
    Whose.OTHERS: "Waiting for others",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading of the list with its rows; the count is of all tasks there, also on other pages."""

    heading: str
    count: str
    rows: tuple[ShownTask, ...]


@blueprint.get("/work")
def my_work_page() -> str | BaseResponse:
    """Show the list of one person."""
    who = context.person()
    office = office_of(who)
    view = read_view(who, office)
    if is_table_wanted():
        return send_table(_table(who, office, view))
    found = my_work(context.read_session(), view)
    g.tasks_near = found.near  # the menu need not count again
    teller = teller_for(who, office, found.rows)
    return render_template(
        "casework/my_work.html",
        heading="Asked of you" if is_partner_only(who) else "My work",
        office=office,
        view=view,
        found=found,
        groups=groups_of(found.rows, found.counts, teller),
        filters=_filters(who, view, found),
        said=take_said(),
        page_title=page_title(found.counts, heading="Asked of you" if is_partner_only(who) else "My work"),
        of_pages=last_page(_shown_count(view, found.counts), PAGE),
        page_href=lambda number: _href(view, page=number),
        later_href=_href(view, later="yes"),
        table_href=table_href(),
        all_mine_href=url_for("casework.my_work_page", whose=Whose.MINE.value, later="yes"),
    )


def _table(who: SignedIn, office: Office, view: WorkView) -> Table:
    """Give every page of the list as rows, with the names that the page shows."""
    rows = my_work(context.read_session(), replace(view, page=1, size=ASKED)).rows
    teller = teller_for(who, office, rows)
    return Table(
        name="asked-of-you" if is_partner_only(who) else "my-work",
        heads=("Due", "Due in words", "Task", "Case", "Person", "Street", "Why it is here", "Who has it"),
        rows=[_cells(row, teller) for row in rows],
        named_cases=[row.reference for row in rows if may_name(who, row)],
    )


def _cells(row: WorkRow, teller: TaskTeller) -> tuple[str, ...]:
    task = teller.tell(row)
    person, street = teller.named(row)
    due = (date_cell(row.due_on), phrase_cell(task.phrase))
    return (*due, task.name, row.reference, person, street, task.why, task.who)


def read_view(who: SignedIn, office: Office) -> WorkView:
    """Read what the address asks for; what it does not know is passed over."""
    asked = request.args.get("whose", "")
    allowed = list(Whose) if keeps_cases(who) else [whose for whose in Whose if whose is not Whose.OTHERS]
    return WorkView(
        person_id=who.person_id,
        pools=pools_of(who),
        today=office.today,
        soon_on=office.soon_on,
        whose=next((whose for whose in allowed if whose.value == asked), Whose.MINE_AND_DUE),
        search=request.args.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        show_later=request.args.get("later") == "yes",
        page=asked_page(),
        now=context.now(),
        by_the_minute=tuple(clock for clock, unit in office.units.items() if unit is Unit.MINUTES),
    )


def teller_for(who: SignedIn, office: Office, rows: Sequence[WorkRow]) -> TaskTeller:
    """Give what turns these rows into words: who else could do them, and the names of areas and bodies."""
    session = context.read_session()
    areas, cases = {row.area_id for row in rows}, {row.case_id for row in rows}
    people = candidates(session, area_ids=areas, case_ids=cases, today=office.today) if rows else ()
    places = work_places(session, areas) if rows else {}
    return TaskTeller(who=who, office=office, people=people, places=places, levels=_levels(rows))


def _levels(rows: Sequence[WorkRow]) -> dict[int, ShownLevel]:
    """Give the levels of the tensions among the cases of these rows."""
    session = context.read_session()
    areas = {row.case_id: row.area_id for row in rows if row.case_process_id == TENSION}
    if not areas:
        return {}
    settings = tension_settings(session, today=context.today())
    named = {
        case_id: shown_level(level, settings.get(areas[case_id], TensionSettings()))
        for case_id, level in levels_of_cases(session, list(areas)).items()
    }
    return {case_id: level for case_id, level in named.items() if level is not None}


def groups_of(rows: Sequence[WorkRow], counts: WorkCounts, teller: TaskTeller) -> list[Group]:
    """Give the rows under their headings; a heading without rows is left out."""
    office = teller.office
    soon_words = f"{task_count(counts.soon)}, to {office.short(office.soon_on)}"
    places = (
        ("Overdue", task_count(counts.overdue), (Tone.LATE,)),
        ("Due today", task_count(counts.today), (Tone.TODAY,)),
        ("Next 5 working days", soon_words, ()),
        ("Later", task_count(counts.later), ()),
    )
    grouped: dict[str, list[ShownTask]] = {heading: [] for heading, _, _ in places}
    for row in rows:
        task = teller.tell(row)
        grouped["Overdue" if task.phrase.tone is Tone.LATE else _heading_of(row, office)].append(task)
    return [Group(heading=h, count=count, rows=tuple(grouped[h])) for h, count, _ in places if grouped[h]]


def _heading_of(row: WorkRow, office: Office) -> str:
    """Give the heading of a task that is not late."""
    if row.due_on is None or row.due_on > office.soon_on:
        return "Later"
    if row.due_on > office.today:
        return "Next 5 working days"
    return "Due today"


def page_title(counts: WorkCounts, *, heading: str) -> str:
    """Give "My work: 2 overdue, 3 due today"."""
    parts = [f"{counts.overdue} overdue"] if counts.overdue else []
    parts += [f"{counts.today} due today"] if counts.today else []
    return f"{heading}: {', '.join(parts)}" if parts else heading


def _filters(who: SignedIn, view: WorkView, found: WorkList) -> list[dict[str, object]]:
    shown = [whose for whose in Whose if whose is not Whose.OTHERS or keeps_cases(who)]
    return [
        {
            "text": WHOSE_WORDS[whose],
            "href": url_for("casework.my_work_page", whose=whose.value),
            "is_current": whose is view.whose,
            "count": found.by_whose[whose.value],
        }
        for whose in shown
    ]


def _shown_count(view: WorkView, counts: WorkCounts) -> int:
    return counts.total if view.show_later else counts.total - counts.later


def _href(view: WorkView, *, page: int = 1, later: str = "") -> str:
    return url_for(
        "casework.my_work_page",
        whose=view.whose.value,
        q=view.search or None,
        later=later or ("yes" if view.show_later else None),
        page=page if page > 1 else None,
    )


@blueprint.app_template_filter("whose_words")
def whose_words(whose: Whose) -> str:
    """Give the filter in the middle of a sentence: "Showing mine only"."""
    return WHOSE_WORDS[whose][:1].lower() + WHOSE_WORDS[whose][1:]
