"""Why this date: the count of one clock day by day, its rule, what moved it. Source: brief page 2, CM-02 to CM-10."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from flask import render_template

from service.access import CasePart
from service.cases.clocks import kept_dates
from service.errors import NotFoundForYou
from service.store.queries.case_clocks import ClockRow, clocks_of_case, settings_version
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.clock_words import due_of, limit_words, phrase_of, rule_of
from service.web.casework.opening import OpenCase, frame, open_case
from workflows import ClockRule, DateReason, Extension, Moment, Unit, explain_date, local_date, long_date

DAY_ZERO = {
    Moment.COMPLETED: "complete",
    Moment.RECEIVED: "received",
    Moment.THRESHOLD_MET_LETTER: "letter",
    Moment.OUTCOME_LETTER: "letter",
    Moment.MEETING: "meeting",
    Moment.PLAN_AGREED: "plan agreed",
    Moment.PHONE_CALL: "phone call",
    Moment.CONCERN_RAISED: "concern raised",
    Moment.LAST_UPDATE: "last update",
    Moment.ACTION_DUE: "in the plan",
    Moment.LEVEL_AGREED: "level agreed",
    Moment.LEVEL_REVIEWED: "last review",
    Moment.CASE_CLOSED: "case closed",
    Moment.QUARTER_END: "end of the quarter",
    Moment.LEVEL_AGREED: "level agreed",
    Moment.LEVEL_REVIEWED: "last review",
    Moment.CASE_CLOSED: "closed",
    Moment.QUARTER_END: "end of the quarter",
    Moment.DECLARED: "declared",
    Moment.NOTICES_SENT: "notice sent",
}
SOURCES = {"te": "community tensions framework", "mi": "racial incidents strategy"}  # else the guidance on reviews
ENDED = {"done": "Done on", "cancelled": "Cancelled on", "missed": "Ended on", "replaced": "Replaced on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A row that another took the place of."""

    limit_on: date
    replaced_on: date | None
    because: str


EVERY_CLOCK = (CasePart.SUMMARY, CasePart.FIGURES)


@blueprint.get("/cases/<reference>/clocks/<int:clock_id>")
def why_date(reference: str, clock_id: int) -> str:
    """Explain one date of a case."""
    opened = open_case(reference, *EVERY_CLOCK, CasePart.OWN_AGENCY)
    rows = clocks_of_case(context.read_session(), opened.head.case_id)
    row = next((one for one in rows if one.clock_id == clock_id and _may_read(opened, one)), None)
    rule = rule_of(opened, row.clock) if row else None
    if row is None or rule is None:
        raise NotFoundForYou
    chain = chain_of(row, rows)
    settings = settings_version(context.read_session(), area_id=opened.head.area_id, version=row.area_rules_version)
    return render_template(
        "casework/why_date.html",
        **frame(opened, ""),
        clock=row,
        limit=limit_words(opened, row),
        rule=rule,
        reason=_reason(row, rule, chain),
        phrase=phrase_of(opened, row),
        marks=marks_of(row, rule),
        earlier=_earlier(chain),
        settings=settings,
        basis=_basis_words(rule),
        ended=f"{ENDED[row.state]} {long_date(row.ended_on)}." if row.ended_on and row.state in ENDED else "",
        body=opened.file.bodies[row.key].name if row.key in opened.file.bodies else "",
        due=due_of(opened, row),
        is_counted=rule.unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS) and len(row.count) > 1,
    )


def _basis_words(rule: ClockRule) -> str:
    source = SOURCES.get(rule.id.partition("_")[0])
    if rule.basis == "S":
        return f"It stands in the {source or 'practitioner guidance'}."
    return f"It is local procedure: our own rule, not {'the source’s' if source else 'the Act’s'}."


def _may_read(opened: OpenCase, row: ClockRow) -> bool:
    """Tell whether this clock is explained to the person: an officer reads those of the own agency."""
    if opened.parts.intersection(EVERY_CLOCK):
        return True
    here = opened.head.area_id
    return bool(row.key) and any(m.body_code == row.key and m.area_id == here for m in opened.who.memberships)


def chain_of(row: ClockRow, rows: Sequence[ClockRow]) -> list[ClockRow]:
    """Give the row and those before it, each of which the next one replaced; the oldest last."""
    by_id = {one.clock_id: one for one in rows}
    chain = [row]
    while chain[-1].replaces_id in by_id:
        chain.append(by_id[chain[-1].replaces_id])
    return chain


def _reason(row: ClockRow, rule: ClockRule, chain: Sequence[ClockRow]) -> DateReason:
    extended = bool(row.reason) and len(chain) > 1 and chain[1].limit_on < row.limit_on
    extension = (
        Extension(from_on=chain[1].limit_on, because=row.reason, approved_by=row.approved_by or "The area")
        if extended
        else None
    )
    return explain_date(rule, kept_dates(row, rule, count=row.count), extension=extension)


def marks_of(row: ClockRow, rule: ClockRule) -> dict[date, str]:
    """Give the words beside the days of the count: day 0, today, target, limit."""
    today = local_date(context.now())
    named = (
        (row.trigger_on, DAY_ZERO.get(rule.counted_from, "start")),
        (today, "today"),
        (row.target_on, "target"),
        (row.limit_on, "limit"),
    )
    marks: dict[date, str] = {}
    for day, word in named:
        if day is not None:
            marks[day] = f"{marks[day]}, {word}" if day in marks else word
    return marks


def _earlier(chain: Sequence[ClockRow]) -> list[Earlier]:
    return [
        Earlier(limit_on=older.limit_on, replaced_on=older.ended_on, because=newer.reason or _started_anew(newer))
        for newer, older in pairwise(chain)
    ]


def _started_anew(row: ClockRow) -> str:
    return f"the clock began again on {long_date(row.trigger_on)}"
