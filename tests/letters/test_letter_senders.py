"""Whom a letter comes from: the partnership or the body that hears appeals; whom it may name."""

import re

import pytest

from letters import CheckGrade, check_letter, letter_catalogue, render_letter
from letters.kinds import Json
from tests.letters.branches import branch_changes, every_branch
from tests.letters.sample_values import sample_values

APPEAL_KEYS = [key for key in letter_catalogue() if key.startswith("L-AP-")]
BRANCHES = [(key, branch) for key, branch in every_branch() if key in APPEAL_KEYS]


def branch_text(key: str, branch: str) -> str:
    return render_letter(key, sample_values(key, **branch_changes(key, branch))).text


@pytest.mark.parametrize(("key", "branch"), BRANCHES)
def test_letter_about_an_appeal_comes_from_the_appeal_body_and_not_from_the_partnership(key: str, branch: str) -> None:
    # when   the letter is written
    head, _, rest = branch_text(key, branch).partition("Dear ")

    # then   its head names the appeal body and both references, and the appeals officer signs it
    assert head.startswith("Office of the Police and Crime Commissioner for Carr Dale\nCommissioner’s Office, 1 Castle")
    assert "Our reference: ASH-AP-2027-0003" in head
    assert "Case review: ASH-CT-2026-0041" in head
    assert "Ashmoor Community Safety Partnership" not in head
    assert "Call me on 01632 960 170" in rest
    assert "Yours sincerely\n\nRobin Ashdown\nAppeals officer" in rest


def test_letter_of_a_case_review_still_comes_from_the_partnership() -> None:
    text = branch_text("L-CT-08", "ordinary")
    assert text.startswith("Ashmoor Community Safety Partnership\nMoot Hall")
    assert "Yours sincerely\n\nJo Whitlock" in text


@pytest.mark.parametrize("key", APPEAL_KEYS)
def test_subject_and_title_name_nobody_and_give_no_result(key: str) -> None:
    # given  the subject a person reads in the email, and the title of the page
    letter = render_letter(key, sample_values(key))
    title = letter.html.partition("<title>")[2].partition("</title>")[0]

    # then   they hold fixed words and the appeal's own reference, nothing else
    assert letter.subject == f"{letter_catalogue()[key].subject}, ASH-AP-2027-0003"
    assert not re.search(r"Lindqvist|Okafor|Whitlock|upheld|ASB|behaviour", f"{letter.subject} {title}")


@pytest.mark.parametrize(("key", "branch"), [row for row in BRANCHES if row[0] in {"L-AP-03", "L-AP-04"}])
def test_notice_to_the_partnership_does_not_name_the_person_who_appealed(key: str, branch: str) -> None:
    assert not re.search("Lindqvist|Okafor", branch_text(key, branch))


@pytest.mark.parametrize("key", APPEAL_KEYS)
def test_good_letter_about_an_appeal_passes_every_check(key: str) -> None:
    # then   nothing needs a look: neither the officers it names to be answered nor the address
    found = check_letter(key, sample_values(key), forbidden_names=["Dara Quenell"])
    assert [check.words for check in found if check.grade is not CheckGrade.PASSED] == []


def test_dp_05_reason_of_a_decision_that_names_an_officer_must_be_put_right() -> None:
    reasons: Json = [{"ground": "The plan", "words": "PC Osric Vale did not come."}]
    found = check_letter("L-AP-07", sample_values("L-AP-07", reasons=reasons), forbidden_names=["PC Osric Vale"])
    assert [check.words for check in found if check.grade is CheckGrade.PUT_RIGHT] == [
        "Someone is named who must not be: see Reasons"
    ]
