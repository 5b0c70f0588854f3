"""The text of every notice taken apart for its page: nothing of it is lost, no mark is left. Source: TE-12, MI-14."""

import re

import pytest

from letters import letter_catalogue, render_letter
from service.cases.rounds.kinds import KINDS
from service.web.notices.notice_text import LINK, SAID_BY_THE_PAGE, NoticeText, take_apart
from tests.letters.sample_values import SAMPLES

TIME = re.compile(r"\b12:1[12]pm\b")
ALERT = """Ashmoor is at level 2, Significant: conflict happening or happened

Level 1 is the most serious and level 6 the mildest.

Where: Kestrel ward.

Watch for:

- Talk of tonight.
- Leaflets.

Scores: experienced 3, evidenced 2, potential 2.

Meet by 3:40pm today, Tuesday 22 December 2026. Join here: Moot Hall, room 2.

Say that you have this: [[link]]

Answer by 12:11pm today, Tuesday 22 December 2026. After that, your deputy or the director is told instead.

Call Jo Whitlock on 01632 960 142.

ASH-TE-2026-0041, sent 11:41am, Tuesday 22 December 2026
Ashmoor Community Safety Partnership
"""


def words_of(text: NoticeText) -> str:
    """Give all that the page says of a text."""
    facts = [f"{fact.term} {fact.words} {' '.join(fact.lines)}" for fact in text.facts]
    return " ".join([text.heading, *facts, *text.after])


def test_an_alert_is_heading_level_facts_and_whom_to_call() -> None:
    text = take_apart(ALERT)
    assert (text.heading, text.level) == ("Ashmoor is at level 2, Significant", 2)
    facts = {fact.term: fact for fact in text.facts}
    assert facts["Where"].words == "Kestrel ward."
    assert facts["Watch for"].lines == ("Talk of tonight.", "Leaflets.")
    assert facts["Scores"].words == "Experienced 3, evidenced 2, potential 2."
    # by when is said above by the page, as it stands now; where to join stays
    assert facts["Join here"].words == "Moot Hall, room 2."
    assert facts[""].words == "Level 1 is the most serious and level 6 the mildest."
    assert text.after == ("Call Jo Whitlock on 01632 960 142.",)


def test_the_colon_of_a_time_of_day_labels_nothing() -> None:
    text = take_apart("Briefing\n\nYou get news again by 11:30pm today, Thursday 2 April 2026.\n\nsent")
    (fact,) = text.facts
    assert (fact.term, fact.words) == ("", "You get news again by 11:30pm today, Thursday 2 April 2026.")


@pytest.mark.parametrize("text", ["", "\n\n", "One line", LINK, "A\n\nB", "Where: \n\n- a\n\n- b\n\nend"])
def test_any_text_is_taken_apart_without_a_fault(text: str) -> None:
    assert LINK not in words_of(take_apart(text)) or text == LINK


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_notice_keeps_its_facts_and_loses_its_marks(code: str) -> None:
    # given a notice as it is sent, where its branch of the samples can be rendered
    wanted = {field.name for field in letter_catalogue()[code].fields}
    values = {name: value for name, value in SAMPLES.items() if name in wanted}
    values |= {"change": "correction"} if code == "L-MI-07" else {}
    values |= {"level": "3", "old_level": "2"} if code in ("L-TE-02", "L-TE-07") else {}
    values = {name: value for name, value in values.items() if name in wanted}
    if code == "L-MI-02":
        values["written_to"] = "coordinator"
    sent = render_letter(code, values).text
    # when it is taken apart / then the page has a heading, at least one fact, and no link or deputy's minute of its own
    text = take_apart(sent)
    assert text.heading
    assert text.facts
    assert LINK not in words_of(text)
    assert not [part for part in text.after if part.startswith(SAID_BY_THE_PAGE) or TIME.search(part)]
    # and every fact of the mail stands on the page
    labelled = re.findall(r"^([A-Z][^:.\n]{1,60}): \S", sent.partition(LINK)[0].rpartition("\n")[0], re.MULTILINE)
    for term in labelled:
        assert term in words_of(text), term
    # and a notice of a level shows that level's mark
    assert (text.level > 0) == bool(re.search(r"\blevel [1-6], ", sent.splitlines()[0]))
