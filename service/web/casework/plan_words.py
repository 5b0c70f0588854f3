"""The meeting and the plan of a case in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.store.queries.case_review import ActionRow, MeetingRow
from service.web.casework.opening import OpenCase
from workflows import Due, DuePhrase, long_date
from workflows import local_date as day_of

FORMATS = {
    "inside_existing": "inside a meeting that takes place anyway",
    "after_existing": "after a meeting that takes place anyway",
    "separate": "a meeting of its own",
    "virtual": "by video",
}
DECISIONS = {
    "actions_adequate": "the actions were adequate",
    "further_actions": "further actions are recommended",
    "not_in_good_faith": "the reports were malicious or vexatious",
    "adjourned": "adjourned, more information is needed",
}
AGREEMENT = {"agreed": "Agreed", "not_agreed": "Not agreed", "offered": "Offered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action of the plan as a line of the table."""

    text: str
    owner: str
    agreement: str
    stands: str
    phrase: DuePhrase | None


def meeting_lines(rows: Sequence[MeetingRow]) -> list[str]:
    """Give one sentence a meeting, the latest first."""
    return [_meeting(row) for row in rows]


def _meeting(row: MeetingRow) -> str:
    form = FORMATS.get(row.format, row.format.replace("_", " "))
    place = f" at {row.place}" if row.place else ""
    if row.is_void:
        return f"The meeting of {long_date(row.planned_on)} does not count: the chair was not independent."
    if row.held_on:
        found = DECISIONS.get(row.decision, row.decision.replace("_", " "))
        return f"Held on {long_date(row.held_on)}{place}.{f' Decision: {found}.' if found else ''}"
    if row.adjourned_because:
        return f"Adjourned: {row.adjourned_because}"
    when = f"{long_date(row.planned_on)}{f' at {row.planned_time}' if row.planned_time else ''}"
    return f"Planned for {when}{place}, {form}."


def action_lines(rows: Sequence[ActionRow], opened: OpenCase) -> list[ActionLine]:
    """Give the actions of the plan as lines."""
    return [
        ActionLine(
            text=row.text,
            owner=row.owner,
            agreement=AGREEMENT.get(row.agreement, row.agreement),
            stands=_stands(row),
            phrase=opened.phrase(Due.on(row.due_on)) if row.due_on and row.status == "open" else None,
        )
        for row in rows
    ]


def _stands(row: ActionRow) -> str:
    on = f" {long_date(day_of(row.ended_at))}" if row.ended_at else ""
    return {"done": f"Done{on}", "dropped": f"Dropped{on}"}.get(row.status, "")
