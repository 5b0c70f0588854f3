"""How reports add up: the two limbs, the law's minimum, hate, links, occasions, reset."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frozen_clock import day
from tests.workflows.reports import report
from workflows.rules.qualifying import Channel, Complaint, Reason, reason_sentence
from workflows.rules.threshold import Limb, ThresholdResult, count_headline, count_summary, decide_threshold
from workflows.rules.threshold_settings import BodyKind, FloorMode, ThresholdSettings

APPLIED = day("Thu 10 Dec 2026")
DAYS = ("Mon 2 Nov 2026", "Tue 3 Nov 2026", "Wed 4 Nov 2026", "Thu 5 Nov 2026", "Fri 6 Nov 2026", "Sat 7 Nov 2026")


def decided(complaints: Sequence[Complaint], *, reset: str = "", **settings: object) -> ThresholdResult:
    return decide_threshold(
        complaints,
        application_on=APPLIED,
        settings=ThresholdSettings.model_validate(settings),
        reset_on=day(reset) if reset else None,
    )


def by_people(people: int, occasions: int) -> list[Complaint]:
    """Give one report of each person, spread over some occasions."""
    days = [DAYS[n % occasions] for n in range(people)]
    return [report(f"C{n}", one, one, person=f"V{n}") for n, one in enumerate(days)]


def by_one(occasions: int) -> list[Complaint]:
    return [report(f"C{n}", DAYS[n], DAYS[n]) for n in range(occasions)]


def reasons(result: ThresholdResult) -> dict[str, Reason]:
    return {row.complaint.id: row.reason for row in result.rows}


@pytest.mark.parametrize(("occasions", "is_met"), [(2, False), (3, True), (4, True)])
def test_ct_14_one_person_needs_three_occasions(occasions: int, is_met: bool) -> None:
    result = decided(by_one(occasions))

    assert (result.limb_a, result.local_met, result.met) == (is_met, is_met, is_met)
    assert result.decided_by is (Limb.ONE_PERSON if is_met else None)


@pytest.mark.parametrize(
    ("people", "occasions", "is_met"), [(4, 2, False), (5, 1, False), (5, 2, True), (6, 2, True), (5, 5, True)]
)
def test_ct_14_five_people_need_two_occasions(people: int, occasions: int, is_met: bool) -> None:
    result = decided(by_people(people, occasions), statutory_floor="warn")

    assert (result.limb_b, result.met) == (is_met, is_met)
    assert result.decided_by is (Limb.DIFFERENT_PEOPLE if is_met else None)


def test_ct_14_five_people_on_one_occasion_are_told_so() -> None:
    test = decided(by_people(5, 1)).test(Limb.DIFFERENT_PEOPLE)

    assert test is not None
    assert (test.needed, test.found, test.is_met, test.note) == (5, 5, False, "All about one occasion.")


def test_ct_17_one_incident_told_to_three_bodies_counts_once() -> None:
    told = [
        report("police", "Tue 3 Nov 2026", "Tue 3 Nov 2026", body_kind=BodyKind.POLICE, body="NP"),
        report("homes", "Tue 3 Nov 2026", "Wed 4 Nov 2026", body_kind=BodyKind.HOUSING_PROVIDER),
        report("council", "Tue 3 Nov 2026", "Thu 5 Nov 2026"),
    ]

    result = decided(told)

    assert not result.met
    assert [row.counts for row in result.rows] == [True, False, False]
    assert all(row.is_qualifying for row in result.rows)
    assert reason_sentence(result.rows[1]) == "Same occasion as the report to the police. An occasion counts once."
    assert reason_sentence(result.rows[2], body_names={"NP": "Northmoor Police"}) == (
        "Same occasion as the report to Northmoor Police. An occasion counts once."
    )


def test_ct_17_the_report_that_counts_is_the_earliest_that_qualifies() -> None:
    told = [
        report("later", "Tue 3 Nov 2026", "Thu 5 Nov 2026"),
        report("on site", "Tue 3 Nov 2026", "Tue 3 Nov 2026", channel=Channel.ON_SITE),
        report("earlier", "Tue 3 Nov 2026", "Wed 4 Nov 2026"),
    ]

    assert reasons(decided(told)) == {
        "later": Reason.SAME_OCCASION,
        "on site": Reason.ON_SITE,
        "earlier": Reason.COUNTS,
    }


def test_ct_17_one_call_about_three_incidents_counts_three_times() -> None:
    call = [report(one, one, "Wed 18 Nov 2026") for one in DAYS[:3]]

    assert decided(call).limb_a


def test_ct_17_the_spoc_may_say_that_two_days_were_one_occasion_and_one_day_two() -> None:
    night = [report(one, one, one, occasion="night of the fire") for one in DAYS[:3]]
    same_day = [report(hour, DAYS[0], DAYS[0], occasion=hour) for hour in ("morning", "noon", "night")]

    assert not decided(night).met
    assert decided(same_day).limb_a


def test_ct_18_reports_from_two_sources_are_not_added_up() -> None:
    told = [
        report("1", DAYS[0], DAYS[0], link="A"),
        report("2", DAYS[1], DAYS[1], link="A"),
        report("3", DAYS[2], DAYS[2], link="B", link_reason="noise from the club, not the flat."),
    ]

    result = decided(told)

    assert (result.limb_a, result.statutory_floor, result.met) == (False, False, False)
    assert result.rows[2].is_qualifying
    assert not result.rows[2].counts
    assert reason_sentence(result.rows[2]) == "Not linked to the others: noise from the club, not the flat."


def test_ct_18_without_a_reason_the_words_stay_whole() -> None:
    told = [*by_one(3), report("far", DAYS[4], DAYS[4], link="B")]

    assert reason_sentence(decided(told).rows[3]) == "Not linked to the others: another cause."


def test_ct_18_the_group_that_makes_the_case_is_the_one_that_counts() -> None:
    few_first = [report("b1", DAYS[5], DAYS[5], link="B"), *by_one(3)]

    result = decided(few_first)

    assert result.limb_a
    assert reasons(result)["b1"] is Reason.NOT_LINKED


def test_ct_20_three_incidents_by_anyone_reach_the_laws_minimum_and_decide() -> None:
    result = decided(by_people(4, 4))

    assert (result.local_met, result.statutory_floor, result.met) == (False, True, True)
    assert result.decided_by is Limb.STATUTORY_FLOOR
    assert count_headline(result) == "Met by the law’s minimum: 4 incidents were reported and 3 are needed."


def test_ct_20_an_area_may_let_the_minimum_only_warn() -> None:
    result = decided(by_people(4, 4), statutory_floor=FloorMode.WARN)

    assert (result.statutory_floor, result.met, result.decided_by) == (True, False, None)
    assert result.must_consider_discretion
    assert count_headline(result) == "Not met by our own rules, but the law’s minimum is reached."


@pytest.mark.parametrize(("people", "opens"), [(2, False), (3, True), (4, True)])
def test_ct_20_several_reports_of_one_event_open_the_question_of_discretion(people: int, opens: bool) -> None:
    result = decided(by_people(people, 1))

    assert not result.statutory_floor
    assert result.several_reports_of_one_event is opens


def test_ct_20_where_the_threshold_is_met_no_such_question_opens() -> None:
    assert not decided(by_one(3)).several_reports_of_one_event
    assert not decided(by_people(5, 2)).several_reports_of_one_event
    assert not decided(by_one(3)).must_consider_discretion


@pytest.mark.parametrize(("hate_n", "is_met"), [(None, False), (1, True), (2, False)])
def test_ct_21_a_single_hate_incident_makes_the_case_where_the_area_says_so(hate_n: int | None, is_met: bool) -> None:
    result = decided([report("1", DAYS[0], DAYS[0], is_hate=True)], hate_n=hate_n)

    assert (result.met, result.local_met) == (is_met, is_met)
    assert result.decided_by is (Limb.HATE if is_met else None)
    assert (result.test(Limb.HATE) is None) is (hate_n is None)


def test_ct_21_a_hate_incident_counts_once_however_often_it_is_told() -> None:
    told = [report(body, DAYS[0], DAYS[0], is_hate=True, person=body) for body in ("a", "b")]

    assert not decided(told, hate_n=2).met


def test_ct_47_the_outcome_letter_starts_the_count_again() -> None:
    told = by_one(4)

    assert decided(told).met
    assert decided(told, reset=DAYS[0]).met
    assert not decided(told, reset=DAYS[1]).met


def test_the_page_reads_what_was_needed_and_found() -> None:
    result = decided([*by_one(3), report("late", "Tue 1 Sep 2026", "Mon 5 Oct 2026")])

    assert [(test.label, test.needed, test.found, test.is_met) for test in result.tests] == [
        ("One person’s reports, six months", 3, 3, True),
        ("Different people reporting", 5, 1, False),
        ("The law’s minimum, reports by anyone", 3, 3, True),
    ]
    assert count_headline(result) == "Met: 3 reports count and 3 are needed."
    assert count_summary(result) == "3 of 4 reports count. 3 are needed."


@pytest.mark.parametrize(
    ("complaints", "settings", "headline", "summary"),
    [
        (by_one(2), {}, "Not met: 2 reports count and 3 are needed.", "2 of 2 reports count. 3 are needed."),
        (by_one(1), {}, "Not met: 1 report counts and 3 are needed.", "1 of 1 report counts. 3 are needed."),
        ([], {}, "Not met: 0 reports count and 3 are needed.", "0 of 0 reports count. 3 are needed."),
        (by_people(5, 2), {}, "Met: 5 people reported and 5 are needed.", "5 of 5 reports count. 3 are needed."),
        (
            by_one(1),
            {"individual_n": 1},
            "Met: 1 report counts and 1 is needed.",
            "1 of 1 report counts. 1 is needed.",
        ),
        (
            [report("1", DAYS[0], DAYS[0], is_hate=True)],
            {"hate_n": 1},
            "Met: 1 report of hate counts and 1 is needed.",
            "1 of 1 report counts. 3 are needed.",
        ),
    ],
)
def test_what_the_count_says_in_one_sentence(
    complaints: list[Complaint], settings: dict[str, Any], headline: str, summary: str
) -> None:
    result = decided(complaints, **settings)

    assert (count_headline(result), count_summary(result)) == (headline, summary)


def test_counting_rows_come_first_then_the_nearest_misses_newest_first() -> None:
    told = [
        report("old", "Fri 1 May 2026", "Fri 1 May 2026"),
        *by_one(3),
        report("twice", DAYS[1], DAYS[2]),
        Complaint(id="bare", happened_on=None, reported_on=None, body_kind=BodyKind.OTHER, channel=Channel.PHONE),
    ]

    assert [row.complaint.id for row in decided(told).rows_for_page] == ["C2", "C1", "C0", "twice", "old", "bare"]


ONE_REPORT = st.builds(
    report,
    st.uuids().map(str),
    st.just(DAYS[0]),
    st.sampled_from(DAYS),
    person=st.sampled_from("PQRST"),
    occasion=st.sampled_from("abcd"),
    link=st.sampled_from("AB"),
)


@given(st.lists(ONE_REPORT, max_size=12), ONE_REPORT)
def test_another_report_never_makes_a_met_threshold_unmet(told: list[Complaint], another: Complaint) -> None:
    before, after = decided(told), decided([*told, another])

    assert after.local_met >= before.local_met
    assert after.statutory_floor >= before.statutory_floor


@given(st.lists(ONE_REPORT, max_size=12, unique_by=lambda one: one.id), st.randoms())
def test_the_order_of_the_reports_does_not_matter(told: list[Complaint], shuffler: object) -> None:
    shuffled = list(told)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]

    assert decided(told).tests == decided(shuffled).tests
