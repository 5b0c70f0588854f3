"""The threshold counted again for an appeal, beside the first count."""

from collections.abc import Sequence
from dataclasses import replace

from tests.frozen_clock import day
from tests.workflows.reports import report
from workflows.rules.appeal import Comparison, FirstCount, ThresholdRecount, recount_threshold
from workflows.rules.qualifying import Channel, Complaint
from workflows.rules.threshold import decide_threshold
from workflows.rules.threshold_settings import BodyKind, ThresholdSettings

APPLIED = day("Thu 10 Dec 2026")
RULES = ThresholdSettings()
OCTOBER = report("1", "Mon 5 Oct 2026", "Mon 5 Oct 2026", body_kind=BodyKind.POLICE)
EMAIL = report("2", "Wed 14 Oct 2026", "Wed 14 Oct 2026", channel=Channel.EMAIL)
ONLINE = report("3", "Fri 6 Nov 2026", "Fri 6 Nov 2026", channel=Channel.ONLINE)
LATE = report("4", "Mon 5 Oct 2026", "Tue 10 Nov 2026")


def counted_first(complaints: Sequence[Complaint]) -> FirstCount:
    return FirstCount.of(decide_threshold(complaints, application_on=APPLIED, settings=RULES))


def recounted(complaints: Sequence[Complaint], *, first: FirstCount) -> ThresholdRecount:
    return recount_threshold(complaints, first=first, application_on=APPLIED, settings=RULES)


def sentences(recount: ThresholdRecount) -> dict[str, str]:
    return {row.complaint_id: row.sentence for row in recount.differing}


def test_ap_11_the_same_reports_give_the_same_count() -> None:
    reports = [OCTOBER, EMAIL, LATE]
    recount = recounted(reports, first=counted_first(reports))

    assert recount.comparison is Comparison.SAME
    assert (recount.differing, recount.changes_answer) == ((), False)
    assert recount.result == decide_threshold(reports, application_on=APPLIED, settings=RULES)
    assert recount.sentence == (
        "The recount is the same as the first count. Not met: 2 reports count and 3 are needed."
    )


def test_ap_11_a_report_left_out_the_first_time_can_change_the_answer() -> None:
    recount = recounted([OCTOBER, EMAIL, ONLINE], first=counted_first([EMAIL, ONLINE]))

    assert (recount.comparison, recount.changes_answer) == (Comparison.DIFFERS, True)
    assert sentences(recount) == {"1": "Left out of the first count. Counts now. Reported the same day."}
    assert recount.sentence == (
        "The recount differs. Met: 3 reports count and 3 are needed. "
        "The first count found 2 reports that count and said not met. 1 report stands differently."
    )


def test_ap_11_a_report_left_out_that_does_not_count_says_why() -> None:
    recount = recounted([EMAIL, LATE], first=counted_first([EMAIL]))

    assert not recount.changes_answer
    assert sentences(recount) == {
        "4": "Left out of the first count. It does not count. "
        "Reported too late. The month ended Wednesday 4 November 2026."
    }


def test_ap_11_a_report_that_counts_only_now_says_both_reasons() -> None:
    in_passing = replace(OCTOBER, body_kind=BodyKind.COUNCIL, channel=Channel.ON_SITE)
    recount = recounted([OCTOBER, EMAIL], first=counted_first([in_passing, EMAIL]))

    assert sentences(recount) == {
        "1": "Did not count the first time: Told to an officer in passing. Only police on duty count that way. "
        "Counts now. Reported the same day."
    }


def test_ap_11_a_report_that_counted_only_the_first_time_says_why_not_now() -> None:
    first = counted_first([OCTOBER, EMAIL, ONLINE])
    recount = recounted([replace(OCTOBER, body_kind=BodyKind.SCHOOLS), EMAIL, ONLINE], first=first)

    assert recount.changes_answer
    assert sentences(recount) == {"1": "Counted the first time. Does not count now. A body we cannot count."}
    assert "The first count found 3 reports that count and said met." in recount.sentence


def test_ap_11_another_reason_for_not_counting_is_a_difference_too() -> None:
    recount = recounted([replace(LATE, body_kind=BodyKind.SCHOOLS), EMAIL], first=counted_first([LATE, EMAIL]))

    assert (recount.comparison, recount.changes_answer) == (Comparison.DIFFERS, False)
    assert sentences(recount) == {
        "4": "Does not count in either, for another reason. "
        "Then: Reported too late. The month ended Wednesday 4 November 2026. Now: A body we cannot count."
    }


def test_ap_11_reports_no_longer_there_are_named_after_the_others() -> None:
    recount = recounted([EMAIL], first=counted_first([OCTOBER, EMAIL, ONLINE]))

    assert [row.complaint_id for row in recount.rows] == ["2", "1", "3"]
    assert set(sentences(recount).values()) == {"It was in the first count. It is no longer among the reports."}
    assert recount.sentence.endswith("2 reports stand differently.")


def test_ap_11_an_answer_against_its_own_count_differs_though_every_report_is_the_same() -> None:
    first = replace(counted_first([OCTOBER, EMAIL, ONLINE]), is_met=False)
    recount = recounted([OCTOBER, EMAIL, ONLINE], first=first)

    assert (recount.comparison, recount.changes_answer) == (Comparison.DIFFERS, True)
    assert recount.sentence.endswith("said not met. Every report stands as it did.")


def test_ap_11_the_reset_of_the_case_holds_for_the_recount() -> None:
    first = counted_first([OCTOBER])
    reset = day("Tue 6 Oct 2026")
    recount = recount_threshold([OCTOBER], first=first, application_on=APPLIED, settings=RULES, reset_on=reset)

    assert "Made before the outcome of Tuesday 6 October 2026." in sentences(recount)["1"]


def test_ap_11_bodies_are_called_by_their_names() -> None:
    told = [replace(OCTOBER, body="NP"), replace(OCTOBER, id="5", reported_on=day("Tue 6 Oct 2026"))]
    recount = recount_threshold(
        told, first=counted_first([]), application_on=APPLIED, settings=RULES, body_names={"NP": "Northmoor Police"}
    )

    assert "Same occasion as the report to Northmoor Police." in sentences(recount)["5"]
