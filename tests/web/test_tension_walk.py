"""The page of a tension as its case really goes: reported, alerted, calmer, closed. TE-12, TE-17, TE-20, TE-27."""

from service.demo.tension import BRAM, DELPHINE, MABEL, NELL, report, scored, set_level
from tests.service.played import Played
from tests.stages import AtStage
from tests.web.office import Office, open_office
from tests.web.text_of import text_of

CALM = {"normality": True, "normality_by": "Superintendent Oyelaran and Nell Ashdown"}
CLOSED = {
    "level": "0",
    "close_as": "settled",
    "reasons": "There is nothing left to do.",
    "asb_answer": "agreed",
    "asb_by": "Yusuf Carrow",
}


def shown(office: Office, email: str, path: str) -> str:
    office.seats.clear()  # hours may have passed
    return text_of(office.at(email).get(path).page)


def test_the_page_follows_its_case_from_the_report_to_the_end(at_stage: AtStage) -> None:
    empty = at_stage("empty")
    played = Played(empty.driver, report(empty.driver))
    office, page = open_office(played), f"/tension/{played.reference}"
    # given a report / then the first duty is the level, and its task is the main button
    words = shown(office, MABEL, page)
    assert "No level yet Next duty Agree the first level by Tuesday 3 March 2026" in words
    assert "Why this date Score the tension" in words
    # when level 2 is agreed / then those told are named, the meeting is due in hours, and the alert leads here
    set_level(played.driver, played.reference, (3, 2, 1), 2)
    words = shown(office, DELPHINE, page)
    assert "Level 2 Significant Conflict happening or happened" in words
    assert "Agreed today at 9:40am by Mabel Thorne and Yusuf Carrow." in words
    assert "Meet by 1:40pm today, Monday 2 March 2026" in words
    assert "Start the meeting" in words
    assert "Bram Oyelaran Divisional Commander Being sent No answer yet" in words
    assert "The scores suggest level 1. Police and ASB team agreed level 2: “One clash, nobody hurt." in words
    assert "Now Alert 3 people at once: 3 being sent Now Meet: target 11:40am, limit 1:40pm" in words
    assert "Ashmoor is at level 2, Significant. Meet by 1:40pm. Open" in shown(office, BRAM, "/tension")
    lead = shown(office, MABEL, page)
    assert "Write the assessment Change the level" in lead
    assert "To be told by you Nobody is listed as" in lead
    where = shown(office, BRAM, f"/cases/{played.reference}/drawing")
    assert "Start the meeting: by 1:40pm, Monday 2 March 2026." in where
    # when it calms down to 4 / then other duties stand there, in days
    played.driver.pass_minutes(60)
    set_level(played.driver, played.reference, (4, 4, 4), 4, direction="falling", **CALM)
    words = shown(office, DELPHINE, page)
    assert "Falling, from 2 Significant." in words
    assert "Duties at level 4" in words
    assert "Meet: target Thursday 5 March, limit Monday 9 March" in words
    assert "Consult community leaders" in words
    assert "Since 9:40am today: all three got better." in words
    assert "Ashmoor is at level 2" not in shown(office, NELL, "/tension")
    # when it is in the normal range / then a month is given; when it is closed / then nothing is due
    set_level(played.driver, played.reference, (6, 6, 6), 6, direction="falling")
    assert "Monthly review by Wednesday 1 April" in shown(office, MABEL, "/tension")
    played.answer("Task_ScoreTension", scored(6, 6, 6), by=MABEL)
    played.answer("Task_AgreeLevel", CLOSED, by=MABEL)
    words = shown(office, DELPHINE, page)
    assert "Evaluate what was done by Monday 30 March 2026" in words
