"""An advocate's role ends, a victim leaves, a new code is given: each from its page. Source: CT-58."""

import re

from service.cases.tracking import change_code
from service.demo import answers as said
from service.demo.cases import WINIFRED
from service.store.record import Consent, Party
from tests.browser import Browser
from tests.service.test_rules_of_consent import LEON, MARA, party, with_two
from tests.stages import ON_BOTH, AtStage
from tests.web.case_words import OfficeAt, case_path, words_of
from tests.web.office import open_office, press_act
from tests.web.text_of import text_of


def test_ct_58_the_advocates_role_is_ended_from_its_page(office_at: OfficeAt) -> None:
    office = office_at("consent_asked")
    assert "End the advocate’s role" in words_of(office, said.JO)
    assert press_act(office, "advocate", {"written_on": office.played.driver.today}) == 303
    assert "End the advocate’s role" not in words_of(office, said.JO)
    assert office.at(said.JO).get(case_path(office, "/new/advocate")).status == 404


@ON_BOTH
def test_ct_58_a_new_code_opens_the_page_for_the_victim_once_the_advocate_is_gone(office_at: OfficeAt) -> None:
    # given  an advocate who follows the application with a code
    office = office_at("consent_asked")
    toolbox, reference = office.played.driver.toolbox, office.played.reference
    with toolbox.sessions.write() as session, session.begin():
        old = change_code(session, case_id=office.played.case_id)
    seat = Browser(office.app.test_client())
    assert follow(seat, reference, old) == 303
    # when   the role ends / then neither the code nor the open page works any more
    assert press_act(office, "advocate", {"written_on": office.played.driver.today}) == 303
    assert seat.get("/follow/application").location == "/follow"
    assert follow(seat, reference, old) == 422
    # when   the victim gets a new code / then it is shown once, and opens the page
    assert press_act(office, "new-code", {}) == 303
    found = re.search(r"The new code is ([A-Z0-9]{5}-[A-Z0-9]{5})", words_of(office, said.JO))
    assert found is not None
    assert found[1] not in words_of(office, said.JO)
    assert "gave a new code to follow the application" in words_of(office, said.JO, "/history")
    assert found[1] not in words_of(office, said.JO, "/history")
    assert follow(seat, reference, found[1]) == 303
    assert seat.get("/follow/application").status == 200


def follow(browser: Browser, reference: str, code: str) -> int:
    """Enter reference and code; give the status."""
    return browser.post("/follow", seen="/follow", reference=reference, code=code).status


def test_ct_58_one_of_several_victims_is_chosen_on_the_page(at_stage: AtStage) -> None:
    # given  an advocate for two victims
    played = with_two(at_stage, consents=True)
    office = open_office(played)
    path = case_path(office, "/new/advocate")
    shown = text_of(office.at(said.JO).get(path).page)
    for words in ("Whose advocate?", "Everyone: the advocate’s role ends", MARA, LEON):
        assert words in shown, words
    # when   nobody is chosen / then it is asked at the field
    assert press_act(office, "advocate", {"written_on": played.driver.today}) == 422
    assert "Select who" in text_of(office.at(said.JO).page)
    # when   Mara ends the role / then the advocate acts on for Leon
    mara = str(party(played, MARA).id)
    assert press_act(office, "advocate", {"whose": mara, "written_on": played.driver.today}) == 303
    assert [row.victim_id for row in played.rows(Consent) if row.withdrawn_on] == [party(played, MARA).id]
    assert party(played, WINIFRED.name).withdrawn_at is None
    # when   Leon withdraws altogether / then the review goes on for Mara
    leon = {"whose": str(party(played, LEON).id), "written_on": played.driver.today, "safeguarding_goes_on": False}
    assert press_act(office, "withdrawals", leon) == 303
    assert played.case.closing_reason == ""
    assert [row.name for row in played.rows(Party) if row.is_victim] == [MARA]
