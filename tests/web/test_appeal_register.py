"""The register of appeals: what a line says, filters, search, the table. Source: AP-20, brief page 6."""

import re

from service.demo.appeals import ODILE, SUNNIVA, hear, release, submit
from service.store.record import Party
from tests.frozen_clock import day
from tests.stages import ON_BOTH, AtStage
from tests.web.test_appeals import refused_office
from tests.web.text_of import text_of


def test_ap_20_a_line_says_stage_ground_age_every_clock_and_who_has_it(at_stage: AtStage) -> None:
    # given an appeal of Friday 6 March, registered and acknowledged the same day, on Tuesday 10 March
    office = refused_office(at_stage)
    driver = office.played.driver
    reference = submit(driver, office.played.reference, words="My phone report was left out.")
    hear(driver, reference)
    driver.go_to(day("Tue 10 Mar 2026"))
    seat = office.at(SUNNIVA)
    # then the nearest promise stands first, the others beneath it, with the ground and who has it
    shown = text_of(seat.get("/appeals").page)
    line = shown[shown.index("Who has it") : shown.index("Download as a table")]
    for words in (
        "3 working days left",
        "Friday 13 March",
        "Stage 1: threshold not met.",
        "“My phone report was left out.”",
        "Tuesday 7 April 2026",
        "Came 2 working days ago",
        "SPOC",
    ):
        assert words in line, (words, line)
    assert "The threshold was held not to be met" not in line  # the stage says so
    # and the table has the ground in a column of its own
    assert "The threshold was held not to be met" in seat.get("/appeals?as=table").page


def test_the_register_counts_what_is_late_wherever_it_stands(at_stage: AtStage) -> None:
    office = refused_office(at_stage)
    driver = office.played.driver
    reference = submit(driver, office.played.reference)
    assert "Nothing is due today." in text_of(office.at(SUNNIVA).get("/appeals").page)
    driver.go_to(day("Mon 9 Mar 2026"))
    office.seats.clear()
    assert "1 is due today." in text_of(office.at(SUNNIVA).get("/appeals").page)
    driver.go_to(day("Tue 10 Mar 2026"))
    office.seats.clear()
    assert "1 overdue." in text_of(office.at(SUNNIVA).get("/appeals?page=2").page)
    # and what is said of a part of the list is said of that part
    assert "1 of these overdue." in text_of(office.at(SUNNIVA).get(f"/appeals?q={reference}").page)
    nothing = text_of(office.at(SUNNIVA).get("/appeals?stage=2").page)
    assert "No appeal matches." in nothing
    assert "due today" not in nothing


@ON_BOTH
def test_an_appeal_is_found_by_its_references_its_words_and_the_name_of_who_rings(at_stage: AtStage) -> None:
    office = refused_office(at_stage)
    driver = office.played.driver
    reference = submit(driver, office.played.reference, words="My phone report was 100% left out.")
    hear(driver, reference)
    release(driver, reference)
    office.seats.clear()
    name = next(row.name for row in office.played.rows(Party) if row.is_applicant)
    seat = office.at(SUNNIVA)
    for found in (reference.lower(), office.played.reference, name.partition(" ")[2], "phone report", "100%25 left"):
        assert reference in seat.get(f"/appeals?q={found}").page, found
    for missed in ("ASH-AP-2026-0999", "nobody", "100_ left", "_", "%25%25"):
        shown = text_of(seat.get(f"/appeals?q={missed}").page)
        assert "No appeal matches. Show all open appeals" in shown, missed
    # and the stage narrows as well, and both stay when another filter is chosen
    assert reference in seat.get("/appeals?stage=1&q=phone").page
    assert "show=decided&amp;stage=1&amp;q=phone" in seat.page
    assert reference not in seat.get("/appeals?stage=2").page
    assert seat.get("/appeals?stage=9&q=%00").status == 200


@ON_BOTH
def test_the_register_is_filtered_and_taken_as_a_table_that_names_nobody(at_stage: AtStage) -> None:
    office = refused_office(at_stage)
    reference = submit(office.played.driver, office.played.reference, words="=1+1 left out")
    seat = office.at(ODILE)
    table = seat.client.get("/appeals?as=table").get_data(as_text=True)
    assert reference in table
    assert "Age in working days" in table
    name = next(row.name for row in office.played.rows(Party) if row.is_applicant)
    assert name not in table
    assert "There is none." in text_of(seat.get("/appeals?show=decided").page)
    area = re.search(r"/appeals\?show=open&amp;area=(\d+)", seat.get("/appeals").page)
    assert area is not None
    assert reference in seat.get(f"/appeals?area={area[1]}").page
    assert reference not in seat.get("/appeals?area=99999").page
    assert seat.get("/appeals?area=x&show=%00&page=-1").status == 200
