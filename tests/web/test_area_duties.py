"""What the board tells of an area itself: a set-up that is not finished, a report near or late. TE-01, TE-23."""

from service.store.set_up_steps import SetUpStep
from tests.frozen_clock import FrozenClock
from tests.web.tension_desk import Desk
from tests.web.text_of import text_of


def board_of(desk: Desk) -> str:
    """Give what the director reads on the board."""
    return text_of(desk.at("director").get("/tension").page)


def test_the_board_tells_what_the_area_itself_owes_and_that_a_report_is_late(desk: Desk, clock: FrozenClock) -> None:
    # given an area that is set up but for one line, three weeks before its report is due
    for step in SetUpStep:
        address = f"/tension/set-up/ASH/{step}"
        if step != "governance":
            desk.at("coordinator").post(address, seen=address, in_place="yes")
    clock.set("Wed 8 Apr 2026 09:00")
    desk.seats.clear()
    assert "Ashmoor: 1 of 13 is not in place. 1 has no answer yet" in board_of(desk)
    assert "The quarterly report on" not in board_of(desk)
    # when it is near, then late
    for now, words in (
        ("Fri 24 Apr 2026 09:00", "4 working days left."),
        ("Fri 1 May 2026 09:00", "1 working day late."),
    ):
        clock.set(now)
        desk.seats.clear()
        told = f"Ashmoor: {words} The quarterly report on January to March 2026, by Thursday 30 April 2026."
        # then the board says so, to the director as well
        assert told in board_of(desk)
