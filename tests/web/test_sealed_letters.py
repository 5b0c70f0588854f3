"""A sealed letter on its pages: each look is noted, the applicant's code is hidden. Source: DP-11, D-042."""

import hashlib

import pytest

from service.cases import Delivery, NoteDelivery
from service.demo import answers as said
from service.store.letters import SealedLetter
from service.store.outbox import OutboxItem
from tests.web.case_words import OfficeAt, case_path, looks
from tests.web.office import Office
from tests.web.test_post_tray import to_print


def test_dp_11_a_letter_opened_alone_leaves_the_same_mark_as_its_page(office_at: OfficeAt) -> None:
    office = office_at("met")
    letter = office.played.letters("L-CT-07")[0]
    # given / when  the sheet is opened by its own address
    before = len(looks(office))
    assert office.at(said.JO).get(case_path(office, f"/letters/{letter.id}/sheet")).status == 200
    # then   the audit has the look
    assert looks(office)[before:] == [("letter_read", "letter", "")]


@pytest.mark.usefixtures("pdf_library")
def test_dp_11_a_letter_taken_from_the_post_room_is_noted(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    path = to_print(office)
    before = len(looks(office))
    office.at(said.JO).client.get(f"{path}/letter.pdf")
    assert looks(office)[before:] == [("letter_read", "letter", "")]


def receipt(office: Office) -> tuple[SealedLetter, str]:
    """Give the sealed receipt of a form and the code it holds."""
    letter = office.played.letters("L-CT-22")[0]
    (draft,) = office.played.drafts("L-CT-22")
    return letter, str(draft.values["tracking_code"])


def test_d_042_staff_do_not_read_the_applicants_code_on_the_sealed_receipt(office_at: OfficeAt) -> None:
    # given  the receipt as it was sent, with the code
    office = office_at("applied")
    letter, code = receipt(office)
    assert code in letter.html
    # when   staff open it / then  the code is hidden everywhere and no file of it is given
    path = case_path(office, f"/letters/{letter.id}")
    jo = office.at(said.JO)
    page = jo.get(path).page
    assert "holds a code that only its reader may use" in page
    assert "Download the letter" not in page
    sheet = jo.get(f"{path}/sheet").page
    assert "Your tracking code is" in sheet
    assert "(hidden)" in sheet
    assert code not in page + sheet
    assert (jo.get(f"{path}/pdf").status, code in jo.page) == (403, False)
    # and    what is stored is what was sent
    assert office.played.letters("L-CT-22")[0].html_hash == hashlib.sha256(letter.html.encode()).hexdigest()


@pytest.mark.usefixtures("pdf_library")
def test_d_042_who_prints_the_receipt_gets_the_real_file_while_the_task_is_open(office_at: OfficeAt) -> None:
    # given  a receipt that goes by post
    office = office_at("applied")
    letter, _ = receipt(office)
    (item,) = [row for row in office.played.rows(OutboxItem) if row.sealed_letter_id == letter.id]
    office.played.do(NoteDelivery(outbox_id=item.id, outcome=Delivery.READY_TO_PRINT))
    (task,) = office.played.rows_by_kind("print")
    jo = office.at(said.JO)
    # when   it is printed / then  the file is the real one
    file = jo.client.get(f"/tasks/{task.id}/letter.pdf")
    assert (file.status_code, file.data[:5]) == (200, b"%PDF-")
    # when   it was posted / then  the file is not given any more
    jo.post(f"/tasks/{task.id}/posting", seen=f"/tasks/{task.id}")
    assert jo.client.get(f"/tasks/{task.id}/letter.pdf").status_code == 403
