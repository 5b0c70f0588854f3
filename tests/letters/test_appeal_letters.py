"""What the letters about an appeal must say and must not say, rule by rule (AP-01 to AP-20)."""

import re

import pytest

from letters import MissingField, letter_promises, render_letter
from letters.kinds import Json
from tests.letters.branches import branch_changes, every_branch
from tests.letters.sample_values import sample_values

BRANCHES = [(key, branch) for key, branch in every_branch() if key.startswith("L-AP-")]
DECISIONS = [(key, branch) for key, branch in BRANCHES if key in {"L-AP-07", "L-AP-08"}]
REMITS = [
    (key, branch)
    for key, branch in BRANCHES
    if key == "L-AP-08" or (key == "L-AP-04" and branch.startswith(("upheld", "partly")))
]
ORDERS = re.compile(r"\b(must (hold|reconvene|change the plan)|we order|instruct|overrule[sd]?)\b", re.IGNORECASE)


def text_of(key: str, **changes: Json) -> str:
    return render_letter(key, sample_values(key, **changes)).text


def branch_text(key: str, branch: str) -> str:
    return text_of(key, **branch_changes(key, branch))


def test_ap_03_letters_name_the_stage_and_what_it_looks_at() -> None:
    for key in ("L-AP-01", "L-AP-03", "L-AP-04", "L-AP-07"):
        assert "stage 1 appeal. It is about the decision not to hold a review" in text_of(key, stage="1")
        assert "stage 2 appeal. It is about the review and what came of it" in text_of(key, stage="2")


@pytest.mark.parametrize(
    ("branch", "words", "contact"),
    [
        ("ordinary", "how the plan is carried out", "You can call them on 01632 960 142."),
        ("agency", "Each agency has its own way to answer complaints", "complaints@ashmoor-council.example"),
        ("agency_without_contact", "After that, you can go to an ombudsman", "I will tell you how to reach it"),
        ("cps", "Victims’ Right to Review", "You can reach it here: 01632 960 182."),
        ("premature_no_review_letter", "a letter that says if there will be a review", "Jo Whitlock is the single"),
        ("premature_no_outcome", "a letter with the outcome of the review", "You can call them on 01632 960 142."),
    ],
)
def test_ap_03_ap_04_wrong_route_gives_the_reason_and_the_right_contact(branch: str, words: str, contact: str) -> None:
    # when   somebody else must answer
    text = branch_text("L-AP-05", branch)

    # then   the letter says why, who, and how to reach them
    assert words in text
    assert contact in text
    assert "We have not opened an appeal" in text


def test_ap_04_letter_says_truly_whether_it_was_passed_on() -> None:
    assert "On Friday 15 January 2027 I sent them what you wrote" in text_of("L-AP-05", passed_on=True)
    assert "I can send them what you wrote." in text_of("L-AP-05", passed_on=False)
    assert "I can send them what you wrote." in text_of("L-AP-05", passed_on=None)


def test_ap_04_point_that_is_no_part_of_an_appeal_is_told_with_who_answers_it() -> None:
    text = branch_text("L-AP-01", "some_points_elsewhere")
    assert "- A step of the plan is late. The people who run your case answer this." in text
    assert "- The officer was rude to you. The agency answers this as a complaint." in text
    assert "- Nobody was charged. The Crown Prosecution Service answers this." in text


def test_ap_05_appellant_who_did_not_mark_the_appeal_learns_how_and_loses_nothing() -> None:
    text = text_of("L-AP-01", is_marked=False)
    assert "put “ASB case review appeal”, our reference and the date at the top. Your appeal counts as it is." in text
    assert "at the top" not in text_of("L-AP-01", is_marked=True)


def test_ap_05_appellant_gets_what_was_written_down_and_is_asked_to_confirm_it() -> None:
    text = branch_text("L-AP-01", "written_down_for_the_appellant")
    assert "Please read it. Tell me if it is right, or what to change." in text
    assert "I rang three times.\n\nOnly one call was counted." in text.partition("What we wrote down for you")[2]


def test_ap_06_late_appeal_is_refused_with_its_last_day_and_a_way_to_give_a_reason() -> None:
    text = branch_text("L-AP-05", "late")
    assert "The last day to appeal was Friday 8 January 2027" in text
    assert "You told us that you were away for a week" in text
    assert "Then tell me by Friday 12 February 2027" in text


def test_ap_06_late_appeal_with_good_reason_is_accepted_in_words() -> None:
    text = branch_text("L-AP-01", "accepted_late")
    assert "We accept your appeal all the same. This is why:\n\nYou were in hospital until 8 January." in text


def test_ap_07_appellant_learns_that_nobody_from_the_case_works_on_the_appeal() -> None:
    assert "Nobody who took part in the case works on your appeal." in text_of("L-AP-01")


@pytest.mark.parametrize(("key", "branch"), [("L-AP-03", "ordinary"), ("L-AP-04", "ordinary"), ("L-AP-04", "chair")])
def test_ap_07_papers_stay_as_they_are_while_the_appeal_runs(key: str, branch: str) -> None:
    assert "Do not change, add or delete anything in them." in branch_text(key, branch)


def test_ap_09_holding_letter_asks_only_for_what_is_missing() -> None:
    # given  an appeal that lacks a consent, and one that lacks a detail
    consent, details = branch_text("L-AP-02", "consent"), branch_text("L-AP-02", "details")

    # then   the consent form goes only where it is needed, and both give the date of lapse
    assert "Consent form for an appeal" in consent
    assert "Please send me" not in consent
    assert "consent" not in details.casefold()
    assert "- The date of the letter you disagree with." in details
    assert "by Friday 12 February 2027, we will close the appeal" in consent
    assert "by Friday 12 February 2027, we will close the appeal" in details


def test_ap_09_full_acknowledgement_follows_within_a_working_day_and_starts_the_time_to_decide() -> None:
    text = text_of("L-AP-02")
    assert "When we have everything, I will write to you by the next working day." in text
    assert "From that letter we have 20 working days to decide." in text


@pytest.mark.parametrize(("missing_for", "field"), [("consent", "victims_missing"), ("details", "missing_items")])
def test_ap_09_what_is_missing_must_be_named(missing_for: str, field: str) -> None:
    with pytest.raises(MissingField) as refused:
        render_letter("L-AP-02", sample_values("L-AP-02", missing_for=missing_for, **{field: []}))
    assert refused.value.names == (field,)


def test_dp_01_consent_form_of_an_appeal_is_an_authority_to_act_and_not_the_reason_in_law() -> None:
    assert "This form lets someone act for me. It is not the reason in law" in text_of("L-AP-02", missing_for="consent")


def test_ap_10_dp_05_file_is_asked_for_with_its_date_and_a_second_person_for_what_is_taken_out() -> None:
    text = text_of("L-AP-03")
    assert "Please send us the file by Friday 22 January 2027." in text
    assert "Take out what we do not need. That is other people’s private details, and police intelligence." in text
    assert "A second person must check the file." in text


@pytest.mark.parametrize("key", ["L-AP-07", "L-AP-08"])
def test_ap_11_decision_names_the_tests_the_evidence_and_for_stage_1_the_new_count(key: str) -> None:
    # when   the decision is written for both stages
    first, second = text_of(key, stage="1"), text_of(key, stage="2")

    # then   both say how it was looked at, and only stage 1 that reports were counted again
    for text in (first, second):
        assert "if the facts were right and if the rules were followed" in text
        assert "if the right policy and the evidence were looked at" in text
        assert "if the result was one that the agencies could fairly reach" in text
        assert "We did not hear the whole case again." in text
        assert "- The form, letters and log of the case" in text
    assert "We also counted the reports again, by the same rules." in first
    assert "counted the reports again" not in second


def test_ap_12_acknowledgement_promises_the_decision_date() -> None:
    promises = letter_promises("L-AP-01", sample_values("L-AP-01"))
    assert [(promise.field, promise.on.isoformat()) for promise in promises] == [("decision_limit", "2027-02-12")]


@pytest.mark.parametrize(("key", "branch"), REMITS)
def test_ap_13_commissioner_recommends_and_sends_back_and_never_commands(key: str, branch: str) -> None:
    # when   an appeal is upheld, or part of it
    text = branch_text(key, branch)

    # then   each point has its date, and nothing reads like an order
    values = sample_values(key, **branch_changes(key, branch))
    assert text.count(". By ") == len(values["remit_points"])  # type: ignore[arg-type]
    assert "The Commissioner recommends this" in text
    assert re.search(r"cannot give orders to the agencies|This is not an order", text)
    assert not ORDERS.search(text)


def test_ap_13_remit_asks_for_a_new_decision_at_stage_1_and_for_another_look_at_stage_2() -> None:
    assert "Please treat the threshold as met, or decide again" in branch_text("L-AP-04", "upheld")
    assert "Please look again at the points below" in branch_text("L-AP-04", "upheld_stage_2")


def test_ap_13_partly_upheld_says_point_by_point_who_was_right() -> None:
    for key, branch in (("L-AP-08", "partly_stage_2"), ("L-AP-04", "partly")):
        text = branch_text(key, branch)
        assert "The steps of the plan\n\nThe Commissioner agrees with this point." in text
        assert "How the meeting was held\n\nThe Commissioner does not agree with this point." in text


def test_ap_13_appeal_that_should_have_gone_another_way_is_told_the_way_its_contact_and_why() -> None:
    text = branch_text("L-AP-05", "referred_with_reasons")
    assert "It should have gone another way from the start." in text
    assert "The landlord answers this as a complaint. Call 01632 960 183." in text
    assert "Your own rent is a matter for the landlord." in text
    assert "We have not opened an appeal" not in text


def test_ap_14_delay_gives_reason_apology_progress_and_the_next_update() -> None:
    first, repeated = branch_text("L-AP-06", "ordinary"), branch_text("L-AP-06", "repeated")
    assert "We said that you would have our decision by Friday 12 February 2027." in first
    assert "I last wrote to you about this on Wednesday 10 February 2027." in repeated
    assert "By Thursday 8 April 2027 I will write to you again" in repeated
    for text in (first, repeated):
        assert "I am sorry" in text
        assert "at least every 20 working days until we decide" in text


@pytest.mark.parametrize(("key", "branch"), DECISIONS)
def test_ap_15_decision_is_final_in_this_scheme_and_says_what_remains(key: str, branch: str) -> None:
    text = branch_text(key, branch).partition("\nIf you disagree\n")[2]
    assert "This decision is final. That means there is no further appeal in this scheme." in text
    assert "- You can complain to an agency about its service or its staff." in text
    assert "you can go to an ombudsman" in text
    assert "This is called judicial review. The time for it is short. Get legal advice first" in text


@pytest.mark.parametrize(("key", "branch"), DECISIONS)
def test_ap_15_decision_answers_every_ground_and_says_who_decided(key: str, branch: str) -> None:
    values = sample_values(key, **branch_changes(key, branch))
    text = branch_text(key, branch)
    reasons = values["reasons"]
    assert isinstance(reasons, list)
    for row in reasons:
        assert f"{row['ground']}\n\n" in text
        assert row["words"] in text
    who = {"commissioner": "The Commissioner decided this.", "head_of_office": "The head of the Commissioner’s Office"}
    assert who[str(values["decision_maker"])] in text


def test_ap_16_partnership_gets_the_reasons_and_is_asked_to_report_back_by_a_date() -> None:
    text = branch_text("L-AP-04", "upheld")
    assert "One report was left out by mistake." in text
    assert "Tell us what was done, and why, by Thursday 18 February 2027." in text
    assert "You can do this at ashmoor.example/answer." in text


def test_ap_16_chair_is_told_and_not_tasked() -> None:
    text = branch_text("L-AP-04", "upheld_chair")
    assert "The single point of contact will call you about it." in text
    assert "ashmoor.example/answer" not in text


def test_ap_17_withdrawal_and_lapse_are_confirmed_and_say_if_a_new_appeal_is_possible() -> None:
    # given  an appeal that ended before and one that ended after the last day to appeal
    open_still, too_late = branch_text("L-AP-09", "ordinary"), branch_text("L-AP-09", "lapsed")

    # then   the first may come again, the second needs a good reason
    assert "You can appeal again until Friday 22 January 2027." in open_still
    assert "The last day to appeal was Friday 22 January 2027." in too_late
    assert "We may still accept a late appeal if there is a good reason." in too_late
    assert "There is no decision on your appeal." in open_still


def test_ap_17_last_day_itself_is_still_in_time() -> None:
    assert "You can appeal again until" in text_of("L-AP-09", letter_on="2027-01-22")
    assert "You can appeal again until" not in text_of("L-AP-09", letter_on="2027-01-25")


def test_ap_17_point_of_contact_may_concede_before_a_decision() -> None:
    assert "I can then ask the person who appealed if they want to stop it." in text_of("L-AP-03")


def test_ap_17_letter_says_what_the_bodies_changed_where_they_gave_way() -> None:
    text = branch_text("L-AP-09", "after_the_agencies_changed_their_decision")
    assert "The report of 3 November counts after all. A review will be held." in text
    assert "The decision not to hold a review stays as it is" not in text


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "L-AP-01",
            "The plan goes on while we look at your appeal, unless you and the lead officer agree to change it.",
        ),
        ("L-AP-07", "The plan goes on as agreed."),
        ("L-AP-08", "The plan goes on until it is changed."),
    ],
)
def test_ap_19_agreed_plan_goes_on(key: str, words: str) -> None:
    assert words in text_of(key, stage="2", plan_agreed=True)
    assert "The plan goes on" not in text_of(key, stage="2", plan_agreed=False)


def test_ap_20_letter_says_that_the_look_at_the_case_is_limited_and_recorded() -> None:
    text = text_of("L-AP-03")
    assert "We can see this one case, and only for a limited time." in text
    assert "Each time someone looks at it, this is recorded." in text
