"""The checks beside a letter: what passed, what to look at, what must be put right."""

from datetime import date

import pytest

from letters import CheckContext, CheckGrade, LetterCheck, UnknownLetter, check_letter
from letters.kinds import Json
from tests.letters.sample_values import sample_values

LONG = "We walked round the whole of the yard with the people who live there and then we wrote all of it down at once."


def checks(key: str = "L-CT-07", **changes: Json) -> list[LetterCheck]:
    return check_letter(key, sample_values(key, **changes))


def graded(found: list[LetterCheck], grade: CheckGrade) -> list[str]:
    return [check.words for check in found if check.grade is grade]


def test_good_letter_passes_every_check() -> None:
    # given  a letter as it should be, with the clocks' dates at hand
    context = CheckContext(clock_dates={"review_limit": date(2027, 1, 22), "contact_by": date(2026, 12, 31)})

    # when   it is checked
    found = check_letter("L-CT-07", sample_values("L-CT-07"), own_words={"note": "Thank you."}, context=context)

    # then   all checks passed, in the order of the page
    assert [check.words for check in found] == [
        "Every field has a value",
        "Dates agree with the case clocks",
        "No alleged perpetrator or officer is named",
        "Reading age 8; longest sentence 18 words",
        "The address can go on an envelope",
        "Your own words: 2 words",
    ]
    assert {check.grade for check in found} == {CheckGrade.PASSED}


def test_gap_must_be_put_right_and_is_told_alone() -> None:
    found = checks(review_limit=None)
    assert found == [LetterCheck(grade=CheckGrade.PUT_RIGHT, words="The letter needs a value for: Review by.")]


def test_too_many_own_words_are_counted() -> None:
    found = check_letter("L-CT-07", sample_values("L-CT-07"), own_words={"note": "word " * 71})
    assert graded(found, CheckGrade.PUT_RIGHT) == ["Shorten your own words to 60 words. You have 71."]


def test_cm_10_date_that_differs_from_the_clock_must_be_put_right() -> None:
    context = CheckContext(clock_dates={"review_limit": date(2027, 1, 25)})
    found = check_letter("L-CT-07", sample_values("L-CT-07"), context=context)
    assert graded(found, CheckGrade.PUT_RIGHT) == ["Dates differ from the case clocks: Review by"]


@pytest.mark.parametrize(
    "written",
    [
        "Dara Quenell was seen there.",
        "QUENELL, DARA was seen there.",
        "Dará Quénell was seen there.",
        "We know dara\u200bquenell, that is Dara  Quenell.",
        "Dara Quenell's friends were there.",
    ],
)
def test_dp_05_forbidden_name_must_be_put_right_and_is_not_repeated(written: str) -> None:
    # given  own words that name the alleged perpetrator
    found = check_letter(
        "L-CT-07", sample_values("L-CT-07"), own_words={"note": written}, forbidden_names=["Mr Dara Quenell"]
    )

    # then   the place is told, not the name
    told = graded(found, CheckGrade.PUT_RIGHT)
    assert told == ["Someone is named who must not be: see Your own words to the applicant (optional, up to 60 words)"]


def test_dp_05_forbidden_name_is_found_in_a_row_of_a_table() -> None:
    rows: Json = [{"question": "Was enough done?", "answer": "PC Osric Vale visited twice."}]
    values = sample_values("L-CT-13", findings=rows)
    found = check_letter("L-CT-13", values, forbidden_names=["PC Osric Vale"])
    assert graded(found, CheckGrade.PUT_RIGHT) == ["Someone is named who must not be: see What the meeting found"]


def test_part_of_a_forbidden_name_is_something_to_look_at() -> None:
    values = sample_values("L-CT-12", reason="Quenell moved away.")
    found = check_letter("L-CT-12", values, forbidden_names=["Dara Quenell"])
    assert graded(found, CheckGrade.LOOK) == ["A word here is part of a name that must not be seen: Reason"]


def test_shared_surname_of_the_reader_is_no_finding() -> None:
    # given  an alleged perpetrator of the same family as the applicant
    found = check_letter("L-CT-07", sample_values("L-CT-07"), forbidden_names=["Otto Lindqvist-Bell"])
    assert "No alleged perpetrator or officer is named" in graded(found, CheckGrade.PASSED)


def test_letter_addressed_to_the_wrong_party_must_be_put_right() -> None:
    found = check_letter("L-CT-22", sample_values("L-CT-22", recipient_name="Dara Quenell"),
                         forbidden_names=["Dara Quenell"])  # fmt: skip
    assert graded(found, CheckGrade.PUT_RIGHT) == ["Someone is named who must not be: see Name"]


def test_long_sentence_is_shown_to_be_looked_at() -> None:
    found = checks("L-CT-12", reason=LONG)
    assert graded(found, CheckGrade.LOOK) == [f"Reading age 7; longest sentence 24 words: “{LONG}”"]


def test_letter_without_a_full_address_can_go_by_email_only() -> None:
    values = sample_values("L-CT-07", recipient_address=["14 Tanners Row", "Ashmoor"])
    by_email = check_letter("L-CT-07", values)
    by_post = check_letter("L-CT-07", values, context=CheckContext(by_post=True))
    why = "The last line of the address must be the postcode."
    assert graded(by_email, CheckGrade.LOOK) == [f"{why} It can go by email only."]
    assert graded(by_post, CheckGrade.PUT_RIGHT) == [why]


def test_dp_12_safe_contact_shows_the_neutral_subject() -> None:
    found = check_letter("L-CT-07", sample_values("L-CT-07"), context=CheckContext(safe_contact=True))
    assert graded(found, CheckGrade.LOOK) == ["Safe contact: the email subject will be “A letter for you”"]


@pytest.mark.parametrize(
    ("agreement", "grade", "words"),
    [
        (True, CheckGrade.PASSED, "A sharing agreement with this agency is on file"),
        (False, CheckGrade.LOOK, "No sharing agreement with this agency is on file"),
    ],
)
def test_dp_03_sharing_agreement_is_checked_for_agencies(agreement: bool, grade: CheckGrade, words: str) -> None:
    context = CheckContext(sharing_agreement=agreement)
    found = check_letter("L-CT-09", sample_values("L-CT-09"), context=context)
    assert LetterCheck(grade=grade, words=words) in found


def test_checking_an_unknown_letter_is_refused() -> None:
    with pytest.raises(UnknownLetter):
        check_letter("L-CT-99", {})
