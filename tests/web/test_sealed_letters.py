"""A sealed letter on its pages: each look is noted. Source: DP-11."""

import pytest

from service.demo import answers as said
from tests.web.case_words import OfficeAt, case_path, looks
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
