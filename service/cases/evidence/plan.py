"""Evidence for the plan: each action, and the concern about its delivery. Source: CT-46 to CT-50."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.evidence.panels import Cell, Fact, Panel, TablePanel, WordsPanel
from service.cases.evidence.words import body_name, day_words, instant_day, joined, lines_of, name_of
from service.store.record import ActionItem, DeliveryConcern

if TYPE_CHECKING:
    from service.cases.evidence.registry import Evidence

STATUS = {"open": "Under way or not begun", "done": "Done", "dropped": "Will not be done"}
AGREEMENT = {"not_agreed": "Not agreed.", "offered": "Offered."}


def plan_items(evidence: "Evidence") -> list[Panel]:
    """Give each action: who, by when, how far."""
    file = evidence.file
    found = file.session.scalars(
        select(ActionItem).where(ActionItem.case_id == file.case.id).order_by(ActionItem.number)
    )
    rows = tuple(
        (
            Cell(words=row.text),
            Cell(words=joined((name_of(file, row.owner_id) or row.owner_words, body_name(file, row.body_code)))),
            Cell(words=day_words(row.due_on, unknown="No date")),
            Cell(lead=AGREEMENT.get(row.agreement, ""), words=row.agreement_reason or STATUS.get(row.status, "")),
        )
        for row in found
    )
    heads = ("Action", "Who", "By", "How it stands")
    return [TablePanel(heading="The action plan", heads=heads, rows=rows, nothing="No action is agreed yet.")]


def open_concern(evidence: "Evidence") -> list[Panel]:
    """Give the concern that waits for an answer."""
    file = evidence.file
    found = file.session.scalars(
        select(DeliveryConcern)
        .where(DeliveryConcern.case_id == file.case.id, DeliveryConcern.answered_at.is_(None))
        .order_by(DeliveryConcern.id)
        .limit(1)
    ).first()
    if found is None:
        return []
    heading = f"The concern of {found.raised_by}, {instant_day(found.raised_at)}"
    return [WordsPanel(heading=heading, parts=tuple(Fact(term="", words=part) for part in lines_of(found.words)))]
