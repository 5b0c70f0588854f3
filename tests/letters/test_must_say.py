"""What each letter must say (domain D, column "Must say") and must not say, letter by letter."""

import pytest

from letters import letter_catalogue, letter_promises, render_letter
from letters.filters import long_date
from letters.kinds import Json
from tests.letters.appeal_must_say import APPEAL_MUST_SAY
from tests.letters.branches import ADVOCATE, VICTIM_COPY
from tests.letters.notice_must_say import NOTICE_MUST_SAY
from tests.letters.sample_values import sample_values

MUST_SAY: dict[str, tuple[str, ...]] = {
    "L-CT-01": (
        "Your form came online on Thursday 10 December 2026",
        "You will hear by Wednesday 30 December 2026",
        "What a review is",
        "What a review is not",
        "Support for you",
    ),
    "L-CT-02": (
        "Councillor Wren Okafor has applied for you",
        "What Councillor Wren Okafor may do",
        "How to stop it",
        "You will hear by Wednesday 30 December 2026",
    ),
    "L-CT-03": ("Without a name they cannot do that", "How to apply safely", "Other ways to report"),
    "L-CT-04": (
        "written consent from Ravi Lindqvist-Bell and Mina Castellan",
        "A consent form is with this letter",
        "I will remind you on Tuesday 29 December 2026",
        "If we do not have it by Wednesday 13 January 2027, we will close the application",
        "Nothing can start until we have it",
    ),
    "L-CT-05": ("You can apply again at any time", "last six months", "reports made from Tuesday 23 June 2026"),
    "L-CT-06": (
        "- The day you called the police about the fire",
        "we will fill in the form together",
        "13 January 2027",
    ),
    "L-CT-07": (
        "within 20 working days, by Friday 22 January 2027",
        "We will tell you what they decide by Friday 22 January 2027",
        "the police, the council, the health service and the landlord will meet",
        "written or recorded statement",
        "I will phone you by Thursday 31 December 2026, after 4pm",
    ),
    "L-CT-08": (
        "Our answer: Does not count. Reported too late. The month ended Wednesday 30 September 2026.",
        "What else we thought about",
        "Sam Tarrant, Ashmoor Borough Council will look after it now",
        "stage 1 appeal",
        "Commissioner’s Office",
        "The last day to appeal is Friday 22 January 2027",
        "What would change our answer",
        "I can ask Ashmoor Victim Care",
    ),
    "L-CT-09": (
        "Thursday 11 June 2026 to Thursday 10 December 2026",
        "By Tuesday 5 January 2027",
        "You must answer",
        "data protection law",
        "interception law",
        "Mark your answer Official, sensitive",
        "What you did",
    ),
    "L-CT-10": (
        "Thursday 14 January 2027 at 2pm",
        "separate meeting",
        "You speak for Northmoor Police",
        "papers by Monday 11 January 2027",
        "If you cannot come",
        "Send a written report to the chair",
    ),
    "L-CT-11": ("information for a review", "by Tuesday 12 January 2027", "we will tell your manager"),
    "L-CT-12": ("One agency found new facts", "The new date is Friday 5 February 2027", "I am sorry", "Call me"),
    "L-CT-13": (
        "Was enough done to stop or reduce it?",
        "To the council: put a light and a camera in the yard",
        "agreed by Friday 5 February 2027",
        "only reports made after Friday 22 January 2027 count",
        "stage 2 appeal",
        "The last day to appeal is Friday 19 February 2027",
        "by phone on Thursday 21 January 2027 at 3:40pm",
    ),
    "L-CT-14": (
        "Put a light in the yard",
        "Ashmoor Borough Council, by Friday 26 February 2027",
        "Not agreed. You would like visits on Saturdays too.",
        "news by Friday 19 February 2027",
        "at least every 20 working days",
        "On Thursday 22 April 2027 we will look at the whole plan",
        "If a step is late or does not work\n\nTell me",
    ),
    "L-CT-15": ("Put a light in the yard", "by Friday 26 February 2027", "by Tuesday 26 January 2027"),
    "L-CT-16": ("The light was put up on time", "- An electrician", "done by Friday 12 March 2027"),
    "L-CT-17": (
        "A light and a camera stand in the yard",
        "If it happens again\n\nReport it",
        "ashmoor.example/feedback",
    ),
    "L-CT-18": ("From now on we write only to you", "Your case goes on"),
    "L-CT-19": ("You can apply again at any time", "Support for you"),
    "L-CT-20": ("Shouting in the yard", "NP-4471", "by Tuesday 5 January 2027, at ashmoor.example/answer"),
    "L-CT-21": ("What stops", "What goes on", "The review stopped on that day"),
    "L-CT-22": ("ASH-CT-2026-0041", "K7QM-2XHD", "We will write to you by Thursday 17 December 2026", "call 999"),
    "L-CT-23": (
        "tell you the outcome of the review",
        "Our new date is Friday 5 February 2027",
        "I am sorry",
        "call me",
    ),
    "L-CT-24": (
        "We have not invited you",
        "deals with other people’s private matters",
        "written or recorded statement",
        "meet on Thursday 14 January 2027",
    ),
    **APPEAL_MUST_SAY,
    **NOTICE_MUST_SAY,
}


def text_of(key: str, **changes: Json) -> str:
    return render_letter(key, sample_values(key, **changes)).text


@pytest.mark.parametrize("key", list(letter_catalogue()))
def test_letter_says_what_it_must(key: str) -> None:
    text = text_of(key)
    assert [words for words in MUST_SAY[key] if words not in text] == []


def test_ct_02_acknowledgement_says_where_complaints_and_charging_decisions_go() -> None:
    text = text_of("L-CT-01")
    assert "A review is not a complaint about a person or a service" in text
    assert "ombudsman" in text
    assert "cannot change a decision to charge" in text


def test_ct_09_partial_consent_offers_to_go_on_for_those_who_agree() -> None:
    text = text_of("L-CT-04", victims_consenting=["Ravi Lindqvist-Bell"])
    assert "ask us to go on for them alone" in text


def test_dp_01_consent_form_says_it_is_an_authority_to_act_and_not_the_reason_in_law() -> None:
    text = text_of("L-CT-04")
    assert "This form lets someone act for me. It is not the reason in law for using my information." in text


def test_ct_09_lapse_letter_to_a_victim_names_no_other_victim() -> None:
    text = text_of("L-CT-05", **VICTIM_COPY)
    assert "Mina Castellan" not in text
    assert "Ravi Lindqvist-Bell" not in text


def test_ct_20_letter_says_when_the_laws_number_decided() -> None:
    text = text_of("L-CT-07", decided_by="statutory_floor")
    assert "The law sets a number, whoever made the reports. 3 count, and 3 are needed." in text


def test_ct_21_refusal_answers_persistence_harm_and_response() -> None:
    text = text_of("L-CT-08")
    for question in ("How long has it gone on?", "What harm does it do, or could it do?", "How well did the agencies"):
        assert question in text


def test_ct_25_refusal_does_not_reset_the_counting() -> None:
    assert "This letter does not make earlier reports count for less." in text_of("L-CT-08")


def test_ct_30_body_that_is_not_public_is_asked_and_not_obliged() -> None:
    text = text_of("L-CT-09", agency_duty="non_public")
    assert "We ask you to help, but you do not have to." in text
    assert "You must answer" not in text


def test_ct_31_invitation_to_a_chair_asks_for_independence_before_anything_else() -> None:
    text = text_of("L-CT-10", invitee_role="chair")
    assert "Declare that you are independent" in text
    assert "by Thursday 31 December 2026" in text
    assert "If you cannot come" not in text


def test_ct_36_victim_who_is_not_invited_hears_at_once_that_a_reason_follows() -> None:
    text = text_of("L-CT-07", victim_voice_mode="none")
    assert "I will write to you about why" in text
    assert "statement" not in text


def test_ct_39_finding_on_good_faith_is_neutral_and_bars_nothing() -> None:
    text = text_of("L-CT-13", decision="not_in_good_faith")
    assert "you can apply again" in text
    assert "stage 2 appeal" in text
    assert "looked at the evidence, and at any risk first" in text


def test_ct_41_public_body_must_have_regard_and_another_is_asked() -> None:
    assert "must have regard" in text_of("L-CT-15", handed_to="agency")
    other = text_of("L-CT-15", handed_to="agency", agency_duty="non_public")
    assert "must have regard" not in other
    assert "We ask you to consider them" in other


def test_ct_45_letter_says_whether_the_phone_call_was_made() -> None:
    assert "I told you this by phone" in text_of("L-CT-13")
    assert "I am sorry that I could not tell you by phone first" in text_of("L-CT-13", call_made=False)


def test_ct_46_plan_shows_each_step_as_agreed_not_agreed_or_offered() -> None:
    step: dict[str, Json] = {"what": "Visit", "who": "the police", "due_on": "2027-04-30"}
    rows: Json = [
        {**step, "state": "agreed"},
        {**step, "state": "not_agreed", "reason": "Too seldom"},
        {**step, "state": "offered"},
    ]
    text = text_of("L-CT-14", plan_items=rows)
    assert [line for line in text.splitlines() if line.startswith("What we agreed: ")] == [
        "What we agreed: Agreed.",
        "What we agreed: Not agreed. Too seldom.",
        "What we agreed: Offered.",
    ]


def test_ct_58_advocate_is_told_only_that_the_role_ended() -> None:
    text = text_of("L-CT-18", written_to="advocate", advocate_name="Councillor Wren Okafor")
    assert "Your role in this case has ended" in text
    assert "Amara" not in text.split("Dear Amara Lindqvist-Bell", 1)[1]
    assert "Wednesday 30 December 2026" not in text


def test_ct_59_safeguarding_goes_on_after_a_withdrawal() -> None:
    assert "We must still help to keep people safe" in text_of("L-CT-19", safeguarding_continues=True)
    assert "Safeguarding goes on" in text_of("L-CT-21", safeguarding_continues=True)


def test_copy_for_the_victim_speaks_to_the_victim_and_of_the_advocate() -> None:
    victim = text_of("L-CT-07", **VICTIM_COPY)
    assert "Councillor Wren Okafor asked us, for you," in victim
    assert "I will phone Councillor Wren Okafor by" in victim
    advocate = text_of("L-CT-07", **ADVOCATE)
    assert "You asked us, for Amara Lindqvist-Bell and Ravi Lindqvist-Bell," in advocate


@pytest.mark.parametrize("key", list(letter_catalogue()))
def test_every_promise_stands_in_its_letter_with_its_date(key: str) -> None:
    # given  the dates the letter is said to promise
    text = text_of(key)
    promises = letter_promises(key, sample_values(key))

    # then   each stands in it, and they come nearest first
    assert all(long_date(promise.on) in text for promise in promises)
    assert [promise.on for promise in promises] == sorted(promise.on for promise in promises)
