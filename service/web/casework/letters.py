"""The letters of one’s areas: written, waiting for approval, to post, come back, sent. Each tab has its address."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from letters import letter_catalogue
from service.access import Role, SignedIn, areas_with
from service.errors import NotAllowed, NotFoundForYou
from service.store.queries.letter_lists import (
    BEING_WRITTEN,
    PAGE,
    LetterLine,
    Shelf,
    count_on_shelves,
    letters_on_shelf,
)
from service.web import context
from service.web.casework.blueprint import blueprint
from service.web.casework.letter_page_words import goes_by, sent_sentence
from service.web.casework.office import Office, office_of
from service.web.casework.task_access import OpenedTask
from service.web.table_download import ASKED, Table, date_cell, is_table_wanted, phrase_cell, send_table, table_href
from workflows import DuePhrase, date_and_time

TABS = {
    Shelf.DRAFT: "Draft",
    Shelf.WAITING: "Waits for approval",
    Shelf.APPROVED: "Approved",
    Shelf.TO_POST: "To post",
    Shelf.CAME_BACK: "Came back",
    Shelf.SENT: "Sent",
}
EMPTY = {
    Shelf.DRAFT: "No letter is being written.",
    Shelf.WAITING: "No letter waits for approval.",
    Shelf.APPROVED: "No approved letter waits to be sent.",
    Shelf.TO_POST: "No letter waits to be printed and posted.",
    Shelf.CAME_BACK: "No letter came back.",
    Shelf.SENT: "Nothing has been sent.",
}
WRITERS = (Role.SPOC, Role.SPOC_DEPUTY)
APPROVERS = (*WRITERS, Role.CSP_MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLetter:
    """One row of the list."""

    line: LetterLine
    title: str
    href: str
    state: str
    phrase: DuePhrase | None


@blueprint.get("/letters")
def letters() -> str | BaseResponse:
    """Show the first tab that this person may see."""
    return _list(shelves_for(context.person())[0])


@blueprint.get("/letters/<shelf>")
def letters_on(shelf: str) -> str | BaseResponse:
    """Show one tab."""
    if shelf not in set(Shelf):
        raise NotFoundForYou
    if Shelf(shelf) not in shelves_for(context.person()):
        raise NotAllowed
    return _list(Shelf(shelf))


@blueprint.app_template_global("letters_back")
def letters_back(task: OpenedTask, shelf: str = "") -> tuple[str, str]:
    """Give words and address of the way back from a letter: the letters, or the case for who has no such page."""
    if context.person().has_role_anywhere(*APPROVERS):
        address = url_for("casework.letters_on", shelf=shelf) if shelf else url_for("casework.letters")
        return "Back to letters", address
    return "Back to the case", task.case_href


def shelves_for(who: SignedIn) -> list[Shelf]:
    """Give the tabs a person may see: approvers only what waits for approval or was approved. Raises NotAllowed."""
    if who.has_role_anywhere(*WRITERS):
        return list(Shelf)
    if who.has_role_anywhere(Role.CSP_MANAGER):
        return [Shelf.WAITING, Shelf.APPROVED]
    raise NotAllowed


def _list(shelf: Shelf) -> str | BaseResponse:
    who, session = context.person(), context.read_session()
    area_ids = areas_with(who, APPROVERS if shelf in (Shelf.WAITING, Shelf.APPROVED) else WRITERS)
    office = office_of(who)
    if is_table_wanted():
        lines = letters_on_shelf(session, shelf, area_ids, at_most=ASKED)
        return send_table(_table([_listed(line, shelf, office) for line in lines], shelf))
    counts = count_on_shelves(session, area_ids)
    rows = [_listed(line, shelf, office) for line in letters_on_shelf(session, shelf, area_ids)]
    tabs = [_tab(each, counts, is_current=each is shelf) for each in shelves_for(who)]
    return render_template(
        "casework/letters.html",
        rows=rows,
        tabs=tabs,
        shelf=shelf.value,
        title=TABS[shelf],
        empty=EMPTY[shelf],
        newest=PAGE if len(rows) == PAGE else 0,
        table_href=table_href(),
    )


def _table(rows: Sequence[ListedLetter], shelf: Shelf) -> Table:
    """Give every letter on the shelf as a row; to whom it goes stands on the page too."""
    is_sealed = shelf not in BEING_WRITTEN
    dates = ("Dated",) if is_sealed else ("Must go", "Must go in words")
    return Table(
        name=f"letters-{shelf.value}",
        heads=("Letter", "Code", "Case", "To", "Where it is", *dates),
        rows=[
            (
                row.title[:1].upper() + row.title[1:],
                row.line.code,
                row.line.reference,
                row.line.recipient,
                row.state,
                *(
                    (date_cell(row.line.letter_on),)
                    if is_sealed
                    else (date_cell(row.line.due_on), phrase_cell(row.phrase))
                ),
            )
            for row in rows
        ],
        named_cases=[row.line.reference for row in rows],
    )


def _tab(shelf: Shelf, counts: dict[str, int], *, is_current: bool) -> dict[str, object]:
    count = counts.get(shelf, 0)
    words = f"{TABS[shelf]} {count}" if count else TABS[shelf]
    return {"text": words, "href": url_for("casework.letters_on", shelf=shelf.value), "is_current": is_current}


def _listed(line: LetterLine, shelf: Shelf, office: Office) -> ListedLetter:
    return ListedLetter(
        line=line,
        title=letter_catalogue()[line.code].title,
        href=_href(line),
        state=_state(line, shelf),
        phrase=office.phrase(line.due_on) if line.letter_id is None and line.due_on else None,
    )


def _href(line: LetterLine) -> str:
    if line.letter_id is None:
        return url_for("casework.letter_page", task_id=line.task_id, draft_id=line.draft_id)
    if line.post_task_id:
        return url_for("casework.task_page", task_id=line.post_task_id)
    return url_for("casework.sealed_letter_page", reference=line.reference, letter_id=line.letter_id)


def _state(line: LetterLine, shelf: Shelf) -> str:
    if shelf is Shelf.DRAFT:
        back = f" Sent back: {line.sent_back_words}" if line.sent_back_words else ""
        return f"Drafted {date_and_time(line.drafted_at)}.{back}"
    if shelf is Shelf.WAITING:
        return f"Written by {line.written_by}. {goes_by(line.channel, line.size)}"
    if shelf is Shelf.APPROVED and line.approved_at:
        return f"Approved {date_and_time(line.approved_at)}, not sent yet. {goes_by(line.channel, line.size)}"
    return sent_sentence(line)
