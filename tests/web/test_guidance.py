"""The yearly review of the guidance: recorded as a setting, due twelve months later, late in plain sight. CT-54."""

import re

from service.demo import answers as said
from tests.frozen_clock import day
from tests.web.case_words import HONOR, ROWAN, OfficeAt
from tests.web.office import Office
from tests.web.text_of import text_of

PAGE = "/settings/ASH/guidance"


def propose(office: Office, reviewed: tuple[str, str, str], *, do: str = "propose") -> int:
    """Fill in the page as the process owner; give the status."""
    parts = dict(zip(("day", "month", "year"), reviewed, strict=True))
    today = office.played.driver.today
    fields = {f"guidance-reviewed_on-{part}": value for part, value in parts.items()}
    fields |= {f"from-{part}": str(getattr(today, part)) for part in parts}
    fields |= {
        "guidance-consulted": ["commissioner", "landlords"],
        "reason": "Reviewed as the law asks",
        "do": do,
    }
    return office.at(HONOR).post(PAGE, seen=f"{PAGE}?change=yes", **fields).status


def test_ct_54_the_guidance_is_due_twelve_months_after_its_last_review(office_at: OfficeAt) -> None:
    # given an area that has recorded no review
    office = office_at("empty")
    assert "Nobody has recorded when the guidance began" in text_of(office.at(HONOR).get(PAGE).page)
    # when the process owner types a day that is none / then it is asked at the field and kept
    assert propose(office, ("30", "2", "2026")) == 422
    assert "Last reviewed on: enter a date, like 4 1 2027" in text_of(office.at(HONOR).page)
    assert 'value="30"' in office.at(HONOR).page
    # when the day is proposed and somebody else approves it
    assert propose(office, ("27", "2", "2026")) == 303
    assert "Friday 27 February 2026" in text_of(office.at(HONOR).get("/settings/ASH/proposal").page)
    seat = office.at(said.MARIAN).get("/settings/ASH/proposal")
    action = re.search(r'action="(/settings/ASH/proposal/\d+/approval)"', seat.page)
    assert action is not None
    assert seat.post(action[1], seen="/settings/ASH/proposal").status == 303, text_of(seat.page)
    # then the next review is due, with its reason, on the settings and among the figures
    for path in (PAGE, "/figures"):
        shown = text_of(office.at(HONOR).get(path).page)
        assert "Review the guidance by Friday 26 February 2027." in shown, path
        assert "That is within 12 months of Friday 27 February 2026 (CT-54)." in shown, path
    assert "The Police and Crime Commissioner, Social landlords" in text_of(office.at(HONOR).get(PAGE).page)
    # and another area has its own
    assert "26 February 2027" not in text_of(office.at(ROWAN).get("/figures").page)
    # when the day has passed / then it is late
    office.played.driver.clock.set(office.played.driver.clock.now().replace(year=2027, month=3, day=2))
    office.seats.clear()
    assert 'class="fm-late">Review the guidance by' in office.at(HONOR).get(PAGE).page
    assert office.played.driver.today == day("Tue 2 Mar 2027")
