"""What the notices about a major racial incident must say and must not say, rule by rule (MI-01 to MI-26)."""

import re

import pytest

from letters import MissingField, letter_promises, render_letter
from letters.kinds import Json
from tests.letters.branches import branch_changes, every_branch
from tests.letters.sample_values import sample_values

BRANCHES = [(key, branch) for key, branch in every_branch() if key.startswith("L-MI-")]
ENDS = ("downgraded", "withdrawn", "withdrawn_after_the_report", "warning_over", "closed")


def text_of(key: str, **changes: Json) -> str:
    return render_letter(key, sample_values(key, **changes)).text


def branch_text(key: str, branch: str) -> str:
    return text_of(key, **branch_changes(key, branch))


@pytest.mark.parametrize(("key", "branch"), BRANCHES)
def test_mi_01_incident_is_always_called_a_major_racial_incident(key: str, branch: str) -> None:
    text = branch_text(key, branch)
    assert "major racial incident" in text
    assert not re.search(r"\bmajor incident\b", text, re.IGNORECASE)


@pytest.mark.parametrize("limb", ["prejudice_because", "disorder_because"])
def test_mi_01_referral_needs_both_limbs(limb: str) -> None:
    with pytest.raises(MissingField) as refused:
        render_letter("L-MI-01", sample_values("L-MI-01", **{limb: None}))
    assert refused.value.names == (limb,)


@pytest.mark.parametrize("key", ["L-MI-01", "L-MI-02", "L-MI-03", "L-MI-06"])
def test_mi_05_notice_says_when_it_was_declared(key: str) -> None:
    assert "It was declared at 7:35am" in text_of(key)


def test_mi_06_warning_says_that_no_clock_runs_and_when_police_decide_again() -> None:
    text = text_of("L-MI-08")
    assert "Nothing is declared and no clock runs yet." in text
    assert "Police decide again by 7:35am tomorrow, Wednesday 23 December 2026." in text
    assert "deputy" not in text


def test_mi_09_referral_goes_out_before_any_step_is_known() -> None:
    for key in ("L-MI-01", "L-MI-02"):
        assert "Nothing is known yet." in branch_text(key, "no_steps_yet")


def test_mi_10_referral_tells_whom_to_tell_next_in_the_titles_of_the_area_and_in_what_time() -> None:
    text = text_of("L-MI-01", race_body_role="race equality forum", coordinator_role="safety lead", tell_minutes=90)
    assert "You must now tell the race equality forum, the safety lead and the council." in text
    assert "Do it at once, and within 90 minutes." in text


def test_mi_11_council_duty_contact_gets_the_facts_and_no_duty_to_tell_on() -> None:
    text = branch_text("L-MI-02", "council_duty")
    assert "Done by police to keep the public safe: A patrol is outside until 6am." in text
    assert "the council’s duty services know these steps" in text
    assert "You must now tell" not in text


def test_mi_12_coordinator_learns_to_tell_the_chief_officer_and_the_race_body_does_not() -> None:
    assert "You must now tell the council chief officer." in branch_text("L-MI-02", "ordinary")
    race_body = branch_text("L-MI-02", "race_body")
    assert "chief officer" not in race_body
    assert "Please tell us soon what you hear in the community" in race_body


def test_mi_02_first_facts_need_a_duty_to_tell_on_only_for_the_coordinator() -> None:
    with pytest.raises(MissingField) as refused:
        render_letter("L-MI-02", sample_values("L-MI-02", chief_officer_role=None, tell_minutes=None))
    assert refused.value.names == ("chief_officer_role", "tell_minutes")


def test_mi_13_briefing_says_what_to_watch_for_and_what_not_to_say_even_if_nothing_was_typed() -> None:
    text = branch_text("L-MI-04", "usual_words")
    assert "Watch for: anything that may bring disorder or harm." in text
    assert "Do not say: any names, or guesses about what lies behind it." in text


def test_mi_12_chief_officer_is_told_though_services_and_next_update_are_not_known() -> None:
    text = branch_text("L-MI-03", "little_known_yet")
    assert "Services affected: none are known yet." in text
    assert "You get news again as soon as there is any." in text


def test_mi_15_debrief_is_announced_with_its_time_place_and_what_to_send() -> None:
    assert "It is at 4:30pm today, Tuesday 22 December 2026." in branch_text("L-MI-05", "the_same_day")
    only_day = branch_text("L-MI-05", "only_the_day_fixed")
    assert "It is on Tuesday 29 December 2026. You will hear where." in only_day
    assert "Send us before: what you did and heard, with times." in only_day
    for text in (only_day, text_of("L-MI-05")):
        assert "If you cannot come, say who comes for you." in text


def test_mi_17_briefing_asks_to_pass_on_what_is_learned_without_delay() -> None:
    text = text_of("L-MI-04")
    assert "If you learn something that may keep people safe, pass it on at once." in text
    assert "You can use the link again until the incident is closed." in text


def test_mi_18_correction_says_what_was_wrong_and_what_is_right_and_asks_to_pass_it_on() -> None:
    text = text_of("L-MI-07")
    assert "What we told you, and was wrong: We wrote that a door was broken." in text
    assert "What is right: Two windows were broken." in text
    assert "Tell everyone to whom you passed on the earlier facts." in text


def test_mi_06_correction_of_a_warning_does_not_speak_of_a_declared_incident() -> None:
    text = branch_text("L-MI-07", "correction_of_a_warning")
    assert text.startswith("Correction of our warning: this may become a major racial incident in Ashmoor\n")
    assert "What is right: Two windows were broken." in text


def test_mi_20_members_learn_what_was_corrected_or_that_nothing_was() -> None:
    assert "Corrections: none so far." in text_of("L-MI-06", corrections=[])
    assert "Corrected since the first notices:\n\n- Two windows were broken, not a door." in branch_text(
        "L-MI-06", "corrected"
    )


@pytest.mark.parametrize(
    ("branch", "first"),
    [
        ("ordinary", "A major racial incident in Ashmoor: what happened and what came of it"),
        ("downgraded", "An incident in Ashmoor is no longer seen as a major racial incident"),
        ("false_alarm", "An incident in Ashmoor was not a major racial incident after all"),
    ],
)
def test_mi_24_members_get_the_true_outcome(branch: str, first: str) -> None:
    assert branch_text("L-MI-06", branch).splitlines()[0] == first


@pytest.mark.parametrize("branch", ENDS)
def test_mi_24_stand_down_ends_what_was_asked_and_gives_its_reason_or_outcome(branch: str) -> None:
    text = branch_text("L-MI-07", branch)
    assert text.startswith("Stand down: ")
    assert "You need do nothing more because of our notices." in text
    assert re.search(r"^(Why|What came of it): .+\.$", text, re.MULTILINE)


def test_mi_24_report_to_members_still_comes_after_a_downgrade() -> None:
    text = branch_text("L-MI-07", "downgraded")
    assert "Members of the partnership still get a report, by Tuesday 5 January 2027." in text
    values = sample_values("L-MI-07", **branch_changes("L-MI-07", "downgraded"))
    assert [promise.field for promise in letter_promises("L-MI-07", values)] == ["members_by"]
    assert "still get a report" not in branch_text("L-MI-07", "withdrawn_after_the_report")


def test_mi_25_further_incident_adds_to_what_was_asked_before() -> None:
    text = branch_text("L-MI-07", "further")
    assert text.startswith("A further incident: it belongs to the major racial incident in Ashmoor\n")
    assert "What we asked you before still stands." in text
    assert "declared" not in text
