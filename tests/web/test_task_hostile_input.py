"""Odd and hostile answers through a task's page: kept as typed or refused at the field, never an error page.

The inputs are the project's own copies in tests/corpora.
"""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from service.demo import answers as said
from service.demo.driver import posted
from service.store.record import RiskCheck
from service.store.work import TaskAnswer
from tests.badday.desk import WORDS, its_half, send, texts
from tests.stages import ON_BOTH
from tests.web.office import Office
from tests.web.test_public_hostile_input import lines, shown

OfficeAt = Callable[[str], Office]
TASK = "Task_CheckImmediateRisk"


@ON_BOTH
def test_words_of_any_kind_are_kept_and_shown_as_words(office_at: OfficeAt, kind: str) -> None:
    office = office_at("applied")
    path, jo = office.path(TASK), office.at(said.JO)
    jo.get(path)
    for case, words in its_half(texts(*WORDS), kind):
        # when they are kept for later, from the page that is shown
        jo.post(path, reasons=words, act="draft")
        assert jo.status == 303, case
        page = jo.get(path).page
        assert lines(shown(page, "reasons")) == lines(words).replace("\x00", "\x01"), case
        assert "<script>alert" not in page, case


def test_an_answer_of_any_kind_is_refused_or_written_down_whole(office_at: OfficeAt) -> None:
    office = office_at("applied")
    path, jo = office.path(TASK), office.at(said.JO)
    for case, words in texts("dates_numbers", "xss", "text_unicode"):
        # the level of the risk is one of three words: anything else is refused at the field
        send(jo, path, **posted({**said.RISK, "risk_level": words}))
        assert jo.status == 422, case
        assert 'href="#risk_level"' in jo.page, case
        assert not office.played.rows(RiskCheck), case
        assert [row for row in office.played.rows(TaskAnswer) if not row.is_draft] == []
    jo.get(path)
    assert jo.status == 200


@pytest.mark.parametrize("part", ["day", "month", "year"])
def test_dates_of_any_kind_are_refused_at_their_field(office_at: OfficeAt, part: str) -> None:
    office = office_at("met")
    path, jo = office.path("Task_ContactApplicant"), office.at(said.JO)
    for case, words in texts("dates_numbers"):
        send(jo, path, **{f"attempts-1-on-{part}": words, "attempts-1-note": "x"})
        assert jo.status == 422, case
        assert 'href="#attempts-1-on-' in jo.page, case


def test_addresses_of_any_kind_find_no_task(office_at: OfficeAt) -> None:
    office = office_at("applied")
    jo = office.at(said.JO)
    for case, words in texts("text_unicode", "xss"):
        jo.get(f"/tasks/{quote(words, safe='')}")
        assert jo.status in (301, 308, 404, 405), case
        jo.get(f"{office.path(TASK)}/letters/{quote(words, safe='')}")
        assert jo.status in (308, 404, 405), case


def test_marks_of_letters_of_any_kind_seal_nothing(office_at: OfficeAt) -> None:
    office = office_at("checked")
    letter = office.letter("Task_AcknowledgeApplication", by=said.JO)
    jo = office.at(said.JO)
    for case, words in texts("text_unicode", "xss", "dates_numbers"):
        draft = office.played.drafts("L-CT-01")[0].id
        send(jo, letter, act="seal", **{f"seen-{draft}": words, f"seen-{words[:20]}": "x", "own-x": words})
        assert jo.status in (303, 409, 422), case
        assert not office.played.letters("L-CT-01"), case
