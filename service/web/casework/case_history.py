"""A case, tab "History and letters": the letters with their promises, what happened, and who looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import render_template, request, url_for

from service.access import OPCC_APPEAL, CasePart
from service.store.queries.appeals import find_appeal
from service.store.queries.case_clocks import clocks_of_case
from service.store.queries.case_history import (
    count_looks,
    decisions_of_case,
    events_of_case,
    looks_at_case,
    notes_of_case,
)
from service.store.queries.case_letters import letters_of_case
from service.web import context
from service.web.casework import history_words as words
from service.web.casework.blueprint import blueprint
from service.web.casework.letter_words import LetterLine, letter_lines
from service.web.casework.opening import OpenCase, frame, may_see_looks, open_case

AT_FIRST = 40
REPORT_OF_REMIT = "remit_due"  # the field of a letter that names the day of the report
FILTERS = (
    ("", "Everything"),
    (words.DECISIONS, "Decisions"),
    (words.LETTERS, "Letters"),
    (words.CONTACT, "Contact"),
    (words.CLOCKS, "Clocks"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterLink:
    """One filter of the history with its count."""

    text: str
    href: str
    is_current: bool


@blueprint.get("/cases/<reference>/history")
def case_history(reference: str) -> str:
    """Show the letters and the history of a case."""
    opened = open_case(reference, CasePart.HISTORY, page="history")
    entries = _entries(opened)
    chosen = _chosen(opened)
    shown = _shown(opened, entries, chosen)
    at_first = shown if request.args.get("all") == "yes" else [one for one in shown if not one.is_minor][:AT_FIRST]
    return render_template(
        "casework/case_history.html",
        **frame(opened, "casework.case_history"),
        letters=_letters(opened) if opened.sees(CasePart.LETTERS) else [],
        sees_letters=opened.sees(CasePart.LETTERS),
        filters=_filters(opened, entries, chosen),
        entries=at_first,
        hidden=len(shown) - len(at_first),
        all_href=url_for("casework.case_history", reference=reference, show=chosen or None, all="yes"),
        shows_looks=chosen == words.LOOKS,
    )


def _letters(opened: OpenCase) -> list[LetterLine]:
    session, case_id = context.read_session(), opened.head.case_id
    return letter_lines(
        letters_of_case(session, case_id),
        clocks_of_case(session, case_id),
        today=context.today(),
        done_elsewhere=_done_elsewhere(opened),
    )


def _done_elsewhere(opened: OpenCase) -> Mapping[str, date | None]:
    """Give when what an appeal asked for was reported: the clock of that runs on the case it is about. AP-16."""
    appeal = find_appeal(context.read_session(), opened.head.case_id) if opened.head.process_id == OPCC_APPEAL else None
    return {REPORT_OF_REMIT: appeal.reported_back_on} if appeal else {}


def _entries(opened: OpenCase) -> list[words.Entry]:
    session, case_id = context.read_session(), opened.head.case_id
    decisions = decisions_of_case(session, case_id)
    events = words.without_notes(events_of_case(session, case_id))
    told = frozenset((row.at, row.by) for row in decisions)
    return words.merged(
        words.event_entries(events, reference=opened.head.reference, told=told),
        words.note_entries(notes_of_case(session, case_id)),
        words.decision_entries(decisions),
    )


def _chosen(opened: OpenCase) -> str:
    asked = request.args.get("show", "")
    allowed = {code for code, _ in FILTERS} | ({words.LOOKS} if may_see_looks(opened) else set())
    return asked if asked in allowed else ""


def _shown(opened: OpenCase, entries: list[words.Entry], chosen: str) -> list[words.Entry]:
    if chosen == words.LOOKS:
        return words.look_entries(looks_at_case(context.read_session(), opened.head.reference))
    return [entry for entry in entries if not chosen or entry.kind == chosen]


def _filters(opened: OpenCase, entries: list[words.Entry], chosen: str) -> list[FilterLink]:
    counts = {code: sum(entry.kind == code or not code for entry in entries) for code, _ in FILTERS}
    named = [(code, f"{text} ({counts[code]})") for code, text in FILTERS if counts[code] or not code]
    if may_see_looks(opened):
        named.append((words.LOOKS, f"Who looked ({count_looks(context.read_session(), opened.head.reference)})"))
    return [
        FilterLink(
            text=text,
            href=url_for("casework.case_history", reference=opened.head.reference, show=code or None),
            is_current=code == chosen,
        )
        for code, text in named
    ]
