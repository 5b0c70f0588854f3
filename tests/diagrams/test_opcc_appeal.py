"""The shipped drawings of an appeal, and of what follows on the case, played through the real engine."""

import pytest

from tests.diagrams.appeal_office import TO_THE_DECISION, TO_THE_FILE, Office, acknowledged, received
from tests.frozen_clock import day
from workflows import NobodyWaits


def test_ap_08_and_ap_12_the_limits_follow_receipt_and_acknowledgement() -> None:
    office = received()
    assert office.open() == ["Task_RegisterAppeal"]
    assert office.limit("ap_acknowledge") == day("Wed 11 Jun 2025")

    office.do("Task_RegisterAppeal")
    office.wait_until("Wed 11 Jun 2025 10:00")
    office.do("Task_Acknowledge")

    assert "ap_acknowledge" not in office.rows
    assert office.limit("ap_decision") == day("Wed 9 Jul 2025")
    assert office.told() == []


def test_ap_07_the_decision_is_frozen_as_soon_as_the_appeal_is_registered() -> None:
    office = received()
    office.do("Task_RegisterAppeal", complete=False)

    assert [news["message"] for news in office.news()] == ["appeal_registered"]
    assert office.news()[0]["to"] == "about_case"


def test_ap_15_an_appeal_is_not_upheld() -> None:
    office = received()
    office.do_all(*TO_THE_DECISION, "Task_Decide", "Task_SendDecision")

    assert office.is_finished
    assert "End_NothingToPutRight" in office.passed
    assert office.letters() == ["L-AP-04", "L-AP-03", "L-AP-04"]
    assert (office.rows, office.timers) == ({}, ())
    assert [news["message"] for news in office.news()] == ["appeal_registered"]


@pytest.mark.parametrize(("stage", "outcome"), [("1", "upheld"), ("2", "upheld"), ("1", "partly"), ("2", "partly")])
def test_ap_16_an_upheld_appeal_is_followed_until_the_report_is_read(stage: str, outcome: str) -> None:
    office = received()
    office.do("Task_RegisterAppeal", stage=stage)
    office.do_all(*TO_THE_DECISION[1:])
    office.do("Task_Decide", outcome=outcome)
    office.do("Task_SendDecision")

    assert office.open() == []
    assert office.news()[-1] == {
        "to": "about_case",
        "message": "appeal_upheld",
        "dated": "ct_remit",
        "facts": {"stage": stage},
    }

    office.hear("remit_reported")
    assert office.open() == ["Task_NoteReport"]
    office.do("Task_NoteReport")
    assert office.is_finished
    assert "End_RemitReported" in office.passed


def test_ap_13_what_is_referred_asks_nothing_of_the_bodies() -> None:
    office = received()
    office.do_all(*TO_THE_DECISION)
    office.do("Task_Decide", outcome="referred")
    office.do("Task_SendDecision")

    assert office.is_finished
    assert [news["message"] for news in office.news()] == ["appeal_registered"]


def test_ap_09_the_decision_clock_waits_for_the_full_acknowledgement() -> None:
    office = Office(begins="Mon 2 Jun 2025 10:00", clocks=["ap_acknowledge"])
    assert office.limit("ap_acknowledge") == day("Tue 3 Jun 2025")
    office.do("Task_RegisterAppeal", complete=False)
    office.do("Task_SendHolding")
    assert sorted(office.rows) == ["ap_missing_lapse"]

    office.wait_until("Thu 5 Jun 2025 10:00")
    office.do("Task_NoteMissing")
    assert office.limit("ap_acknowledge") == day("Fri 6 Jun 2025")

    office.wait_until("Fri 6 Jun 2025 10:00")
    office.do("Task_Acknowledge")
    assert office.limit("ap_decision") == day("Fri 4 Jul 2025")
    assert office.open() == ["Task_ReleaseFile"]


def test_ap_09_nothing_in_twenty_working_days_lets_the_appeal_lapse() -> None:
    office = received()
    office.do("Task_RegisterAppeal", complete=False)
    office.do("Task_SendHolding")
    assert office.limit("ap_missing_lapse") == day("Tue 8 Jul 2025")

    office.wait_until("Mon 7 Jul 2025 20:00")
    assert office.open() == ["Task_NoteMissing"]

    office.wait_until("Thu 10 Jul 2025 10:00")
    assert office.is_finished
    assert office.letters() == ["L-AP-09", "L-AP-04"]
    assert "End_AppealLapsed" in office.passed
    assert "Task_Acknowledge" not in office.passed


@pytest.mark.parametrize("route", ["spoc", "agency", "cps", "premature"])
def test_ap_04_the_wrong_route_starts_no_decision_clock(route: str) -> None:
    office = received()
    office.do("Task_RegisterAppeal", route=route, stage=None, late=None, complete=None)
    assert office.open() == ["Task_SendWrongRoute"]

    office.do("Task_SendWrongRoute")
    assert office.is_finished
    assert (office.rows, office.news()) == ({}, [])
    assert "End_NotAnAppeal" in office.passed


@pytest.mark.parametrize(("accepted", "then"), [(True, "Task_Acknowledge"), (False, "Task_SendWrongRoute")])
def test_ap_06_the_head_of_office_decides_on_a_late_appeal(accepted: bool, then: str) -> None:
    office = received()
    office.do("Task_RegisterAppeal", late=True)
    assert (office.open(), office.lane("Task_AcceptLate")) == (["Task_AcceptLate"], "Head of office")

    office.do("Task_AcceptLate", accepted=accepted)
    assert office.open() == [then]


def test_ap_10_a_second_person_releases_the_file_or_gives_it_back() -> None:
    office = acknowledged()
    assert office.lane("Task_ReleaseFile") == "SPOC"
    assert office.limit("ap_case_file") == day("Wed 18 Jun 2025")

    office.do("Task_ReleaseFile")
    office.do("Task_CheckRelease", agreed=False)
    assert (office.open(), office.limit("ap_case_file")) == (["Task_ReleaseFile"], day("Wed 18 Jun 2025"))

    office.do_all("Task_ReleaseFile", "Task_CheckRelease")
    assert office.open() == ["Task_Assess"]
    assert "ap_case_file" not in office.rows


def test_ap_10_a_late_file_is_told_once_however_often_it_goes_back() -> None:
    office = acknowledged()
    office.wait_until("Fri 20 Jun 2025 10:00")
    office.do("Task_ReleaseFile")
    office.do("Task_CheckRelease", agreed=False)
    office.wait_until("Tue 24 Jun 2025 10:00")

    assert office.told() == ["csp_manager"]


def test_ap_08_and_ap_12_the_head_of_office_hears_of_missed_limits() -> None:
    office = received()
    office.wait_until("Fri 13 Jun 2025 10:00")
    assert office.told() == ["opcc_head"]

    office.do_all(*TO_THE_FILE)
    office.wait_until("Tue 15 Jul 2025 10:00")
    assert office.told() == ["opcc_head", "opcc_head"]


@pytest.mark.parametrize("done", range(len(TO_THE_DECISION) + 2))
def test_ap_17_a_withdrawal_in_writing_stops_everything_at_any_step(done: int) -> None:
    office = received()
    office.do_all(*(*TO_THE_DECISION, "Task_Decide")[:done])

    office.hear("appeal_withdrawn")
    assert (office.open(), office.timers) == (["Task_ConfirmAppealWithdrawn"], ())

    office.do("Task_ConfirmAppealWithdrawn")
    assert office.letters()[-1] == "L-AP-04"
    assert office.is_finished
    assert "End_Withdrawn" in office.passed


def test_ap_17_a_decided_appeal_can_no_longer_be_withdrawn() -> None:
    office = received()
    office.do_all(*TO_THE_DECISION)
    office.do("Task_Decide", outcome="upheld")
    office.do("Task_SendDecision")

    assert not office.waits_for("appeal_withdrawn")
    with pytest.raises(NobodyWaits):
        office.hear("appeal_withdrawn")


@pytest.mark.parametrize(("stage", "limit"), [("stage_1", "Tue 17 Jun 2025"), ("stage_2", "Tue 8 Jul 2025")])
def test_ap_13_each_stage_has_its_own_time_to_put_right(stage: str, limit: str) -> None:
    office = remitted(stage)
    assert office.open() == ["Task_CarryOutRemit"]
    assert office.lane("Task_CarryOutRemit") == "SPOC"
    assert office.limit("ct_remit") == day(limit)

    office.do("Task_CarryOutRemit")
    assert office.is_finished
    assert office.news() == [{"to": "appeal", "message": "remit_reported"}]
    assert office.told() == []


def test_ap_16_the_director_hears_of_a_late_report() -> None:
    office = remitted("stage_1")
    office.wait_until("Thu 19 Jun 2025 10:00")
    assert office.told() == ["director"]

    office.do("Task_CarryOutRemit")
    assert office.is_finished


def remitted(stage: str) -> Office:
    """Open what an upheld appeal puts on the case."""
    return Office("community_trigger", "ct_remit", begins="Tue 10 Jun 2025 10:00", variants={"ct_remit": stage})
