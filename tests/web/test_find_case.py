"""Find a case, made for a ringing phone: by reference, name, street or number; never what is not yours."""

import pytest

from service.demo import answers as said
from service.store.record import Application
from tests.stages import ON_BOTH
from tests.web.case_words import ADA, ROWAN, OfficeAt, case_path
from tests.web.text_of import text_of


@ON_BOTH
@pytest.mark.parametrize("wanted", ["ref", "AMARA", "tanners", "07700 900417", "+44 7700 900417", "0001"])
def test_one_hit_opens_the_case(office_at: OfficeAt, wanted: str) -> None:
    office = office_at("applied")
    words = {"ref": office.played.reference.lower(), "AMARA": office.played.case.label.split()[0].upper()}
    street = office.played.case.label.split(" at ")[1]
    asked = words.get(wanted) or (street.upper() if wanted == "tanners" else wanted)
    browser = office.at(said.JO)
    answer = browser.client.get("/cases/find", query_string={"q": asked})
    assert (answer.status_code, answer.headers.get("Location")) == (303, case_path(office))


@pytest.mark.parametrize("email", [ROWAN, said.IRIS, said.MARIAN, ADA])
def test_find_a_case_never_tells_others_that_it_exists(office_at: OfficeAt, email: str) -> None:
    office = office_at("checked")
    shown = text_of(office.at(email).client.get("/cases/find", query_string={"q": office.played.reference}).text)
    assert f"No case you may see matches “{office.played.reference}”." in shown


def test_a_case_is_not_found_by_the_alleged_perpetrator(office_at: OfficeAt) -> None:
    office = office_at("applied")
    with office.played.driver.toolbox.sessions.write() as session, session.begin():
        session.get_one(Application, office.played.case_id).suspected_source = "Varga"
    assert "No case you may see matches" in text_of(office.at(said.JO).client.get("/cases/find?q=Varga").text)
