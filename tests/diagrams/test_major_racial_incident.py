"""The drawings of a major racial incident from report to closing, on the real engine, restored between all steps."""

import pytest

from tests.diagrams.incident_office import (
    FIRST_NOTICES,
    OFFICERS,
    TO_THE_CLOSING,
    IncidentOffice,
    declared,
    potential,
)
from tests.frozen_clock import at, day

IN_ORDER = [
    ("L-MI-01", "crro"),
    ("L-MI-02", "partners"),
    ("L-MI-03", "chief_officer"),
    ("L-MI-04", "council_staff"),
    ("L-MI-04", "police_staff"),
]


def test_mi_05_the_decision_starts_the_clocks_and_nothing_before_it() -> None:
    office = IncidentOffice()
    assert (office.open(), office.lane("Task_MakeFirstEnquiries")) == (
        ["Task_MakeFirstEnquiries"],
        "Senior police officer",
    )
    office.do("Task_MakeFirstEnquiries")
    assert (office.open(), office.rows) == (["Task_DecideMajorIncident"], {})

    office.do("Task_DecideMajorIncident")
    assert sorted(office.rows) == ["mi_crro", "mi_debrief", "mi_debrief_held", "mi_members", "mi_staff"]
    assert office.open() == ["Task_FixDebrief", "Task_TellCrro"]
    assert office.recorded() == ["declared"]


@pytest.mark.parametrize(
    ("begins", "staff", "debrief", "members"),
    [
        ("Wed 11 Jun 2025 14:00", "Thu 12 Jun 2025", "Sat 14 Jun 2025", "Wed 25 Jun 2025"),
        ("Thu 2 Apr 2026 22:00", "Tue 7 Apr 2026", "Sun 5 Apr 2026", "Thu 16 Apr 2026"),
        ("Tue 23 Dec 2025 09:00", "Wed 24 Dec 2025", "Fri 26 Dec 2025", "Tue 6 Jan 2026"),
    ],
)
def test_mi_13_mi_15_mi_20_limits_count_from_the_declaration(
    begins: str, staff: str, debrief: str, members: str
) -> None:
    office = declared(begins=begins)
    assert office.limit("mi_staff") == day(staff)
    assert office.limit("mi_debrief") == day(debrief)
    assert office.limit("mi_members") == day(members)


def test_mi_19_first_notice_goes_in_its_order_each_by_its_own_role() -> None:
    office = declared()
    office.do("Task_FixDebrief")
    seen = []
    for task in FIRST_NOTICES:
        seen.append((task, office.lane(task)))
        office.do(task)

    assert seen == [
        ("Task_TellCrro", "Senior police officer"),
        ("Task_TellPartners", "Community and Race Relations Officer"),
        ("Task_TellChiefOfficer", "Partnership co-ordinator"),
        ("Task_TellCouncilStaff", "Partnership co-ordinator"),
        ("Task_TellPoliceStaff", "Community and Race Relations Officer"),
    ]
    assert office.sent() == [("L-MI-05", "debrief"), *IN_ORDER]
    assert office.open() == ["Task_FollowUpReplies", "Task_HoldDebrief", "Task_InformMembers"]


@pytest.mark.parametrize("done", range(len(OFFICERS)))
def test_mi_19_nobody_is_asked_to_tell_the_next_before_the_one_before(done: int) -> None:
    office = declared()
    office.do_all(*OFFICERS[:done])
    assert office.open() == ["Task_FixDebrief", OFFICERS[done]]


def test_mi_09_mi_10_mi_12_each_limit_begins_when_the_one_before_was_told() -> None:
    office = declared()
    assert "mi_partners" not in office.rows

    office.wait_until("Wed 11 Jun 2025 14:20")
    office.do("Task_TellCrro")
    assert office.rows["mi_partners"].limit_at == at("Wed 11 Jun 2025 16:20")
    assert "mi_crro" in office.rows

    office.wait_until("Wed 11 Jun 2025 15:00")
    office.do("Task_TellPartners")
    assert office.rows["mi_chief_officer"].limit_at == at("Wed 11 Jun 2025 17:00")
    assert "mi_crro" not in office.rows


def test_mi_13_the_limit_for_staff_ends_when_both_halves_have_their_notice() -> None:
    office = declared()
    office.do_all(*FIRST_NOTICES[:-1])
    assert "mi_staff" in office.rows

    office.do("Task_TellPoliceStaff")
    assert "mi_staff" not in office.rows
    assert office.recorded() == ["declared", "staff_notices_sent"]


@pytest.mark.parametrize(("level", "what"), [(2, "disorder has happened"), (3, "no disorder yet")])
def test_te_32_a_declaration_opens_a_tension_case(level: int, what: str) -> None:
    office = declared(level=level)
    assert office.news() == [{"to": "tension", "message": "incident_declared", "facts": {"level": level}}], what


def test_mi_26_an_incident_is_closed_when_all_is_done_and_leaves_nothing_behind() -> None:
    office = declared()
    office.do_all(*TO_THE_CLOSING[:-1])
    assert office.open() == ["Task_FollowUpReplies"]

    office.do("Task_FollowUpReplies")
    assert office.open() == ["Task_CloseIncident"]
    office.do("Task_CloseIncident")
    office.answered()

    assert office.is_finished
    assert (office.open(), office.rows, office.timers, office.told()) == ([], {}, (), [])
    assert office.recorded() == ["declared", "staff_notices_sent", "to_strategy_group"]
    assert office.sent()[-2:] == [("L-MI-06", "members"), ("L-MI-07", "told")]
    assert "End_IncidentClosed" in office.passed


@pytest.mark.parametrize(
    ("told", "task", "sent"), list(zip(("crro", "partners", "chief_officer"), OFFICERS, IN_ORDER, strict=False))
)
def test_mi_19_whoever_was_told_before_their_turn_is_passed_over(told: str, task: str, sent: tuple[str, str]) -> None:
    office = declared(told=[told])
    office.do_all(*[each for each in TO_THE_CLOSING if each != task], "Task_CloseIncident")

    assert office.is_finished
    assert sent not in office.sent()
    office.answered()
    assert (office.rows, office.timers) == ({}, ())


def test_mi_19_the_partners_have_two_hours_also_when_the_officer_knew_before() -> None:
    office = declared(told=["crro"])
    assert office.open() == ["Task_FixDebrief", "Task_TellPartners"]
    assert "mi_crro" not in office.rows
    assert office.rows["mi_partners"].limit_at == at("Wed 11 Jun 2025 16:00")


def test_mi_19_when_everybody_else_knew_before_only_debrief_replies_and_closing_are_left() -> None:
    office = declared(told=["partners", "chief_officer", "council_staff", "police_staff", "members"])
    office.do("Task_TellCrro")
    office.answered()

    assert office.open() == ["Task_FixDebrief", "Task_FollowUpReplies"]
    assert office.sent() == [("L-MI-01", "crro")]
    assert sorted(office.rows) == ["mi_debrief", "mi_debrief_held", "mi_members"]


def test_mi_06_a_potential_incident_is_decided_again_every_24_hours() -> None:
    office = potential()
    assert (office.open(), office.sent()) == (["Task_DecideAgain"], [("L-MI-08", "first_contacts")])
    assert list(office.rows) == ["mi_redecide"]
    assert office.rows["mi_redecide"].limit_at == at("Thu 12 Jun 2025 14:00")

    office.wait_until("Thu 12 Jun 2025 08:00")
    office.do("Task_DecideAgain")
    assert office.rows["mi_redecide"].limit_at == at("Fri 13 Jun 2025 08:00")
    office.wait_until("Thu 12 Jun 2025 15:00")
    assert office.told() == []

    office.do("Task_DecideAgain", answer="major")
    assert office.sent() == [("L-MI-08", "first_contacts")] * 2
    assert office.open() == ["Task_FixDebrief", "Task_TellCrro"]
    assert "mi_redecide" not in office.rows
    assert office.limit("mi_members") == day("Thu 26 Jun 2025")


def test_mi_06_the_commander_hears_once_of_each_decision_that_is_late() -> None:
    office = potential()
    office.wait_until("Sat 14 Jun 2025 15:00")
    assert (office.told(), office.open()) == (["commander"], ["Task_DecideAgain"])

    office.do("Task_DecideAgain")
    office.wait_until("Sun 15 Jun 2025 16:00")
    assert office.told() == ["commander", "commander"]


def test_mi_24_whoever_was_warned_hears_that_it_is_not_major_after_all() -> None:
    office = potential()
    office.do("Task_DecideAgain", answer="not_major")

    assert office.sent() == [("L-MI-08", "first_contacts"), ("L-MI-07", "told")]
    assert (office.open(), office.rows, office.timers) == (["Task_PassToCasework"], {}, ())
    office.do("Task_PassToCasework")
    assert office.is_finished
    assert "End_NotMajor" in office.passed


def test_mi_08_not_major_starts_no_clock_and_ends_with_a_named_owner() -> None:
    office = IncidentOffice()
    office.do("Task_MakeFirstEnquiries")
    office.do("Task_DecideMajorIncident", answer="not_major")
    assert (office.open(), office.rows, office.sent()) == (["Task_PassToCasework"], {}, [])

    office.do("Task_PassToCasework")
    assert office.is_finished
    assert office.recorded() == ["to_strategy_group"]
    assert "End_NotMajor" in office.passed
