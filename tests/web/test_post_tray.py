"""The post room and approvals on pages: print, confirm, send again, more time. Source: D-008, CM-09."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

import letters.pdf
from letters import PdfUnavailable
from service.cases import AskForExtension, Delivery, NoteDelivery, NotePrintOverdue
from service.delivery.sender import empty_outbox
from service.demo import answers as said
from service.store.letters import SealedLetter
from service.store.outbox import OutboxItem
from service.store.work import OpenTask
from tests.frozen_clock import day
from tests.stages import ON_BOTH
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]


def note(office: Office, outcome: Delivery, *, error: str = "") -> int:
    """Let the sending of the last letter end in some way; give the id of the letter."""
    item = office.played.rows(OutboxItem)[-1]
    office.played.do(NoteDelivery(outbox_id=item.id, outcome=outcome, error=error))
    return int(item.sealed_letter_id or 0)


def to_print(office: Office) -> str:
    """Let the last letter go to the printer; give the address of its task."""
    note(office, Delivery.READY_TO_PRINT)
    return _open_task(office, "print")


def _open_task(office: Office, kind: str) -> str:
    (found,) = office.played.all(select(OpenTask).where(OpenTask.kind == kind, OpenTask.state == "open"))
    return f"/tasks/{found.id}"


def test_a_letter_is_printed_and_its_posting_confirmed(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = to_print(office)
    jo = office.at(said.JO).get(path)
    shown = text_of(jo.page)
    assert "Print and post:" in shown
    assert "14 Tanners Row, Ashmoor, AS3 7DN" in shown
    assert "large print" in shown
    assert "Download the letter (PDF)" in shown
    page = jo.page
    jo.post(f"{path}/posting")
    assert jo.status == 303
    assert [letter.delivery for letter in office.played.letters()][-1] == "posted"
    assert "You answered this at" in jo.get(path).page
    # and a second press of the same button shows the first result
    jo.page = page
    assert jo.post(f"{path}/posting").status == 303


def test_a_print_nobody_confirmed_says_that_its_clock_runs_again(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = to_print(office)
    office.played.do(NotePrintOverdue(task_id=path.removeprefix("/tasks/")))
    jo = office.at(said.JO).get(path)
    assert "Nobody confirmed it in time." in jo.page
    jo.post(f"{path}/posting")
    assert jo.status == 303


@pytest.mark.usefixtures("pdf_library")
def test_the_pdf_of_the_sealed_letter_is_a_file(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = to_print(office)
    answer = office.at(said.JO).client.get(f"{path}/letter.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-1.7")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_without_the_pdf_library_a_page_names_the_packages(
    office_at: OfficeAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_pango() -> None:
        raise PdfUnavailable

    office = office_at("acknowledged")
    path = to_print(office)
    monkeypatch.setattr(letters.pdf, "_weasyprint", no_pango)
    jo = office.at(said.JO).get(f"{path}/letter.pdf")
    assert jo.status == 503
    assert "libpango-1.0-0" in jo.page


def test_a_letter_that_came_back_is_sent_another_way(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    note(office, Delivery.FAILED, error="refused [550]")
    path = _open_task(office, "delivery")
    jo = office.at(said.JO).get(path)
    assert "came back" in jo.page
    assert "refused [550]" in jo.page
    # given  nothing chosen, then an address that is none
    jo.post(f"{path}/sending")
    assert (jo.status, "Select what to do with the letter" in jo.page) == (422, True)
    jo.post(f"{path}/sending", seen=path, how="email", email="not an address")
    assert (jo.status, 'href="#email"' in jo.page) == (422, True)
    assert "not an address" in jo.page
    # when
    jo.post(f"{path}/sending", seen=path, how="email", email="amara.new@applicant.example")
    # then
    assert jo.status == 303
    again = office.played.rows(OutboxItem)[-1]
    assert (again.to_address, again.state) == ("amara.new@applicant.example", "queued")
    assert "reply to this email" in again.body
    assert again.reply_to == "jo.whitlock@ashmoor.example"


def test_a_letter_that_may_not_have_left_can_be_noted_as_arrived(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    letter_id = note(office, Delivery.UNKNOWN)
    path = _open_task(office, "delivery")
    assert office.at(said.JO).post(f"{path}/sending", seen=path, how="arrived").status == 303
    assert next(row for row in office.played.rows(SealedLetter) if row.id == letter_id).delivery == "sent"


def test_the_post_room_is_not_open_to_others(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = to_print(office)
    for email, status in ((said.IRIS, 403), ("rowan.pike@ashmoor.example", 404)):
        assert office.at(email).get(path).status == status
        assert office.at(email).get(f"{path}/letter.pdf").status == status
        assert office.at(email).get("/account").post(f"{path}/posting").status == status


@ON_BOTH
def test_came_back_and_to_post_are_listed_with_their_tasks(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = to_print(office)
    assert path in office.at(said.JO).get("/letters/to-post").page


def ask_for_time(office: Office) -> str:
    """Ask for a later limit; give the address of the approval."""
    office.played.do(
        AskForExtension(
            actor=office.played.by(said.JO),
            case_id=office.played.case_id,
            clock="ct_review_outcome",
            new_limit_on=day("Thu 16 Apr 2026"),
            reason="The agencies need one more week.",
        )
    )
    return _open_task(office, "extension")


def test_cm_09_more_time_is_approved_by_somebody_else(office_at: OfficeAt) -> None:
    office = office_at("met")
    path = ask_for_time(office)
    marian = office.at(said.MARIAN).get(path)
    shown = text_of(marian.page)
    assert "The agencies need one more week." in shown
    assert "Thursday 16 April 2026" in shown
    # given  no decision, or a refusal without a reason
    marian.post(f"{path}/extension")
    assert "Select whether you approve the new limit" in marian.page
    marian.post(f"{path}/extension", seen=path, decision="refuse")
    assert (marian.status, "Enter why the limit stays" in marian.page) == (422, True)
    # when
    marian.post(f"{path}/extension", seen=path, decision="approve")
    # then
    assert marian.status == 303
    assert office.played.clock("ct_review_outcome").limit_on == day("Thu 16 Apr 2026")
    assert "You answered this at" in marian.get(path).page


def test_cm_09_a_refusal_leaves_the_limit(office_at: OfficeAt) -> None:
    office = office_at("met")
    before = office.played.clock("ct_review_outcome").limit_on
    path = ask_for_time(office)
    office.at(said.MARIAN).post(f"{path}/extension", seen=path, decision="refuse", words="They had notice enough.")
    assert office.played.clock("ct_review_outcome").limit_on == before


def test_the_one_who_asked_cannot_open_the_approval(office_at: OfficeAt) -> None:
    office = office_at("met")
    path = ask_for_time(office)
    assert office.at(said.JO).get(path).status == 403


@pytest.mark.usefixtures("pdf_library")
def test_the_outbox_is_emptied_into_the_post_tray(office_at: OfficeAt) -> None:
    office = office_at("two_acknowledged")  # this applicant has no email address
    while empty_outbox(office.played.driver.toolbox):
        pass
    assert "print" in office.played.task_ids()
