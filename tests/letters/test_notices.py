"""The house rules of notices: short, the main thing first, one link, whom to call, nobody named (TE-12, MI-14)."""

import re

import pytest

from letters import (
    LINK_TOKEN,
    CheckGrade,
    FieldKind,
    Letter,
    check_letter,
    letter_catalogue,
    letter_pdf,
    render_letter,
)
from tests.letters.branches import branch_changes, every_branch
from tests.letters.notice_samples import NOTICE_LEFT_OUT
from tests.letters.sample_values import SAMPLES, sample_values

KINDS = {key: kind for key, kind in letter_catalogue().items() if kind.is_notice}
BRANCHES = [(key, branch) for key, branch in every_branch() if key in KINDS]
OF_INCIDENTS = [(key, branch) for key, branch in BRANCHES if key.startswith("L-MI-")]
LAST = [("L-MI-07", "closed"), ("L-MI-07", "closed_without_words")]  # no answer is taken after these
WITH_LEVEL = [(key, branch) for key, branch in BRANCHES if key.startswith("L-TE-")]
BANDS = "conflict happening or happened|heightened tension, more risk|normal range|disorder"
LEVEL = re.compile(rf"level [1-6], [A-Z][a-z]+: ({BANDS})")
SHORTEST = {"L-TE-01": 900, "L-MI-08": 900}
LONGEST = 1_800


def notice(key: str, branch: str = "ordinary") -> Letter:
    return render_letter(key, sample_values(key, **branch_changes(key, branch)))


def test_te_12_mi_09_notices_are_all_codes_but_the_reply_to_a_reporter_and_the_quarterly_report() -> None:
    codes = {key for key in letter_catalogue() if key.startswith(("L-TE-", "L-MI-"))}
    assert set(KINDS) == codes - {"L-TE-05", "L-TE-06"}


@pytest.mark.parametrize("key", list(KINDS))
def test_notice_has_no_reader_no_letterhead_and_no_place_for_own_words(key: str) -> None:
    # given  the names of the fields of a notice
    names = {field.name for field in KINDS[key].fields}

    # then   one text serves all contacts, and what staff typed comes from the case
    assert KINDS[key].sender is None
    assert KINDS[key].own_words == ()
    assert not names & {"recipient_name", "recipient_address", "area_address", "contact_hours", "copied_to"}
    assert not any(field.is_secret for field in KINDS[key].fields)


@pytest.mark.parametrize(("key", "branch"), BRANCHES)
def test_notice_is_short_enough_to_be_read_on_a_phone(key: str, branch: str) -> None:
    assert len(notice(key, branch).text) <= SHORTEST.get(key, LONGEST)


@pytest.mark.parametrize(("key", "branch"), BRANCHES)
def test_first_line_is_the_main_thing_and_names_the_area(key: str, branch: str) -> None:
    # when   the notice is written
    letter = notice(key, branch)
    first = letter.text.splitlines()[0]

    # then   its first line is its heading
    assert "Ashmoor" in first
    assert f"<h1>{first}</h1>" in letter.html
    assert not first.endswith(".")


@pytest.mark.parametrize(("key", "branch"), [one for one in BRANCHES if one not in LAST])
def test_link_stands_once_on_a_line_of_its_own(key: str, branch: str) -> None:
    # given  the notice as text and as a page
    letter = notice(key, branch)

    # then   each has the one place where the reader's own link goes
    assert letter.text.count(LINK_TOKEN) == 1
    assert letter.html.count(LINK_TOKEN) == 1
    assert "\nSay that you have this: [[link]]\n" in letter.text


@pytest.mark.parametrize(("key", "branch"), LAST)
def test_mi_26_notice_that_ends_an_incident_asks_for_no_answer(key: str, branch: str) -> None:
    # given  the case is closed in the same step
    letter = notice(key, branch)

    # then   no link is offered that would be refused
    assert LINK_TOKEN not in letter.text + letter.html
    assert "You can choose" not in letter.text
    assert "You need not answer this." in letter.text


@pytest.mark.parametrize(("key", "branch"), BRANCHES)
def test_notice_says_whom_to_call_and_when_it_was_sent(key: str, branch: str) -> None:
    values = sample_values(key, **branch_changes(key, branch))
    text = notice(key, branch).text
    phone = ", on 01632 960 155" if values["contact_phone"] else ""
    email = ", or email harrow@northmoor.example" if values["contact_email"] else ""
    assert f"Call {values['contact_name']}, {values['contact_role']}{phone}{email}. If anyone" in text
    assert "call 999" in text
    assert text.endswith(
        f"\n{values['case_ref']}, sent {values['sent_at_words']}\nAshmoor Community Safety Partnership\n"
    )


@pytest.mark.parametrize(("key", "branch"), BRANCHES)
def test_dp_12_subject_and_title_name_nobody_and_no_place(key: str, branch: str) -> None:
    # given  what a lock screen shows
    letter = notice(key, branch)
    title = letter.html.partition("<title>")[2].partition("</title>")[0]

    # then   it holds fixed words and the reference
    reference = sample_values(key)["case_ref"]
    assert letter.subject == f"Folkmoot: please read now, {reference}"
    assert title == "Folkmoot: please read now"


@pytest.mark.parametrize(("key", "branch"), WITH_LEVEL)
def test_te_10_level_is_always_number_name_and_band_and_the_worst_is_told_once(key: str, branch: str) -> None:
    # when   a notice speaks of a level
    text = notice(key, branch).text
    levels = re.findall(r"level [1-6]\b(?! the mildest)", text)

    # then   each has its name and band, and one sentence says which level is worst
    assert len(levels) == len(LEVEL.findall(text))
    assert text.count("Level 1 is the most serious and level 6 the mildest.") == bool(LEVEL.search(text))


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("1", "level 1, High: conflict happening or happened"),
        ("2", "level 2, Significant: conflict happening or happened"),
        ("3", "level 3, Moderate: heightened tension, more risk"),
        ("4", "level 4, Heightened: heightened tension, more risk"),
        ("5", "level 5, Low: normal range"),
        ("6", "level 6, Insignificant: normal range"),
    ],
)
def test_te_10_six_levels_have_their_names_and_bands(level: str, words: str) -> None:
    text = render_letter("L-TE-03", sample_values("L-TE-03", level=level)).text
    assert words in text.splitlines()[0]


@pytest.mark.parametrize(("key", "branch"), OF_INCIDENTS)
def test_mi_14_four_purposes_stand_on_each_notice(key: str, branch: str) -> None:
    assert (
        "Four purposes: tell you the main facts, check them, ask what else you know, keep services working together."
        in notice(key, branch).text
    )


@pytest.mark.parametrize(("key", "branch"), [one for one in OF_INCIDENTS if one not in LAST])
def test_mi_18_each_notice_offers_the_four_answers(key: str, branch: str) -> None:
    assert "You can choose: Confirmed, Correction, More information or Action taken." in notice(key, branch).text


@pytest.mark.parametrize(("key", "branch"), OF_INCIDENTS)
def test_mi_21_questions_go_to_the_two_officers_and_not_to_the_investigators(key: str, branch: str) -> None:
    # when   an area has titles of its own for the two officers
    changes = {"crro_role": "Hate crime lead", "coordinator_role": "Safer communities lead"}
    text = render_letter(key, sample_values(key, **{**branch_changes(key, branch), **changes})).text

    # then   the notice names them; the referral speaks to the first of them
    who = "you" if key == "L-MI-01" else "the Hate crime lead"
    assert f"ut questions to {who} or the Safer communities lead, not to the investigators." in text


@pytest.mark.parametrize(("key", "branch"), BRANCHES)
def test_mi_20_notice_holds_no_name_of_a_victim_that_a_case_could_hold(key: str, branch: str) -> None:
    assert not re.search("Lindqvist|Okafor|Castellan|Quenell|Tanners Row", notice(key, branch).text)


@pytest.mark.parametrize("key", list(KINDS))
def test_good_notice_passes_every_check_without_an_address(key: str) -> None:
    found = check_letter(key, sample_values(key), forbidden_names=["Dara Quenell", "Mina Castellan"])
    assert {check.grade for check in found} == {CheckGrade.PASSED}
    assert "Nobody is named who must not be" in [check.words for check in found]
    assert not any("address" in check.words for check in found)


WORDED = [
    (key, field.name, branch)
    for key, branch in BRANCHES
    for field in KINDS[key].fields
    if field.kind is FieldKind.LONG_TEXT and sample_values(key, **branch_changes(key, branch)).get(field.name)
]


@pytest.mark.parametrize(("key", "name", "branch"), WORDED)
def test_mi_20_victim_named_in_typed_words_must_be_put_right(key: str, name: str, branch: str) -> None:
    # given  words of staff that name a victim
    values = sample_values(key, **{**branch_changes(key, branch), name: "Mina Castellan was shouted at."})

    # then   the check says where, and does not repeat the name
    told = [
        check.words
        for check in check_letter(key, values, forbidden_names=["Mina Castellan"])
        if check.grade is CheckGrade.PUT_RIGHT
    ]
    assert told == [f"Someone is named who must not be: see {KINDS[key].field(name).label}"]


def test_typed_paragraphs_stay_on_the_line_of_their_label() -> None:
    text = render_letter("L-TE-01", sample_values("L-TE-01", what_happened="A fire.\r\n\r\nThen a clash.")).text
    assert "\nWhat happened: A fire. Then a clash.\n" in text


@pytest.mark.parametrize("key", list(KINDS))
def test_notice_is_a_whole_page_that_could_be_printed(key: str) -> None:
    # given  a notice as it is kept
    page = notice(key).html

    # then   it is a page by itself, and somebody who wants it on paper can have it
    assert page.startswith("<!doctype html>\n")
    assert page.rstrip().endswith("</html>")
    assert letter_pdf(page).startswith(b"%PDF-1.7")


def test_samples_of_notices_leave_no_field_without_a_value() -> None:
    assert {field.name for kind in KINDS.values() for field in kind.fields} <= set(SAMPLES) | NOTICE_LEFT_OUT
