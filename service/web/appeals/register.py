"""The register of appeals across areas, the nearest promise first. Source: AP-01 to AP-20, brief page 6."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.access import OF_THE_COMMISSIONER, SignedIn, areas_with
from service.errors import NotAllowed
from service.store.queries.appeal_register import (
    PAGE,
    AppealClock,
    AppealFilter,
    AppealLine,
    AppealRegister,
    list_appeals,
)
from service.store.queries.oversight import notices_for
from service.store.queries.record_lists import GROUND_WORDS
from service.web import context
from service.web.appeal_lines import OUTCOMES
from service.web.appeals.appeal_words import AGAINST, first_words
from service.web.appeals.blueprint import blueprint
from service.web.casework.office import Office, office_of
from service.web.oversight.figures import roles_held
from service.web.page_number import asked_page, last_page
from service.web.role_words import who_words
from service.web.table_download import ASKED, Table, date_cell, is_table_wanted, phrase_cell, send_table, table_href
from workflows import DuePhrase, date_and_time, fires_at, local_date, long_date, working_days_words
from workflows.rules.appeal import assessment_questions

SHOWS = (("open", "Open"), ("decided", "Decided"), ("ended", "Returned, withdrawn or lapsed"))
STAGES = (("", "Every stage"), ("1", "Stage 1"), ("2", "Stage 2"))
LONGEST_SEARCH = 160
SAME_AS_STAGE = {1: "threshold", 2: "outcome"}  # the ground that the stage says already
HEADS = (
    *("Appeal", "Area", "Stage", "Grounds", "Next date", "Next date in words", "What is next", "Other dates"),
    *("Where it stands", "Who has it", "Received", "Age in working days"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One filter at the side."""

    text: str
    href: str
    is_current: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAppeal:
    """One appeal in words."""

    reference: str
    href: str
    area: str
    against: str
    grounds: str  # besides the one that the stage says already
    quoted: str
    stands: str
    who: str
    age: int  # working days from receipt until today, or until it was decided
    age_words: str
    phrase: DuePhrase | None
    duty: str
    others: tuple[str, ...]  # the clocks behind the one that ends first


@blueprint.get("/appeals")
def register() -> str | BaseResponse:
    """List the appeals of the areas whose office one is of."""
    who = context.person()
    require_desk(who)
    office = office_of(who)
    chosen = _chosen(who, office)
    if is_table_wanted():
        return send_table(_table(office, chosen))
    found = _listed(office, chosen)
    rows = [shown(row, office) for row in found.rows]
    return render_template(
        "appeals/register.html",
        chosen=chosen,
        rows=rows,
        total=found.total,
        summary=_summary(found, chosen),
        is_narrowed=_is_narrowed(chosen),
        stages=STAGES,
        shows=list(_shows(found, chosen)),
        areas=list(_areas(found, chosen)),
        of_pages=last_page(found.total, PAGE),
        page_href=lambda number: _href(chosen, page=number),
        table_href=table_href(),
        notices=notices_for(context.read_session(), roles_held(who)),
    )


def require_desk(who: SignedIn) -> None:
    """Raise NotAllowed unless the person is of a Commissioner's office."""
    if not who.has_role_anywhere(*OF_THE_COMMISSIONER):
        raise NotAllowed


def my_area_ids(who: SignedIn) -> frozenset[int] | None:
    """Give the areas whose appeals the person hears; None is every area."""
    found = areas_with(who, OF_THE_COMMISSIONER)
    return None if None in found else frozenset(area for area in found if area is not None)


def _listed(office: Office, chosen: AppealFilter) -> AppealRegister:
    return list_appeals(context.read_session(), chosen, now=context.now(), tonight=fires_at(office.today))


def _chosen(who: SignedIn, office: Office) -> AppealFilter:
    show = request.args.get("show", "open")
    area, stage = request.args.get("area", ""), request.args.get("stage", "")
    return AppealFilter(
        show=show if show in dict(SHOWS) else "open",
        area_ids=my_area_ids(who),
        area_id=int(area) if area.isascii() and area.isdigit() and len(area) < 9 else None,
        stage=int(stage) if stage in ("1", "2") else None,
        search=request.args.get("q", "").strip()[:LONGEST_SEARCH],
        page=asked_page(),
        not_limits=office.not_limits,
    )


def shown(row: AppealLine, office: Office) -> ShownAppeal:
    """Give one appeal as the register says it."""
    first = row.clocks[0] if row.clocks else None
    age = office.calendar.working_days_between(local_date(row.received_at), row.decided_on or office.today)
    return ShownAppeal(
        reference=row.reference,
        href=url_for("appeals.appeal_page", reference=row.reference),
        area=row.area_name,
        against=AGAINST.get(row.stage, "Stage not settled"),
        grounds=_grounds(row, but_not=SAME_AS_STAGE.get(row.stage, "")),
        quoted=first_words(row.words),
        stands=_stands(row),
        who=who_words(row.waits_for),
        age=age,
        age_words=_age_words(age, is_open=row.decided_on is None),
        phrase=office.phrase(first.limit_on, first.clock) if first else None,
        duty=first.title if first else "",
        others=tuple(_clock_words(clock) for clock in row.clocks[1:]),
    )


def _age_words(age: int, *, is_open: bool) -> str:
    days = working_days_words(age)
    if not is_open:
        return f"Took {days}"
    return f"Came {days} ago" if age else "Came today"


def _grounds(row: AppealLine, *, but_not: str = "") -> str:
    named = [GROUND_WORDS.get(one, one) for one in row.grounds if one != but_not]
    return "; ".join([*named[:1], *(f"{one[:1].lower()}{one[1:]}" for one in named[1:])])


def _clock_words(clock: AppealClock) -> str:
    return f"{clock.title}: {long_date(clock.limit_on)}"


def _stands(row: AppealLine) -> str:
    if row.decided_on is not None:
        return f"{OUTCOMES.get(row.outcome, row.outcome)} on {long_date(row.decided_on)}"
    if row.acknowledged_on is None:
        return f"Received {date_and_time(row.received_at)}. Not yet acknowledged"
    if row.released_on is None:
        return "Waiting for the case file"
    tests = len(assessment_questions(1 if row.stage == 1 else 2))
    return f"{row.state}: {min(row.tests_answered, tests)} of {tests} tests answered"


def _summary(found: AppealRegister, chosen: AppealFilter) -> tuple[str, str]:
    """Give the bold and the regular part of the sentence under the heading."""
    is_narrowed = _is_narrowed(chosen)
    if chosen.show != "open" or (is_narrowed and not found.total):
        return "", ""
    late, today = found.late, found.due_today
    of_these = " of these" if is_narrowed else ""
    lead = f"{late}{of_these} overdue." if late else f"{today}{of_these} {'is' if today == 1 else 'are'} due today."
    rest = f"{today} due today." if late and today else ""
    none = "None of these is due today." if of_these else "Nothing is due today."
    return (lead, rest) if late or today else ("", none)


def _is_narrowed(chosen: AppealFilter) -> bool:
    """Tell whether the list shows a part of the appeals that stand so."""
    return bool(chosen.search or chosen.stage or chosen.area_id is not None)


def _shows(found: AppealRegister, chosen: AppealFilter) -> Iterator[Side]:
    for show, words in SHOWS:
        yield Side(
            text=words,
            href=_href(replace(chosen, show=show)),
            is_current=show == chosen.show,
            count=found.by_show[show],
        )


def _areas(found: AppealRegister, chosen: AppealFilter) -> Iterator[Side]:
    everywhere = sum(count for _, _, count in found.by_area)
    for area_id, name, count in ((None, "All", everywhere), *found.by_area):
        href = _href(replace(chosen, area_id=area_id))
        yield Side(text=name, href=href, is_current=area_id == chosen.area_id, count=count)


def _href(chosen: AppealFilter, *, page: int | None = None) -> str:
    return url_for(
        "appeals.register",
        show=chosen.show,
        area=chosen.area_id,
        stage=chosen.stage,
        q=chosen.search or None,
        page=page,
    )


def _table(office: Office, chosen: AppealFilter) -> Table:
    """Give the whole list as rows; nobody is named in them."""
    asked = replace(chosen, page=1, size=ASKED)
    return Table(name="appeals", heads=HEADS, rows=[_cells(row, office) for row in _listed(office, asked).rows])


def _cells(row: AppealLine, office: Office) -> tuple[str | int, ...]:
    said = shown(row, office)
    return (
        row.reference,
        row.area_name,
        said.against,
        _grounds(row),
        date_cell(row.clocks[0].limit_on if row.clocks else None),
        phrase_cell(said.phrase),
        said.duty,
        "; ".join(said.others),
        said.stands,
        said.who,
        date_cell(local_date(row.received_at)),
        said.age,
    )
