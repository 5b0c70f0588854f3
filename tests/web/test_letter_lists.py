"""The lists of letters: by where they lie, only for those who write or approve."""

from collections.abc import Callable

from service.demo import answers as said
from tests.stages import ON_BOTH
from tests.web.letter_acts import a_met_letter, approve, ask
from tests.web.office import Office
from tests.web.text_of import text_of

OfficeAt = Callable[[str], Office]


@ON_BOTH
def test_the_lists_of_letters_by_where_they_lie(office_at: OfficeAt) -> None:
    office = office_at("grouped")
    letter = a_met_letter(office)
    jo = office.at(said.JO).get("/letters")
    assert "We will hold a review" in jo.page
    assert letter in jo.page
    ask(office, letter)
    marian = office.at(said.MARIAN).get("/letters")
    assert "Waits for approval 1" in text_of(marian.page)
    assert letter in marian.page
    assert "To post" not in marian.page
    assert marian.get("/letters/sent").status == 403
    approve(office, letter)
    sent = text_of(jo.get("/letters/sent").page)
    assert "Sealed on Thursday 5 March 2026. It leaves within minutes, by email." in sent


def test_the_lists_are_only_for_those_who_write_or_approve(office_at: OfficeAt) -> None:
    office = office_at("acknowledged")
    assert office.at(said.JO).get("/letters/none").status == 404
    for email in (said.IRIS, said.NADIA, "wyn.prosser@ashmoor.example"):
        assert office.at(email).get("/letters").status == 403
    other = office.at("rowan.pike@ashmoor.example").get("/letters/sent")
    assert (other.status, "ASH-CT" in other.page) == (200, False)
