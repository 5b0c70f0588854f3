"""Cases of our own in the shapes of the worked ones, counted by hand: other seasons, moves, fields and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.oracle.cases import Case
from tests.oracle.measure_answers import is_a_measure
from tests.oracle.test_oracle import case_faults

TENSION: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
    # the clocks go back: 15 and 30 minutes still in summer time, the meeting after it
    (
        {"level_agreed": "2025-10-26T00:50+01:00"},
        {
            "notify_by": "2025-10-26T01:05+01:00",
            "escalate_unacknowledged_at": "2025-10-26T01:20+01:00",
            "meeting_target": "2025-10-26T01:50+00:00",
            "meeting_limit": "2025-10-26T03:50Z",
            "first_cia_limit_4h": "2025-10-26T03:50+00:00",
            "review_limit_24h": "2025-10-27T00:50:00+01:00",
        },
    ),
    ({"level_agreed_local": "2026-05-01T23:59"}, {"meeting_limit": "2026-05-11", "meeting_target_3wd": "2026-05-07"}),
    ({"level_agreed_utc": "2025-06-11T23:30:00Z"}, {"meeting_limit": "2025-06-19", "inform_limit": "2025-06-13"}),
    ({"level": 1, "level_agreed_local": "2026-03-01T12:00"}, {"meeting_limit_4h": "2026-03-01T16:00+00:00"}),
    ({"level": 5, "level_agreed": "2024-01-31"}, {"meeting_limit": None, "review_limit": "2024-02-29"}),
    ({"level": 6, "level_agreed": "2025-01-31"}, {"review_limit": "2025-02-28"}),
    # moves of every kind
    (
        {"level_3_agreed": "2025-07-07", "escalated_to_1_at": "2025-07-14T23:00+01:00"},
        {
            "original_meeting_target": "2025-07-10",
            "original_meeting_limit": "2025-07-14",
            "original_timer": "cancelled",
            "new_meeting_target": "2025-07-15T01:00+01:00",
            "new_meeting_limit": "2025-07-15T03:00+01:00",
            "meeting_limit": "2025-07-15T03:00+01:00",
            "notify_by": "2025-07-14T23:15+01:00",
        },
    ),
    (
        {"level_2_agreed_at": "2025-07-07T09:00+01:00", "changed_to_1": "2025-07-07T10:00+01:00"},
        {"meeting_limit": "2025-07-07T13:00+01:00", "original_timer": "running", "new_meeting_limit": None},
    ),
    (
        {"level_1_agreed": "2025-12-22T09:00+00:00", "deescalated_to_3": "2025-12-24"},
        {"meeting_limit": "2026-01-05", "normality_check": True, "stand_down": False, "original_timer": "cancelled"},
    ),
    (
        {"level_4_agreed": "2025-07-07", "changed_to_3": "2025-07-08", "changed_to_4": "2025-07-09"},
        {"meeting_limit": "2025-07-14", "new_clocks": 0, "original_timer": "running"},
    ),
    (
        {"level_2_agreed": "2025-07-07T09:00+01:00", "changed_to_6": "2025-07-09"},
        {"stand_down": True, "stand_down_notice": "2025-07-09", "meeting_limit": None, "review_limit": "2025-08-08"},
    ),
    ({"level_5_agreed": "2025-07-07", "changed_to_6": "2025-07-09"}, {"meeting_limit": None, "new_clocks": 0}),
    (
        {"level_5_agreed": "2025-07-07", "raised_to_4": "2025-07-09"},
        {"original_meeting_limit": None, "original_timer": None, "new_meeting_limit": "2025-07-16"},
    ),
    ({"changed_to_3": "2026-04-02"}, {"meeting_limit": "2026-04-13"}),
    ({"changed_to_5": "2026-04-02"}, {"meeting_limit": None}),
    # scores: held at 3, at the edge, without the cap
    (
        {"experienced": 4, "evidenced": 4, "potential": 1},
        {"suggested_level": 3, "capped_flag": True, "prompt": "consider 2?"},
    ),
    ({"experienced": 2, "evidenced": 3, "potential": 6}, {"suggested_level": 3, "capped_flag": True}),
    ({"experienced": 1, "evidenced": 2, "potential": 6}, {"suggested_level": 1, "capped_flag": False}),
    ({"experienced": 5, "evidenced": 3, "potential": 4}, {"suggested_level": 3, "capped_flag": False, "prompt": None}),
    ({"experienced": 4, "evidenced": 4, "potential": 1, "cap": False}, {"suggested_level": 1, "capped_flag": False}),
    ({"police_level": 4, "asb_level": 2}, {"agreed_level": 2, "must_settle": True}),
    ({"police_level": 4}, {"agreed_level": 4, "must_settle": False}),
    # quarters
    ({"quarter_end": "2026-06-30", "limit_wd": 20}, {"report_limit": "2026-07-28", "quarter": "Q1 2026/27"}),
    ({"quarter_end": "2026-09-30"}, {"report_target": "2026-10-21", "report_limit": "2026-10-28"}),
    ({"quarter_end": "2024-03-31", "limit_wd": 20}, {"report_limit": "2024-04-29", "period": "January to March 2024"}),
    (
        {"quarter_end": "2026-06-30", "limit_wd": 10, "target_wd": 5},
        {"report_target": "2026-07-07", "report_limit": "2026-07-14"},
    ),
    # single happenings
    ({"report_received_local": "2026-04-02T22:00", "violence": True}, {"first_level_limit": "2026-04-03T00:00+01:00"}),
    (
        {"report_received": "2026-04-02"},
        {"first_level_limit": "2026-04-07", "reply_target": "2026-04-07", "reply_limit": "2026-04-08"},
    ),
    ({"case_closed": "2025-12-23"}, {"evaluation_limit": "2026-01-23"}),
    ({"meeting_closed": "2025-12-24"}, {"chief_officers_limit": "2025-12-29"}),
    ({"last_review": "2025-12-24T10:00+00:00", "level": 2}, {"next_review_by": "2025-12-25T10:00+00:00"}),
    ({"last_review": "2025-12-24", "level": 4}, {"next_review_by": "2026-01-05"}),
    ({"last_version": "2025-12-24", "level": 3}, {"cia_review_limit": "2026-01-05"}),
]
INCIDENT: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
    (
        {"declared_local": "2024-02-26T10:00"},
        {
            "staff_informed_limit_1wd": "2024-02-27",
            "debrief_organised_limit_3d": "2024-02-29",
            "debrief_planning_target": "2024-02-29",
            "members_informed_limit_14d": "2024-03-11",
            "debrief_held_limit_10wd": "2024-03-11",
        },
    ),
    (
        {"declared_utc": "2025-06-13T23:15:00Z"},  # already Saturday in London
        {"staff_informed_limit_1wd": "2025-06-16", "debrief_organised_limit_3d": "2025-06-17"},
    ),
    (
        {"declared": "2025-10-26T00:45+01:00"},
        {"crro_limit_30m": "2025-10-26T01:15+01:00", "crro_target": "2025-10-26T00:45+01:00"},
    ),
    (
        {
            "declared": "2026-12-22T07:35+00:00",
            "crro_told": "2026-12-22T07:41+00:00",
            "coordinator_told": "2026-12-22T08:06+00:00",
        },
        {
            "partners_limit_2h": "2026-12-22T09:41+00:00",
            "chief_officer_limit_2h": "2026-12-22T10:06+00:00",
            "out_of_order": [],
            "next": ["rec", "council"],
        },
    ),
    (
        {"declared_local": "2026-12-22T07:35", "crro_informed_at": "2026-12-22T07:41+00:00"},
        {"crro_informed_limit": "2026-12-22T08:05+00:00", "rec_notified_by": "2026-12-22T09:41+00:00"},
    ),
    (
        {"crro_told": "2026-12-22T07:41+00:00", "chief_officer_told": "2026-12-22T07:50+00:00"},
        {"out_of_order": ["chief_officer"], "next": ["rec", "coordinator", "council"]},
    ),
    (
        {"marked_potential": "2025-10-25T12:00+01:00"},
        {"redecide_by": "2025-10-26T11:00+00:00", "clocks": 0, "route": "watch"},
    ),
    ({"declared": "2025-06-11", "downgraded": "2025-06-16"}, {"members_planning_target": "2025-06-25", "clocks": 1}),
    ({"declared": "2025-06-11", "further_incident": "2025-06-25"}, {"attached": True, "new_clocks": 0}),
    ({"declared": "2025-06-11", "further_incident": "2025-06-26"}, {"attached": False, "new_clocks": 5}),
    ({"declared": "2025-06-11", "debrief_date": "2025-06-25"}, {"reason_needed": False}),
    ({"declared": "2025-06-11", "debrief_date": "2025-06-26"}, {"reason_needed": True}),
    ({"limb_a": True, "limb_b": True}, {"answer": "major", "major": True, "route": "protocol"}),
    ({"limb_a": True, "limb_b": False}, {"answer": "not_major", "clocks": 0, "route": "routine_casework"}),
    ({"limb_a": True, "limb_b": False, "may_become_major": True}, {"answer": "potential", "route": "watch"}),
    (
        {
            "a": "marked potential 2025-06-11T10:00",
            "b": "declared 2025-06-11, false alarm 2025-06-12",
            "c": "only potential",
        },
        {
            "a": {"redecide_by": "2025-06-12T10:00+01:00"},
            "b": {"members_informed_limit_14d": "2025-06-25", "stand_down_notice": "2025-06-12"},
            "c": {"clocks": 0, "route": "watch"},
        },
    ),
    (
        {"notices_sent": "2025-06-13T16:00+01:00"},
        {"feedback_limit": "2025-06-16", "deputy_limit": "2025-06-13T16:30+01:00"},
    ),
]
MEASURES: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
    ({"meeting_limit": "2025-06-11", "meeting_held": "2025-06-11"}, {"meeting": "met"}),
    ({"ack_limit": "2025-06-11", "ack_sent": "2025-06-11T23:59"}, {"ack": "met"}),
    ({"ack_limit": "2025-06-11", "ack_sent": "2025-06-12T00:01"}, {"ack": "met_late"}),
]


@pytest.mark.parametrize(
    ("kind", "given", "expect"),
    [(kind, *each) for kind, cases in (("TE", TENSION), ("MI", INCIDENT), ("RP", MEASURES)) for each in cases],
)
def test_a_case_of_our_own(kind: str, given: Mapping[str, Any], expect: Mapping[str, Any]) -> None:
    assert case_faults(Case(id=f"O-{kind}-00", given=given, expectations={"expect": expect}, why="")) == []


@pytest.mark.parametrize(
    ("kind", "given", "expect"),
    [
        ("TE", {"level_agreed": "2025-06-11", "moon": "full"}, {"meeting_limit": "2025-06-18"}),
        ("TE", {"level_agreed": "2025-06-11"}, {"tea_limit": "2025-06-18"}),
        ("TE", {"level": 3}, {"meeting_limit": "2025-06-18"}),
        ("TE", {"level_7_agreed": "2025-06-11"}, {"meeting_limit": "2025-06-18"}),
        ("TE", {"experienced": 0, "evidenced": 1, "potential": 2}, {"suggested_level": 1}),
        ("TE", {"experienced": 1, "evidenced": 1}, {"suggested_level": 1}),
        ("TE", {"quarter_end": "2026-03-30", "limit_wd": 20}, {"report_limit": "2026-04-30"}),
        ("TE", {"quarter_end": "2026-03-31", "moon": "full"}, {"report_limit": "2026-04-30"}),
        ("MI", {}, {"clocks": 0}),
        ("MI", {"declared": "2025-06-11", "moon": "full"}, {"staff_limit": "2025-06-12"}),
        ("MI", {"declared": "2025-06-11"}, {"tea_limit": "2025-06-12"}),
        ("MI", {"declared": "2025-06-11", "downgraded": "2025-06-12"}, {"staff_limit": "2025-06-12"}),
        ("MI", {"a": "the weather"}, {"a": {"clocks": 0}}),
        ("RP", {"ack_limit": "2025-06-11"}, {"ack": "met"}),
        ("RP", {"baseline": [1, 2]}, {"sample": {}}),
    ],
)
def test_an_unknown_shape_fails(kind: str, given: Mapping[str, Any], expect: Mapping[str, Any]) -> None:
    assert case_faults(Case(id=f"O-{kind}-00", given=given, expectations={"expect": expect}, why=""))


def test_a_measure_is_known_by_its_shape() -> None:
    assert is_a_measure({"ack_limit": "2025-06-11", "ack_sent": "2025-06-12"})
    assert not is_a_measure({"ack_limit": "2025-06-11", "decision_sent": "2025-06-12"})
    assert not is_a_measure({"ack_limit": "2025-06-11", "ack_sent": "2025-06-12", "k": 1})
    assert not is_a_measure({})
