"""The first quarterly report of an area: on the first quarter that began when the area was set up. Source: TE-23."""

import pytest
from sqlalchemy import update

from service.store.database import Sessions
from service.store.people import AreaRulesVersion
from tests.frozen_clock import FrozenClock, at, day
from tests.web.tension_desk import Desk
from tests.web.text_of import text_of

PAGE = "/tension/quarterly/ASH"
SPRING = "report is on January to March 2026 (Q4 2025/26). It is due by Thursday 30 April 2026."


def set_up(sessions: Sessions, when: str, *, in_force_from: str = "") -> None:
    """Have the area set up at this instant, its settings in force from a day."""
    with sessions.write() as session, session.begin():
        row = update(AreaRulesVersion).values(proposed_at=at(when))
        session.execute(row.values(in_force_from=day(in_force_from)) if in_force_from else row)


def page_of(desk: Desk) -> str:
    """Give the words of the page."""
    return text_of(desk.at("coordinator").get(PAGE).page)


@pytest.mark.parametrize("when", ["Tue 2 Dec 2025 10:00", "Thu 1 Jan 2026 00:00"])
def test_te_23_a_new_area_owes_no_report_on_a_quarter_that_began_before_it(
    desk: Desk, sessions: Sessions, clock: FrozenClock, when: str
) -> None:
    # given an area that was set up in December, or on the first day of the quarter / when somebody looks in March
    set_up(sessions, when)
    clock.set("Mon 2 Mar 2026 09:00")
    shown = page_of(desk)
    # then nothing is late, and the page says when the first report is due and why
    assert "late" not in shown.partition("Quarterly report")[2].partition("Figures")[0]
    assert "Nothing is due. Ashmoor was set up on" in shown
    assert f"Its first {SPRING}" in shown
    assert "Write the report" not in shown
    # and neither the board nor the address of that quarter has it
    assert "The quarterly report on" not in text_of(desk.at("director").get("/tension").page)
    assert desk.at("coordinator").get(f"{PAGE}/2025-12-31/write").status == 404


def test_te_23_in_the_quarter_of_its_set_up_an_area_reads_which_report_is_the_first(
    desk: Desk, sessions: Sessions, clock: FrozenClock
) -> None:
    # given an area that was set up on Monday 17 November 2025 / when somebody looks that day
    clock.set("Mon 17 Nov 2025 12:00")
    set_up(sessions, "Mon 17 Nov 2025 10:00")
    shown = page_of(desk)
    # then the next quarter is the first, and there are no figures of days that have not come
    assert f"Nothing is due. Ashmoor was set up on Monday 17 November 2025. Its first {SPRING}" in shown
    assert "Figures" not in shown.partition("Its first")[2]
    assert desk.at("coordinator").client.get(f"{PAGE}?as=table").status_code == 200
    # when that quarter is over / then its report is due like any other
    clock.set("Fri 1 May 2026 09:00")
    desk.seats.clear()
    assert (
        "1 working day late. The report on January to March 2026 (Q4 2025/26) was due by Thursday 30 April"
        in page_of(desk)
    )


def test_te_23_settings_that_come_into_force_later_set_the_area_up_later(
    desk: Desk, sessions: Sessions, clock: FrozenClock
) -> None:
    # given settings that were kept in October and are in force from Monday 5 January 2026
    set_up(sessions, "Wed 1 Oct 2025 09:00", in_force_from="Mon 5 Jan 2026")
    clock.set("Wed 8 Apr 2026 09:00")
    # then the first report is on the quarter after
    assert "Ashmoor was set up on Monday 5 January 2026. Its first report is on April to June 2026" in page_of(desk)
