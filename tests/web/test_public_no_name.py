"""A form without a name: no case, no clock, not counted; answered and passed on where that helps. Source: CT-06."""

from datetime import date

import pytest
from sqlalchemy import func, select

from service.cases import PUBLIC, Actor, handle
from service.cases.application_form import ApplicationForm, PersonDetails
from service.cases.errors import AnswersRefused
from service.cases.refuse_anonymous import NotAnonymous, PassOnRefused, RefuseAnonymous
from service.store.audit import AuditEvent
from service.store.cases import Case
from service.store.database import Sessions
from service.store.outbox import OutboxItem
from service.store.people import Area, Person
from service.store.record import ApplicationDraft, RefusedApplication
from service.store.work import Deadline
from service.toolbox import Toolbox
from tests.browser import Browser
from tests.ready_area import a_ready_area, publish_procedure
from tests.web.applicant import AREA, Applicant

NO_NAME = f"{AREA}/no-name"
WORDS = "A child is shouted at every night at number 16."


@pytest.fixture
def area(sessions: Sessions) -> Area:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        return a_ready_area(session)


@pytest.fixture
def applicant(browser: Browser, area: Area) -> Applicant:
    return Applicant(browser).begin()


def count(sessions: Sessions, table: type) -> int:
    with sessions.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_ct_06_the_name_page_asks_for_a_name_and_shows_the_way_without_one(applicant: Applicant) -> None:
    applicant.try_answer("your-name", {"name": "\u3000"})
    assert (applicant.browser.status, "Enter your name" in applicant.page) == (422, True)
    assert f'href="{NO_NAME}"' in applicant.page
    page = applicant.browser.get(NO_NAME).page
    assert "We cannot open a review without a name" in page
    assert "Your words go to the agencies if someone may be at risk." in page


def test_ct_06_words_without_a_name_are_kept_and_open_nothing(applicant: Applicant, sessions: Sessions) -> None:
    # given a form half filled, with a name that the person takes back
    applicant.answer("for-whom", {"basis": "own"}).answer("your-name", {"name": "Amara"})
    # when the words are sent without it
    applicant.browser.post(NO_NAME, seen=NO_NAME, words=WORDS)
    # then they are kept, the draft is gone, and there is no case, no clock and no letter
    assert applicant.browser.location == f"{NO_NAME}/done"
    assert "We have not opened a review." in applicant.browser.get(f"{NO_NAME}/done").page
    with sessions.read() as session:
        row = session.scalars(select(RefusedApplication)).one()
    assert row.channel == "online"
    assert row.answers["form"]["incidents"][0]["what"] == WORDS
    assert row.answers["form"]["applicant"]["name"] == ""
    assert [count(sessions, table) for table in (Case, Deadline, OutboxItem, ApplicationDraft)] == [0, 0, 0, 0]


def test_ct_06_l_ct_03_goes_by_mail_where_an_address_was_given(applicant: Applicant, sessions: Sessions) -> None:
    applicant.browser.post(NO_NAME, seen=NO_NAME, words=WORDS, email="someone@example.org")
    with sessions.read() as session:
        mail = session.scalars(select(OutboxItem)).one()
    assert (mail.kind, mail.to_address, mail.case_id, mail.state) == ("mail", "someone@example.org", None, "queued")
    assert mail.subject == "A letter for you", "nothing in it says what the matter is"
    assert "https://folkmoot.example.org/ask/ash" in mail.body
    assert WORDS not in mail.body


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"words": " "}, "Enter what the agencies should know"),
        ({"words": WORDS, "email": "a@example.org\r\nBcc: b@example.org"}, "Enter an email address"),
    ],
)
def test_wrong_answers_are_told_and_kept(
    applicant: Applicant, sessions: Sessions, fields: dict[str, str], words: str
) -> None:
    applicant.browser.post(NO_NAME, seen=NO_NAME, **fields)
    assert applicant.browser.status == 422
    assert words in applicant.page
    assert fields["words"].strip() in applicant.page
    assert count(sessions, RefusedApplication) == 0


def test_a_second_press_keeps_the_words_once(applicant: Applicant, sessions: Sessions) -> None:
    applicant.browser.get(NO_NAME)
    form = applicant.page
    for _ in range(2):
        applicant.browser.page = form
        applicant.browser.post(NO_NAME, words=WORDS)
        assert applicant.browser.location == f"{NO_NAME}/done"
    assert count(sessions, RefusedApplication) == 1


def test_ct_06_a_form_with_a_name_is_not_refused(toolbox: Toolbox, area: Area) -> None:
    form = ApplicationForm(applicant=PersonDetails(name="Amara"))
    with pytest.raises(NotAnonymous):
        handle(toolbox, RefuseAnonymous(actor=PUBLIC, area_id=area.id, channel="paper", form=form))


def test_without_a_contact_of_the_area_the_form_is_kept_and_no_letter_breaks_it(
    toolbox: Toolbox, sessions: Sessions, area: Area
) -> None:
    with sessions.write() as session, session.begin():
        session.scalars(select(Person)).one().is_active = False
    form = ApplicationForm(applicant=PersonDetails(email="someone@example.org"))
    handle(toolbox, RefuseAnonymous(actor=PUBLIC, area_id=area.id, channel="paper", form=form))
    assert (count(sessions, RefusedApplication), count(sessions, OutboxItem)) == (1, 0)


def test_ct_06_passing_on_is_noted_once_with_who_and_when(toolbox: Toolbox, sessions: Sessions, area: Area) -> None:
    refused = handle(toolbox, RefuseAnonymous(actor=PUBLIC, area_id=area.id, channel="paper", form=ApplicationForm()))
    with sessions.read() as session:
        jo = session.scalars(select(Person)).one()
    actor = Actor(words=jo.name, person_id=jo.id)
    with pytest.raises(AnswersRefused):
        handle(toolbox, PassOnRefused(actor=actor, refused_id=int(refused.where), words=" "))
    for words in ("Children’s services, by phone", "Somebody else"):
        handle(toolbox, PassOnRefused(actor=actor, refused_id=int(refused.where), words=words))
    with sessions.read() as session:
        row = session.scalars(select(RefusedApplication)).one()
        acts = session.scalars(select(AuditEvent.action).order_by(AuditEvent.number)).all()
    assert (row.passed_on_words, row.passed_on_by_id) == ("Children’s services, by phone", jo.id)
    assert row.received_at.date() == date(2026, 3, 2)
    assert [act for act in acts if act.startswith("anonymous")] == ["anonymous_refused", "anonymous_passed_on"]


@pytest.mark.parametrize("key", ["\x00", "x" * 5000, "'", "\u202e"])
def test_an_odd_form_key_breaks_nothing(applicant: Applicant, sessions: Sessions, key: str) -> None:
    applicant.browser.post(NO_NAME, seen=NO_NAME, words=WORDS, idempotency_key=key)
    assert applicant.browser.location == f"{NO_NAME}/done"
    assert count(sessions, RefusedApplication) == 1
