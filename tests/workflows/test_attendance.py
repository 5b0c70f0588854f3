"""Who must attend the review meeting."""

import pytest

from workflows.rules.attendance import AttendanceFacts, decide_attendance
from workflows.rules.threshold_settings import BodyKind

ALWAYS = ["spoc", "council", "police", "health"]


def who(**facts: object) -> list[tuple[str, str | None]]:
    attendance = decide_attendance(AttendanceFacts(**facts))  # type: ignore[arg-type]
    return [(attendee.who, attendee.body_code) for attendee in attendance.required][len(ALWAYS) :]


def test_ct_32_spoc_council_police_and_health_always_attend_the_bodies_at_manager_level() -> None:
    attendance = decide_attendance(AttendanceFacts())

    assert [attendee.who for attendee in attendance.required] == ALWAYS
    assert [attendee.must_be_manager for attendee in attendance.required] == [False, True, True, True]
    assert attendance.to_find_out == ()


def test_ct_32_the_landlord_of_a_victim_or_an_alleged_perpetrator_attends_once() -> None:
    facts = AttendanceFacts(victim_landlords=["CVH"], perpetrator_landlords=["CVH", "NMH"])

    landlords = decide_attendance(facts).required[len(ALWAYS) :]

    assert [(one.who, one.body_code, one.because) for one in landlords] == [
        ("housing_provider", "CVH", "A victim and an alleged perpetrator are its tenants."),
        ("housing_provider", "NMH", "An alleged perpetrator is its tenant."),
    ]


@pytest.mark.parametrize(
    ("ages", "attends", "asks"),
    [
        ([], False, False),
        ([False], False, False),
        ([False, True], True, False),
        ([None, True], True, False),
        ([None, False], False, True),
    ],
)
def test_ct_32_the_youth_offending_service_attends_for_a_perpetrator_under_18(
    ages: list[bool | None], attends: bool, asks: bool
) -> None:
    attendance = decide_attendance(AttendanceFacts(perpetrators_under_18=ages))

    assert ("youth_offending" in [attendee.who for attendee in attendance.required]) is attends
    assert attendance.to_find_out == (("Find out whether an alleged perpetrator is under 18.",) if asks else ())


def test_an_area_may_require_more_bodies_each_once() -> None:
    assert who(also_required=[BodyKind.FIRE, BodyKind.POLICE, BodyKind.FIRE]) == [("fire", None)]
