"""What the notices and letters about a tension must say and must not say, rule by rule (TE-05 to TE-33)."""

import re

import pytest

from letters import MissingField, WrongValue, letter_promises, render_letter
from letters.kinds import Json
from tests.letters.branches import branch_changes, every_branch
from tests.letters.sample_values import sample_values

REPLIES = [branch for key, branch in every_branch() if key == "L-TE-05"]
REPORTS = [branch for key, branch in every_branch() if key == "L-TE-06"]


def text_of(key: str, **changes: Json) -> str:
    return render_letter(key, sample_values(key, **changes)).text


def branch_text(key: str, branch: str) -> str:
    return text_of(key, **branch_changes(key, branch))


@pytest.mark.parametrize("branch", REPLIES)
def test_te_05_reply_thanks_and_promises_no_detail_and_gives_a_contact(branch: str) -> None:
    text = branch_text("L-TE-05", branch)
    assert "Thank you for telling us" in text
    assert "We cannot tell you the detail." in text
    assert "We do not tell people in the community who told us." in text
    assert "Please tell us again." in text
    assert "Call me on 01632 960 155" in text


@pytest.mark.parametrize("branch", REPLIES)
def test_te_31_reply_says_nothing_of_level_place_or_intelligence(branch: str) -> None:
    assert not re.search(r"\blevel\b|Kestrel|intelligence|score", branch_text("L-TE-05", branch))


def test_te_05_reply_says_how_it_stands() -> None:
    assert "They decide what to do by Wednesday 23 December 2026." in branch_text("L-TE-05", "assessing")
    assert "They look at it again by Thursday 31 December 2026." in branch_text("L-TE-05", "ordinary")
    assert "Things are calm again. We closed it on Tuesday 12 January 2027." in branch_text("L-TE-05", "settled")
    assert "They found nothing more to do. We closed it" in branch_text("L-TE-05", "nothing_found")


def test_te_30_reporter_of_a_merged_report_keeps_a_reply_that_says_so() -> None:
    assert "Others told us about the same thing. We look at all of it together." in text_of("L-TE-05", is_merged=True)
    assert "Others told us" not in text_of("L-TE-05", is_merged=False)


def test_te_05_reply_comes_from_the_partnership_and_not_from_the_scheme_of_case_reviews() -> None:
    head = text_of("L-TE-05").partition("Dear ")[0]
    assert head.startswith("Ashmoor Community Safety Partnership\nMoot Hall")
    assert "Community tensions" in head
    assert "ASB" not in head


def test_te_05_subject_of_the_reply_does_not_say_what_was_reported() -> None:
    letter = render_letter("L-TE-05", sample_values("L-TE-05"))
    assert letter.subject == "Thank you for telling us, ASH-TE-2026-0003"


def test_te_09_te_12_alert_needs_its_scores_and_the_time_to_meet() -> None:
    values = sample_values("L-TE-01", experienced=None, meet_by=None)
    with pytest.raises(MissingField) as refused:
        render_letter("L-TE-01", values)
    assert refused.value.names == ("experienced", "meet_by")


@pytest.mark.parametrize(("key", "level"), [("L-TE-01", "3"), ("L-TE-02", "2"), ("L-TE-02", "5"), ("L-TE-07", "0")])
def test_te_12_te_17_notice_of_one_band_is_not_written_for_another(key: str, level: str) -> None:
    with pytest.raises(WrongValue, match="Level: must be one of"):
        render_letter(key, sample_values(key, level=level))


def test_te_12_deputy_is_announced_only_where_one_will_be_called() -> None:
    text = text_of("L-TE-01")
    assert "Answer by 12:11pm today, Tuesday 22 December 2026." in text
    assert "After that, your deputy or the director is told instead." in text
    assert "deputy" not in text_of("L-TE-01", answer_by=None)


def test_te_12_alert_goes_out_with_the_little_that_is_known() -> None:
    text = branch_text("L-TE-01", "little_known_yet")
    assert not re.search("Expected|Done so far|Direction|How to join", text)
    assert "Meet by 3:40pm today, Tuesday 22 December 2026.\n" in text


def test_te_14_alert_sent_before_midnight_says_tomorrow_and_the_date() -> None:
    assert "Meet by 3:30am tomorrow, Wednesday 23 December 2026." in branch_text("L-TE-01", "at_night")


def test_te_16_media_request_names_one_spokesperson_and_holds_words_back_until_both_approved() -> None:
    for branch in ("ordinary", "nothing_agreed_yet"):
        text = branch_text("L-TE-03", branch)
        assert "Police and council agree one strategy and one spokesperson." in text
        assert "Tell the public nothing until the police and the council have both approved it." in text
    assert "Say in it who must hear it, what is sensitive, and who speaks." in branch_text(
        "L-TE-03", "nothing_agreed_yet"
    )


def test_te_17_meeting_call_gives_the_limit_even_before_a_meeting_is_arranged() -> None:
    text = branch_text("L-TE-02", "not_arranged_yet")
    assert "The team must meet by Thursday 31 December 2026. You will hear when and where." in text


def test_te_17_meeting_call_says_how_to_join_be_it_a_room_a_link_or_a_number() -> None:
    text = branch_text("L-TE-02", "place_and_no_time_yet")
    assert "You will hear when. How to join: Police station, room 2." in text
    assert "How to join: ashmoor.example/meet or 01632 960 188." in text_of("L-TE-02")


def test_te_27_meeting_call_after_an_alert_says_what_changed_and_why() -> None:
    text = branch_text("L-TE-02", "down_from_2")
    assert "This is less serious than before. It was at level 2, Significant: conflict happening or happened." in text
    assert "Why: Two nights stayed calm. The authorisers agree." in text
    assert "We look at the level again by Thursday 31 December 2026." in text
    assert "less serious" not in text_of("L-TE-02")


def test_te_18_meeting_call_says_what_to_bring_in_the_words_of_the_call_or_in_the_usual_ones() -> None:
    assert "- What may come, and what your service can do." in text_of("L-TE-02")
    more = branch_text("L-TE-02", "more_to_bring")
    assert "- A map of the ward." in more
    assert "what your service can do" not in more


def test_te_18_responses_say_who_leads_where_somebody_does() -> None:
    text = text_of("L-TE-07")
    assert "- Youth workers at the hall each evening. Leads: the Youth Service.\n- A talk with the traders.\n" in text


@pytest.mark.parametrize("branch", REPORTS)
def test_te_23_report_asks_for_comments_by_a_date_and_answers_them(branch: str) -> None:
    text = branch_text("L-TE-06", branch)
    assert text.count("by Friday 26 February 2027") == 2
    assert "We answer the comments in the next report." in text
    assert ("What you said last time, and our answers" in text) == (branch != "first_report")


def test_te_23_public_version_says_so_and_carries_nothing_for_agencies() -> None:
    # given  values that hold a note for agencies
    note = "Kestrel ward needs two more people trained to ease tension."

    # then   only the version for agencies prints it
    public = text_of("L-TE-06", agencies_note=note)
    assert "It has no personal details and nothing from police intelligence." in public
    assert note not in public
    agencies = text_of("L-TE-06", agencies_note=note, report_version="agencies")
    assert note in agencies
    assert "Please do not publish it or pass it on." in agencies


def test_te_23_report_promises_the_next_one() -> None:
    promises = letter_promises("L-TE-06", sample_values("L-TE-06"))
    assert [promise.field for promise in promises] == ["comments_by", "next_report_by"]


@pytest.mark.parametrize(
    ("branch", "first"),
    [
        ("ordinary", "Ashmoor is now at level 2, Significant: conflict happening or happened"),
        ("better", "Ashmoor is now at level 3, Moderate: heightened tension, more risk"),
        ("stand_down", "Stand down: Ashmoor is back at level 5, Low: normal range"),
        ("closed", "Stand down: the matter in Ashmoor is settled and closed"),
        ("false_alarm", "Stand down: it was a false alarm in Ashmoor"),
        ("merged", "Ashmoor: ASH-TE-2026-0003 is now part of ASH-TE-2026-0002"),
    ],
)
def test_te_27_te_29_te_30_first_line_says_what_changed(branch: str, first: str) -> None:
    assert branch_text("L-TE-04", branch).splitlines()[0] == first


def test_te_26_te_27_change_says_whether_it_is_worse_or_better_since_low_numbers_are_the_worst() -> None:
    assert "This is more serious than before. It was at level 3" in branch_text("L-TE-04", "ordinary")
    assert "This is less serious than before. It was at level 2" in branch_text("L-TE-04", "better")


@pytest.mark.parametrize("branch", ["stand_down", "closed", "false_alarm"])
def test_te_27_te_29_stand_down_ends_the_duty_of_those_alerted(branch: str) -> None:
    assert "You need do nothing more because of the alert." in branch_text("L-TE-04", branch)


def test_te_29_false_alarm_gives_a_line_for_the_public_where_one_was_agreed() -> None:
    line = "You may say this in public: There was no fight at the hall."
    assert line in branch_text("L-TE-04", "false_alarm")
    assert "in public" not in branch_text("L-TE-04", "false_alarm_without_public_words")


@pytest.mark.parametrize("field", ["level", "old_level"])
def test_te_28_change_of_level_needs_both_levels(field: str) -> None:
    with pytest.raises(MissingField) as refused:
        render_letter("L-TE-04", sample_values("L-TE-04", **{field: None}))
    assert refused.value.names == (field,)


def test_te_33_change_gives_the_next_look_by_the_hour_or_by_the_day() -> None:
    assert "again by 11:40am tomorrow, Wednesday 23 December 2026." in branch_text("L-TE-04", "ordinary")
    assert "again by Thursday 31 December 2026." in branch_text("L-TE-04", "better")
    assert "We look at the level again" not in branch_text("L-TE-04", "closed")


def test_area_that_names_levels_in_its_own_way_sees_its_names() -> None:
    text = branch_text("L-TE-04", "inside_the_band_as_the_area_calls_it")
    assert "level 1, Grave: disorder" in text
    assert "level 2, Serious: disorder" in text
