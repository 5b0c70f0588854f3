"""What every letter carries and how every letter reads (domain D, house rules)."""

import re
from functools import cache

import pytest

from letters import LetterKind, letter_catalogue, render_letter
from letters.kinds import Json
from letters.plain_text import prose
from letters.readability import readability, split_sentences, words_of
from tests.letters.branches import branch_changes, every_branch
from tests.letters.sample_values import sample_values

LONG_DATE = r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ 20\d\d"
INITIALS = re.compile(r"\b[A-Z]{3,}\b")
KNOWN_INITIALS = {"ASB"}  # in the scheme's public name, which the partnership chose
BLAME = re.compile(r"\b(malicious|vexatious|fault|perpetrator|offender|culprit|complainant)\b", re.IGNORECASE)
JARGON = re.compile(
    r"\b(threshold|stakeholder|multi-agency|SPOC|OPCC|CSP|SLA|breach|redact|e-mail|on-line|panel)\b", re.IGNORECASE
)
FORMATS = ("large print", "audio", "braille", "Easy Read", "British Sign Language", "another language", "phone")
REFERENCES = (
    *("ASH-CT-2026-0041", "ASH-AP-2027-0003", "K7QM-2XHD"),
    *("ASH-TE-2026-0002", "ASH-TE-2026-0003", "ASH-TE-2026-Q3", "ASH-MI-2026-0001"),
)
ALL = every_branch()
LETTERS = [(key, branch) for key, branch in ALL if not letter_catalogue()[key].is_notice]
TO_PEOPLE = [(key, branch) for key, branch in ALL if letter_catalogue()[key].is_public]


def contact_words(kind: LetterKind, values: dict[str, Json]) -> list[str]:
    """Return who signs the letter, their phone and email, and the hours where the area gave some."""
    sender = kind.sender
    assert sender is not None
    places = (sender.name, sender.signed_by, sender.signed_role, sender.phone, sender.email, sender.hours)
    return [str(values[place]) for place in places if values[place] or place != "appeal_hours"]


@cache
def letter_text(key: str, branch: str) -> str:
    return render_letter(key, sample_values(key, **branch_changes(key, branch))).text


@cache
def letter_prose(key: str, branch: str) -> list[str]:
    return prose(render_letter(key, sample_values(key, **branch_changes(key, branch))).body_html)


@pytest.mark.parametrize(("key", "branch"), LETTERS)
def test_letter_carries_what_each_letter_must(key: str, branch: str) -> None:
    # when   the letter is written
    text = letter_text(key, branch)
    values = sample_values(key, **branch_changes(key, branch))

    # then   it has reference, date, contact with hours, support, emergency lines, formats and the data notice
    assert values["case_ref"] in REFERENCES
    assert f"Our reference: {values['case_ref']}" in text
    assert re.search(f"^{LONG_DATE}$", text, re.MULTILINE)
    for contact in contact_words(letter_catalogue()[key], values):
        assert contact in text
    assert "Ashmoor Victim Care on 01632 960 199" in text
    assert "call 999" in text
    assert "101" in text
    assert "ashmoor.example/your-data" in text
    assert [words for words in FORMATS if words not in text] == []


@pytest.mark.parametrize(("key", "branch"), LETTERS)
def test_letter_says_what_happens_next_with_a_date(key: str, branch: str) -> None:
    # given  the part under "What happens next"
    text = letter_text(key, branch)
    after = text.split("\nWhat happens next\n", 1)[1].split("\n\n\n", 1)[0]

    # then   it names a day, unless it tells an advocate that their role has ended: they learn nothing more
    role_ended = key == "L-CT-18" and branch.startswith("advocate")
    assert bool(re.search(LONG_DATE, after)) != role_ended


@pytest.mark.parametrize(("key", "branch"), ALL)
def test_no_branch_prints_an_absent_value_or_loses_a_full_stop(key: str, branch: str) -> None:
    text = letter_text(key, branch)
    assert not re.search(r"None|\(\)|\{|\}|<|>| ,| \.|\.\.|,,", text)


@pytest.mark.parametrize(("key", "branch"), TO_PEOPLE)
def test_letter_to_a_person_says_how_to_challenge(key: str, branch: str) -> None:
    assert re.search(
        r"If you (think we have got something wrong|disagree|are still unhappy)\n\n"
        r"(Tell me|You can appeal|This decision is final)",
        letter_text(key, branch),
    )


@pytest.mark.parametrize(("key", "branch"), ALL)
def test_no_sentence_is_longer_than_twenty_words(key: str, branch: str) -> None:
    sentences = [part for text in letter_prose(key, branch) for part in split_sentences(text)]
    assert [part for part in sentences if len(words_of(part)) > 20] == []


@pytest.mark.parametrize(("key", "branch"), ALL)
def test_reading_age_is_twelve_or_less(key: str, branch: str) -> None:
    assert readability(letter_prose(key, branch)).reading_age <= 12


@pytest.mark.parametrize(("key", "branch"), ALL)
def test_letter_blames_nobody_and_leaves_no_initials_unexplained(key: str, branch: str) -> None:
    text = letter_text(key, branch)
    for reference in REFERENCES:
        text = text.replace(reference, "")
    assert not BLAME.search(text)
    assert set(INITIALS.findall(text)) <= KNOWN_INITIALS
    if letter_catalogue()[key].is_public:
        assert not JARGON.search(text)
